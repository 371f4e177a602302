#include "planner/solve/guess.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

double aloneOn(const Settling &all, const Way &way) {
  double alone = way.delay.mean;
  for (const Visit &visit : way.visits)
    alone += visit.count.mean * all.aloneAt[visit.station];
  return alone;
}

void spreadFlows(Settling &all) {
  for (std::size_t t = all.network.stations.size(); t-- > 0;) {
    double flow = 0;
    for (const Link &link : all.links[t])
      flow += link.flow();
    all.state.stations[t].flow = flow;
    all.state.pools[t].flow = flow;
  }
}

/// Flows as they were without waiting, but none above what a station completes.
void guessFlows(Settling &all) {
  const std::size_t count = all.network.stations.size();
  all.aloneAt.assign(count, 0);
  for (std::size_t t = 0; t < count; ++t)
    all.aloneAt[t] = all.network.stations[t].isCores ? all.network.stations[t].work
                                                     : aloneOn(all, all.state.pools[t].way);
  for (std::size_t w = 0; w < all.model.workload.size(); ++w) {
    const model::Workload &workload = all.model.workload[w];
    all.state.sources[w].flow = workload.rate
                                    ? workload.rate->count()
                                    : static_cast<double>(workload.clients) /
                                          std::max(1e-12, aloneOn(all, all.state.sources[w].way));
  }
  spreadFlows(all);
  double fullest = 0;
  for (std::size_t t = 0; t < count; ++t)
    fullest = std::max(fullest, all.state.stations[t].flow * all.aloneAt[t] /
                                    static_cast<double>(all.network.stations[t].workers));
  for (Owner &source : all.state.sources)
    source.flow /= std::max(1.0, fullest);
  spreadFlows(all);
}

} // namespace

void guess(Settling &all) {
  makeWays(all);
  guessFlows(all);
  makeWays(all); // with streams of these flows
  for (std::size_t t = 0; t < all.network.stations.size(); ++t) {
    const Station &station = all.network.stations[t];
    StationState &state = all.state.stations[t];
    const double busy = state.flow * all.aloneAt[t];
    state.waits = 0;
    Owner &pool = all.state.pools[t];
    pool.most =
        std::min(station.workers, static_cast<std::size_t>(busy + 10 * std::sqrt(busy) + 20));
  }
}

} // namespace loadline::solve
