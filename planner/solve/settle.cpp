#include "planner/solve/settle.h"

#include "planner/solve/arrivals.h"
#include "planner/solve/guess.h"
#include "planner/solve/inside.h"
#include "planner/solve/settling.h"
#include "planner/solve/times.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace loadline::solve {

namespace {

/// What a round may still change where it is the last one; less will do where many came before.
double quiet(std::size_t rounds) {
  return rounds > 80 ? 1e-3 : 1e-5;
}

Settling startOf(const model::Model &model, const Network &network, Queues queues) {
  Settling out{model, network, {}, queues};
  for (const model::Service &service : model.services)
    out.state.groupTimes.emplace_back(service.steps.size());
  out.state.stations.resize(network.stations.size());
  out.state.pools.resize(network.stations.size());
  out.state.sources.resize(model.workload.size());
  return out;
}

bool hasGroups(const model::Model &model) {
  return std::any_of(model.services.begin(), model.services.end(), [](const auto &service) {
    return std::any_of(service.steps.begin(), service.steps.end(),
                       [](const model::Step &step) { return step.isParallel; });
  });
}

/// What goes back and forth with the stations for long is taken over in ever smaller parts.
void retimeGroups(Settling &all, GroupCache &cache) {
  constexpr std::size_t patience = 30;
  State &state = all.state;
  cache.isLate = state.rounds > patience;
  const double part = cache.isLate ? static_cast<double>(patience) / (2.0 * state.rounds) : 1;
  const std::vector<std::vector<GroupTime>> before =
      std::exchange(state.groupTimes, timesOf(all.model, all.network, state, cache).groupTimes);
  for (std::size_t s = 0; s < before.size(); ++s)
    for (std::size_t g = 0; g < before[s].size(); ++g) {
      GroupTime &now = state.groupTimes[s][g];
      all.note(before[s][g].mean, now.mean);
      if (cache.isLate)
        now.longer = std::lerp(before[s][g].longer, now.longer, part);
    }
  makeWays(all);
}

} // namespace

State settle(const model::Model &model, const Network &network, Queues queues) {
  const bool isSure = queues == Queues::restrained; // nothing is left to try
  const std::size_t mostRounds = isSure ? 200 : 100;
  const double mostUnrest = isSure ? 0.05 : quiet(mostRounds);
  Settling all = startOf(model, network, queues);
  State &state = all.state;
  const bool isGrouped = hasGroups(model);
  GroupCache groups;
  if (isGrouped)
    retimeGroups(all, groups);
  guess(all);
  for (state.rounds = 1; state.rounds <= mostRounds && !state.isSettled; ++state.rounds) {
    all.change = 0;
    for (std::size_t t = 0; t < network.stations.size(); ++t)
      solveInside(all, t);
    for (std::size_t w = 0; w < model.workload.size(); ++w)
      sendFrom(all, w);
    for (std::size_t t = network.stations.size(); t-- > 0;)
      receive(all, t);
    const bool isQuiet = all.change < quiet(state.rounds) && state.rounds > 1;
    if (isGrouped && (isQuiet || state.rounds % 3 == 1)) // which costs more than a round
      retimeGroups(all, groups);
    state.isSettled = isQuiet && all.change < quiet(state.rounds);
  }
  state.isSettled = all.change < mostUnrest;
  state.levels = levelsOf(all);
  state.unrest = all.change < quiet(0) ? 0 : all.change;
  return std::move(state);
}

} // namespace loadline::solve
