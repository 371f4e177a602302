#pragma once

#include "planner/fit/law.h"
#include "planner/loadtest/load_test.h"

#include <optional>
#include <string>
#include <vector>

//     LoadTest… ── makeFit ──► Fit ── report
//
// What load tests say of a service: the law that they support, where to run it, what its bound did
// under too much, and how it recovered.

namespace loadline::fit {

using loadtest::LoadPoint;
using loadtest::LoadTest;

/// A measured level, beside the law.
struct FitPoint {
  LoadPoint measured;
  bool isOutlier = false;     ///< named, and left out of the law
  std::optional<Rate> fitted; ///< what the law says of it
};

/// A number in flight and what the law says of it.
struct Level {
  Concurrency number;
  Rate rate;
  Duration time; ///< number / rate, by Little's law
};

/// What the bound did with more than the capacity.
///   enforced  what is admitted is about as fast as before, and the rest is refused
///   violated  what is admitted is slower: more is let in than the service can work on
///   absorbed  it is as fast and nothing is refused, so it was not too much
enum class BoundVerdict { enforced, violated, absorbed };
std::string_view toString(BoundVerdict verdict);

struct Overload {
  LoadPoint before, under; ///< the level at capacity, and the one nearest to twice that
  Ratio load;              ///< of the second: offered rate, or clients, over what is at capacity
  Ratio refused;           ///< share that failed
  Ratio refusedIfBounded;  ///< 1 − 1 / load: what a bound at the capacity has to refuse
  Ratio slower;            ///< p99 of the two, or the mean where there is no p99
  bool isByMean = false;
  BoundVerdict verdict = BoundVerdict::absorbed;

  /// Whether more was offered than is served; else there were only more clients, who wait in turn.
  bool isOpen() const { return under.offered.has_value(); }
};

/// How latency came back after more than the capacity was offered for a while.
struct Recovery {
  Duration since, lasted;       ///< of the overload
  Ratio load;                   ///< mean offered rate over capacity while it lasted
  Duration before;              ///< latency in normal times
  std::optional<Duration> took; ///< until latency was normal again; empty: not within the test
  std::optional<Duration> unboundedTakes; ///< a queue without bound; empty: never
};

struct FitOptions {
  Ratio operateAt{0.7};         ///< share of the capacity to run at
  std::optional<Rate> capacity; ///< where it is known, and not asked of the test
};

struct Fit {
  std::vector<LoadTest> tests;  ///< as they were read
  bool isOfWindows = false;     ///< the points are windows of one test
  std::vector<FitPoint> points; ///< by their numbers
  std::optional<FittedLaw> law;
  std::string refusal, hint; ///< why there is no law, and what would help
  Rate capacity;
  std::string capacityFrom; ///< "the peak of the law", …
  std::optional<Level> knee, optimum, operate;
  std::optional<Overload> overload;
  std::optional<Recovery> recovery;
  std::vector<std::string> warnings;
};

/// Fits the law to the levels of all tests together. Of a single test that has no levels but
/// windows, the windows are the levels.
///   tests  at least one, each with a point
Fit makeFit(std::vector<LoadTest> tests, const FitOptions &options = {});

/// What the bound did, of points beyond the capacity.
///   atCapacity  the number in flight there, for closed loops; may be infinite
std::optional<Overload> overloadOf(const std::vector<FitPoint> &points, Rate capacity,
                                   Concurrency atCapacity);

/// How the first test whose windows pass the capacity recovered.
std::optional<Recovery> recoveryOf(const std::vector<LoadTest> &tests, Rate capacity);

/// What the reader of the figures should know of the way they were measured.
std::vector<std::string> warningsOf(const std::vector<LoadTest> &tests);

} // namespace loadline::fit
