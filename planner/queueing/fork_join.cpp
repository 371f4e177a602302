#include "planner/queueing/fork_join.h"

#include "planner/units/rounding.h"

#include <cassert>
#include <limits>

namespace loadline::queueing {

using units::Duration;
using units::Rate;

namespace {

/// 1 + 1/2 + … + 1/n.
double harmonic(int n) {
  double sum = 0.0;
  for (int i = n; i >= 1; --i) // small terms first
    sum += 1.0 / i;
  return sum;
}

} // namespace

Duration forkJoin(Rate arrivals, Duration service, int branches) {
  assert(branches >= 1);
  const double busy = (arrivals * service).count();
  const double idle = units::difference(1.0, busy);
  if (idle <= 0)
    return Duration(std::numeric_limits<double>::infinity());
  const Duration alone = service / idle;
  if (branches == 1)
    return alone;
  const double relative = harmonic(branches) / harmonic(2);
  return (relative + 4.0 / 11 * (1 - relative) * busy) * (12 - busy) / 8 * alone;
}

Duration slowestExponential(Duration mean, int branches) {
  return harmonic(branches) * mean;
}

} // namespace loadline::queueing
