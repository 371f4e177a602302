#include "planner/solve/levels.h"

#include "planner/solve/places.h"
#include "planner/solve/settling.h"
#include "planner/solve/sharing.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

/// The numbers inside that are found, cut where a level begins.
struct Cuts {
  std::vector<double> seen;         ///< P(n inside) of those who come
  std::vector<std::size_t> from{0}; ///< the first number of each level
};

std::vector<double> seenAt(const StationState &state) {
  std::vector<double> seen;
  double all = 0;
  for (std::size_t n = 0; n < std::min(state.arrivals.size(), state.shares.size()); ++n) {
    seen.push_back(state.arrivals[n] * state.shares[n]);
    all += seen.back();
  }
  for (double &share : seen)
    share /= all;
  return seen;
}

/// Whether the time that a slot is held depends on how many are held when it begins: by Little's
/// law n requests that go round as often as X(n) hold theirs for n / X(n).
bool isLoadFelt(const std::vector<double> &seen, std::size_t workers,
                const std::vector<double> &throughputs) {
  double mean = 0, square = 0;
  for (std::size_t n = 0; n < seen.size(); ++n) {
    const std::size_t held = std::min({n + 1, workers, throughputs.size()});
    const double time = static_cast<double>(held) / throughputs[held - 1];
    mean += seen[n] * time;
    square += seen[n] * time * time;
  }
  constexpr double hardly = 0.002; // a deviation of a twentieth of the mean
  return square - mean * mean > hardly * mean * mean;
}

/// Where levels begin: each of those with a free slot takes most of what the ones before left, as
/// percentiles are of the few who find many; with more levels they stay the same.
std::vector<std::size_t> levelsIn(const std::vector<double> &seen, std::size_t workers) {
  constexpr std::size_t most = 4;
  constexpr double rest = 0.4, least = 1e-4;
  double free = 0;
  for (std::size_t n = 0; n < std::min(seen.size(), workers); ++n)
    free += seen[n];
  if (free < least)
    return {0};
  std::vector<std::size_t> from{0};
  double below = 0, inLevel = 0, left = rest;
  for (std::size_t n = 0; n < std::min(seen.size(), workers); ++n) {
    if (from.size() < most && inLevel > least && free - below > least &&
        free - below <= left * free) {
      from.push_back(n);
      inLevel = 0;
      left *= rest;
    }
    below += seen[n];
    inLevel += seen[n];
  }
  if (free < 1 - least)
    from.push_back(workers);
  return from;
}

Cuts cutsOf(const Settling &all, std::size_t t) {
  const Station &station = all.network.stations[t];
  const StationState &state = all.state.stations[t];
  Cuts out;
  if (state.isOverloaded || !(state.flow > 0))
    return out;
  out.seen = seenAt(state);
  if (!station.isCores && station.workers > 1 && all.state.pools[t].customers &&
      isLoadFelt(out.seen, station.workers, state.alone))
    out.from = levelsIn(out.seen, station.workers);
  return out;
}

/// P(n inside in all), where P(k of a caller's own) is known, as in a product-form station that
/// serves all alike [BruellBalbo1980]: P(m others | k) ∝ weight(m) (k + m)! / Π rates.
std::vector<double> withOthers(const std::vector<double> &own, const Others &others,
                               const std::vector<double> &rates) {
  std::vector<double> alike{0};
  const std::size_t most = own.size() + others.weights.size();
  for (std::size_t n = 1; n < most; ++n)
    alike.push_back(alike.back() + std::log(static_cast<double>(n) /
                                            (others.stay * rates[std::min(n, rates.size()) - 1])));
  std::vector<double> out(most, 0.0);
  std::vector<double> beside(others.weights.size());
  for (std::size_t k = 0; k < own.size(); ++k) {
    if (own[k] < 1e-7)
      continue;
    double largest = -HUGE_VAL, sum = 0;
    for (std::size_t m = 0; m < beside.size(); ++m)
      if (others.weights[m] > 0)
        largest = std::max(largest, std::log(others.weights[m]) + alike[k + m]);
    for (std::size_t m = 0; m < beside.size(); ++m)
      sum += beside[m] = others.weights[m] > 0
                             ? std::exp(std::log(others.weights[m]) + alike[k + m] - largest)
                             : 0;
    for (std::size_t m = 0; m < beside.size(); ++m)
      out[k + m] += own[k] * beside[m] / sum;
  }
  return out;
}

class Looker {
public:
  explicit Looker(const Settling &all) : all_(all) {}

  std::vector<std::vector<Level>> look() {
    const std::size_t count = all_.network.stations.size();
    for (std::size_t t = 0; t < count; ++t)
      cuts_.push_back(cutsOf(all_, t));
    std::vector<std::vector<Level>> out;
    for (std::size_t t = 0; t < count; ++t)
      out.push_back(levelsAt(t));
    for (std::size_t t = 0; t < count; ++t)
      level(t, out);
    return out;
  }

private:
  std::vector<Level> levelsAt(std::size_t t) const {
    const Cuts &cuts = cuts_[t];
    const StationState &state = all_.state.stations[t];
    const std::size_t workers = all_.network.stations[t].workers;
    std::vector<Level> out(cuts.from.size());
    if (cuts.from.size() == 1)
      out[0].waits = state.waits;
    if (all_.network.stations[t].isCores || !all_.state.pools[t].customers || cuts.seen.empty())
      return out;
    for (std::size_t l = 0; l < out.size(); ++l) {
      const std::size_t end = l + 1 < out.size() ? cuts.from[l + 1] : cuts.seen.size();
      std::vector<double> others(all_.state.pools[t].customers->most() + 1, 0.0);
      double share = 0;
      for (std::size_t n = cuts.from[l]; n < end; ++n) {
        others[std::min({n, workers - 1, others.size() - 1})] += cuts.seen[n];
        share += cuts.seen[n];
      }
      for (double &each : others)
        each /= share;
      out[l].share = share;
      if (out.size() > 1)
        out[l].waits = cuts.from[l] >= workers ? 1 : 0;
      look(t, others, out[l]);
    }
    return out;
  }

  void look(std::size_t t, const std::vector<double> &others, Level &level) const {
    const Owner &pool = all_.state.pools[t];
    for (std::size_t v = 0; v < pool.way.visits.size(); ++v) {
      const std::size_t j = pool.way.visits[v].station;
      std::vector<double> seen = pool.customers->shares(v, others);
      if (all_.links[j].size() > 1)
        seen = besideAt(pool, v, j, std::move(seen));
      level.found.push_back(foundAt(j, seen));
    }
  }

  std::vector<double> besideAt(const Owner &pool, std::size_t v, std::size_t j,
                               std::vector<double> own) const {
    const std::vector<const Stream *> streams = othersThan(all_, pool, v, false);
    if (streams.empty())
      return own;
    constexpr std::size_t tooMany = 300'000; // then all callers' requests are taken as alike
    const Others others = othersOf(streams, all_.stayAt(j));
    if (own.size() * others.weights.size() > tooMany)
      return cuts_[j].seen;
    return withOthers(own, others, all_.state.stations[j].rates);
  }

  Found foundAt(std::size_t j, const std::vector<double> &seen) const {
    const Cuts &cuts = cuts_[j];
    Found out;
    for (std::size_t l = 0; l < cuts.from.size(); ++l) {
      const std::size_t end = l + 1 < cuts.from.size() ? cuts.from[l + 1] : seen.size();
      double share = 0;
      for (std::size_t n = cuts.from[l]; n < std::min(end, seen.size()); ++n)
        share += seen[n];
      out.shares.push_back(share);
    }
    for (std::size_t n = all_.network.stations[j].workers; n < seen.size(); ++n)
      out.waits += seen[n];
    out.endings = endingsOf(seen, all_.network.stations[j].workers);
    return out;
  }

  /// Brings what those who call a station find to what all find on average.
  void level(std::size_t j, std::vector<std::vector<Level>> &levels) const {
    const StationState &state = all_.state.stations[j];
    double flow = 0, waits = 0, endings = 0;
    std::vector<std::pair<Found *, double>> found;
    for (const Link &link : all_.links[j]) {
      if (link.isBeside || !isPool(link))
        continue;
      const auto t = static_cast<std::size_t>(link.owner - all_.state.pools.data());
      for (Level &each : levels[t])
        if (!each.found.empty()) {
          Found &at = each.found[link.index];
          found.emplace_back(&at, link.flow() * each.share);
          flow += found.back().second;
          waits += found.back().second * at.waits;
        }
    }
    if (waits <= 0)
      return;
    for (const auto &[at, weight] : found) {
      const double chance = std::min(1.0, at->waits * state.waits * flow / waits);
      if (levels[j].size() > 1 && levels[j].back().waits == 1) {
        const double others = 1 - at->shares.back();
        for (double &share : at->shares)
          share = others > 0 ? share * (1 - chance) / others : 0;
        at->shares.back() = chance;
        if (others <= 0)
          at->shares.front() = 1 - chance;
      }
      at->waits = chance;
      endings += weight * chance * at->endings.mean;
    }
    const double scale = endings > 0 ? state.waits * state.endings.mean * flow / endings : 1;
    for (const auto &[at, weight] : found)
      at->endings = {at->endings.mean * scale, at->endings.variance * scale * scale,
                     at->endings.third * scale * scale * scale};
  }

  bool isPool(const Link &link) const {
    return link.owner >= all_.state.pools.data() &&
           link.owner < all_.state.pools.data() + all_.state.pools.size();
  }

  const Settling &all_;
  std::vector<Cuts> cuts_;
};

} // namespace

std::vector<std::vector<Level>> levelsOf(const Settling &all) {
  return Looker(all).look();
}

} // namespace loadline::solve
