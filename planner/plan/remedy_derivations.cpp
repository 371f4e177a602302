#include "planner/plan/remedy_derivations.h"

#include <fmt/format.h>

namespace loadline::plan {

namespace {

Input whole(const char *name, const std::optional<Concurrency> &value, const char *note) {
  return computed(name, *value, note);
}

} // namespace

void deriveRemedies(const EdgePlan &row, const sizing::Edge &edge, const Workings &workings,
                    Deriving &out) {
  if (!row.remedies)
    return;
  const Remedies &by = *row.remedies;
  const Input admitted = admittedInput(edge, workings);
  const Input atOnce{"calls at once", precisely(edge.parallel), edge.at, ""};
  out.addKnown("remedies.admit_less", by.admitLess,
               fmt::format("⌊{} / calls at once⌋", admitted.name), {admitted, atOnce});
  out.addKnown("remedies.add_capacity", by.addCapacity, "⌈offered in flight⌉",
               {whole("offered in flight", row.offeredInFlight, "")});
  if (by.fanOutLess) {
    const Input bound = boundOf(row.from, *workings.bounds[edge.from]);
    out.addKnown("remedies.fan_out_less", by.fanOutLess,
                 fmt::format("⌊{} / {}⌋", admitted.name, bound.name), {admitted, bound});
  }
  if (by.fewerConnections)
    out.addKnown(
        "remedies.fewer_connections", by.fewerConnections,
        fmt::format("⌊{} / (replicas of {} × streams)⌋", admitted.name, row.from),
        {admitted,
         computed("replicas of " + row.from, workings.system.services[edge.from].replicas(), ""),
         computed("streams", edge.channels / edge.connections, "requests on a connection")});
}

void deriveRemedies(const ServiceView &view, Deriving &out) {
  if (!view.row.remedies)
    return;
  const Remedies &by = *view.row.remedies;
  const Input admitted = boundOf(view.row.name, *view.workings.bounds[view.index]);
  const Input offered = computed(
      "offered by all callers",
      Concurrency(view.row.oversubscription->count() * view.row.maxInFlight.declared->count()),
      "as in oversubscription");
  out.addKnown("remedies.add_capacity", by.addCapacity, "⌈offered by all callers⌉", {offered});
  std::vector<Input> inputs;
  for (const std::size_t e : view.workings.incoming[view.index])
    if (const sizing::Edge &edge = view.workings.edges[e];
        view.workings.bounds[edge.from] && !edge.isAsync)
      inputs.push_back(boundOf(view.nameOf(edge.from), *view.workings.bounds[edge.from]));
  inputs.push_back(offered);
  inputs.push_back(admitted);
  out.addKnown("remedies.admit_less", by.admitLess,
               "sum of the callers' bounds, each made less in the same proportion until what they "
               "offer together is admitted; whole, rounded down",
               std::move(inputs), Derivation::Kind::rule);
}

void deriveRemedies(const TierPlan &row, Deriving &out) {
  if (!row.remedies)
    return;
  const Input offered = computed("offered", *row.offered);
  const Input admitted = computed("admitted", *row.admitted);
  out.addKnown("remedies.add_capacity", row.remedies->addCapacity, "⌈offered⌉", {offered});
  out.addKnown("remedies.admit_less", row.remedies->admitLess,
               "sum of the bounds of the entries that lead there, each made less in the same "
               "proportion until what they offer is admitted; whole, rounded down",
               {offered, admitted}, Derivation::Kind::rule);
}

} // namespace loadline::plan
