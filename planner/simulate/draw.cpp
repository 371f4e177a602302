#include "planner/simulate/draw.h"

#include <cmath>

namespace loadline::simulate {

using model::DrawnTime;

units::Duration draw(const DrawnTime &time, Random &random) {
  switch (time.shape) {
  case DrawnTime::Shape::exponential:
    return time.mean * random.exponential();
  case DrawnTime::Shape::erlang: {
    double sum = 0;
    for (int stage = 0; stage < time.stages; ++stage)
      sum += random.exponential();
    return time.mean * (sum / time.stages);
  }
  case DrawnTime::Shape::lognormal:
    return time.mean * std::exp(time.logDeviation * (random.normal() - time.logDeviation / 2));
  case DrawnTime::Shape::deterministic:
    break;
  }
  return time.mean;
}

} // namespace loadline::simulate
