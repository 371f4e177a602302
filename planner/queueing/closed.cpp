#include "planner/queueing/closed.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace loadline::queueing {

using units::Concurrency;
using units::Duration;
using units::Rate;

namespace {

constexpr double never = -std::numeric_limits<double>::infinity(); ///< the logarithm of 0

/// Logarithms of something for 0 … N clients.
using Logs = std::vector<double>;

std::size_t sizeOf(const ClosedNetwork &network) {
  return static_cast<std::size_t>(network.clients) + 1;
}

/// log of D^n / Π min(k, c), k = 1 … n: how a centre with n clients weighs.
Logs weightsOf(const Centre &centre, std::size_t size) {
  Logs logs(size, 0.0);
  for (std::size_t n = 1; n < size; ++n) {
    const double busy = centre.workers == 0
                            ? static_cast<double>(n)
                            : std::min<double>(static_cast<double>(n), centre.workers);
    logs[n] =
        centre.demand > Duration(0) ? logs[n - 1] + std::log(centre.demand.count() / busy) : never;
  }
  return logs;
}

/// log Σ e^(a_k + b_(n − k)), for each n.
Logs convolved(const Logs &a, const Logs &b) {
  Logs out(a.size(), never);
  for (std::size_t n = 0; n < a.size(); ++n) {
    double largest = never;
    for (std::size_t k = 0; k <= n; ++k)
      largest = std::max(largest, a[k] + b[n - k]);
    double sum = 0.0;
    for (std::size_t k = 0; k <= n && largest != never; ++k)
      sum += std::exp(a[k] + b[n - k] - largest);
    if (largest != never)
      out[n] = largest + std::log(sum);
  }
  return out;
}

/// The network's weight with thinking as one more delay, and without each centre.
struct Constants {
  Logs all;
  std::vector<Logs> without;
  std::vector<Logs> weights;
};

Constants constantsOf(const ClosedNetwork &network) {
  const std::size_t size = sizeOf(network);
  Constants out;
  for (const Centre &centre : network.centres)
    out.weights.push_back(weightsOf(centre, size));
  std::vector<Logs> before = {weightsOf({network.think, 0}, size)};
  for (const Logs &weights : out.weights)
    before.push_back(convolved(before.back(), weights));
  out.all = before.back();
  out.without.resize(out.weights.size());
  Logs after(size, never);
  after[0] = 0.0;
  for (std::size_t i = out.weights.size(); i-- > 0;) {
    out.without[i] = convolved(before[i], after);
    after = convolved(after, out.weights[i]);
  }
  return out;
}

/// Mean clients at a centre: Σ n · weight(n) · G_without(N − n) / G(N).
Concurrency meanAt(const Logs &weights, const Logs &without, double all) {
  double mean = 0.0;
  for (std::size_t n = 1; n < weights.size(); ++n)
    mean += static_cast<double>(n) * std::exp(weights[n] + without[weights.size() - 1 - n] - all);
  return Concurrency(mean);
}

/// The rest of an answer from throughput and the clients at each centre.
ClosedSteady answerOf(Rate throughput, std::vector<Concurrency> inFlight) {
  ClosedSteady out{throughput, Duration(0), {}, std::move(inFlight)};
  for (const Concurrency clients : out.inFlight) {
    out.residences.push_back(clients / throughput);
    out.residence += out.residences.back();
  }
  return out;
}

/// Σ and max of the demands at queues, Σ at delays.
struct Demands {
  double queued = 0.0, delayed = 0.0, largest = 0.0;
  int queues = 0;
};

Demands demandsOf(const ClosedNetwork &network) {
  Demands out;
  for (const Centre &centre : network.centres) {
    const double demand = centre.demand.count();
    (centre.workers == 0 ? out.delayed : out.queued) += demand;
    out.queues += centre.workers != 0;
    if (centre.workers != 0)
      out.largest = std::max(out.largest, demand);
  }
  return out;
}

/// Seidmann's view of a centre: one worker as fast as all together, and a delay.
struct Split {
  double queue, delay; ///< seconds
};

Split splitOf(const Centre &centre) {
  const double demand = centre.demand.count();
  const double queue = centre.workers == 0 ? 0.0 : demand / centre.workers;
  return {queue, demand - queue};
}

} // namespace

ClosedSteady solveExactly(const ClosedNetwork &network) {
  assert(network.clients >= 1);
  const Constants constants = constantsOf(network);
  const std::size_t last = sizeOf(network) - 1;
  const Rate throughput(std::exp(constants.all[last - 1] - constants.all[last]));
  std::vector<Concurrency> inFlight;
  for (std::size_t i = 0; i < network.centres.size(); ++i)
    inFlight.push_back(meanAt(constants.weights[i], constants.without[i], constants.all[last]));
  return answerOf(throughput, std::move(inFlight));
}

ClosedSteady solveApproximately(const ClosedNetwork &network) {
  constexpr int mostRounds = 100'000;
  const double clients = network.clients;
  std::vector<double> queues(network.centres.size(), 0.0);
  double throughput = 0.0;
  for (int round = 0; round < mostRounds; ++round) {
    std::vector<double> waits; // in the queue part of each centre
    double sum = network.think.count();
    for (std::size_t i = 0; i < queues.size(); ++i) {
      const Split split = splitOf(network.centres[i]);
      waits.push_back(split.queue * (1 + (clients - 1) / clients * queues[i]));
      sum += waits.back() + split.delay;
    }
    throughput = clients / sum;
    double change = 0.0;
    for (std::size_t i = 0; i < queues.size(); ++i) {
      change = std::max(change, std::abs(throughput * waits[i] - queues[i]));
      queues[i] = throughput * waits[i];
    }
    if (change <= 1e-13 * clients)
      break;
  }
  std::vector<Concurrency> inFlight;
  for (std::size_t i = 0; i < queues.size(); ++i)
    inFlight.push_back(Concurrency(queues[i] + throughput * splitOf(network.centres[i]).delay));
  return answerOf(Rate(throughput), std::move(inFlight));
}

Bounds asymptoticBounds(const ClosedNetwork &network) {
  const Demands demands = demandsOf(network);
  const double clients = network.clients;
  const double think = network.think.count() + demands.delayed;
  const double most = std::min(1 / demands.largest, clients / (demands.queued + think));
  const double quickest = std::max(demands.queued, clients * demands.largest - think);
  return {Rate(clients / (clients * demands.queued + think)), Rate(most),
          Duration(quickest + demands.delayed),
          Duration(clients * demands.queued + demands.delayed)};
}

Bounds balancedBounds(const ClosedNetwork &network) {
  const Demands demands = demandsOf(network);
  const double clients = network.clients;
  const double think = network.think.count() + demands.delayed;
  const double mean = demands.queued / std::max(demands.queues, 1);
  const double slowest =
      demands.queued + (clients - 1) * demands.largest / (1 + think / (clients * demands.queued));
  const double balanced = demands.queued + (clients - 1) * mean / (1 + think / demands.queued);
  const double quickest = std::max(clients * demands.largest - think, balanced);
  return {Rate(clients / (think + slowest)),
          Rate(std::min(1 / demands.largest, clients / (think + balanced))),
          Duration(quickest + demands.delayed), Duration(slowest + demands.delayed)};
}

Repair machineRepair(int clients, int workers, Duration service, Duration think) {
  assert(clients >= 1 && workers >= 1 && service > Duration(0));
  if (think <= Duration(0)) { // nobody is ever away
    const Rate throughput = Concurrency(std::min(clients, workers)) / service;
    return {throughput, Concurrency(clients) / throughput, Concurrency(clients)};
  }
  const double ratio = service / think;
  double term = 1.0, sum = 1.0, busy = 0.0, inside = 0.0;
  for (int n = 1; n <= clients; ++n) {
    term *= (clients - n + 1) * ratio / std::min(n, workers);
    sum += term;
    busy += std::min(n, workers) * term;
    inside += n * term;
    if (sum > 1e200)
      for (double *part : {&term, &sum, &busy, &inside})
        *part *= 1e-200;
  }
  const Rate throughput = Concurrency(busy / sum) / service;
  return {throughput, Concurrency(inside / sum) / throughput, Concurrency(inside / sum)};
}

} // namespace loadline::queueing
