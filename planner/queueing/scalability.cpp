#include "planner/queueing/scalability.h"

#include <cmath>

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

} // namespace loadline::queueing
