#include "planner/plan/check_parts.h"

#include <algorithm>
#include <iterator>

namespace loadline::plan {

Finding finding(std::string_view check, findings::Severity severity, std::string message,
                SourcePosition at, std::initializer_list<std::string_view> about) {
  return {std::string(check),
          severity,
          std::move(message),
          std::move(at),
          findings::fingerprintOf(check, about),
          {}};
}

namespace {

std::vector<std::optional<Duration>> deadlinesOf(const spec::System &system) {
  std::vector<std::optional<Duration>> out(system.services.size());
  const auto narrow = [&](std::size_t i, Duration by) {
    if (!out[i] || by < *out[i])
      out[i] = by;
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (const auto &deadline = system.services[i].terms.slo.deadline)
      narrow(i, deadline->value);
    for (const spec::Step &step : system.services[i].steps)
      for (const spec::Call &call : step.calls)
        if (call.terms.timeout && !call.terms.isAsync())
          narrow(call.to, call.terms.timeout->value);
  }
  return out;
}

} // namespace

Findings check(const Plan &plan, const Workings &workings) {
  CheckInput input{plan, workings, std::vector<const ServicePlan *>(plan.services.size()),
                   deadlinesOf(workings.system)};
  for (std::size_t row = 0; row < plan.services.size(); ++row)
    input.rows[workings.order[row]] = &plan.services[row];
  Findings found;
  for (const PlanCheck &check : allChecks) {
    Findings by = check.run(input);
    std::move(by.begin(), by.end(), std::back_inserter(found));
  }
  Findings all;
  all.reserve(found.size());
  for (const auto severity :
       {findings::Severity::error, findings::Severity::warning, findings::Severity::note})
    std::copy_if(std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()),
                 std::back_inserter(all),
                 [&](const Finding &one) { return one.severity == severity; });
  findings::makeFingerprintsUnique(all);
  return all;
}

} // namespace loadline::plan
