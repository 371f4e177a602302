#pragma once

#include "base/report.h"
#include "planner/fit/fit.h"
#include "planner/plan/plan_file.h"
#include "planner/rules/policy.h"

#include <string>
#include <vector>

namespace loadline::fit {

/// Which service of a spec was tested, and how many replicas of it.
struct Tested {
  std::string service;
  double replicas = 1; ///< at least 1
};

/// What a fit says of a service, in the words of a spec.
struct ServiceFigures {
  std::optional<Duration> serviceTime;    ///< of one request alone; empty where the service calls
                                          ///< others, whose time is in it
  std::optional<Concurrency> maxInFlight; ///< of a replica: the number at the capacity
  Rate rateLimit;                         ///< of all replicas
};

/// The figures for a service of this spec, or why there are none: no law, or no such service.
Result<ServiceFigures> figuresFor(const Fit &fit, const spec::System &system, const Tested &tested);

/// The lines to put under the service.
std::string specLines(const ServiceFigures &figures, const std::string &service);

/// The system with the measured figures in the place of the declared ones.
spec::System withFigures(spec::System system, const ServiceFigures &figures,
                         const std::string &service);

} // namespace loadline::fit
