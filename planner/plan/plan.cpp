#include "planner/plan/plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

std::string fieldOf(const std::string &service, const ConstraintPlan &constraint) {
  return fmt::format("{}.constraints.{}{}{}", service, toString(constraint.constraint),
                     constraint.toward.empty() ? "" : ":", constraint.toward);
}

std::optional<Duration> sizingTime(const ServicePlan &service) {
  const auto &is = service.residenceTime;
  const std::optional<Duration> &time = is.p99 ? is.p99 : is.mean;
  const std::optional<Duration> &clients = service.maxInFlight.clientsTime;
  return time && clients ? std::min(*time, *clients) : time;
}

std::string_view toString(LoadPoint point) {
  switch (point) {
  case LoadPoint::baseline:
    return "baseline";
  case LoadPoint::peak:
    return "peak";
  case LoadPoint::burst:
    return "burst";
  }
  return "peak";
}

std::string_view toString(Verdict verdict) {
  switch (verdict) {
  case Verdict::fits:
    return "fits";
  case Verdict::aboveLine:
    return "above_line";
  case Verdict::overCapacity:
    return "over_capacity";
  case Verdict::unknown:
    return "unknown";
  }
  return "unknown";
}

std::string_view toString(Basis basis) {
  switch (basis) {
  case Basis::none:
    return "none";
  case Basis::mean:
    return "mean";
  case Basis::p99:
    return "p99";
  }
  return "none";
}

std::string_view toString(NodeKind kind) {
  switch (kind) {
  case NodeKind::service:
    return "service";
  case NodeKind::pool:
    return "pool";
  case NodeKind::external:
    return "external";
  }
  return "service";
}

std::string_view toString(Derivation::Kind kind) {
  switch (kind) {
  case Derivation::Kind::arithmetic:
    return "arithmetic";
  case Derivation::Kind::said:
    return "said";
  case Derivation::Kind::distribution:
    return "distribution";
  case Derivation::Kind::rule:
    return "rule";
  }
  return "rule";
}

std::optional<Ratio> overAtOnce(const TierPlan &tier) {
  return tier.atOnce && tier.admitted ? Ratio(*tier.atOnce / *tier.admitted)
                                      : tier.oversubscription;
}

std::optional<Ratio> overAtOnce(const ServicePlan &service) {
  const auto &bound = service.maxInFlight.declared;
  return service.atOnce && bound ? Ratio(*service.atOnce / *bound) : service.oversubscription;
}

const ServicePlan *Plan::find(std::string_view name) const {
  for (const ServicePlan &service : services)
    if (service.name == name)
      return &service;
  return nullptr;
}

} // namespace loadline::plan
