#include "planner/plan/plan_diff.h"

#include "base/text.h"
#include "base/text_table.h"
#include "planner/plan/json_parts.h"
#include "planner/plan/plan_text.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace loadline::plan {

namespace {

using units::formatted;

/// A figure of a row.
struct Figure {
  std::string field, text;
  std::optional<double> value = {}; ///< in base units, of what is a number
  bool isShare = false;             ///< of which percent would be told in percent
};
using Figures = std::vector<Figure>; ///< in the order of the plan

Figure word(std::string field, std::string text) {
  return {std::move(field), std::move(text)};
}
template <class Value>
Figure figure(std::string field, const std::optional<Value> &value) {
  if (!value)
    return {std::move(field), "-"};
  return {std::move(field), formatted(*value), value->count()};
}
Figure figure(std::string field, const std::optional<int> &value) {
  if (!value)
    return {std::move(field), "-"};
  return {std::move(field), fmt::format("{}", *value), *value};
}
Figure share(std::string field, const std::optional<Ratio> &value) {
  Figure out = figure(std::move(field), value);
  out.isShare = true;
  return out;
}
Figure factor(std::string field, const std::optional<Ratio> &value) {
  Figure out = figure(std::move(field), value);
  if (value)
    out.text = units::formattedFactor(*value);
  return out;
}

Figures measured(const ServicePlan &service) {
  return {word("verdict", std::string(toString(service.verdict))),
          word("binding", std::string(toString(service.binding))),
          figure("max_in_flight.declared", service.maxInFlight.declared),
          figure("max_in_flight.recommended", service.maxInFlight.recommended),
          figure("inherited_in_flight", service.inheritedInFlight),
          figure("replicas.declared", service.replicasDeclared),
          figure("replicas.needed", service.replicasNeeded),
          figure("arrival_rate", service.arrivalRate),
          figure("residence_time.mean", service.residenceTime.mean),
          figure("residence_time.p99", service.residenceTime.p99),
          share("utilization", service.utilization),
          factor("oversubscription", service.oversubscription),
          figure("cost.declared", service.cost.declared),
          figure("cost.needed", service.cost.needed),
          figure("full_in_months", service.growth.fullInMonths)};
}

Figures measured(const EdgePlan &edge) {
  return {figure("rate", edge.rate), figure("offered_in_flight", edge.offeredInFlight),
          figure("admitted_in_flight", edge.admittedInFlight),
          factor("oversubscription", edge.oversubscription)};
}

Figures measured(const SystemPlan &system) {
  return {figure("arrival_rate", system.arrivalRate),
          figure("max_rate", system.maxRate),
          word("bottleneck", system.bottleneck),
          figure("cost.declared", system.cost.declared),
          figure("cost.needed", system.cost.needed),
          figure("full_in_months", system.growth.fullInMonths)};
}

/// The figures of every row, the system first.
std::vector<std::pair<std::string, Figures>> measured(const Plan &plan) {
  std::vector<std::pair<std::string, Figures>> out = {{"system", measured(plan.system)}};
  for (const ServicePlan &service : plan.services)
    out.emplace_back(service.name, measured(service));
  for (const EdgePlan &edge : plan.edges)
    out.emplace_back(edge.from + " -> " + edge.to, measured(edge));
  return out;
}

/// "+25%", "-12 points"; "" where one side is no number, or there was nothing to compare with.
std::string movedBy(const Figure &before, const Figure &after) {
  if (!before.value || !after.value)
    return "";
  const double by = *after.value - *before.value;
  const std::string sign = by > 0 ? "+" : "";
  if (after.isShare)
    return sign + threeDigits(by * 100) + " points";
  return *before.value == 0 ? "" : sign + threeDigits(by / *before.value * 100) + "%";
}

/// Adds the numbers to changes of figures, of which names may come twice.
void addNumbers(const Plan &before, const Plan &after, std::vector<Change> &changes) {
  using Key = std::pair<std::string, std::string>;
  std::map<Key, std::pair<Figure, Figure>> figures;
  for (const auto &[about, row] : measured(before))
    for (const Figure &each : row)
      figures[{about, each.field}].first = each;
  for (const auto &[about, row] : measured(after))
    for (const Figure &each : row)
      figures[{about, each.field}].second = each;
  for (Change &change : changes) {
    const auto found = figures.find({change.about, change.field});
    if (found == figures.end() || found->second.first.text != change.before ||
        found->second.second.text != change.after)
      continue;
    change.beforeValue = found->second.first.value;
    change.afterValue = found->second.second.value;
    change.moved = movedBy(found->second.first, found->second.second);
  }
}

/// The changes of one row; a field that one side does not have is no change.
void compare(const FigureRow &before, const FigureRow &after, std::vector<Change> &out) {
  std::map<std::string, const std::string *> old;
  for (const auto &[field, value] : before.fields)
    old.emplace(field, &value);
  for (const auto &[field, value] : after.fields)
    if (const auto found = old.find(field); found != old.end() && *found->second != value)
      out.push_back({after.about, field, *found->second, value});
}

std::vector<findings::Finding> onlyIn(const Plan &plan, const Plan &other) {
  std::set<std::string> known;
  for (const findings::Finding &finding : other.findings)
    known.insert(finding.fingerprint);
  std::vector<findings::Finding> out;
  for (const findings::Finding &finding : plan.findings)
    if (!known.contains(finding.fingerprint))
      out.push_back(finding);
  return out;
}

} // namespace

std::vector<FigureRow> figuresOf(const Plan &plan) {
  std::vector<FigureRow> out;
  for (const auto &[about, row] : measured(plan)) {
    out.push_back({about, {}});
    for (const Figure &each : row)
      out.back().fields.emplace_back(each.field, each.text);
  }
  return out;
}

std::vector<Change> changesBetween(const std::vector<FigureRow> &before,
                                   const std::vector<FigureRow> &after) {
  std::vector<Change> out;
  std::map<std::string, std::vector<const FigureRow *>> old; // a service may be called "system"
  for (auto row = before.rbegin(); row != before.rend(); ++row)
    old[row->about].push_back(&*row);
  for (const FigureRow &row : after) {
    std::vector<const FigureRow *> &same = old[row.about];
    if (same.empty()) {
      out.push_back({row.about, "", "", "there"});
      continue;
    }
    compare(*same.back(), row, out);
    same.pop_back();
  }
  for (const FigureRow &row : before)
    if (std::vector<const FigureRow *> &left = old[row.about]; !left.empty()) {
      out.push_back({row.about, "", "there", ""});
      left.pop_back();
    }
  return out;
}

PlanDiff differenceOf(const Plan &before, const Plan &after) {
  PlanDiff diff{changesBetween(figuresOf(before), figuresOf(after)), onlyIn(after, before),
                onlyIn(before, after)};
  addNumbers(before, after, diff.changes);
  return diff;
}

std::string toText(const PlanDiff &diff) {
  if (diff.changes.empty() && diff.appeared.empty() && diff.gone.empty())
    return "Nothing moved.\n";
  std::string text;
  TextTable table{{{"What", TextTable::Align::left, true},
                   {"figure"},
                   {"before", TextTable::Align::right},
                   {"after", TextTable::Align::right},
                   {"moved", TextTable::Align::right}},
                  {}};
  table.columns.front().wraps = true;
  for (const Change &change : diff.changes)
    table.rows.push_back({change.about, change.field.empty() ? "is" : change.field,
                          change.before.empty() ? "not there" : change.before,
                          change.after.empty() ? "not there" : change.after,
                          change.moved.empty() ? "-" : change.moved});
  if (!table.rows.empty())
    text += renderWithin(table);
  if (!diff.appeared.empty())
    text += "\nNew findings\n" + findingsText(diff.appeared);
  if (!diff.gone.empty())
    text += "\nFindings that are gone\n" + findingsText(diff.gone);
  return text;
}

std::string toJsonText(const PlanDiff &diff) {
  Json changes = Json::array(), appeared = Json::array(), gone = Json::array();
  for (const Change &change : diff.changes)
    changes.push_back({{"about", printable(change.about)},
                       {"field", plan::word(change.field)},
                       {"before", plan::word(change.before)},
                       {"after", plan::word(change.after)},
                       {"before_value", number(change.beforeValue)},
                       {"after_value", number(change.afterValue)},
                       {"moved", plan::word(change.moved)}});
  for (const findings::Finding &finding : diff.appeared)
    appeared.push_back(Json(findings::toJson(finding)));
  for (const findings::Finding &finding : diff.gone)
    gone.push_back(Json(findings::toJson(finding)));
  const Json document = {{"schema", "loadline/diff/v1"},
                         {"changes", std::move(changes)},
                         {"appeared", std::move(appeared)},
                         {"gone", std::move(gone)}};
  return document.dump(2) + "\n";
}

} // namespace loadline::plan
