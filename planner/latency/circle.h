#pragma once

#include "planner/latency/residence.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace loadline::latency {

/// Services that call each other in circles, where each caller only adds up the times of its calls
/// to the others: no timeout, retry, hedge, shared batch or parallel group on the way round. Then
/// each cumulant of their times is linear in that of their callees: k = W k + c, where W holds the
/// calls per request that a caller waits for, and c what is known of the lower cumulants.
class AddingCircle {
public:
  /// Nothing where a call does more than add, or where the times have no end.
  ///   members  of one circle, ascending
  static std::optional<AddingCircle> of(const spec::System &system,
                                        std::span<const spec::ServiceIndex> members);

  /// From times k and what one more round makes of them, F(k), to k + (I − W)⁻¹ (F(k) − k): the
  /// first leap gives the means, the second the variances and the third the third cumulants,
  /// however slowly the rounds themselves would get there. By member; both spreads known or the
  /// means alone are moved.
  std::vector<Distribution> leap(const std::vector<Distribution> &before,
                                 const std::vector<Distribution> &after) const;

private:
  struct Factors;
  explicit AddingCircle(std::shared_ptr<const Factors> factors) : factors_(std::move(factors)) {}

  std::shared_ptr<const Factors> factors_;
};

} // namespace loadline::latency
