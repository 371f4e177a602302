#pragma once

#include "planner/units/quantity.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace loadline::simulate {

using units::Duration;

/// Something that happens to a system while it is simulated.
struct Happening {
  enum class What : std::uint8_t {
    crash,  ///< `value` replicas are gone at once, and who is inside fails
    start,  ///< so many replicas more run
    stop,   ///< so many take no more requests, and finish those that they have
    slow,   ///< work takes `value` times as long from here on
    fail,   ///< a share `value` of requests fails from here on, beside what fails anyway
    hang,   ///< work that begins in the next `lasts` ends no sooner
    refuse, ///< all who come in the next `lasts` are refused
    forget, ///< all caches in front of it are empty
    update, ///< all replicas are replaced, a few at a time
  };
  What what = What::crash;
  Duration at{0}; ///< from the beginning, the warm-up included
  std::uint32_t service = 0;
  double value = 0;
  Duration lasts{0};
  /// Of an update: new ones beside the old, old ones that may be missing, until a new one runs.
  double surge = 0, unavailable = 0;
  Duration readyAfter{0};
};

} // namespace loadline::simulate
