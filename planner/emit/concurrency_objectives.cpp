#include "planner/emit/concurrency_objectives.h"

#include "base/text.h"
#include "planner/emit/service_named.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace loadline::emit {

namespace {

using plan::ServicePlan;
using units::Concurrency;
using units::Duration;
using units::formatted;
using units::Ratio;

std::string row(const std::string &objective, const std::string &target,
                const std::string &because) {
  return fmt::format("| {} | {} | {} |\n", objective, target, because);
}

/// Of the service and what it calls, the node whose bound is most used at the planned load.
const ServicePlan *tightest(const plan::Plan &plan, const ServicePlan &service) {
  const ServicePlan *found = service.utilization ? &service : nullptr;
  for (const plan::EdgePlan &edge : plan.edges)
    if (const ServicePlan *callee = edge.from == service.name ? plan.find(edge.to) : nullptr;
        callee && callee->utilization && (!found || *callee->utilization > *found->utilization))
      found = callee;
  return found;
}

/// The policy's line, with as many replicas lost as the policy lets go: what is left then is as
/// full as the objective says, and everything above it is no longer planned for.
std::string saturation(const plan::Plan &plan, const ServicePlan &pool) {
  const double line = plan.policyUtilization.count();
  const int needed = pool.replicasNeeded.value_or(1);
  const int spare = pool.replicas.withSpare.value_or(needed) - needed;
  const int replicas = pool.replicasDeclared.value_or(needed);
  constexpr double most = 0.95; // above, waiting grows without limit
  if (replicas <= spare || spare == 0)
    return row(fmt::format("saturation of {}", oneLine(pool.name)),
               fmt::format("below {} for 99 % of the time",
                           formatted(Ratio(std::min(most, (1 + line) / 2)))),
               fmt::format("half way from the line of {} to full", formatted(Ratio(line))));
  const double after = std::min(most, line * replicas / (replicas - spare));
  return row(fmt::format("saturation of {}", oneLine(pool.name)),
             fmt::format("below {} for 99 % of the time", formatted(Ratio(after))),
             fmt::format("{} × {} / {}: the line, while {} of {} replicas is away",
                         formatted(Ratio(line)), replicas, replicas - spare, spare, replicas));
}

/// What is left between the line and the bound must not be used up before somebody can come.
std::string growth(const plan::Plan &plan, const ServicePlan &service) {
  constexpr double objective = 10; // tasks a minute: slo.task-growth of rules/limits
  std::string because = "the limit slo.task-growth";
  if (service.maxInFlight.declared) {
    const double room =
        service.maxInFlight.declared->count() * (1 - plan.policyUtilization.count());
    because += fmt::format("; at that pace the room of {} above the line is used up in {}",
                           threeDigits(room), formatted(Duration(room / objective * 60)));
  }
  return row("growth of what is inside", "below 10/min over 1 h", because);
}

std::string refusals(const plan::SuccessPlan &success) {
  const Duration budget = *success.budget;
  return row("refused for want of room", "at most " + formatted(*success.rejections),
             fmt::format("a tenth of the {} that may fail in {}: {}", formatted(budget),
                         formatted(success.window), formatted(budget * 0.1)));
}

/// Shares that are often taken, and what they would spend.
std::string tooMuch(const plan::SuccessPlan &success) {
  std::string text;
  const double mayFail = 1 - success.objective->count();
  for (const double share : {0.01, 0.001})
    if (const double spent = share / mayFail; spent >= 1 - 1e-9)
      text +=
          fmt::format("- {} of refusals would spend {} of the budget{}.\n", formatted(Ratio(share)),
                      spent < 1 + 1e-9 ? "all" : threeDigits(spent) + " times the whole",
                      spent < 1 + 1e-9 ? ", with nothing left for any other failure" : "");
  return text.empty() ? "" : "\n## What is no objective\n\n" + text;
}

std::string warnings(const plan::Plan &plan, const std::string &service) {
  std::string text;
  for (const findings::Finding &finding : plan.findings)
    if (finding.check == "bound-past-objective" &&
        finding.message.find("'" + service + "'") != std::string::npos)
      text += fmt::format("- {} ({})\n", oneLine(finding.message), toString(finding.at));
  return text.empty() ? "" : "\n## What the bound does not protect\n\n" + text;
}

} // namespace

Result<std::string> concurrencyObjectives(const plan::PlannedSpec &planned,
                                          const std::string &name) {
  const auto found = serviceNamed(planned, name);
  if (!found)
    return found.error();
  const ServicePlan *service = *found;
  if (!service->success.objective)
    return Diagnostic{service->at, fmt::format("'{}' says no slo.success", name),
                      "as in 'slo: { success: 99.9% }'"};
  std::string text =
      fmt::format("# Concurrency objectives of {}\n\n{} succeed over {}, so {} may "
                  "fail.\n\n| objective | target | because |\n|---|---|---|\n",
                  oneLine(name), formatted(*service->success.objective),
                  formatted(service->success.window), formatted(*service->success.budget));
  if (const ServicePlan *pool = tightest(planned.plan, *service))
    text += saturation(planned.plan, *pool);
  text += growth(planned.plan, *service) + refusals(service->success);
  return text + tooMuch(service->success) + warnings(planned.plan, name);
}

} // namespace loadline::emit
