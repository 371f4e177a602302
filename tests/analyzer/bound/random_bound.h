#pragma once

#include "analyzer/bound/bound.h"

#include <cstdint>
#include <random>

namespace loadline {

/// Bounds of every form, the same for the same seed on every machine.
class RandomBounds {
public:
  explicit RandomBounds(std::uint64_t seed) : random_(seed) {}

  /// A bound of at most `depth` levels.
  bound::Bound next(int depth = 4);
  std::vector<bound::Bound> several(int depth);

private:
  std::uint64_t below(std::uint64_t count) { return random_() % count; }
  bound::Bound leaf();

  std::mt19937_64 random_;
};

/// How many bounds a property is tried on: a sample, or ten times as many when LOADLINE_TEST_FULL
/// is set.
int tries();

} // namespace loadline
