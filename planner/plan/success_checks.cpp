#include "planner/plan/blame.h"
#include "planner/plan/check_parts.h"

#include <fmt/format.h>

namespace loadline::plan {

using findings::Severity;

namespace {

std::string inWords(const std::optional<Cause> &cause, const spec::System &system) {
  if (!cause) // it lies within a circle of calls
    return "services that call each other fail, or give each other up";
  const spec::Service &service = system.services[cause->service];
  return cause->caller ? fmt::format("'{}' gives '{}' up before it has answered",
                                     system.services[*cause->caller].name(), service.name())
                       : fmt::format("'{}' fails {:.6g}% of its attempts", service.name(),
                                     service.terms.fails->value.count() * 100);
}

} // namespace

Findings requestsFail(const CheckInput &input) {
  Findings out;
  const spec::System &system = input.workings.system;
  constexpr double most = 0.5;
  constexpr double seldom = 1e-5; // five nines are answered: more than objectives ask for
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const auto &success = row.success.success;
    if (!input.workings.isEntry[i] || !success || *success >= Ratio(1 - seldom))
      continue;
    const bool isDown = success->count() < most;
    if (!isDown && row.success.objective)
      continue; // another check holds it against its objective
    const Causes causes = causesOf(input.workings, i);
    if (!isDown && !causes.isAnyFailing)
      continue; // seldom timeouts are the good day
    out.push_back(
        finding("requests-fail", isDown ? Severity::error : Severity::note,
                fmt::format("{:.6g}% of the requests to '{}' fail: {}{}",
                            (1 - success->count()) * 100, row.name, inWords(causes.largest, system),
                            row.success.objective ? "" : "; no objective says how many may"),
                row.at, {row.name}));
  }
  return out;
}

} // namespace loadline::plan
