#include "planner/review/largest_count.h"

#include <algorithm>
#include <cmath>

namespace loadline::review {

namespace {

constexpr double share = 0.01; // of the requests: as the plan's p99

} // namespace

bool isRandomCount(const spec::CallTerms &call) {
  return call.countShape && call.countShape->value == spec::CountShape::geometric;
}

double largestCount(const spec::CallTerms &call) {
  if (!isRandomCount(call))
    return std::ceil(call.mostCount());
  const double mean = call.mostCount();
  return std::max(1.0, std::ceil(std::log(share) / std::log(mean / (1 + mean))) - 1);
}

double largestOverPlanned(const spec::System &system, const spec::Service &caller,
                          const std::string &callee) {
  double planned = 0, largest = 0; // of the step that makes most
  for (const spec::Step &step : caller.steps) {
    double plannedHere = 0, largestHere = 0;
    for (const spec::Call &call : step.calls)
      if (system.services[call.to].name() == callee) {
        plannedHere += step.isParallel ? std::ceil(call.terms.mostCount()) : 1.0;
        largestHere += step.isParallel ? largestCount(call.terms) : 1.0;
      }
    planned = std::max(planned, plannedHere);
    largest = std::max(largest, largestHere);
  }
  return planned > 0 ? std::max(1.0, largest / planned) : 1.0;
}

} // namespace loadline::review
