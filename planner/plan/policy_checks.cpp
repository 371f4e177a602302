#include "planner/plan/check_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

using findings::Severity;

namespace {

bool grantsRate(const spec::Contract &contract) {
  const auto says = [](const auto &part) { return part.cap.maxRate.has_value(); };
  return contract.cap.maxRate || std::ranges::any_of(contract.perCaller, says) ||
         std::ranges::any_of(contract.classes, says) ||
         std::ranges::any_of(contract.perTenant, says);
}

/// Whether one kind of work comes before another.
bool hasRanks(const spec::Contract &contract) {
  const auto rankOf = [](const spec::ClassCap &part) {
    return part.priority ? part.priority->value : 0.0;
  };
  return std::ranges::any_of(contract.classes, [&](const spec::ClassCap &part) {
    return rankOf(part) != rankOf(contract.classes.front());
  });
}

/// Whether all that it calls is needed for its answer; a service without calls has its own ways.
bool needsAllCalls(const spec::Service &service) {
  bool calls = false;
  for (const spec::Step &step : service.steps)
    for (const spec::Call &call : step.calls) {
      if (call.terms.isOptional() || call.terms.isAsync())
        return false;
      calls = true;
    }
  return calls;
}

/// What the policy lacks to do anything of its own; "" where it has it.
std::string lackOf(const spec::Service &service) {
  const spec::Contract &contract = service.terms.contract;
  switch (contract.onExcess->value) {
  case spec::OnExcess::shed:
    return hasRanks(contract) ? ""
                              : "sheds what is least important when it is full, and its classes "
                                "have no priority that differs: it turns the newest away, as with "
                                "reject";
  case spec::OnExcess::throttle:
    return grantsRate(contract) ? ""
                                : "throttles its callers when it is full, and its contract grants "
                                  "no rate to hold them to: they queue";
  case spec::OnExcess::degrade:
    return needsAllCalls(service) ? "answers with less when it is full, and none of its calls is "
                                    "optional: it has nothing to leave out"
                                  : "";
  case spec::OnExcess::reject:
  case spec::OnExcess::queue:
    break; // suit all; how long a queue may be is told by others
  }
  return "";
}

} // namespace

Findings unsuitedPolicy(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Service &service = input.workings.system.services[i];
    const auto &policy = service.terms.contract.onExcess;
    if (!policy)
      continue;
    if (const std::string lack = lackOf(service); !lack.empty())
      out.push_back(finding("unsuited-policy", Severity::note,
                            fmt::format("'{}' {}", service.name(), lack), policy->at,
                            {service.name()}));
  }
  return out;
}

} // namespace loadline::plan
