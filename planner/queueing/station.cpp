#include "planner/queueing/station.h"

#include "planner/queueing/erlang.h"
#include "planner/units/rounding.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace loadline::queueing {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

/// c − a: the workers that are idle on average; exactly none where the load fills them.
double idle(const Station &station) {
  return units::difference(double(station.workers), offered(station).count());
}

/// Share of M/M/c's arrivals that are inside longer than `time`:
/// e^(−t) + C (e^(−t) − e^(−t (c − a))) / (c − 1 − a), t in services, without overflow on either
/// side.
double staysLongerThan(const Station &station, double time) {
  const double services = time / station.service.count();
  const double waits = erlangC(offered(station), station.workers).count();
  const double rest = idle(station) - 1; // 0 where waiting and serving go at the same pace
  const double alone = std::exp(-services);
  if (std::abs(rest) < 1e-9)
    return alone * (1 + waits * services);
  if (rest > 0)
    return alone * (1 - waits * std::expm1(-services * rest) / rest);
  return alone + waits * std::exp(-services * idle(station)) * std::expm1(services * rest) / rest;
}

} // namespace

Concurrency offered(const Station &station) {
  return station.arrivals * station.service;
}

Steady steady(const Station &station) {
  assert(station.workers >= 1);
  const Ratio waits = erlangC(offered(station), station.workers);
  const double spread = (station.arrivalVariability + station.serviceVariability) / 2;
  const double workersIdle = idle(station);
  const Duration wait =
      workersIdle > 0 ? spread * waits.count() * station.service / workersIdle : Duration(endless);
  const Duration residence = wait + station.service;
  const auto number = [&](Duration time) {
    return station.arrivals == Rate(0) ? Concurrency(0) : station.arrivals * time;
  };
  return {Ratio(offered(station).count() / station.workers),
          waits,
          wait,
          residence,
          number(wait),
          number(residence)};
}

Ratio waitsLongerThan(const Station &station, Duration time) {
  const double workersIdle = idle(station);
  if (workersIdle <= 0)
    return Ratio(1);
  const double waits = erlangC(offered(station), station.workers).count();
  return Ratio(waits * std::exp(-workersIdle * (time / station.service)));
}

Duration waitPercentile(const Station &station, Ratio percentile) {
  const double beyond = 1 - percentile.count();
  const double waits = erlangC(offered(station), station.workers).count();
  if (idle(station) <= 0)
    return Duration(endless);
  return waits <= beyond ? Duration(0) : std::log(waits / beyond) / idle(station) * station.service;
}

Duration residencePercentile(const Station &station, Ratio percentile) {
  const double beyond = 1 - percentile.count();
  if (idle(station) <= 0)
    return Duration(endless);
  double low = 0.0;
  double high = station.service.count();
  while (staysLongerThan(station, high) > beyond)
    high *= 2;
  while (high - low > 1e-12 * high) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high)
      break;
    (staysLongerThan(station, middle) > beyond ? low : high) = middle;
  }
  return Duration(high);
}

int workersForWait(const Station &station, Duration target) {
  assert(target > Duration(0));
  Station tried = station;
  const double busy = offered(station).count();
  const double spread = (station.arrivalVariability + station.serviceVariability) / 2;
  double blocking = 1.0;
  for (tried.workers = 1;; ++tried.workers) {
    blocking = busy * blocking / (tried.workers + busy * blocking); // Erlang B, see erlang.cpp
    const double idleWorkers = units::difference(double(tried.workers), busy);
    if (idleWorkers <= 0)
      continue;
    const double waits = blocking / (1 - busy / tried.workers * (1 - blocking));
    if (units::isAtMost(spread * waits * station.service / idleWorkers, target))
      return tried.workers;
  }
}

Lossy lossy(const Station &station, int places) {
  assert(places >= station.workers);
  const double busy = offered(station).count();
  double term = 1.0, sum = 1.0, weighted = 0.0;
  for (int n = 1; n <= places; ++n) {
    term *= busy / std::min(n, station.workers);
    sum += term;
    weighted += n * term;
    if (sum > 1e200) { // only ratios matter
      term *= 1e-200;
      sum *= 1e-200;
      weighted *= 1e-200;
    }
  }
  const Ratio lost(term / sum);
  const Rate throughput = station.arrivals * (1 - lost.count());
  const Concurrency inside(weighted / sum);
  return {lost, throughput, throughput == Rate(0) ? station.service : inside / throughput, inside};
}

} // namespace loadline::queueing
