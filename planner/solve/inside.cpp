#include "planner/solve/inside.h"

#include "planner/solve/pace.h"
#include "planner/solve/places.h"
#include "planner/solve/rhythm.h"
#include "planner/solve/varying.h"

#include <algorithm>
#include <utility>

namespace loadline::solve {

namespace {

double squared(double x) {
  return x * x;
}

std::vector<double> throughputsOf(const ClosedCustomers &customers) {
  std::vector<double> out;
  for (std::size_t n = 1; n <= customers.most(); ++n)
    out.push_back(customers.throughput(n));
  return out;
}

/// Of the time that one visit takes, while so many of a station's are there.
double noiseOf(const Settling &all, const Visit &visit, std::size_t byStation, double there) {
  const StationState &station = all.state.stations[visit.station];
  const double own = visit.count.mean * all.state.pools[byStation].flow;
  const double part = station.flow > 0 ? std::min(1.0, own / station.flow) : 1;
  const double inside = there + (1 - part) * station.inside; // others' too
  return 1 + part * (station.variabilityWith(inside) - 1);
}

/// Of the completions of n customers who stay inside: a place that takes on more customers when
/// there are more counts as the square of its part, and all delays are such a place.
double variabilityInside(const Settling &all, std::size_t t, const ClosedCustomers &customers,
                         std::size_t n) {
  const Owner &pool = all.state.pools[t];
  const double before = n > 1 ? customers.throughput(n - 1) : 0;
  Pieces pieces{.visits = pool.way.visits,
                .delay = std::max(0.0, customers.throughput(n) - before)};
  for (std::size_t v = 0; v < pool.way.visits.size(); ++v) {
    const Visit &visit = pool.way.visits[v];
    const double there = customers.meanAt(v, n);
    const double each = std::max(0.0, there - customers.meanAt(v, n - 1)) / visit.count.mean;
    pieces.times.push_back({each, squared(each) * noiseOf(all, visit, t, there)});
  }
  const Sum time = requestOf(all, all.network.stations[t].service, pieces);
  return time.mean > 0 ? std::clamp(time.variance / squared(time.mean), 0.01, 1e4) : 1;
}

void solveSlots(Settling &all, std::size_t t) {
  Owner &pool = all.state.pools[t];
  StationState &state = all.state.stations[t];
  std::vector<Places> places = placesOf(all, pool, {&StationState::rates, &StationState::plain});
  const ClosedCustomers plain = customersOf(pool, places[1]);
  pool.places = std::move(places[0]);
  pool.customers.emplace(customersOf(pool, pool.places));
  state.alone = throughputsOf(*pool.customers);
  state.plain = throughputsOf(plain);
  state.variabilities.clear();
  for (std::size_t n = 1; n < pool.most; n *= 2)
    state.variabilities.emplace_back(n, variabilityInside(all, t, plain, n));
  state.variabilities.emplace_back(pool.most, variabilityInside(all, t, plain, pool.most));
  state.variability =
      pool.most == all.network.stations[t].workers ? state.variabilities.back().second : 1;
}

} // namespace

std::optional<Bursts> burstsAt(const Settling &all, std::size_t t) {
  const Station &station = all.network.stations[t];
  const StationState &state = all.state.stations[t];
  if (all.queues != Queues::ofBursts || state.variability <= 1 || state.arrivals.empty())
    return std::nullopt;
  // Where slots above are full their callers stay as many, and the burst is waited for there.
  const Rhythm rhythm{.variability = state.variability,
                      .pressure = state.pressure,
                      .restraint = state.heldBack * state.restraint,
                      .single = station.single};
  return burstsOf(state.alone, station.workers, state.arrivals,
                  asOneWorker(station.workers, rhythm));
}

std::vector<double> ratesWith(const Settling &all, std::size_t t, double restraint) {
  const Station &station = all.network.stations[t];
  const StationState &state = all.state.stations[t];
  return withRhythm(state.alone, station.workers, state.highest(),
                    {.variability = state.variability,
                     .pressure = state.pressure,
                     .restraint = restraint,
                     .single = station.single});
}

void solveInside(Settling &all, std::size_t t) {
  const Station &station = all.network.stations[t];
  StationState &state = all.state.stations[t];
  if (station.isCores) {
    state.plain.clear();
    for (std::size_t n = 1; n <= station.workers; ++n)
      state.plain.push_back(static_cast<double>(n) / station.work);
    state.alone = state.plain;
    state.variability = station.variability;
  } else {
    solveSlots(all, t);
  }
  const std::optional<Bursts> bursts = burstsAt(all, t);
  state.rates =
      damped(state.rates, bursts ? bursts->rates : ratesWith(all, t, state.restraint), state.part);
}

} // namespace loadline::solve
