#include "planner/solve/settling.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

double Settling::stayAt(std::size_t station) const {
  return state.stations[station].inside > 0 ? state.stations[station].stay() : aloneAt[station];
}

void Settling::note(double before, double after, double part) {
  const double whole = std::abs(after - before) / part;
  change = std::max(change, whole / std::max(std::abs(after), 1e-12));
}

void makeWays(Settling &all) {
  all.state.ways = waysOf(all.model, all.network, all.state.groupTimes);
  for (std::size_t t = 0; t < all.network.stations.size(); ++t)
    if (!all.network.stations[t].isCores)
      takeWay(all.state.pools[t], all.state.ways[all.network.stations[t].service]);
  for (std::size_t w = 0; w < all.model.workload.size(); ++w)
    takeWay(all.state.sources[w], wayOf(all.model.workload[w], all.network, all.state.ways));
  all.links.assign(all.network.stations.size(), {});
  const auto link = [&](Owner &owner) {
    for (std::size_t i = 0; i < owner.way.visits.size(); ++i)
      all.links[owner.way.visits[i].station].push_back({&owner, i, false});
    for (std::size_t i = 0; i < owner.way.besides.size(); ++i)
      all.links[owner.way.besides[i].station].push_back({&owner, i, true});
  };
  for (Owner &owner : all.state.sources)
    link(owner);
  for (Owner &owner : all.state.pools)
    link(owner);
}

} // namespace loadline::solve
