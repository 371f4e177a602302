#include "planner/plan/service_derivations.h"

#include "planner/plan/remedy_derivations.h"
#include "planner/plan/stack_view.h"

#include <fmt/format.h>

namespace loadline::plan {

namespace {

/// The places that say a bound; the least holds.
void deriveDeclared(const ServiceView &view, Deriving &out) {
  std::vector<Input> inputs;
  std::vector<std::string> terms;
  for (const sizing::DeclaredBound &bound : sizing::declaredBounds(view.service().terms)) {
    terms.emplace_back(bound.in);
    if (bound.in != "deployment") {
      inputs.push_back({terms.back(), precisely(bound.admits), bound.at,
                        bound.rationale->because ? bound.rationale->because->value : ""});
      continue;
    }
    const spec::Deployment &deployment = view.deployment();
    const std::string each = deployment.adaptive && deployment.adaptive->max
                                 ? "deployment.adaptive.max"
                                 : "deployment.max_in_flight";
    terms.back() = "replicas × " + each;
    inputs.push_back(view.replicas());
    inputs.push_back(said(each, *deployment.mostInFlight()));
  }
  if (!terms.empty())
    out.addKnown("max_in_flight.declared", view.row.maxInFlight.declared, leastOf(terms),
                 std::move(inputs));
}

void deriveRecommended(const ServiceView &view, Deriving &out) {
  const auto &bound = view.row.maxInFlight;
  if (!bound.recommended)
    return;
  const Input time = view.sizingTime();
  out.addKnown("max_in_flight.recommended", bound.recommended,
               fmt::format("⌈arrival rate × {} / policy utilization⌉", time.name),
               {computed("arrival rate", *view.row.arrivalRate), time,
                setting("policy utilization", view.workings.policy.utilization)});
}

/// Of many callees the one that sets it is enough.
void deriveInherited(const ServiceView &view, Deriving &out) {
  if (!view.row.inheritedInFlight)
    return;
  constexpr std::size_t most = 12;
  const auto edges = edgesFrom(view.workings, view.index);
  const bool isLong = edges.size() > most;
  std::vector<std::string> terms;
  std::vector<Input> inputs;
  for (const sizing::Edge &edge : edges) {
    const std::string &callee = view.nameOf(edge.to);
    if (edge.to == view.index || edge.isAsync ||
        !sizing::letThrough(edge, view.workings.admits[edge.to]) ||
        (isLong && callee != view.row.inheritedFrom))
      continue;
    inputs.push_back(letThroughInput(edge, view.workings));
    inputs.push_back({"calls at once to " + callee, precisely(edge.parallel), edge.at,
                      isLong ? fmt::format("the least of {} callees", edges.size())
                             : "that one request has there at the most"});
    terms.push_back(fmt::format("{} / {}", inputs[inputs.size() - 2].name, inputs.back().name));
  }
  out.addKnown("inherited_in_flight.admits", view.row.inheritedInFlight, leastOf(terms),
               std::move(inputs));
}

void deriveOversubscription(const ServiceView &view, Deriving &out) {
  const Workings &workings = view.workings;
  if (!view.row.oversubscription)
    return;
  std::vector<std::string> terms;
  std::vector<Input> inputs;
  for (const std::size_t e : workings.incoming[view.index]) {
    const sizing::Edge &edge = workings.edges[e];
    const spec::Service &from = workings.system.services[edge.from];
    const auto &bound = workings.admits[edge.from];
    const auto by = sizing::offeredBy(edge, bound);
    const bool isProduct = bound && !edge.isAsync && *by == *bound * edge.parallel;
    terms.push_back("offered by " + from.name());
    inputs.push_back({terms.back(), precisely(*by), isProduct ? edge.at : edge.connectionsAt,
                      isProduct ? fmt::format("its bound {} × {} calls at once", precisely(*bound),
                                              precisely(edge.parallel))
                                : "carried by its connections"});
  }
  for (std::size_t w = 0; w < workings.system.workload.size(); ++w)
    if (const spec::Workload &each = workings.system.workload[w];
        each.to == view.index && workings.clients.of[view.index] && each.load.isClosed()) {
      terms.push_back(fmt::format("clients of workload {}", w + 1));
      inputs.push_back(said(terms.back(), *each.load.clients));
    }
  inputs.push_back(boundOf(view.row.name, *workings.bounds[view.index]));
  out.addFactor("oversubscription", view.row.oversubscription,
                fmt::format("({}) / bound of {}", sumOf(terms), view.row.name), std::move(inputs));
}

void deriveUse(const ServiceView &view, Deriving &out) {
  const ServicePlan &row = view.row;
  if (row.utilization)
    out.addKnown(
        "utilization", row.utilization, "mean in-flight / effective bound",
        {computed("mean in-flight", *row.inFlightMean),
         {"effective bound", precisely(*row.maxInFlight.declared), row.maxInFlight.declaredAt,
          row.maxInFlight.because.empty() ? row.maxInFlight.declaredIn : row.maxInFlight.because}});
  if (row.impliedLatency)
    out.addKnown("implied_latency", row.impliedLatency, "effective bound / contract rate",
                 {{"effective bound", precisely(*row.maxInFlight.declared),
                   row.maxInFlight.declaredAt, row.maxInFlight.declaredIn},
                  {"contract rate", precisely(*row.contractRate), row.contractRateAt, ""}});
  if (row.maxInFlight.atRateLimit)
    out.addKnown("max_in_flight.at_rate_limit", row.maxInFlight.atRateLimit,
                 "rate limit × mean residence time",
                 {said("rate limit", *view.service().terms.rateLimit),
                  computed("mean residence time", *row.residenceTime.mean)});
}

/// Where the first clients of a service are said.
SourcePosition clientsAt(const spec::System &system, spec::ServiceIndex to) {
  for (const spec::Workload &workload : system.workload)
    if (workload.to == to && workload.load.isClosed())
      return workload.load.clients->at;
  return {};
}

} // namespace

std::vector<Input> atOnceInputs(const Workings &workings,
                                const std::vector<spec::ServiceIndex> &members) {
  std::vector<Input> inputs;
  const auto ways = sizing::waysAtOnce(stackOf(workings), members);
  if (!ways)
    return inputs;
  for (const sizing::WayAtOnce &way : *ways) {
    const bool isOfClients = way.clients && way.clients == way.inside;
    inputs.push_back(
        {"from " + workings.system.services[way.entry].name(), precisely(*way.inside * way.fanOut),
         isOfClients ? clientsAt(workings.system, way.entry) : workings.bounds[way.entry]->at,
         fmt::format("its {} {} × {} calls at once on the way", isOfClients ? "clients" : "bound",
                     precisely(*way.inside), precisely(way.fanOut))});
  }
  return inputs;
}

void deriveBounds(const ServiceView &view, Deriving &out) {
  deriveDeclared(view, out);
  deriveRecommended(view, out);
  out.addSaid("contract_rate", "contract.max_rate", view.service().terms.contract.cap.maxRate);
  deriveUse(view, out);
  deriveInherited(view, out);
  deriveOversubscription(view, out);
  if (view.row.atOnce)
    out.addKnown("offered_at_once", view.row.atOnce,
                 "sum of what entries admit × the calls of one request there at the same time",
                 atOnceInputs(view.workings, {view.index}));
  deriveRemedies(view, out);
}

} // namespace loadline::plan
