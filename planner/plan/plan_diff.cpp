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

/// Field by field as text, in the order of the plan.
using Figures = std::vector<std::pair<std::string, std::string>>;

template <class Value>
std::string shown(const std::optional<Value> &value) {
  return value ? formatted(*value) : "-";
}
std::string shown(const std::optional<int> &value) {
  return value ? fmt::format("{}", *value) : "-";
}

Figures figuresOf(const ServicePlan &service) {
  return {{"verdict", std::string(toString(service.verdict))},
          {"binding", std::string(toString(service.binding))},
          {"max_in_flight.declared", shown(service.maxInFlight.declared)},
          {"max_in_flight.recommended", shown(service.maxInFlight.recommended)},
          {"inherited_in_flight", shown(service.inheritedInFlight)},
          {"replicas.declared", shown(service.replicasDeclared)},
          {"replicas.needed", shown(service.replicasNeeded)},
          {"arrival_rate", shown(service.arrivalRate)},
          {"residence_time.mean", shown(service.residenceTime.mean)},
          {"residence_time.p99", shown(service.residenceTime.p99)},
          {"utilization", shown(service.utilization)},
          {"oversubscription", shown(service.oversubscription)},
          {"cost.declared", shown(service.cost.declared)},
          {"cost.needed", shown(service.cost.needed)},
          {"full_in_months", shown(service.growth.fullInMonths)}};
}

Figures figuresOf(const EdgePlan &edge) {
  return {{"rate", shown(edge.rate)},
          {"offered_in_flight", shown(edge.offeredInFlight)},
          {"admitted_in_flight", shown(edge.admittedInFlight)},
          {"oversubscription", shown(edge.oversubscription)}};
}

Figures figuresOf(const SystemPlan &system) {
  return {{"arrival_rate", shown(system.arrivalRate)},
          {"max_rate", shown(system.maxRate)},
          {"bottleneck", system.bottleneck},
          {"cost.declared", shown(system.cost.declared)},
          {"cost.needed", shown(system.cost.needed)},
          {"full_in_months", shown(system.growth.fullInMonths)}};
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
  std::vector<FigureRow> out = {{"system", figuresOf(plan.system)}};
  for (const ServicePlan &service : plan.services)
    out.push_back({service.name, figuresOf(service)});
  for (const EdgePlan &edge : plan.edges)
    out.push_back({edge.from + " -> " + edge.to, figuresOf(edge)});
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
  return {changesBetween(figuresOf(before), figuresOf(after)), onlyIn(after, before),
          onlyIn(before, after)};
}

std::string toText(const PlanDiff &diff) {
  if (diff.changes.empty() && diff.appeared.empty() && diff.gone.empty())
    return "Nothing moved.\n";
  std::string text;
  TextTable table{{{"What", TextTable::Align::left, true},
                   {"figure"},
                   {"before", TextTable::Align::right},
                   {"after", TextTable::Align::right}},
                  {}};
  for (const Change &change : diff.changes)
    table.rows.push_back({change.about, change.field.empty() ? "is" : change.field,
                          change.before.empty() ? "not there" : change.before,
                          change.after.empty() ? "not there" : change.after});
  if (!table.rows.empty())
    text += render(table);
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
                       {"field", word(change.field)},
                       {"before", word(change.before)},
                       {"after", word(change.after)}});
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
