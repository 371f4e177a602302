#include "planner/traffic/batches.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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

/// Requests that must follow one until the batch of its last call is full, at the mean: what is
/// left of that batch is any rest of `size` that steps of `count` come to, each as likely.
double requestsToFill(double count, double size) {
  constexpr double many = 1e5; // of which the rests need not be told apart
  const double each = std::max(1.0, count);
  if (size > many)
    return size / each / 2;
  const bool isWhole = each == std::floor(each);
  const auto whole = static_cast<long>(size);
  const long step = isWhole ? std::gcd(static_cast<long>(each), whole) : 1;
  double sum = 0.0;
  for (long left = 0; left < whole; left += step)
    sum += std::ceil(static_cast<double>(left) / each);
  return sum * static_cast<double>(step) / static_cast<double>(whole);
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
    return waiting(most, apart * requestsToFill(call.count(), call.batchSize()));
  const double meanwhile = call.batchWait->value / apart;
  if (meanwhile <= 0)
    return {};
  const Tails tails = tailsOf(meanwhile, most);
  const double requests = 1 + tails.count;
  return waiting(requests, apart * (tails.weighted / requests));
}

} // namespace loadline::traffic
