#include "planner/solve/error_class.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

bool hasGroups(const model::Model &model) {
  return std::any_of(model.services.begin(), model.services.end(), [](const auto &service) {
    return std::any_of(service.steps.begin(), service.steps.end(),
                       [](const model::Step &step) { return step.isParallel; });
  });
}

/// Whether all times are exponential, drawn for each slice: what chains and queues are exact for.
bool isExponential(const model::Model &model) {
  return std::all_of(model.services.begin(), model.services.end(), [](const auto &service) {
    return service.work.mean.count() == 0 ||
           (service.work.shape == model::DrawnTime::Shape::exponential &&
            (service.drawsSlices || service.steps.empty()));
  });
}

double fullestOf(const Solution &solution) {
  double most = 0;
  for (const ServiceSolution &service : solution.services)
    for (const auto &used : {service.utilization, service.cpuUtilization})
      if (used)
        most = std::max(most, used->count());
  return most;
}

} // namespace

namespace {

/// Measured with solver_differential (tests/bench), see docs/theory.md.
constexpr struct {
  double median, largest;
  int systems;
} plain{0.0013, 0.043, 67}, varied{0.0032, 0.112, 297}, full{0.0034, 0.096, 157};

} // namespace

ErrorClass errorClassOf(const model::Model &model, const Solution &solution, double unrest) {
  constexpr double mostOfRoom = 0.85; // used
  const bool isPlain = isExponential(model) && !hasGroups(model);
  const bool isFull = fullestOf(solution) >= mostOfRoom;
  const auto &is = isFull ? full : isPlain ? plain : varied;
  const std::string name = isFull    ? "full"
                           : isPlain ? "with room, exponential"
                                     : "with room, varied";
  if (unrest > 0)
    return {name + ", not at rest", is.median + unrest, is.largest + 10 * unrest, 0};
  return {name, is.median, is.largest, is.systems};
}

} // namespace loadline::solve
