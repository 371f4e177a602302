#include "planner/solve/closed_customers.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

constexpr double negligible = 1e-25; // beside the largest, of weights that only fall from it on
constexpr double lost = 1e-290;      // below it digits are missing

/// exp of logarithms, the largest as 1; cut where they fall below what matters.
std::vector<double> scaled(std::vector<double> logs) {
  const auto largest = std::max_element(logs.begin(), logs.end());
  const double most = *largest;
  const auto end = std::find_if(largest, logs.end(),
                                [&](double log) { return log < most + std::log(negligible); });
  logs.erase(end, logs.end());
  for (double &log : logs)
    log = std::exp(log - most);
  return logs;
}

std::vector<double> delayWeights(double busy, std::size_t most) {
  std::vector<double> logs(most + 1, 0.0);
  double largest = 0;
  for (std::size_t k = 1; k <= most; ++k) {
    logs[k] = busy > 0 ? logs[k - 1] + std::log(busy / static_cast<double>(k)) : -HUGE_VAL;
    largest = std::max(largest, logs[k]);
  }
  for (double &log : logs)
    log = std::exp(log - largest);
  return logs;
}

std::vector<double> stationWeights(const ClosedCustomers::Place &place, std::size_t most,
                                   double near) {
  std::vector<double> logs(most + 1, 0.0);
  for (std::size_t k = 1; k <= most; ++k) {
    const double rate = place.rates[std::min(k, place.rates.size()) - 1];
    logs[k] = logs[k - 1] + std::log(near * place.visits / rate);
  }
  return scaled(std::move(logs));
}

/// Σ a(i) b(n - i), with the largest brought to 1.
std::vector<double> convolved(const std::vector<double> &a, const std::vector<double> &b,
                              std::size_t most) {
  if (a.size() == 1)
    return b;
  if (b.size() == 1)
    return a;
  std::vector<double> out(std::min(most + 1, a.size() + b.size() - 1), 0.0);
  for (std::size_t i = 0; i < a.size() && i < out.size(); ++i) {
    const std::size_t end = std::min(b.size(), out.size() - i);
    if (a[i] != 0)
      for (std::size_t j = 0; j < end; ++j)
        out[i + j] += a[i] * b[j];
  }
  return out;
}

double at(const std::vector<double> &values, std::size_t index) {
  return index < values.size() ? values[index] : 0.0;
}

} // namespace

ClosedCustomers::ClosedCustomers(double delay, const std::vector<Place> &places, std::size_t most,
                                 double near) {
  double alone = delay, quickest = HUGE_VAL;
  for (const Place &place : places) {
    alone += place.visits / place.rates.front();
    const double fastest = *std::max_element(place.rates.begin(), place.rates.end());
    quickest = std::min(quickest, fastest / place.visits);
  }
  near = std::min({near, quickest, static_cast<double>(most) / alone});
  for (const Place &place : places)
    weights_.push_back(stationWeights(place, most, near));
  const std::size_t count = places.size();
  std::vector<std::vector<double>> after(count + 1, std::vector<double>{1.0});
  for (std::size_t i = count; i-- > 1;)
    after[i] = convolved(weights_[i], after[i + 1], most);
  std::vector<double> before = delayWeights(delay * near, most);
  for (std::size_t i = 0; i < count; ++i) {
    others_.push_back(convolved(before, after[i + 1], most));
    before = convolved(before, weights_[i], most);
  }
  before.resize(most + 1, 0.0);
  all_ = std::move(before);
  throughputs_.assign(most + 1, 0.0);
  for (std::size_t n = 1; n <= most; ++n) {
    const bool isKnown = all_[n] > lost && all_[n - 1] > lost;
    const double highest = std::min(static_cast<double>(n) / alone, quickest);
    const double found = isKnown ? near * all_[n - 1] / all_[n] : highest;
    throughputs_[n] = std::min(found, highest);
  }
}

std::size_t ClosedCustomers::mostKnown() const {
  std::size_t n = most();
  while (n > 0 && !(all_[n] > lost && all_[n - 1] > lost))
    --n;
  return n;
}

double ClosedCustomers::meanAt(std::size_t place, std::size_t n) const {
  if (all_[n] <= lost)
    return 0;
  double sum = 0;
  const std::size_t end = std::min(n + 1, weights_[place].size());
  for (std::size_t k = 1; k < end; ++k)
    sum += static_cast<double>(k) * weights_[place][k] * at(others_[place], n - k);
  return sum / all_[n];
}

std::vector<double> ClosedCustomers::shares(std::size_t place,
                                            const std::vector<double> &numbers) const {
  const std::vector<double> &weights = weights_[place];
  std::vector<double> out(weights.size(), 0.0);
  for (std::size_t n = 0; n < numbers.size() && n < all_.size(); ++n) {
    if (all_[n] <= lost || numbers[n] <= 0) {
      out[0] += numbers[n];
      continue;
    }
    const double scale = numbers[n] / all_[n];
    for (std::size_t k = 0; k < weights.size() && k <= n; ++k)
      out[k] += scale * weights[k] * at(others_[place], n - k);
  }
  return out;
}

} // namespace loadline::solve
