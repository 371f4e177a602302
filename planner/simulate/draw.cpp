#include "planner/simulate/draw.h"

#include <cmath>

namespace loadline::simulate {

using model::DrawnTime;

namespace {

/// The time of which a share `uniform` of a measured distribution is no longer.
units::Duration measured(const DrawnTime &time, double uniform) {
  double share = 0, from = 0, density = 0;
  for (const auto &[upTo, at] : time.points) {
    const double width = at.count() - from;
    if (upTo > share && width > 0)
      density = (upTo - share) / width;
    if (uniform <= upTo)
      return units::Duration(upTo > share ? from + width * (uniform - share) / (upTo - share)
                                          : at.count());
    share = upTo;
    from = at.count();
  }
  const double beyond = 1 - share;
  return units::Duration(from - std::log((1 - uniform) / beyond + 0x1p-60) * beyond / density);
}

} // namespace

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
  case DrawnTime::Shape::measured:
    return measured(time, random.uniform());
  case DrawnTime::Shape::deterministic:
    break;
  }
  return time.mean;
}

} // namespace loadline::simulate
