#pragma once

#include "base/result.h"
#include "planner/spec/system.h"

#include <memory>
#include <vector>

// Who calls whom, how often: λ = λ₀ + Pᵀ λ, where P holds the mean number of attempts that a
// request at the row makes at the column. Caches take their hits out, coalescing the misses that
// join a load under way, and a batch travels as one. A hedge or a retry is a further attempt: how
// many there are depends on the callee's time and failures, so it comes from planner/latency.

namespace loadline::traffic {

/// Attempts per call, by service and entry of its `calls`, groups spread out, in order; 1 for each
/// where it is empty.
using AttemptsPerCall = std::vector<std::vector<double>>;

/// Mean requests per request of the caller that reach the callee, of one attempt per call.
double attempts(const spec::CallTerms &call);

/// Whether a batch holds the calls of several requests, since it is larger than those of one.
bool isSharedBatch(const spec::CallTerms &call);

/// Requests that the calls of one request travel in. Its own calls fill batches, the last of which
/// need not be full: 130 calls in batches of 50 are three. Of a count that is not whole, one more
/// call by chance. A part of a shared batch is a trip of its own.
double tripsOf(const spec::CallTerms &call);

/// Requests whose last call leaves in one shared batch, at the mean (planner/traffic/batches.h).
///   arrivals  of requests at the caller, all of its replicas together
double requestsInBatch(const spec::CallTerms &call, units::Rate arrivals);

/// Whether a hedge is ever sent: not where the call is given up before.
bool canHedge(const spec::CallTerms &call);

/// Calls `visit(call, step, attempts that reach the callee)` for every entry of a service's calls.
template <class Visit>
void forEachCall(const spec::System &system, spec::ServiceIndex from,
                 const AttemptsPerCall &perCall, Visit visit) {
  std::size_t entry = 0;
  for (const spec::Step &step : system.services[from].steps)
    for (const spec::Call &call : step.calls) {
      const bool isOne = perCall.empty() || perCall[from].empty();
      visit(call, step, attempts(call.terms) * (isOne ? 1.0 : perCall[from][entry]));
      ++entry;
    }
}

/// The call matrix of a system in block triangular form, each circle factorised once. Linear in the
/// calls but for circles.
class CallGraph {
public:
  /// Calls may go round in circles as long as they die out. A circle that feeds itself has no
  /// answer and is an error at one of its calls, with its members and its amplification.
  static Result<CallGraph> of(const spec::System &system, const AttemptsPerCall &perCall = {});

  /// Arrivals at every service when requests enter as `entering` says, both by service index.
  /// The result is what services are asked for, whatever they admit.
  std::vector<units::Rate> arrivals(const std::vector<units::Rate> &entering) const;

private:
  struct Order;
  explicit CallGraph(std::shared_ptr<const Order> order) : order_(std::move(order)) {}

  std::shared_ptr<const Order> order_;
};

} // namespace loadline::traffic
