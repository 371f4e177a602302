#include "planner/changes/change.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::changes {

namespace {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

std::string written(double count) {
  return exactly(count);
}

std::string written(Rate rate) {
  return exactly(rate.count()) + "/s";
}

std::string written(Ratio share) {
  return exactly(share.count() * 100) + "%";
}

std::string written(Concurrency number) {
  return exactly(number.count());
}

/// In the unit that keeps it short.
std::string written(Duration time) {
  const double seconds = time.count();
  if (seconds >= 1)
    return exactly(seconds) + "s";
  return seconds >= 1e-3 ? exactly(seconds * 1e3) + "ms" : exactly(seconds * 1e6) + "us";
}

/// Twelve digits, so that 3 × 0.1 is written as 0.3.
double rounded(double value) {
  if (value == 0 || !std::isfinite(value))
    return value;
  const double scale = std::pow(10.0, 11 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

class Applier {
public:
  explicit Applier(const spec::System &system) : out_{system, {}, {}} {}

  void apply(const Change &change) {
    if (change.kind == Change::Kind::load)
      return applyLoad(change.value);
    const auto found = std::find_if(out_.system.services.begin(), out_.system.services.end(),
                                    [&](const auto &s) { return s.name() == change.service; });
    if (found == out_.system.services.end())
      return;
    if (change.kind == Change::Kind::latency)
      applyLatency(*found, change.value);
    else if (change.kind == Change::Kind::fanOut)
      applyFanOut(*found, change.value);
    else if (change.kind == Change::Kind::replicas)
      applyReplicas(*found, change.value);
    else if (change.kind == Change::Kind::bound)
      applyBound(*found, change.value);
    else if (change.kind == Change::Kind::cacheHits)
      applyCacheHits(static_cast<spec::ServiceIndex>(found - out_.system.services.begin()),
                     Ratio(change.value));
    else
      applyDown(*found);
  }

  Changed result() { return std::move(out_); }

private:
  template <class Value>
  void set(spec::Maybe<Value> &place, Value value) {
    if (!place)
      return;
    place->value = value;
    out_.edits.push_back({place->at, written(value)});
  }

  template <class Value>
  void scale(spec::Maybe<Value> &place, double factor) {
    if (!place)
      return;
    if constexpr (std::is_same_v<Value, double>)
      set(place, std::max(1.0, std::round(place->value * factor)));
    else
      set(place, Value(rounded(place->value.count() * factor)));
  }

  void applyLoad(double factor) {
    for (spec::Workload &workload : out_.system.workload) {
      scale(workload.load.rate, factor);
      scale(workload.load.peak, factor);
      scale(workload.load.clients, factor);
    }
  }

  void applyLatency(spec::Service &service, double factor) {
    if (!service.terms.serviceTime)
      return;
    spec::ServiceTime &time = *service.terms.serviceTime;
    for (auto place : {&spec::ServiceTime::mean, &spec::ServiceTime::p50, &spec::ServiceTime::p99})
      scale(time.*place, factor);
    scale(service.terms.cpuTime, factor);
    for (auto &point : time.points)
      point.value.time = Duration(rounded(point.value.time.count() * factor));
    if (!time.points.empty())
      out_.unwritten.push_back(
          fmt::format("the measured times of {} are written by hand", service.name()));
  }

  void applyFanOut(spec::Service &service, double factor) {
    for (spec::Step &step : service.steps)
      for (spec::Call &call : step.calls)
        applyFanOut(service, call, factor);
  }

  void applyFanOut(const spec::Service &caller, spec::Call &call, double factor) {
    if (spec::Maybe<double> &count = call.terms.perRequest)
      return set(count, rounded(count->value * factor));
    call.terms.perRequest = {factor, call.terms.at};
    out_.unwritten.push_back(fmt::format("the call of {} to {} says no number yet: per_request: {}",
                                         caller.name(), out_.system.services[call.to].name(),
                                         written(factor)));
  }

  void applyReplicas(spec::Service &service, double count) {
    spec::Deployment &deployment = service.terms.deployment;
    if (deployment.replicas)
      return set(deployment.replicas, count);
    deployment.replicas = {count, service.terms.name.at};
    out_.unwritten.push_back(fmt::format("{} says no replicas yet: deployment: {{ replicas: {} }}",
                                         service.name(), written(count)));
  }

  /// Where the limit adapts, it is what it rises to.
  void applyBoundOfReplica(spec::Deployment &deployment, double count) {
    const bool isRange = deployment.adaptive && deployment.adaptive->max;
    if (isRange)
      set(deployment.adaptive->max, count);
    if (!isRange || count < deployment.maxInFlight->value.count())
      set(deployment.maxInFlight, Concurrency(count));
    if (deployment.adaptive && deployment.adaptive->min && count < deployment.adaptive->min->value)
      set(deployment.adaptive->min, count);
  }

  /// The deployment's share is rounded up, so that the fleet admits what was asked for.
  void applyBound(spec::Service &service, double count) {
    spec::ServiceTerms &terms = service.terms;
    const bool hasBound =
        terms.contract.cap.maxInFlight || terms.deployment.maxInFlight || terms.poolSize;
    set(terms.contract.cap.maxInFlight, Concurrency(count));
    applyBoundOfReplica(terms.deployment, std::ceil(count / service.replicas()));
    set(terms.poolSize, Concurrency(count));
    if (hasBound)
      return;
    terms.contract.cap.maxInFlight = {Concurrency(count), terms.name.at};
    out_.unwritten.push_back(fmt::format("{} says no bound yet: contract: {{ max_in_flight: {} }}",
                                         service.name(), written(count)));
  }

  void applyCacheHits(spec::ServiceIndex callee, Ratio share) {
    for (spec::Service &caller : out_.system.services)
      for (spec::Step &step : caller.steps)
        for (spec::Call &call : step.calls)
          if (call.to == callee)
            applyCacheHits(caller, call, share);
  }

  void applyCacheHits(const spec::Service &caller, spec::Call &call, Ratio share) {
    if (call.terms.cacheHit)
      return set(call.terms.cacheHit, share);
    call.terms.cacheHit = {share, call.terms.at};
    out_.unwritten.push_back(fmt::format("the call of {} to {} says no cache yet: cache_hit: {}",
                                         caller.name(), out_.system.services[call.to].name(),
                                         written(share)));
  }

  void applyDown(spec::Service &service) {
    service.terms.fails = {Ratio(1.0), service.terms.name.at};
    out_.unwritten.push_back(
        fmt::format("{} being down is a case to try and no value to write", service.name()));
  }

  Changed out_;
};

bool isNothing(const Change &change) {
  const bool isFactor = change.kind == Change::Kind::load || change.kind == Change::Kind::latency ||
                        change.kind == Change::Kind::fanOut;
  return (isFactor && change.value == 1.0) ||
         (change.kind == Change::Kind::down && change.value == 0.0);
}

} // namespace

Changes with(Changes changes, const Change &change) {
  const auto found = std::find_if(changes.begin(), changes.end(), [&](const Change &other) {
    return other.kind == change.kind && other.service == change.service;
  });
  if (isNothing(change)) {
    if (found != changes.end())
      changes.erase(found);
  } else if (found != changes.end()) {
    *found = change;
  } else {
    changes.push_back(change);
  }
  return changes;
}

std::string inWords(const Change &change) {
  const std::string value = threeDigits(change.value);
  switch (change.kind) {
  case Change::Kind::load:
    return "load × " + value;
  case Change::Kind::latency:
    return fmt::format("{}: latency × {}", change.service, value);
  case Change::Kind::fanOut:
    return fmt::format("{}: fan-out × {}", change.service, value);
  case Change::Kind::replicas:
    return fmt::format("{}: {} replicas", change.service, exactly(change.value));
  case Change::Kind::bound:
    return fmt::format("{}: bound {}", change.service, exactly(change.value));
  case Change::Kind::cacheHits:
    return fmt::format("{}: {}% cache hits", change.service, threeDigits(change.value * 100));
  case Change::Kind::down:
    return fmt::format("{}: down", change.service);
  }
  return {};
}

Changed changed(const spec::System &system, const Changes &changes) {
  Applier applier(system);
  for (const Change &change : changes)
    applier.apply(change);
  return applier.result();
}

} // namespace loadline::changes
