#include "planner/traffic/batches.h"

#include <algorithm>
#include <cmath>

namespace loadline::traffic {

using units::Duration;
using units::Rate;

namespace {

/// Σ P(N ≥ j) and Σ j P(N ≥ j) over 1 ≤ j < most, of a Poisson number N.
struct Tails {
  double count = 0.0, weighted = 0.0;
};

Tails tailsOf(double mean, double most) {
  constexpr double many = 1e4; // of which the number hardly differs from its mean
  if (mean > many) {
    const double reached = std::min(most - 1, mean);
    return {reached, reached * (reached + 1) / 2};
  }
  Tails out;
  double below = std::exp(-mean); // P(N < j)
  for (double j = 1; j < most && j <= mean + 12 * std::sqrt(mean) + 30; ++j) {
    const double tail = 1 - std::min(1.0, below);
    out.count += tail;
    out.weighted += j * tail;
    below += std::exp(j * std::log(mean) - mean - std::lgamma(j + 1));
  }
  return out;
}

SharedBatch waiting(double requests, Duration mean) {
  const double first = 1 / requests;
  return {requests, mean, mean / (first + (1 - first) / 2)};
}

} // namespace

/// While a batch is open j calls wait in it from its j-th arrival to the next, or to its end: that
/// takes P(N(wait) ≥ j) / λ at the mean, N(t) being the calls that follow the first.
SharedBatch sharedBatch(const spec::CallTerms &call, Rate arrivals) {
  const double most = std::max(1.0, std::round(call.batchSize() / std::max(1.0, call.count())));
  const double making = std::min(1.0, call.count()) * (1 - call.hits()) * (1 - call.joins());
  const Rate calls = arrivals * making;
  if (!(calls > Rate(0)))
    return {1.0, call.batchWait ? call.batchWait->value : Duration(0),
            call.batchWait ? call.batchWait->value : Duration(0)};
  const Duration apart(1 / calls.count());
  if (!call.batchWait) // it waits until it is full, however long that takes
    return waiting(most, apart * ((most - 1) / 2));
  const double meanwhile = call.batchWait->value / apart;
  if (meanwhile <= 0)
    return {};
  const Tails tails = tailsOf(meanwhile, most);
  const double requests = 1 + tails.count;
  return waiting(requests, apart * (tails.weighted / requests));
}

} // namespace loadline::traffic
