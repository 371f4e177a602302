#include "planner/solve/times.h"

#include "planner/latency/compose.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

/// The wait of those who wait, as the nearest exponential or Erlang one, or with the skewness of a
/// gamma distribution: what parallel branches have in common was derived for such.
Distribution roughly(const latency::Cumulants &wait) {
  const double mean = wait.mean, variability = wait.variance / (mean * mean);
  if (std::abs(variability - 1) < 0.1)
    return Distribution::exponential(Duration(mean));
  if (variability < 0.9)
    return Distribution::erlang(
        Duration(mean), static_cast<int>(std::clamp(std::round(1 / variability), 1.0, 100.0)));
  return Distribution::fitted({mean, wait.variance, 2 * wait.variance * wait.variance / mean});
}

/// The same with its own variance and skewness.
Distribution exactly(const latency::Cumulants &wait) {
  const double square = wait.mean * wait.mean;
  constexpr double about = 0.05;
  return std::abs(wait.variance - square) < about * square
             ? Distribution::exponential(Duration(wait.mean))
             : Distribution::fitted(wait);
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

  /// `means` with what comes together at each level of the stations.
  std::vector<Distribution> spread(std::vector<Distribution> means) {
    out_.all = std::move(means);
    out_.groupTimes.resize(model_.services.size());
    inside_.resize(network_.stations.size());
    factors_.assign(network_.stations.size(), 1.0);
    isExact_ = cache_.isLate = true; // slowest branches stay what they are
    for (const std::size_t s : network_.servicesCalleesFirst) {
      const double mean = out_.all[s].mean().count();
      const auto t = network_.slotsOf[s];
      out_.all[s] = t ? ofSlots(*t) : insideOf(s);
      const double factor = mean / out_.all[s].mean().count();
      if (!std::isfinite(factor) || factor <= 0)
        continue;
      out_.all[s] = out_.all[s].scaled(factor);
      if (!t)
        continue;
      factors_[*t] = factor;
      for (Distribution &inside : inside_[*t])
        inside = inside.scaled(factor);
    }
    return std::move(out_.all);
  }

private:
  Distribution ofService(std::size_t s) {
    Distribution time = insideOf(s);
    const auto slots = network_.slotsOf[s];
    if (!slots)
      return time;
    const StationState &station = state_.stations[*slots];
    time = time + waitAt(station, station.waits, station.endings);
    const double factor = station.stay() / time.mean().count();
    return std::isfinite(factor) && factor > 0 ? time.scaled(factor) : time;
  }

  /// The wait of one visit, by chance, for so many endings.
  Distribution waitAt(const StationState &station, double waits, const Endings &endings) const {
    const Distribution none = Distribution::deterministic(Duration(0));
    if (station.waits < 1e-9 || waits < 1e-9 || station.waited <= 0)
      return none;
    const double each = station.waited / station.waits / station.endings.mean;
    const latency::Cumulants wait = station.waitFor(endings, each);
    const Distribution some = isExact_ ? exactly(wait) : roughly(wait);
    return waits > 1 - 1e-9 ? some : Distribution::mixture({{1 - waits, none}, {waits, some}});
  }

  Distribution ofSlots(std::size_t t) {
    const StationState &station = state_.stations[t];
    std::vector<std::pair<double, Distribution>> all;
    way_ = &state_.pools[t].way;
    for (const Level &level : state_.levels[t]) {
      level_ = level.found.empty() ? nullptr : &level;
      visits_.assign(way_->visits.size(), std::nullopt);
      through_.clear();
      for (const std::size_t inner : network_.through[network_.stations[t].service]) {
        Distribution time = insideOf(inner);
        through_.emplace_back(inner, std::move(time));
      }
      inside_[t].push_back(through_.back().second);
      all.emplace_back(level.share,
                       inside_[t].back() + waitAt(station, level.waits, station.endings));
    }
    level_ = nullptr;
    return Distribution::mixture(all);
  }

  /// Of one visit of the way, from the level at hand: to slots all of it, to cores the wait.
  Distribution visit(std::size_t v) const {
    const std::size_t to = way_->visits[v].station;
    const StationState &station = state_.stations[to];
    const Found &found = level_->found[v];
    if (network_.stations[to].isCores)
      return waitAt(station, found.waits, found.endings);
    const std::vector<Level> &levels = state_.levels[to];
    std::vector<std::pair<double, Distribution>> all;
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const double waits = levels.size() == 1 ? found.waits : levels[l].waits;
      const Distribution wait = waitAt(station, waits, found.endings).scaled(factors_[to]);
      all.emplace_back(found.shares[l], inside_[to][l] + wait);
    }
    return Distribution::mixture(all);
  }

  /// From the level at hand; nothing where the way does not go there, or there is none.
  const Distribution *visited(std::size_t station) {
    if (!level_)
      return nullptr;
    const auto found =
        std::lower_bound(way_->visits.begin(), way_->visits.end(), station,
                         [](const Visit &each, std::size_t other) { return each.station < other; });
    if (found == way_->visits.end() || found->station != station)
      return nullptr;
    const auto v = static_cast<std::size_t>(found - way_->visits.begin());
    if (!visits_[v])
      visits_[v] = visit(v);
    return &*visits_[v];
  }

  const Distribution &calleeTime(std::size_t to) {
    if (const auto slots = network_.slotsOf[to]) {
      const Distribution *time = visited(*slots);
      return time ? *time : out_.all[to];
    }
    const auto isIt = [to](const auto &time) { return time.first == to; };
    const auto inner =
        level_ ? std::find_if(through_.begin(), through_.end(), isIt) : through_.end();
    return inner != through_.end() ? inner->second : out_.all[to];
  }

  Distribution coreWait(std::size_t cores) {
    const StationState &station = state_.stations[cores];
    const Distribution *wait = visited(cores);
    return wait ? *wait : waitAt(station, station.waits, station.endings);
  }

  /// From slot to answer.
  Distribution insideOf(std::size_t s) {
    const model::Service &service = model_.services[s];
    const Distribution piece = pieceOf(s);
    Distribution time = service.drawsSlices ? piece : piece + workOf(service.work);
    out_.groupTimes[s].resize(service.steps.size());
    cache_.entries[s].resize(service.steps.size());
    for (std::size_t i = 0; i < service.steps.size(); ++i)
      time = time + (service.steps[i].isParallel ? ofGroup(s, i) + piece
                                                 : ofCalls(service.steps[i].calls.front(), piece));
    return time;
  }

  /// What each piece of own work takes by itself: its draw, unless the whole work is drawn once,
  /// and its wait for a core.
  Distribution pieceOf(std::size_t s) {
    const model::Service &service = model_.services[s];
    const Distribution none = Distribution::deterministic(Duration(0));
    const Distribution drawn =
        service.drawsSlices ? workOf(service.work).scaled(1 / slicesOf(service).mean) : none;
    const auto cores = network_.coresOf[s];
    return cores ? drawn + coreWait(*cores) : drawn;
  }

  /// One after the other, with the piece of own work that follows each: who makes many calls has
  /// many pieces.
  Distribution ofCalls(const model::Call &call, const Distribution &piece) {
    const double reaching = call.isAsync ? 0 : 1 - call.hits;
    const latency::Calls calls{calleeTime(call.to), call.count.mean, call.count.isGeometric,
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
  Distribution slowestOf(const std::vector<Calls> &calls, double longest,
                         GroupCache::Entry &entry) {
    constexpr double hardly = 3e-4;
    const int cells = isExact_ ? 24 : 64; // a shape of a known mean needs fewer
    std::vector<double> shapes;
    for (const Calls &call : calls) {
      shapes.push_back(call.each.mean().count());
      shapes.push_back(call.each.deviation().value_or(Duration(0)).count());
    }
    bool isAlike = entry.slowest && entry.shapes.size() == shapes.size();
    for (std::size_t i = 0; isAlike && i < shapes.size(); ++i)
      isAlike = std::abs(shapes[i] - entry.shapes[i]) <= hardly * entry.shapes[i];
    if (!isAlike)
      entry = {std::move(shapes), latency::slowest(calls, {.closeness = {cells}}), longest,
               entry.branch};
    return entry.longest > 0 ? entry.slowest->scaled(longest / entry.longest) : *entry.slowest;
  }

  double meanOf(const Branch &branch) {
    return calleeTime(branch.to).mean().count() * branch.presence;
  }

  /// The branch that was the slowest stays it while it is about the slowest: two that take turns
  /// would never settle.
  std::size_t takenAsSlowest(const std::vector<Branch> &branches, double longest,
                             GroupCache::Entry &entry) {
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
      calls.push_back({calleeTime(branch.to), branch.copies, false, branch.presence});
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
        latency::inSequence({calleeTime(slowest.to), 1, false, slowest.presence});
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
  bool isExact_ = false;
  const Level *level_ = nullptr; ///< at hand; all requests of a service alike where there is none
  const Way *way_ = nullptr;
  std::vector<std::optional<Distribution>> visits_;           ///< by visit of the way
  std::vector<std::pair<std::size_t, Distribution>> through_; ///< by service without slots
  std::vector<std::vector<Distribution>> inside_;             ///< by station and level
  std::vector<double> factors_;                               ///< by station, of wait and work
};

} // namespace

ServiceTimes timesOf(const model::Model &model, const Network &network, const State &state,
                     GroupCache &cache) {
  return Timer(model, network, state, cache).time();
}

std::vector<Distribution> spreadTimesOf(const model::Model &model, const Network &network,
                                        const State &state, GroupCache &cache) {
  std::vector<Distribution> means = timesOf(model, network, state, cache).all;
  return Timer(model, network, state, cache).spread(std::move(means));
}

} // namespace loadline::solve
