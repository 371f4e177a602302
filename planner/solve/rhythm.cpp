#include "planner/solve/rhythm.h"

#include <algorithm>

namespace loadline::solve {

std::vector<double> withRhythm(const std::vector<double> &alone, std::size_t workers,
                               double capacity, double variability, double pressure,
                               double restraint) {
  std::vector<double> out = alone;
  if (alone.size() < workers || pressure <= 0)
    return out;
  // A queue that falls off by x from one to the next has x / (1 - x) waiting while all are busy.
  const double x = std::min(pressure, 1 - 1e-6);
  // Bursts need arrivals that go on while they are waited for; a steady rhythm needs none.
  const double held = variability > 1 ? restraint : 0;
  const double longer = 1 + (variability - 1) / 2 * (1 - held);
  const double y = 1 / (1 + longer * x / (1 - x));
  out.back() *= (1 - x) / y; // as often c or more inside
  out.push_back(capacity * x / (1 - y));
  return out;
}

} // namespace loadline::solve
