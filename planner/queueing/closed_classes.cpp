#include "planner/queueing/closed_classes.h"

#include <algorithm>
#include <cmath>

namespace loadline::queueing {

using units::Concurrency;
using units::Duration;
using units::Rate;

namespace {

/// A figure of each class at each centre.
using Matrix = std::vector<std::vector<double>>;

struct Round {
  std::vector<double> throughput; ///< of each class
  Matrix residences, inFlight;
};

/// One step of mean-value analysis: what arrivals of each class find at each centre gives
/// residence, throughput, and what is there on average.
Round stepOf(const ClassNetwork &network, const std::vector<int> &clients, const Matrix &found) {
  Round out;
  for (std::size_t r = 0; r < network.classes.size(); ++r) {
    const ClientClass &one = network.classes[r];
    std::vector<double> residences, inFlight;
    double sum = one.think.count();
    for (std::size_t i = 0; i < one.demands.size(); ++i) {
      const double demand = one.demands[i].count();
      residences.push_back(network.isDelay[i] ? demand : demand * (1 + found[r][i]));
      sum += residences.back();
    }
    out.throughput.push_back(clients[r] == 0 ? 0.0 : clients[r] / sum);
    for (const double residence : residences)
      inFlight.push_back(out.throughput.back() * residence);
    out.residences.push_back(std::move(residences));
    out.inFlight.push_back(std::move(inFlight));
  }
  return out;
}

ClassSteady answerOf(const Round &round) {
  ClassSteady out;
  for (std::size_t r = 0; r < round.throughput.size(); ++r) {
    out.throughput.emplace_back(round.throughput[r]);
    out.residences.emplace_back(round.residences[r].begin(), round.residences[r].end());
    out.inFlight.emplace_back(round.inFlight[r].begin(), round.inFlight[r].end());
  }
  return out;
}

/// Places in a table over all populations from none to the whole, the first class counting fastest.
struct Populations {
  explicit Populations(const ClassNetwork &network) {
    for (const ClientClass &one : network.classes) {
      strides.push_back(count);
      sizes.push_back(one.clients + 1);
      count *= static_cast<std::size_t>(one.clients) + 1;
    }
  }
  std::vector<int> at(std::size_t place) const {
    std::vector<int> clients;
    for (std::size_t r = 0; r < sizes.size(); ++r)
      clients.push_back(static_cast<int>(place / strides[r] % static_cast<std::size_t>(sizes[r])));
    return clients;
  }
  std::vector<std::size_t> strides;
  std::vector<int> sizes;
  std::size_t count = 1;
};

/// What all classes together have at each centre.
std::vector<double> together(const Matrix &inFlight, std::size_t centres) {
  std::vector<double> sum(centres, 0.0);
  for (const auto &one : inFlight)
    for (std::size_t i = 0; i < centres; ++i)
      sum[i] += one[i];
  return sum;
}

} // namespace

ClassSteady solveExactly(const ClassNetwork &network) {
  const Populations populations(network);
  const std::size_t centres = network.isDelay.size();
  const std::vector<double> nobody(centres, 0.0);
  std::vector<std::vector<double>> queues(populations.count, nobody);
  Round round;
  for (std::size_t place = 0; place < populations.count; ++place) {
    const std::vector<int> clients = populations.at(place);
    Matrix found; // an arrival sees the network without itself
    for (std::size_t r = 0; r < clients.size(); ++r)
      found.push_back(clients[r] == 0 ? nobody : queues[place - populations.strides[r]]);
    round = stepOf(network, clients, found);
    queues[place] = together(round.inFlight, centres);
  }
  return answerOf(round);
}

ClassSteady solveApproximately(const ClassNetwork &network) {
  constexpr int mostRounds = 100'000;
  const std::size_t centres = network.isDelay.size();
  std::vector<int> clients;
  for (const ClientClass &one : network.classes)
    clients.push_back(one.clients);
  Round round = stepOf(network, clients, Matrix(clients.size(), std::vector<double>(centres, 0.0)));
  for (int i = 0; i < mostRounds; ++i) {
    const std::vector<double> all = together(round.inFlight, centres);
    Matrix found;
    for (std::size_t r = 0; r < clients.size(); ++r) {
      found.push_back(all);
      for (std::size_t k = 0; k < centres && clients[r] > 0; ++k)
        found[r][k] -= round.inFlight[r][k] / clients[r];
    }
    const Round next = stepOf(network, clients, found);
    double change = 0.0;
    for (std::size_t r = 0; r < clients.size(); ++r)
      change = std::max(change, std::abs(next.throughput[r] - round.throughput[r]) /
                                    std::max(next.throughput[r], 1e-300));
    round = next;
    if (change <= 1e-14)
      break;
  }
  return answerOf(round);
}

} // namespace loadline::queueing
