#pragma once

#include "planner/plan/plan.h"
#include "planner/solve/solution.h"
#include "planner/spec/system.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// How a system answers as its load grows: every level is the system with all its load times a
// factor, solved by planner/solve, waiting included.
//
//     System ── sweep ──► Sweep ── curveOf(service) ──► LoadCurve (to be drawn)

namespace loadline::curve {

using units::Concurrency;
using units::Duration;
using units::Rate;

/// The system at one load.
struct Level {
  double factor = 1.0; ///< of the planned load
  solve::Solution solution;
};

struct Sweep {
  std::vector<Level> levels; ///< by factor, ascending
};

/// What the system holds, contracts kept, as a factor of the planned load: at least 1, and somewhat
/// less than three where it is not known.
double heldFactor(const plan::Plan &plan);

/// The factors that are worth a look: to somewhat more than what fills the first resource, from a
/// twentieth of that. Contracts end no curve, since the solver lets everybody in: how a service
/// would answer beyond its contract is why it has one. To three times the planned load where
/// nothing is known.
///   count  at least 2
std::vector<double> factorsFor(const plan::Plan &plan, int count);

/// One level. What is worked out for the sweep of a factor is independent of the others.
Level levelAt(const spec::System &system, traffic::LoadPoint at, double factor);

/// All of them, or those until `mayGoOn` says no.
Sweep sweep(
    const spec::System &system, const plan::Plan &plan, int count,
    const std::function<bool()> &mayGoOn = [] { return true; });

/// A service at one load; what has no end or is not known is empty.
struct Point {
  double factor = 1.0;
  std::optional<Rate> throughput;
  std::optional<Duration> mean, p50, p99;
  std::optional<Concurrency> inFlight;
};

/// Points that nobody solved: a load test showed them, or a simulation.
struct Seen {
  enum class By { loadTest, simulation } by = By::loadTest;
  std::string name; ///< of the file of a load test
  std::vector<Point> points;
};

/// A load at which something becomes full.
struct Limit {
  double factor = 1.0;
  std::string service;
  plan::Constraint constraint = plan::Constraint::none;
};

struct LoadCurve {
  std::string service;
  std::vector<Point> points;
  std::optional<Rate> planned;      ///< arrivals at the service at factor 1
  std::optional<Concurrency> bound; ///< the most that it admits
  std::optional<double> loadLine;   ///< where the policy's utilization is reached
  /// Where throughput / mean time is largest: beyond it, time grows faster than throughput
  /// [Kleinrock1979]. Empty where that is at an end of what was looked at.
  std::optional<double> knee;
  bool isKneeBeyond = false; ///< up to the last point, time does not grow faster than throughput
  std::vector<Limit> limits; ///< of the system, within the loads looked at, ascending
  std::vector<Seen> seen;    ///< what others than the solver say of it, to be drawn over it
};

LoadCurve curveOf(const Sweep &sweep, const plan::Plan &plan, const std::string &service);

} // namespace loadline::curve
