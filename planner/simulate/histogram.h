#pragma once

#include "planner/units/quantity.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace loadline::simulate {

/// How often each time was seen, in buckets a thousandth of their time wide.
class Histogram {
public:
  void add(units::Duration time);
  std::uint64_t count() const { return count_; }
  /// The least time that a share `p` of those added do not exceed, 0 < p < 1, within 0.1 %. Empty
  /// where none was added.
  std::optional<units::Duration> quantile(double p) const;

private:
  void reach(std::uint32_t bucket);

  std::uint64_t count_ = 0, zeros_ = 0;
  std::uint32_t first_ = 0; ///< the bucket that counts_ begins with
  std::vector<std::uint64_t> counts_;
};

} // namespace loadline::simulate
