#include "planner/model/drawn_time.h"

#include <cmath>

namespace loadline::model {

DrawnTime DrawnTime::scaled(double factor) const {
  DrawnTime out = *this;
  out.mean *= factor;
  for (auto &[share, time] : out.points)
    time *= factor;
  return out;
}

double DrawnTime::variability() const {
  switch (shape) {
  case Shape::exponential:
    return 1;
  case Shape::erlang:
    return 1.0 / stages;
  case Shape::lognormal:
    return std::expm1(logDeviation * logDeviation);
  case Shape::measured:
    return spread * spread;
  case Shape::deterministic:
    break;
  }
  return 0;
}

} // namespace loadline::model
