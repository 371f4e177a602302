#include "planner/diagram/words.h"

#include "base/text.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::diagram {

namespace {

template <class Quantity>
std::string figure(std::optional<Quantity> value) {
  return value && std::isfinite(value->count()) ? units::formatted(*value) : unknownText;
}

} // namespace

std::string inWords(std::optional<plan::Rate> rate) {
  return figure(rate);
}

std::string inWords(std::optional<plan::Concurrency> number) {
  return figure(number);
}

std::string inWords(std::optional<plan::Ratio> share) {
  return figure(share);
}

std::string inWords(std::optional<plan::Duration> time) {
  return figure(time);
}

std::string timesInWords(plan::Ratio ratio) {
  return threeDigits(ratio.count()) + "×";
}

bool isOversubscribed(std::optional<plan::Ratio> ratio) {
  return ratio && ratio->count() > 1 + 1e-9;
}

std::optional<plan::Ratio> ifFinite(std::optional<plan::Ratio> ratio) {
  return ratio && std::isfinite(ratio->count()) ? ratio : std::nullopt;
}

std::string inWords(plan::Constraint constraint) {
  switch (constraint) {
  case plan::Constraint::none:
    return "";
  case plan::Constraint::cpu:
    return "CPU";
  case plan::Constraint::memory:
    return "memory";
  case plan::Constraint::inFlight:
    return "max in-flight";
  case plan::Constraint::pool:
    return "pool size";
  case plan::Constraint::descriptors:
    return "descriptors";
  case plan::Constraint::ports:
    return "ports";
  case plan::Constraint::rateLimit:
    return "rate limit";
  case plan::Constraint::contract:
    return "contract rate";
  case plan::Constraint::threads:
    return "threads";
  case plan::Constraint::connections:
    return "connections";
  }
  return "";
}

std::string inWords(plan::Verdict verdict) {
  switch (verdict) {
  case plan::Verdict::fits:
    return "FITS";
  case plan::Verdict::aboveLine:
    return "ABOVE LOAD LINE";
  case plan::Verdict::overCapacity:
    return "OVER CAPACITY";
  case plan::Verdict::unknown:
    break;
  }
  return "UNKNOWN";
}

std::string inWords(plan::NodeKind kind) {
  return kind == plan::NodeKind::pool       ? "pool"
         : kind == plan::NodeKind::external ? "outside our control"
                                            : "service";
}

std::string summaryOf(const plan::Plan &plan) {
  const plan::SystemPlan &system = plan.system;
  if (plan.services.empty())
    return "no services";
  if (!system.maxRate)
    return fmt::format("{} services; the highest rate they hold is not known",
                       plan.services.size());
  std::string text =
      fmt::format("holds at most {}, {} at {} utilization", inWords(system.maxRate),
                  inWords(system.maxRateAtPolicy), inWords(std::optional(plan.policyUtilization)));
  if (!system.bottleneck.empty()) {
    const std::string constraint = inWords(system.bottleneckConstraint);
    text += "; " + printable(system.bottleneck) + " sets it" +
            (constraint.empty() ? "" : " (" + constraint + ")");
  }
  return text;
}

} // namespace loadline::diagram
