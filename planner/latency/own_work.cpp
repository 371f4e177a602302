#include "planner/latency/own_work.h"

#include <algorithm>

namespace loadline::latency {

namespace {

Distribution declared(const spec::ServiceTime &time) {
  if (!time.points.empty()) {
    std::vector<std::pair<double, Duration>> points;
    for (const auto &point : time.points)
      points.emplace_back(point.value.share, point.value.time);
    return Distribution::measured(points);
  }
  if (!time.mean)
    return Distribution::lognormalOfMedian(time.p50->value, time.p99->value);
  const Duration mean = time.mean->value;
  const spec::Shape shape = time.shape ? time.shape->value : spec::Shape::lognormal;
  if (shape == spec::Shape::deterministic)
    return Distribution::deterministic(mean);
  if (shape == spec::Shape::exponential)
    return Distribution::exponential(mean);
  if (shape == spec::Shape::erlang)
    return Distribution::erlang(mean, static_cast<int>(time.stages->value));
  if (time.p99)
    return Distribution::lognormalOfP99(mean, time.p99->value);
  if (time.cv)
    return Distribution::lognormal(mean, mean * time.cv->value);
  return Distribution::meanOnly(mean);
}

Duration meanOf(const spec::ServiceTime &time) {
  return time.mean && time.points.empty() ? time.mean->value : declared(time).mean();
}

} // namespace

std::optional<Distribution> ownTime(const spec::ServiceTerms &service) {
  if (!service.serviceTime)
    return std::nullopt;
  const Distribution time = declared(*service.serviceTime);
  const auto work = cpuWork(service);
  if (!work || !service.deployment.cpu || time.mean().count() == 0)
    return time;
  const double cores =
      std::min(1.0, service.deployment.cpu->value.count()); // one request, one core
  return time.scaled(1 + (*work / time.mean()) * (1 / cores - 1));
}

std::optional<Duration> cpuWork(const spec::ServiceTerms &service) {
  if (service.cpuTime)
    return service.cpuTime->value;
  if (service.deployment.cpu && service.serviceTime)
    return meanOf(*service.serviceTime);
  return std::nullopt;
}

} // namespace loadline::latency
