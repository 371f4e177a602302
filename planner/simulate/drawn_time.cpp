#include "planner/simulate/drawn_time.h"

#include <cmath>

namespace loadline::simulate {

DrawnTime DrawnTime::scaled(double factor) const {
  DrawnTime out = *this;
  out.mean *= factor;
  return out;
}

Duration DrawnTime::draw(Random &random) const {
  switch (shape) {
  case Shape::exponential:
    return mean * random.exponential();
  case Shape::erlang: {
    double sum = 0;
    for (int stage = 0; stage < stages; ++stage)
      sum += random.exponential();
    return mean * (sum / stages);
  }
  case Shape::lognormal:
    return mean * std::exp(logDeviation * (random.normal() - logDeviation / 2));
  case Shape::deterministic:
    break;
  }
  return mean;
}

} // namespace loadline::simulate
