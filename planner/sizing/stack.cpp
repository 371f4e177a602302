#include "planner/sizing/stack.h"

#include "planner/traffic/cycles.h"

#include <algorithm>
#include <cmath>

namespace loadline::sizing {

using spec::ServiceIndex;
using units::Concurrency;

namespace {

std::vector<bool> reached(const spec::System &system, const std::vector<Edge> &edges) {
  std::vector<std::vector<ServiceIndex>> callees(system.services.size());
  for (const Edge &edge : edges)
    callees[edge.from].push_back(edge.to);
  std::vector<bool> isReached(system.services.size(), false);
  std::vector<ServiceIndex> open;
  const auto reach = [&](ServiceIndex service) {
    if (!isReached[service])
      open.push_back(service);
    isReached[service] = true;
  };
  for (const spec::Workload &workload : system.workload)
    reach(workload.to);
  while (!open.empty()) {
    const ServiceIndex from = open.back();
    open.pop_back();
    for (const ServiceIndex to : callees[from])
      reach(to);
  }
  return isReached;
}

MaybeConcurrency sumOver(const std::vector<ServiceIndex> &members,
                         const std::vector<MaybeConcurrency> &values) {
  Concurrency sum(0);
  for (const ServiceIndex member : members) {
    if (!values[member])
      return std::nullopt;
    sum += *values[member];
  }
  return sum;
}

} // namespace

EntryOffers::EntryOffers(const std::vector<Edge> &edges, const std::vector<int> &tierOf,
                         const std::vector<MaybeConcurrency> &bounds,
                         const std::vector<bool> &isEntry)
    : bounds_(bounds), isEntry_(isEntry) {
  for (const Edge &edge : edges)
    if (tierOf[edge.from] >= 0 && tierOf[edge.from] < tierOf[edge.to]) {
      inOrder_.push_back(&edge);
      areProportional_ = areProportional_ && !edge.carried && !edge.isAsync;
    }
  std::stable_sort(inOrder_.begin(), inOrder_.end(),
                   [&](const Edge *a, const Edge *b) { return tierOf[a->from] < tierOf[b->from]; });
}

std::vector<MaybeConcurrency> EntryOffers::toAll(bool isClamped, double share) const {
  std::vector<MaybeConcurrency> offered(bounds_.size(), Concurrency(0));
  const auto passedOn = [&](ServiceIndex from) -> MaybeConcurrency {
    if (isEntry_[from])
      return bounds_[from] ? MaybeConcurrency(*bounds_[from] * share) : std::nullopt;
    if (isClamped && bounds_[from] && (!offered[from] || *offered[from] > *bounds_[from]))
      return bounds_[from];
    return offered[from];
  };
  for (const Edge *edge : inOrder_) {
    const MaybeConcurrency from = passedOn(edge->from);
    MaybeConcurrency &to = offered[edge->to];
    MaybeConcurrency by = edge->carried;
    if (from && !edge->isAsync) // else nothing of the caller limits its calls but connections
      by = std::min(*from * edge->parallel, by.value_or(*from * edge->parallel));
    to = by && to ? MaybeConcurrency(*to + *by) : std::nullopt;
  }
  return offered;
}

units::Concurrency EntryOffers::toMembers(const std::vector<ServiceIndex> &members,
                                          double share) const {
  const auto offered = sumOver(members, toAll(false, share));
  return offered.value_or(Concurrency(HUGE_VAL));
}

std::vector<int> tiersOf(const spec::System &system, const std::vector<Edge> &edges) {
  const traffic::Components components = traffic::components(system);
  std::vector<std::size_t> componentOf(system.services.size());
  for (std::size_t c = 0; c < components.size(); ++c)
    for (const ServiceIndex member : components[c])
      componentOf[member] = c;
  const std::vector<bool> isReached = reached(system, edges);
  std::vector<std::vector<std::size_t>> callees(components.size());
  for (const Edge &edge : edges)
    if (isReached[edge.from])
      callees[componentOf[edge.from]].push_back(componentOf[edge.to]);
  std::vector<int> depth(components.size(), 0);
  for (std::size_t c = components.size(); c-- > 0;) // callers come last
    for (const std::size_t callee : callees[c])
      if (callee != c)
        depth[callee] = std::max(depth[callee], depth[c] + 1);
  std::vector<int> tierOf(system.services.size());
  for (ServiceIndex i = 0; i < tierOf.size(); ++i)
    tierOf[i] = isReached[i] ? depth[componentOf[i]] : -1;
  return tierOf;
}

std::vector<Tier> tiers(const std::vector<Edge> &edges, const std::vector<int> &tierOf,
                        const std::vector<MaybeConcurrency> &bounds,
                        const std::vector<bool> &isEntry) {
  const int last = tierOf.empty() ? -1 : *std::max_element(tierOf.begin(), tierOf.end());
  std::vector<Tier> out(static_cast<std::size_t>(last + 1));
  for (ServiceIndex i = 0; i < tierOf.size(); ++i)
    if (tierOf[i] >= 0)
      out[static_cast<std::size_t>(tierOf[i])].members.push_back(i);
  const EntryOffers offers(edges, tierOf, bounds, isEntry);
  const auto raw = offers.toAll(false);
  const auto clamped = offers.toAll(true);
  for (std::size_t t = 0; t < out.size(); ++t) {
    out[t].admitted = sumOver(out[t].members, bounds);
    if (t == 0)
      continue;
    out[t].offered = sumOver(out[t].members, raw);
    out[t].offeredClamped = sumOver(out[t].members, clamped);
  }
  return out;
}

std::vector<std::optional<InheritedBound>>
inheritedBounds(std::size_t services, const std::vector<Edge> &edges,
                const std::vector<MaybeConcurrency> &bounds) {
  std::vector<std::optional<InheritedBound>> out(services);
  for (const Edge &edge : edges) {
    const MaybeConcurrency admits = letThrough(edge, bounds[edge.to]);
    if (!admits || edge.from == edge.to || edge.isAsync)
      continue;
    if (!out[edge.from] || *admits < out[edge.from]->admits)
      out[edge.from] = InheritedBound{*admits, edge.to, isHeldByConnections(edge, bounds[edge.to])};
  }
  return out;
}

} // namespace loadline::sizing
