#pragma once

#include <cstdint>
#include <optional>

namespace loadline::simulate {

/// A stream of random numbers, named by a seed and its number: xoshiro256++ 1.0
/// [BlackmanVigna2021], started by SplitMix64. Streams of different names are independent for all
/// that can be told, and the same name gives the same numbers with any compiler and standard
/// library.
class Random {
public:
  Random(std::uint64_t seed, std::uint64_t stream);

  std::uint64_t next();
  /// In (0, 1], in steps of 2^-53.
  double uniform() { return static_cast<double>((next() >> 11) + 1) * 0x1p-53; }
  /// Of mean 1.
  double exponential();
  /// Of mean 0 and deviation 1, by Box and Muller's polar angle: two numbers a pair.
  double normal();

private:
  std::uint64_t state_[4];
  std::optional<double> spare_; ///< the second of a pair
};

/// A number in (0, 1] that follows from `name` and `index` alone.
double uniformOf(std::uint64_t name, std::uint64_t index);

} // namespace loadline::simulate
