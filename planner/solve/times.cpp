#include "planner/solve/times.h"

#include "planner/latency/compose.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

using latency::Calls;
using latency::Distribution;
using units::Duration;

Distribution workOf(const model::DrawnTime &time) {
  using Shape = model::DrawnTime::Shape;
  switch (time.shape) {
  case Shape::exponential:
    return Distribution::exponential(time.mean);
  case Shape::erlang:
    return Distribution::erlang(time.mean, time.stages);
  case Shape::lognormal:
    return Distribution::lognormal(time.mean, time.mean * std::sqrt(time.variability()));
  case Shape::measured:
    return Distribution::measured(time.points);
  case Shape::deterministic:
    break;
  }
  return Distribution::deterministic(time.mean);
}

/// Of this mean and variability (variance / mean²), with the skewness of a gamma distribution.
Distribution waiting(double mean, double variability) {
  if (std::abs(variability - 1) < 0.1)
    return Distribution::exponential(Duration(mean));
  if (variability < 0.9)
    return Distribution::erlang(
        Duration(mean), static_cast<int>(std::clamp(std::round(1 / variability), 1.0, 100.0)));
  const double variance = variability * mean * mean;
  return Distribution::fitted({mean, variance, 2 * variance * variance / mean});
}

/// The wait of one visit: none, or one of the mean and variance of those who wait.
Distribution waitAt(const StationState &station) {
  const Distribution none = Distribution::deterministic(Duration(0));
  const double waits = station.waits;
  if (waits < 1e-9 || station.waited <= 0)
    return none;
  const double mean = station.waited / waits;
  const double square = station.waitedSquare / waits;
  const Distribution some = waiting(mean, std::max(0.01, square / (mean * mean) - 1));
  return waits > 1 - 1e-9 ? some : Distribution::mixture({{1 - waits, none}, {waits, some}});
}

double varianceOf(const Distribution &time) {
  const double deviation = time.deviation().value_or(Duration(0)).count();
  return deviation * deviation;
}

class Timer {
public:
  Timer(const model::Model &model, const Network &network, const State &state, GroupCache &cache)
      : model_(model), network_(network), state_(state), cache_(cache) {
    cache_.entries.resize(model.services.size());
  }

  ServiceTimes time() {
    const std::size_t count = model_.services.size();
    out_.all.assign(count, Distribution::deterministic(Duration(0)));
    out_.groupTimes.resize(count);
    for (const std::size_t s : network_.servicesCalleesFirst)
      out_.all[s] = ofService(s);
    return std::move(out_);
  }

private:
  Distribution ofService(std::size_t s) {
    const model::Service &service = model_.services[s];
    const Distribution piece = pieceOf(s);
    Distribution time = service.drawsSlices ? piece : piece + workOf(service.work);
    out_.groupTimes[s].resize(service.steps.size());
    cache_.entries[s].resize(service.steps.size());
    for (std::size_t i = 0; i < service.steps.size(); ++i)
      time = time + (service.steps[i].isParallel ? ofGroup(s, i) + piece
                                                 : ofCalls(service.steps[i].calls.front(), piece));
    const auto slots = network_.slotsOf[s];
    if (!slots)
      return time;
    const StationState &station = state_.stations[*slots];
    time = time + waitAt(station);
    const double factor = station.stay() / time.mean().count();
    return std::isfinite(factor) && factor > 0 ? time.scaled(factor) : time;
  }

  /// What each piece of own work takes by itself: its draw, unless the whole work is drawn once,
  /// and its wait for a core.
  Distribution pieceOf(std::size_t s) const {
    const model::Service &service = model_.services[s];
    const Distribution none = Distribution::deterministic(Duration(0));
    const Distribution drawn =
        service.drawsSlices ? workOf(service.work).scaled(1 / slicesOf(service).mean) : none;
    const auto cores = network_.coresOf[s];
    return cores ? drawn + waitAt(state_.stations[*cores]) : drawn;
  }

  /// One after the other, with the piece of own work that follows each: who makes many calls has
  /// many pieces.
  Distribution ofCalls(const model::Call &call, const Distribution &piece) const {
    const double reaching = call.isAsync ? 0 : 1 - call.hits;
    const latency::Calls calls{out_.all[call.to], call.count.mean, call.count.isGeometric,
                               reaching};
    if (piece.mean() <= Duration(0))
      return latency::inSequence(calls);
    const Distribution round = latency::inSequence({calls.each, 1, false, reaching}) + piece;
    return latency::inSequence({round, calls.count, calls.isGeometric, 1});
  }

  /// How much the times of two branches like this one move together, from -1 to 1. The same
  /// arrivals bring both to wait: two queues with exponential service and Poisson arrivals make a
  /// group take (12 - ρ) / 8 as long as one of them [FlattoHahn1984], which is this much. What
  /// other callers send moves one branch alone. Where arrivals fall as a branch fills, those of the
  /// other fall too, which works against it: in the linear noise of two such queues by `damping`.
  double correlation(const Branch &branch) const {
    const auto slots = network_.slotsOf[branch.to];
    if (!slots)
      return 0;
    const StationState &station = state_.stations[*slots];
    const double waits = station.waits, v = station.variability;
    const double alike = waits / 2 - waits * waits / 16;
    const double less = std::clamp(station.inside - station.seen, 0.0, 1.0);
    const double damping = (1 + v) * (2 - less * (2 + v)) / (2 + 2 * v - less * (2 + v));
    return std::clamp(alike * damping * 2 / (1 + v), -0.5, 0.9);
  }

  double correlation(const std::vector<Branch> &branches) const {
    double sum = 0;
    for (const Branch &branch : branches)
      sum += correlation(branch);
    return sum / static_cast<double>(branches.size());
  }

  /// The end of a group whose branches are independent; where these hardly changed, as it was in
  /// proportion.
  static Distribution slowestOf(const std::vector<Calls> &calls, double longest,
                                GroupCache::Entry &entry) {
    constexpr double hardly = 3e-4;
    constexpr int cells = 64;
    std::vector<double> shapes;
    for (const Calls &call : calls) {
      shapes.push_back(call.each.mean().count());
      shapes.push_back(call.each.deviation().value_or(Duration(0)).count());
    }
    bool isAlike = entry.slowest && entry.shapes.size() == shapes.size();
    for (std::size_t i = 0; isAlike && i < shapes.size(); ++i)
      isAlike = std::abs(shapes[i] - entry.shapes[i]) <= hardly * entry.shapes[i];
    if (!isAlike)
      entry = {std::move(shapes), latency::slowest(calls, {.closeness = {cells, true}}), longest,
               entry.branch};
    return entry.longest > 0 ? entry.slowest->scaled(longest / entry.longest) : *entry.slowest;
  }

  double meanOf(const Branch &branch) const {
    return out_.all[branch.to].mean().count() * branch.presence;
  }

  /// The branch that was the slowest stays it while it is about the slowest: two that take turns
  /// would never settle.
  std::size_t takenAsSlowest(const std::vector<Branch> &branches, double longest,
                             GroupCache::Entry &entry) const {
    constexpr double about = 0.9;
    const bool stays =
        entry.branch && (cache_.isLate || meanOf(branches[*entry.branch]) >= about * longest);
    if (!stays)
      for (std::size_t b = branches.size(); b-- > 0;)
        if (meanOf(branches[b]) == longest)
          entry.branch = b;
    return *entry.branch;
  }

  Distribution ofGroup(std::size_t s, std::size_t i) {
    const std::vector<Branch> branches = branchesOf(model_.services[s].steps[i]);
    if (branches.empty())
      return Distribution::deterministic(Duration(0));
    GroupTime &group = out_.groupTimes[s][i];
    std::vector<Calls> calls;
    double longest = 0, copies = 0;
    for (const Branch &branch : branches) {
      longest = std::max(longest, meanOf(branch));
      copies += branch.copies;
      calls.push_back({out_.all[branch.to], branch.copies, false, branch.presence});
    }
    GroupCache::Entry &entry = cache_.entries[s][i];
    group.slowest = takenAsSlowest(branches, longest, entry);
    const Distribution apart = slowestOf(calls, longest, entry);
    const double over = std::max(0.0, apart.mean().count() - longest);
    double harmonic = 0;
    for (double k = 1; k <= std::min(copies, 1000.0); ++k)
      harmonic += 1 / k;
    const double shared =
        std::pow(1 - correlation(branches), 0.5 * std::sqrt(std::max(1.0, harmonic / 1.5)));
    group.mean = longest + over * shared;
    group.longer = group.mean - meanOf(branches[group.slowest]);
    const Branch &slowest = branches[group.slowest];
    const Distribution alone =
        latency::inSequence({out_.all[slowest.to], 1, false, slowest.presence});
    const Distribution all = shared > 1
                                 ? apart.scaled(group.mean / apart.mean().count())
                                 : Distribution::mixture({{shared, apart}, {1 - shared, alone}});
    group.variance = varianceOf(all) - varianceOf(alone);
    return all;
  }

  const model::Model &model_;
  const Network &network_;
  const State &state_;
  GroupCache &cache_;
  ServiceTimes out_;
};

} // namespace

ServiceTimes timesOf(const model::Model &model, const Network &network, const State &state,
                     GroupCache &cache) {
  return Timer(model, network, state, cache).time();
}

} // namespace loadline::solve
