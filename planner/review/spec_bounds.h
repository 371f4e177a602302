#pragma once

#include "planner/plan/plan.h"
#include "planner/spec/system.h"

#include <cstddef>
#include <string>
#include <vector>

namespace loadline::review {

/// One bound that a spec declares.
struct SpecBound {
  enum class Kind {
    inFlight, ///< requests inside a service: contract, deployment or pool
    queue,    ///< places to wait
    part,     ///< of what a service admits: for a caller, a class or a tenant
    fanOut    ///< calls of one request at once
  };
  std::size_t service = 0; ///< index in Plan::services
  Kind kind = Kind::inFlight;
  std::string what;                      ///< "deployment.max_in_flight", "calls to store at once"
  units::Concurrency value{0};           ///< as it is written
  units::Concurrency perProcess{0};      ///< what one replica must keep to
  SourcePosition at;                     ///< of the number
  std::string keptBy;                    ///< `kept_by`: an id, a function or a file, or ""
  std::string review = {};               ///< YYYY-MM-DD, the day of its next review, or ""
  std::vector<std::string> callees = {}; ///< of a fan-out
};

/// All of them, in the order of the plan's services: contract, deployment, pool, parts, fan-outs.
/// Calls that follow each other, and a group that calls each callee once, say no number.
std::vector<SpecBound> specBounds(const spec::System &system, const plan::Plan &plan);

} // namespace loadline::review
