#include "planner/emit/contract.h"

#include "base/markup.h"
#include "base/text.h"
#include "planner/emit/service_named.h"
#include "planner/sizing/little.h"
#include "planner/units/format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace loadline::emit {

namespace {

using units::formatted;

/// A field of the contract: what the spec says, or what the plan proposes.
struct Field {
  std::string key, value, note;
  const spec::Rationale *why = nullptr; ///< of a bound
};

/// What one caller, class or tenant may use.
struct Share {
  std::string_view section; ///< "per_caller", "classes" or "per_tenant"
  std::string name;
  spec::Cap cap;
  std::vector<Field> more; ///< beside the cap
  std::string note;
};

constexpr const char *onExcessWords[] = {"reject", "queue", "degrade", "shed", "throttle"};

std::string seconds(const spec::Maybe<units::Duration> &time) {
  return exactly(time->value.count()) + "s";
}

std::string wholeRate(units::Rate rate) {
  return fmt::format("{}/s", std::ceil(rate.count()));
}

/// Text of YAML, in quotes.
std::string quoted(const std::string &text) {
  std::string out = "'";
  for (const char c : oneLine(text))
    out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

/// A key of YAML, in quotes where it is no plain word.
std::string yamlKey(const std::string &name) {
  const bool isPlain =
      !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                              "0123456789_-.") == std::string::npos;
  return isPlain ? name : quoted(name);
}

/// `{ key: value, … }`
std::string mapText(const std::vector<Field> &fields) {
  std::string text = "{ ";
  for (std::size_t i = 0; i < fields.size(); ++i)
    text += fmt::format("{}{}: {}", i ? ", " : "", fields[i].key, fields[i].value);
  return text + " }";
}

/// The value as YAML, with why it is so where the spec says that.
std::string yamlValue(const Field &field) {
  if (!field.why || (!field.why->because && !field.why->review && !field.why->keptBy))
    return field.value;
  std::vector<Field> words = {{"value", field.value, ""}};
  if (const auto &because = field.why->because)
    words.push_back({"because", quoted(because->value), ""});
  if (const auto &review = field.why->review)
    words.push_back({"review", review->value, ""});
  if (const auto &keptBy = field.why->keptBy)
    words.push_back({"kept_by", quoted(keptBy->value), ""});
  return mapText(words);
}

/// The bound to propose: for the rate that is promised, by what the plan's recommendation rests on,
/// or else the recommendation.
std::optional<units::Concurrency> proposedInFlight(const spec::Contract &contract,
                                                   const plan::ServicePlan &row,
                                                   const plan::Plan &plan) {
  const auto &time = row.residenceTime.p99 ? row.residenceTime.p99 : row.residenceTime.mean;
  if (!contract.cap.maxRate || !time)
    return row.maxInFlight.recommended;
  return sizing::recommendedBound(contract.cap.maxRate->value, *time, plan.policyUtilization);
}

Field rateField(const spec::Contract &contract, const plan::ServicePlan &row) {
  if (contract.cap.maxRate)
    return {"max_rate", exactly(contract.cap.maxRate->value.count()) + "/s", ""};
  if (row.arrivalRate)
    return {"max_rate", wholeRate(*row.arrivalRate), "proposed: the planned load"};
  return {"max_rate", "", "missing"};
}

/// What a contract needs that says no bound: for what it promises, else for the planned load.
Field proposedBound(const spec::Contract &contract, const plan::ServicePlan &row,
                    const plan::Plan &plan) {
  const auto bound = proposedInFlight(contract, row, plan);
  return {"max_in_flight", bound ? exactly(bound->count()) : "",
          !bound                 ? "missing"
          : contract.cap.maxRate ? "proposed: the promised rate at the policy's utilization"
                                 : "proposed: the load at the policy's utilization"};
}

Field boundField(const spec::Contract &contract, const plan::ServicePlan &row,
                 const plan::Plan &plan) {
  const auto &bound = row.maxInFlight;
  if (const auto &said = contract.cap.maxInFlight)
    return {"max_in_flight", exactly(said->value.count()),
            *bound.declared < said->value
                ? fmt::format("{} admits {}", bound.declaredIn, exactly(bound.declared->count()))
                : "",
            &contract.cap.rationale};
  if (bound.declared)
    return {"max_in_flight", exactly(bound.declared->count()), "from " + bound.declaredIn};
  return proposedBound(contract, row, plan);
}

std::vector<Field> fieldsOf(const spec::Contract &contract, const plan::ServicePlan &row,
                            const plan::Plan &plan) {
  const auto word = [](bool yes) { return yes ? "true" : "false"; };
  const auto &excess = contract.onExcess;
  std::vector<Field> out = {
      {"published", contract.published ? word(contract.published->value) : "true",
       contract.published ? "" : "proposed"},
      rateField(contract, row),
      boundField(contract, row, plan),
      {"burst", contract.burst ? seconds(contract.burst) : "30s",
       contract.burst ? "how long more than max_rate is tolerated" : "proposed"},
      {"on_excess", excess ? onExcessWords[static_cast<int>(excess->value)] : "reject",
       excess ? "" : "proposed"},
      {"retry_after", contract.retryAfter ? seconds(contract.retryAfter) : "1s",
       contract.retryAfter ? "" : "proposed"}};
  if (contract.takeTurns)
    out.push_back({"take_turns", word(contract.takeTurns->value), ""});
  if (contract.lowestEvery)
    out.push_back({"lowest_every", exactly(contract.lowestEvery->value), ""});
  return out;
}

/// The share of a caller that has no cap: a fifth of the contract, in whole numbers, and no higher
/// rate than the fifth in flight reaches.
spec::Cap proposedCap(const spec::Contract &contract, const plan::ServicePlan &row,
                      const plan::Plan &plan) {
  spec::Cap cap;
  const auto rate =
      contract.cap.maxRate ? std::optional(contract.cap.maxRate->value) : row.arrivalRate;
  const auto bound =
      row.maxInFlight.declared ? row.maxInFlight.declared : proposedInFlight(contract, row, plan);
  const auto fifth = [](double whole) { return std::max(1.0, std::floor(whole / 5)); };
  if (bound)
    cap.maxInFlight = {units::Concurrency(fifth(bound->count())), {}};
  if (!rate)
    return cap;
  cap.maxRate = {units::Rate(fifth(rate->count())), {}};
  if (!bound)
    return cap;
  const auto lowerTo = [&](units::Rate reached) {
    if (reached < cap.maxRate->value) // whole while that is one
      cap.maxRate->value =
          reached < units::Rate(1) ? reached : units::Rate(std::floor(reached.count()));
  };
  lowerTo(cap.maxInFlight->value / (*bound / *rate)); // in the time that the contract implies
  if (const auto &mean = row.residenceTime.mean; mean && mean->count() > 0)
    lowerTo(cap.maxInFlight->value / *mean);
  return cap;
}

/// Who may use how much; a share of callers is proposed only where nobody has any.
std::vector<Share> sharesOf(const spec::Contract &contract, const plan::ServicePlan &row,
                            const plan::Plan &plan) {
  std::vector<Share> out;
  for (const spec::CallerCap &each : contract.perCaller)
    out.push_back({"per_caller", each.caller.value, each.cap, {}, ""});
  for (const spec::ClassCap &each : contract.classes) {
    out.push_back({"classes", each.name.value, each.cap, {}, ""});
    if (each.priority)
      out.back().more.push_back({"priority", exactly(each.priority->value), ""});
  }
  for (const spec::TenantCap &each : contract.perTenant) {
    out.push_back({"per_tenant", each.name.value, each.cap, {}, ""});
    if (each.count)
      out.back().more.push_back({"count", exactly(each.count->value), ""});
    if (each.state)
      out.back().more.push_back({"state", exactly(each.state->value.count()) + "B", ""});
  }
  if (out.empty())
    out.push_back(
        {"per_caller", "default", proposedCap(contract, row, plan), {}, "proposed: a fifth"});
  return out;
}

std::string shareText(const Share &share) {
  std::vector<Field> words;
  if (share.cap.maxRate)
    words.push_back({"max_rate", exactly(share.cap.maxRate->value.count()) + "/s", ""});
  if (const auto &bound = share.cap.maxInFlight)
    words.push_back({"max_in_flight",
                     yamlValue({"", exactly(bound->value.count()), "", &share.cap.rationale}), ""});
  words.insert(words.end(), share.more.begin(), share.more.end());
  return words.empty() ? "{}" : mapText(words);
}

std::string yamlText(const std::string &service, const std::vector<Field> &fields,
                     const std::vector<Share> &shares) {
  const auto line = [](int indent, const std::string &key, const std::string &value,
                       const std::string &note) {
    return fmt::format("{:{}}{}: {}{}\n", "", indent, key, value, note.empty() ? "" : " # " + note);
  };
  std::string text = fmt::format("services:\n  {}:\n    contract:\n", yamlKey(service));
  for (const Field &field : fields)
    if (!field.value.empty())
      text += line(6, field.key, yamlValue(field), field.note);
  std::string_view section;
  for (const Share &share : shares) {
    if (share.section != section)
      text += fmt::format("      {}:\n", share.section);
    section = share.section;
    text += line(8, yamlKey(share.name), shareText(share), share.note);
  }
  return text;
}

std::string noteOf(const Field &field) {
  const bool isReasoned = field.why && field.why->because;
  const std::string because = isReasoned ? escapedMarkdown(field.why->because->value) : "";
  return field.note + (field.note.empty() || !isReasoned ? "" : "; ") + because;
}

std::string promisesText(const plan::ServicePlan &row, const std::vector<Field> &fields) {
  std::string text = "| promise | value | |\n|---|---|---|\n";
  for (const Field &field : fields)
    text += fmt::format("| {} | {} | {} |\n", field.key,
                        field.value.empty() ? "**missing**" : field.value, noteOf(field));
  if (row.impliedLatency)
    text += fmt::format("| implied latency | {} | max_in_flight / max_rate |\n",
                        formatted(*row.impliedLatency));
  return text;
}

std::string sharesTable(const std::vector<Share> &shares) {
  std::string text = "| whose | rate | in flight | |\n|---|---:|---:|---|\n";
  for (const Share &share : shares) {
    std::vector<std::string> notes;
    for (const Field &field : share.more)
      notes.push_back(field.key + " " + field.value);
    if (!share.note.empty())
      notes.push_back(share.note);
    text += fmt::format("| {}{} | {} | {} | {} |\n",
                        share.section == "classes"      ? "class "
                        : share.section == "per_tenant" ? "each tenant of "
                                                        : "",
                        escapedMarkdown(share.name),
                        share.cap.maxRate ? formatted(share.cap.maxRate->value) : "-",
                        share.cap.maxInFlight ? formatted(share.cap.maxInFlight->value) : "-",
                        fmt::join(notes, ", "));
  }
  return text;
}

std::string findingsText(const plan::Plan &plan, const std::string &service) {
  std::string text;
  for (const findings::Finding &finding : plan.findings)
    if (finding.message.find("'" + service + "'") != std::string::npos)
      text += fmt::format("- {}: {} ({})\n", toString(finding.severity),
                          escapedMarkdown(finding.message), finding.check);
  return text.empty() ? "Nothing.\n" : text;
}

} // namespace

Result<std::string> contractText(const plan::PlannedSpec &planned, const std::string &name) {
  const auto found = serviceNamed(planned, name);
  if (!found)
    return found.error();
  const plan::ServicePlan &row = **found;
  const auto service = std::ranges::find(planned.system.services, name, &spec::Service::name);
  const spec::Contract &contract = service->terms.contract;
  const std::vector<Field> fields = fieldsOf(contract, row, planned.plan);
  const std::vector<Share> shares = sharesOf(contract, row, planned.plan);
  return fmt::format("# Contract of {}\n\n{}\n## Shares\n\n{}\n## What the plan says\n\n{}\n"
                     "## For the spec\n\n```yaml\n{}```\n",
                     escapedMarkdown(name), promisesText(row, fields), sharesTable(shares),
                     findingsText(planned.plan, name), yamlText(name, fields, shares));
}

} // namespace loadline::emit
