#pragma once

#include "base/source_position.h"
#include "planner/units/quantity.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

//     text of a result ── readLoadTest ──► LoadTest ── planner/fit ──► Fit
//
// What a load test measured, whatever program ran it.

namespace loadline::loadtest {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

/// Who decides when the next request is sent: a clock, or a client that has its answer. Closed
/// loops slow down with the server, so they can't offer more than it serves.
enum class Loop { unknown, open, closed };
std::string_view toString(Loop loop);

/// One level of load, or one window of time. What the result does not say is empty.
struct LoadPoint {
  SourcePosition at;
  std::optional<Duration> since;     ///< from the beginning of the test, of a window
  std::optional<Concurrency> number; ///< requests inside: as declared, or by Little's law
  bool isDeclared = false;           ///< the number is the clients', not worked out
  std::optional<Rate> offered;       ///< requests sent
  Rate throughput;                   ///< requests answered without an error
  std::optional<Duration> mean, p50, p90, p95, p99, most;
  std::optional<Ratio> failed; ///< share of the requests sent that were refused or failed
};

struct LoadTest {
  std::string file;
  std::string format; ///< "wrk", as in the table of formats
  Loop loop = Loop::unknown;
  std::vector<LoadPoint> points;  ///< a level each
  std::vector<LoadPoint> series;  ///< windows, where the result holds times
  Duration window{0};             ///< length of each
  std::vector<std::string> notes; ///< what of the file was passed over, and what that means
};

/// The number in flight where only rate and time are known: N = X · R [Little1961].
void completeByLittle(LoadPoint &point);

} // namespace loadline::loadtest
