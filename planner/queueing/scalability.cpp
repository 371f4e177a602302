#include "planner/queueing/scalability.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loadline::queueing {

units::Rate throughput(const Scalability &law, double number) {
  const double others = number - 1;
  return law.alone * number / (1 + law.contention * others + law.coherency * number * others);
}

double peakNumber(const Scalability &law) {
  return std::sqrt((1 - law.contention) / law.coherency);
}

units::Rate limit(const Scalability &law) {
  return law.alone / law.contention;
}

double kneeNumber(const Scalability &law) {
  return std::min(1 / law.contention, peakNumber(law));
}

double numberFor(const Scalability &law, units::Rate rate) {
  // X(N) = x is x β N² + (x (α − β) − γ) N + x (1 − α) = 0, and rising before its lesser root.
  const double x = rate.count();
  const double squared = x * law.coherency;
  const double linear = x * (law.contention - law.coherency) - law.alone.count();
  const double rest = x * (1 - law.contention);
  const double root = linear * linear - 4 * squared * rest;
  if (linear >= 0 || root < 0)
    return std::numeric_limits<double>::infinity();
  return 2 * rest / (-linear + std::sqrt(root));
}

} // namespace loadline::queueing
