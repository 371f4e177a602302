#pragma once

#include "base/result.h"
#include "planner/spec/system.h"

#include <memory>
#include <vector>

// Who calls whom, how often: λ = λ₀ + Pᵀ λ, where P holds the mean number of attempts that a
// request at the row makes at the column. Caches take their hits out. A retry follows a failure,
// and the plan assumes none, so at the mean retries add no load; in the worst case every attempt
// fails and an entry with `retries: n` makes 1 + n of them.

namespace loadline::traffic {

/// Mean attempts per request of the caller that reach the callee.
double attempts(const spec::CallTerms &call);

/// The call matrix of a system, factorised once. Linear in the calls for trees and layered graphs.
class CallGraph {
public:
  /// Calls may go round in circles as long as they die out. A circle that feeds itself has no
  /// answer and is an error at one of its calls, with its members and its amplification.
  static Result<CallGraph> of(const spec::System &system);

  /// Arrivals at every service when requests enter as `entering` says, both by service index.
  /// The result is what services are asked for, whatever they admit.
  std::vector<units::Rate> arrivals(const std::vector<units::Rate> &entering) const;

private:
  struct Factors;
  explicit CallGraph(std::shared_ptr<const Factors> factors) : factors_(std::move(factors)) {}

  std::shared_ptr<const Factors> factors_;
};

} // namespace loadline::traffic
