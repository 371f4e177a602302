#pragma once

namespace loadline::sizing {

/// What becomes of a request over a bound: it finds a place to wait, is turned away, or is answered
/// with less.
enum class Excess { waits, rejected, degraded };

} // namespace loadline::sizing
