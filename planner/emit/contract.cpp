#include "planner/emit/contract.h"

#include "base/text.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace loadline::emit {

namespace {

using units::formatted;

/// A field of the contract: what the spec says, or what the plan proposes.
struct Field {
  std::string key, value, note;
};

constexpr const char *onExcessWords[] = {"reject", "queue", "degrade", "shed", "throttle"};

std::string wholeRate(units::Rate rate) {
  return fmt::format("{}/s", std::ceil(rate.count()));
}

Field rateField(const spec::Contract &contract, const plan::ServicePlan &row) {
  if (contract.cap.maxRate)
    return {"max_rate", exactly(contract.cap.maxRate->value.count()) + "/s", ""};
  if (row.arrivalRate)
    return {"max_rate", wholeRate(*row.arrivalRate), "proposed: the planned load"};
  return {"max_rate", "", "missing"};
}

Field boundField(const plan::ServicePlan &row) {
  const auto &bound = row.maxInFlight;
  if (bound.declared)
    return {"max_in_flight", exactly(bound.declared->count()),
            bound.declaredIn == "contract.max_in_flight" ? "" : "from " + bound.declaredIn};
  if (bound.recommended)
    return {"max_in_flight", exactly(bound.recommended->count()),
            "proposed: the load at the policy's utilization"};
  return {"max_in_flight", "", "missing"};
}

std::vector<Field> fieldsOf(const spec::Contract &contract, const plan::ServicePlan &row) {
  const bool saysExcess = contract.onExcess.has_value();
  const bool saysBurst = contract.burst.has_value();
  return {{"published", "true", contract.published ? "" : "proposed"},
          rateField(contract, row),
          boundField(row),
          {"burst", saysBurst ? exactly(contract.burst->value.count()) + "s" : "30s",
           saysBurst ? "how long more than max_rate is tolerated" : "proposed"},
          {"on_excess",
           saysExcess ? onExcessWords[static_cast<int>(contract.onExcess->value)] : "reject",
           saysExcess ? "" : "proposed"},
          {"retry_after",
           contract.retryAfter ? exactly(contract.retryAfter->value.count()) + "s" : "1s",
           contract.retryAfter ? "" : "proposed"}};
}

std::string capText(const spec::Cap &cap) {
  std::vector<std::string> words;
  if (cap.maxRate)
    words.push_back("max_rate: " + exactly(cap.maxRate->value.count()) + "/s");
  if (cap.maxInFlight)
    words.push_back("max_in_flight: " + exactly(cap.maxInFlight->value.count()));
  std::string text = "{ ";
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i ? ", " : "") + words[i];
  return text + " }";
}

/// A key of YAML, in quotes where it is no plain word.
std::string yamlKey(const std::string &name) {
  const bool isPlain =
      !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                              "0123456789_-.") == std::string::npos;
  if (isPlain)
    return name;
  std::string text = "'";
  for (const char c : oneLine(name))
    text += c == '\'' ? "''" : std::string(1, c);
  return text + "'";
}

/// The share of a caller that has no cap: a fifth of the contract, in whole numbers.
std::string proposedCap(const spec::Contract &contract, const plan::ServicePlan &row) {
  spec::Cap cap;
  const auto rate =
      contract.cap.maxRate ? std::optional(contract.cap.maxRate->value) : row.arrivalRate;
  const auto bound =
      row.maxInFlight.declared ? row.maxInFlight.declared : row.maxInFlight.recommended;
  if (rate)
    cap.maxRate = {units::Rate(std::max(1.0, std::floor(rate->count() / 5))), {}};
  if (bound)
    cap.maxInFlight = {units::Concurrency(std::max(1.0, std::floor(bound->count() / 5))), {}};
  return capText(cap);
}

std::string yamlText(const spec::Contract &contract, const plan::ServicePlan &row,
                     const std::vector<Field> &fields) {
  std::string text = fmt::format("services:\n  {}:\n    contract:\n", yamlKey(row.name));
  for (const Field &field : fields)
    if (!field.value.empty())
      text += fmt::format("      {}: {}\n", field.key, field.value);
  text += "      per_caller:\n";
  for (const spec::CallerCap &caller : contract.perCaller)
    text += fmt::format("        {}: {}\n", yamlKey(caller.caller.value), capText(caller.cap));
  if (contract.perCaller.empty())
    text += fmt::format("        default: {}\n", proposedCap(contract, row));
  return text;
}

std::string promisesText(const plan::ServicePlan &row, const std::vector<Field> &fields) {
  std::string text = "| promise | value | |\n|---|---|---|\n";
  for (const Field &field : fields)
    text += fmt::format("| {} | {} | {} |\n", field.key,
                        field.value.empty() ? "**missing**" : field.value, field.note);
  if (row.impliedLatency)
    text += fmt::format("| implied latency | {} | max_in_flight / max_rate |\n",
                        formatted(*row.impliedLatency));
  return text;
}

std::string callersText(const spec::Contract &contract) {
  if (contract.perCaller.empty())
    return "No caller has a cap of its own.\n";
  std::string text = "| caller | rate | in flight |\n|---|---:|---:|\n";
  for (const spec::CallerCap &caller : contract.perCaller)
    text += fmt::format("| {} | {} | {} |\n", oneLine(caller.caller.value),
                        caller.cap.maxRate ? formatted(caller.cap.maxRate->value) : "-",
                        caller.cap.maxInFlight ? formatted(caller.cap.maxInFlight->value) : "-");
  return text;
}

std::string findingsText(const plan::Plan &plan, const std::string &service) {
  std::string text;
  for (const findings::Finding &finding : plan.findings)
    if (finding.message.find("'" + service + "'") != std::string::npos)
      text += fmt::format("- {}: {} ({})\n", toString(finding.severity), oneLine(finding.message),
                          finding.check);
  return text.empty() ? "Nothing.\n" : text;
}

} // namespace

Result<std::string> contractText(const plan::PlannedSpec &planned, const std::string &name) {
  std::vector<std::string> names;
  for (const spec::Service &service : planned.system.services) {
    names.push_back(service.name());
    if (service.name() != name)
      continue;
    const spec::Contract &contract = service.terms.contract;
    const plan::ServicePlan &row = *planned.plan.find(name);
    const std::vector<Field> fields = fieldsOf(contract, row);
    return fmt::format("# Contract of {}\n\n{}\n## Callers\n\n{}\n## What the plan says\n\n{}\n"
                       "## For the spec\n\n```yaml\n{}```\n",
                       oneLine(name), promisesText(row, fields), callersText(contract),
                       findingsText(planned.plan, name), yamlText(contract, row, fields));
  }
  const std::string near = nearest(name, names);
  return Diagnostic{{},
                    fmt::format("no service '{}' in this spec", name),
                    near.empty() ? "one of " + listed(names)
                                 : fmt::format("did you mean '{}'?", near)};
}

} // namespace loadline::emit
