#pragma once

#include "planner/simulate/drawn.h"
#include "planner/simulate/histogram.h"

#include <array>
#include <cstdint>
#include <vector>

namespace loadline::simulate {

using units::Duration;

/// A number that changes at events, and its integral over time.
class Level {
public:
  void change(Duration now, std::int64_t by) {
    bring(now);
    value_ += by;
  }
  void set(Duration now, double value) { change(now, static_cast<std::int64_t>(value) - value_); }
  std::int64_t value() const { return value_; }
  /// Forgets what was before `now`.
  void restart(Duration now) {
    since_ = now;
    before_ += area_;
    area_ = Duration(0);
  }
  void bring(Duration now) {
    area_ += static_cast<double>(value_) * (now - since_);
    since_ = now;
  }
  Duration area() const { return area_; }
  /// Of all the time, what was forgotten included.
  Duration total() const { return before_ + area_; }

private:
  std::int64_t value_ = 0;
  Duration since_{0}, area_{0}, before_{0};
};

/// What was seen of one service. Times are of the requests that ended in the measured time.
struct ServiceTally {
  std::uint64_t arrivals = 0;              ///< attempts, the refused ones included
  std::uint64_t refusals = 0;              ///< no slot and no place in the queue
  std::uint64_t failures = 0;              ///< admitted, then failed by a call or cancelled
  std::uint64_t expiries = 0;              ///< given up by a caller that timed out
  std::uint64_t degraded = 0;              ///< over a cap, and answered at once with less
  std::uint64_t waits = 0, admissions = 0; ///< had to wait for a slot; got one
  Duration waited{0};
  Drawn drawn;          ///< own work
  Histogram residences; ///< of what was answered
  Duration resided{0};  ///< their sum
  Level busy, waiting, onCores;
  Level replicas; ///< that run
  Level limit;    ///< slots, where their number adapts

  std::array<Level *, 5> levels() { return {&busy, &waiting, &onCores, &replicas, &limit}; }
};

/// What one service had counted up to a moment.
struct Sample {
  std::uint64_t arrivals = 0, answers = 0, refusals = 0, failures = 0, expiries = 0;
  Duration inside{0}, resided{0}; ///< number inside and times of answers, each added up
  std::int64_t replicas = 0, limit = 0, now = 0; ///< that run; slots; inside at the moment
  Drawn drawn;                                   ///< own work
};

/// What was seen of one workload, by those who asked.
struct WorkloadTally {
  std::uint64_t failures = 0; ///< refused ones included
  Histogram residences;       ///< of what was answered
  Duration resided{0};
};

struct Tally {
  std::vector<ServiceTally> services;
  std::vector<WorkloadTally> workload;
  std::vector<std::vector<Sample>> series; ///< by moment and service, from the warm-up's end on
  std::uint64_t events = 0;                ///< timed ones, the warm-up's included
};

} // namespace loadline::simulate
