#include "planner/fit/feed.h"

#include "base/text.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::fit {

namespace {

const spec::Service *serviceOf(const spec::System &system, const std::string &name) {
  for (const spec::Service &service : system.services)
    if (service.name() == name)
      return &service;
  return nullptr;
}

Diagnostic noService(const spec::System &system, const std::string &name) {
  std::vector<std::string> names;
  for (const spec::Service &service : system.services)
    names.push_back(service.name());
  const std::string near = nearest(name, names);
  return {{system.file, 0, 0},
          fmt::format("no service '{}'", name),
          near.empty() ? "services: " + listed(names) : "did you mean '" + near + "'?"};
}

template <class Value>
spec::Maybe<Value> measured(Value value) {
  return spec::Located<Value>{value, {"load test", 0, 0}};
}

/// A time as a spec writes it.
std::string specTime(Duration time) {
  return threeDigits(time.count() * 1e6) + "us";
}

} // namespace

Result<ServiceFigures> figuresFor(const Fit &fit, const spec::System &system,
                                  const Tested &tested) {
  const spec::Service *service = serviceOf(system, tested.service);
  if (!service)
    return noService(system, tested.service);
  if (!fit.law)
    return Diagnostic{{}, fit.refusal, fit.hint};
  ServiceFigures out{.rateLimit = fit.capacity * (service->replicas() / tested.replicas)};
  if (service->steps.empty())
    out.serviceTime = Concurrency(1) / fit.law->law.alone;
  const std::optional<Level> &full = fit.optimum ? fit.optimum : fit.knee;
  if (full)
    out.maxInFlight =
        Concurrency(std::max(1.0, std::round(full->number.count() / tested.replicas)));
  return out;
}

std::string specLines(const ServiceFigures &figures, const std::string &service) {
  std::string text =
      fmt::format("{}:\n  rate_limit: {:.6g}/s\n", service, figures.rateLimit.count());
  if (figures.serviceTime)
    text += fmt::format("  service_time: {{ mean: {} }}\n", specTime(*figures.serviceTime));
  if (figures.maxInFlight)
    text +=
        fmt::format("  deployment: {{ max_in_flight: {:.0f} }}\n", figures.maxInFlight->count());
  return text;
}

spec::System withFigures(spec::System system, const ServiceFigures &figures,
                         const std::string &service) {
  for (spec::Service &is : system.services) {
    if (is.name() != service)
      continue;
    is.terms.rateLimit = measured(figures.rateLimit);
    if (figures.maxInFlight && is.terms.poolSize) {
      is.terms.poolSize = measured(*figures.maxInFlight * is.replicas());
    } else if (figures.maxInFlight) {
      is.terms.deployment.maxInFlight = measured(*figures.maxInFlight);
      is.terms.deployment.adaptive.reset(); // what was measured is one limit
    }
    if (figures.serviceTime) {
      spec::ServiceTime time{.mean = measured(*figures.serviceTime)};
      if (is.terms.serviceTime && is.terms.serviceTime->cv) { // the shape stays as it was declared
        time.shape = is.terms.serviceTime->shape;
        time.cv = is.terms.serviceTime->cv;
      }
      is.terms.serviceTime = time;
    }
  }
  return system;
}

} // namespace loadline::fit
