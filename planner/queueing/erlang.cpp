#include "planner/queueing/erlang.h"

#include "planner/units/rounding.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace loadline::queueing {

using units::Concurrency;
using units::Ratio;

namespace {

/// B(c) from B(c − 1).
double nextBlocking(double blocking, double offered, int workers) {
  return offered * blocking / (workers + offered * blocking);
}

} // namespace

Ratio erlangB(Concurrency offered, int workers) {
  assert(workers >= 1);
  double blocking = 1.0;
  for (int c = 1; c <= workers; ++c)
    blocking = nextBlocking(blocking, offered.count(), c);
  return Ratio(blocking);
}

Ratio erlangC(Concurrency offered, int workers) {
  const double busy = offered.count() / workers;
  if (units::difference(1.0, busy) <= 0)
    return Ratio(1.0);
  const double blocking = erlangB(offered, workers).count();
  return Ratio(blocking / (1.0 - busy * (1.0 - blocking)));
}

int workersForLoss(Concurrency offered, Ratio loss) {
  assert(loss > Ratio(0));
  double blocking = 1.0;
  int workers = 0;
  while (units::isAbove(blocking, loss.count()) && workers < std::numeric_limits<int>::max() - 1) {
    ++workers;
    blocking = nextBlocking(blocking, offered.count(), workers);
  }
  return std::max(workers, 1);
}

} // namespace loadline::queueing
