#include "planner/sizing/at_once.h"

#include "planner/sizing/edges.h"

#include <algorithm>
#include <unordered_map>

namespace loadline::sizing {

using spec::ServiceIndex;
using units::Concurrency;

namespace {

/// Per request of a service: the requests that it can have inside the members at once.
using FanOut = std::unordered_map<ServiceIndex, double>;

/// The members and all that lies on the way to them; empty where that is too much.
std::vector<ServiceIndex> onTheWay(const StackView &view, const std::vector<ServiceIndex> &members,
                                   FanOut &fanOut) {
  constexpr std::size_t most = 100;
  std::vector<ServiceIndex> found;
  for (const ServiceIndex member : members)
    if (fanOut.emplace(member, 1.0).second)
      found.push_back(member);
  for (std::size_t next = 0; next < found.size() && found.size() <= most; ++next)
    for (const std::size_t edge : view.incoming[found[next]])
      if (const ServiceIndex caller = view.edges[edge].from;
          view.tierOf[caller] >= 0 && fanOut.emplace(caller, 0.0).second)
        found.push_back(caller);
  return found.size() <= most ? found : std::vector<ServiceIndex>{};
}

/// Of one request of a service; nothing where a call that gets there is not waited for. Calls
/// within a circle are left out, as in the tiers.
std::optional<double> fanOutOf(const StackView &view, ServiceIndex from, const FanOut &fanOut) {
  double most = 0.0;
  for (const spec::Step &step : view.system.services[from].steps) {
    double together = 0.0, widest = 0.0;
    for (const spec::Call &call : step.calls) {
      const auto to = fanOut.find(call.to);
      if (to == fanOut.end() || view.tierOf[call.to] <= view.tierOf[from])
        continue;
      if (call.terms.isAsync())
        return std::nullopt;
      together += callsAtOnce(step, call.terms) * to->second;
      widest = std::max(widest, to->second);
    }
    if (step.limit)
      together = std::min(together, step.limit->value * widest);
    most = std::max(most, together);
  }
  return most;
}

/// Whether a caller on the way goes on without an answer that the callee still works at: then more
/// can be inside than are waited for.
bool leavesWork(const StackView &view, const std::vector<ServiceIndex> &onTheWay,
                const FanOut &fanOut) {
  for (const ServiceIndex from : onTheWay)
    for (const spec::Step &step : view.system.services[from].steps)
      for (const spec::Call &call : step.calls)
        if (call.terms.timeout && !(call.terms.cancel && call.terms.cancel->value) &&
            fanOut.contains(call.to))
          return true;
  return false;
}

} // namespace

Clients clientsOf(const spec::System &system) {
  Clients out;
  out.of.resize(system.services.size(), Concurrency(0));
  for (const spec::Workload &workload : system.workload) {
    MaybeConcurrency &to = out.of[workload.to];
    if (!workload.load.isClosed())
      to.reset();
    else if (to)
      *to += Concurrency(workload.load.clients->value);
    out.areAny = out.areAny || workload.load.isClosed();
  }
  return out;
}

std::optional<std::vector<WayAtOnce>> waysAtOnce(const StackView &view,
                                                 const std::vector<ServiceIndex> &members) {
  if (std::any_of(members.begin(), members.end(),
                  [&](ServiceIndex member) { return view.isEntry[member]; }))
    return std::nullopt; // what the world sends there is no call of a request
  FanOut fanOut;
  std::vector<ServiceIndex> order = onTheWay(view, members, fanOut);
  if (order.empty())
    return std::nullopt;
  const bool areClientsMost = !leavesWork(view, order, fanOut);
  std::sort(order.begin(), order.end(), [&](ServiceIndex a, ServiceIndex b) { // callees first
    return view.tierOf[a] != view.tierOf[b] ? view.tierOf[a] > view.tierOf[b] : a < b;
  });
  std::vector<WayAtOnce> ways;
  for (const ServiceIndex service : order) {
    double &own = fanOut[service];
    if (own == 0.0) {
      const auto below = fanOutOf(view, service, fanOut);
      if (!below)
        return std::nullopt;
      own = *below;
    }
    if (!view.isEntry[service])
      continue;
    WayAtOnce way{service, own, std::nullopt, view.bounds[service]};
    if (areClientsMost)
      way.clients = view.clients.of[service];
    if (way.clients)
      way.inside = std::min(*way.clients, way.inside.value_or(*way.clients));
    ways.push_back(way);
  }
  return ways;
}

MaybeConcurrency mostAtOnce(const StackView &view, const std::vector<ServiceIndex> &members) {
  const auto ways = waysAtOnce(view, members);
  if (!ways)
    return std::nullopt;
  Concurrency sum(0);
  for (const WayAtOnce &way : *ways) {
    if (!way.inside)
      return std::nullopt;
    sum += *way.inside * way.fanOut;
  }
  return sum;
}

MaybeConcurrency mostOfClients(const StackView &view, ServiceIndex service) {
  if (!view.clients.areAny)
    return std::nullopt;
  if (view.isEntry[service])
    return view.incoming[service].empty() ? view.clients.of[service] : std::nullopt;
  const auto ways = waysAtOnce(view, {service});
  if (!ways)
    return std::nullopt;
  Concurrency sum(0);
  for (const WayAtOnce &way : *ways) {
    if (!way.clients)
      return std::nullopt;
    sum += *way.clients * way.fanOut;
  }
  return sum;
}

bool holdsAllClients(const StackView &view, ServiceIndex service) {
  if (!view.bounds[service] || view.isEntry[service])
    return false;
  const MaybeConcurrency most = mostOfClients(view, service);
  return most && *most <= *view.bounds[service] * (1 + 1e-9);
}

} // namespace loadline::sizing
