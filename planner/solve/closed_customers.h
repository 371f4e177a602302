#pragma once

#include <cstddef>
#include <vector>

namespace loadline::solve {

/// What a number of customers do who go round for ever: a delay, and stations whose rate depends on
/// how many of them are there. Product form; solved by convolution.
/// Source: [Buzen1973]; stations of any rate [BruellBalbo1980] ch. 2.
class ClosedCustomers {
public:
  struct Place {
    double visits = 1;         ///< of each station in one round
    std::vector<double> rates; ///< of the station with 1, 2, … of them inside; the last goes on
  };

  /// Solves all populations from 0 to `most`.
  ///   delay  in a round, in s
  ///   near   about how often they go round when it matters, per second: populations that go round
  ///          far less or more often may lose their digits, and then take the delay's rate
  ClosedCustomers(double delay, const std::vector<Place> &places, std::size_t most, double near);

  std::size_t most() const { return all_.size() - 1; }
  /// The largest population that did not lose its digits.
  std::size_t mostKnown() const;
  /// Rounds per second of `n` customers, n >= 1.
  double throughput(std::size_t n) const { return throughputs_[n]; }
  /// Mean number at a station, of `n`.
  double meanAt(std::size_t place, std::size_t n) const;
  /// P(k at the station), k = 0 … most, where their number is random itself.
  ///   numbers  P(n customers), n = 0 … most
  std::vector<double> shares(std::size_t place, const std::vector<double> &numbers) const;

private:
  std::vector<std::vector<double>> weights_; ///< of k at each station
  std::vector<std::vector<double>> others_;  ///< of k at all but that station
  std::vector<double> all_;
  std::vector<double> throughputs_;
};

} // namespace loadline::solve
