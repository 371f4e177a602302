#include "planner/sizing/closed_loads.h"

#include <algorithm>
#include <cmath>

namespace loadline::sizing {

namespace {

class Waits {
public:
  Waits(const std::vector<ClosedLoad> &loads, const std::vector<SharedConstraint> &constraints)
      : loads_(loads), constraints_(constraints), waits_(constraints.size(), 0.0) {
    for (const ClosedLoad &load : loads)
      rounds_.push_back(load.alone.count());
  }

  /// Constraint by constraint until no round changes any more.
  void settle() {
    constexpr int mostSweeps = 1000;
    constexpr double close = 1e-13; // of a wait
    bool isSettled = false;
    for (int sweep = 0; sweep < mostSweeps && !isSettled; ++sweep) {
      isSettled = true;
      for (std::size_t k = 0; k < constraints_.size(); ++k)
        isSettled = std::abs(adjust(k)) <= close * waits_[k] && isSettled;
    }
  }

  units::Rate rateOf(std::size_t load) const {
    return units::Rate(loads_[load].clients.count() / rounds_[load]);
  }

private:
  /// Sets the wait at one constraint, the others as they are; how much it changed by.
  double adjust(std::size_t k) {
    const SharedConstraint &constraint = constraints_[k];
    const double before = waits_[k];
    for (std::size_t i = 0; i < loads_.size(); ++i)
      if (constraint.visits[i] > 0 && std::isfinite(before))
        rounds_[i] -= constraint.visits[i] * before;
    waits_[k] = constraint.room > units::Rate(0) ? waitFor(constraint) : HUGE_VAL;
    for (std::size_t i = 0; i < loads_.size(); ++i)
      if (constraint.visits[i] > 0)
        rounds_[i] += constraint.visits[i] * waits_[k];
    return before == waits_[k] ? 0.0 : waits_[k] - before;
  }

  /// The wait with which the loads, whose rounds are without it, fill the room; 0 where they don't.
  /// What they send falls with the wait and is convex, so that Newton comes to it from below.
  double waitFor(const SharedConstraint &constraint) const {
    double wait = 0.0;
    for (int step = 0; step < 200; ++step) {
      double over = -constraint.room.count(), slope = 0.0;
      for (std::size_t i = 0; i < loads_.size(); ++i) {
        const double visits = constraint.visits[i];
        if (!(visits > 0))
          continue;
        const double round = rounds_[i] + visits * wait;
        const double sent = visits * loads_[i].clients.count() / round;
        over += sent;
        slope += sent * visits / round;
      }
      if (!(over > 1e-13 * constraint.room.count()) || !(slope > 0))
        break;
      wait += over / slope;
    }
    return wait;
  }

  const std::vector<ClosedLoad> &loads_;
  const std::vector<SharedConstraint> &constraints_;
  std::vector<double> waits_;  ///< of one visit, in s
  std::vector<double> rounds_; ///< of each load, all waits included, in s
};

} // namespace

std::vector<units::Rate> ratesOf(const std::vector<ClosedLoad> &loads,
                                 const std::vector<SharedConstraint> &constraints) {
  Waits waits(loads, constraints);
  waits.settle();
  std::vector<units::Rate> rates;
  rates.reserve(loads.size());
  for (std::size_t i = 0; i < loads.size(); ++i)
    rates.push_back(waits.rateOf(i));
  return rates;
}

} // namespace loadline::sizing
