#include "planner/plan/check_parts.h"

#include <fmt/format.h>

namespace loadline::plan {

using findings::Severity;

namespace {

/// The service whose own attempts fail most often; null where none says that it fails.
const spec::Service *mostFailing(const spec::System &system) {
  const spec::Service *worst = nullptr;
  for (const spec::Service &service : system.services)
    if (const auto &fails = service.terms.fails;
        fails && fails->value > (worst ? worst->terms.fails->value : Ratio(0)))
      worst = &service;
  return worst;
}

std::string causeOf(const spec::System &system) {
  const spec::Service *worst = mostFailing(system);
  return worst ? fmt::format("'{}' fails {:.6g}% of its attempts", worst->name(),
                             worst->terms.fails->value.count() * 100)
               : "calls are given up before they are answered";
}

} // namespace

Findings requestsFail(const CheckInput &input) {
  Findings out;
  const spec::System &system = input.workings.system;
  constexpr double most = 0.5, rounding = 1e-9;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const auto &success = row.success.success;
    if (!input.workings.isEntry[i] || !success || *success >= Ratio(1 - rounding))
      continue;
    const bool isDown = success->count() < most;
    if (!isDown && (row.success.objective || !mostFailing(system)))
      continue; // another check holds it against its objective; seldom timeouts are the good day
    out.push_back(
        finding("requests-fail", isDown ? Severity::error : Severity::note,
                fmt::format("{:.6g}% of the requests to '{}' fail: {}{}",
                            (1 - success->count()) * 100, row.name, causeOf(system),
                            row.success.objective ? "" : "; no objective says how many may"),
                row.at, {row.name}));
  }
  return out;
}

} // namespace loadline::plan
