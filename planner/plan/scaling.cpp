#include "planner/plan/scaling.h"

#include "planner/plan/derivation_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace loadline::plan {

namespace {

enum class Scale { least, current, most };

double replicasAt(const spec::Service &service, Scale scale) {
  const spec::Deployment &deployment = service.terms.deployment;
  if (scale == Scale::least && deployment.replicasMin)
    return deployment.replicasMin->value;
  if (scale == Scale::most && deployment.replicasMax)
    return deployment.replicasMax->value;
  return service.replicas();
}

bool scales(const spec::Service &service) {
  return service.terms.deployment.replicasMin || service.terms.deployment.replicasMax;
}

std::optional<Concurrency> boundAt(const spec::Service &service, Scale scale) {
  spec::ServiceTerms terms = service.terms;
  if (terms.deployment.replicas)
    terms.deployment.replicas->value = replicasAt(service, scale);
  const auto bound = sizing::effectiveBound(terms);
  return bound ? std::optional(bound->admits) : std::nullopt;
}

std::optional<Concurrency> offeredAt(const Workings &workings, const sizing::Edge &edge,
                                     Scale scale) {
  const spec::Service &from = workings.system.services[edge.from];
  return sizing::offeredBy(edge, boundAt(from, scale), replicasAt(from, scale));
}

std::optional<Ratio> oversubscriptionAt(const Workings &workings, const sizing::Edge &edge,
                                        Scale scale) {
  const auto offered = offeredAt(workings, edge, scale);
  const auto admitted = sizing::admittedBy(edge, boundAt(workings.system.services[edge.to], scale));
  return offered && admitted ? std::optional(Ratio(*offered / *admitted)) : std::nullopt;
}

/// Of all its callers together; nothing where one of them has no bound.
std::optional<Ratio> totalAt(const Workings &workings, spec::ServiceIndex to, Scale scale) {
  const auto admitted = boundAt(workings.system.services[to], scale);
  Concurrency sum(0);
  for (const std::size_t e : workings.incoming[to]) {
    const auto by = offeredAt(workings, workings.edges[e], scale);
    if (!by)
      return std::nullopt;
    sum += *by;
  }
  for (const spec::Workload &workload : workings.system.workload)
    if (workload.to == to && workload.load.isClosed())
      sum += Concurrency(workload.load.clients->value);
  return admitted ? std::optional(Ratio(sum / *admitted)) : std::nullopt;
}

/// Services that several call, of whom one or the service itself is scaled.
bool isSharedAndScaled(const Workings &workings, spec::ServiceIndex to) {
  const auto &incoming = workings.incoming[to];
  const auto &services = workings.system.services;
  return incoming.size() > 1 &&
         (scales(services[to]) || std::any_of(incoming.begin(), incoming.end(), [&](std::size_t e) {
            return scales(services[workings.edges[e].from]);
          }));
}

/// One factor: what the callers offer with so many replicas each, over what the callee admits.
void derive(const ScalingPlan &row, const Workings &workings, spec::ServiceIndex to, Scale scale,
            std::string_view field, const std::optional<Ratio> &figure, Deriving &out) {
  if (!figure)
    return;
  std::vector<Input> inputs;
  std::vector<std::string> terms;
  for (const std::size_t e : workings.incoming[to]) {
    const sizing::Edge &edge = workings.edges[e];
    const spec::Service &from = workings.system.services[edge.from];
    if (!row.from.empty() && from.name() != row.from)
      continue;
    terms.push_back("offered by " + from.name());
    inputs.push_back({terms.back(), precisely(*offeredAt(workings, edge, scale)), edge.at,
                      fmt::format("with {} replicas", precisely(replicasAt(from, scale)))});
  }
  for (std::size_t w = 0; row.from.empty() && w < workings.system.workload.size(); ++w)
    if (const spec::Workload &each = workings.system.workload[w];
        each.to == to && each.load.isClosed()) {
      terms.push_back(fmt::format("clients of workload {}", w + 1));
      inputs.push_back(said(terms.back(), *each.load.clients));
    }
  const spec::Service &callee = workings.system.services[to];
  inputs.push_back({"bound of " + row.to, precisely(*boundAt(callee, scale)),
                    workings.bounds[to]->at,
                    fmt::format("with {} replicas", precisely(replicasAt(callee, scale)))});
  std::string formula = fmt::format("({}) / {}", sumOf(terms), inputs.back().name);
  out.addFactor(field, figure, std::move(formula), std::move(inputs));
}

} // namespace

void addScalingDerivations(Plan &plan, const Workings &workings) {
  if (plan.scaling.empty())
    return;
  std::map<std::string_view, spec::ServiceIndex> indexOf;
  for (spec::ServiceIndex i = 0; i < workings.system.services.size(); ++i)
    indexOf[workings.system.services[i].name()] = i;
  for (const ScalingPlan &row : plan.scaling) {
    const spec::ServiceIndex to = indexOf[row.to];
    Deriving out(fmt::format("scaling:{}:{}", row.from.empty() ? "all" : row.from, row.to),
                 plan.derivations);
    derive(row, workings, to, Scale::least, "at_min", row.atMin, out);
    derive(row, workings, to, Scale::current, "at_current", row.atCurrent, out);
    derive(row, workings, to, Scale::most, "at_max", row.atMax, out);
  }
}

std::vector<ScalingPlan> scalingPlans(const Workings &workings) {
  std::vector<ScalingPlan> out;
  for (const sizing::Edge &edge : workings.edges) {
    const spec::Service &from = workings.system.services[edge.from];
    const spec::Service &to = workings.system.services[edge.to];
    if (!scales(from) && !scales(to))
      continue;
    out.push_back({from.name(), to.name(), edge.at,
                   oversubscriptionAt(workings, edge, Scale::least),
                   oversubscriptionAt(workings, edge, Scale::current),
                   oversubscriptionAt(workings, edge, Scale::most)});
  }
  for (spec::ServiceIndex to = 0; to < workings.incoming.size(); ++to)
    if (isSharedAndScaled(workings, to))
      out.push_back({"", workings.system.services[to].name(),
                     workings.edges[workings.incoming[to].front()].at,
                     totalAt(workings, to, Scale::least), totalAt(workings, to, Scale::current),
                     totalAt(workings, to, Scale::most)});
  return out;
}

} // namespace loadline::plan
