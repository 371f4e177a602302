#pragma once

#include "planner/latency/distribution.h"

#include <functional>
#include <vector>

// A time of which only the tail is known, as a distribution.

namespace loadline::latency {

/// P(X > t), and where to look closely.
struct Tail {
  std::function<double(Duration)> above;
  Duration end{};             ///< beyond which there is nothing worth seeing
  std::vector<double> jumps;  ///< where it may fall at once: certain times of what it is made of
  std::vector<double> breaks; ///< where it bends, or falls within a small part of its time
};

/// How closely a tail is followed.
struct Closeness {
  int cells = 200; ///< of nine decades of a logarithmic grid; 64 keep the mean within some 1e-4
};

/// Adds to `tail` where the parts of `time`, later by `by`, jump and bend.
void follow(const Distribution &time, Duration by, Tail &tail);

/// The time in [0, end] of that tail. What is certain stays a point of its own. The rest is cut at
/// shares of its mass, closer together where it is rare; each piece becomes the exponential
/// between its ends that has its mean, the last one, which has no end, the log-normal of its first
/// three moments.
/// All moments by a two-point Gauss rule.
Distribution integrated(const Tail &tail, const Closeness &closeness = {});

} // namespace loadline::latency
