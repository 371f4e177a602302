#include "planner/scenario/all_kinds.h"

#include "planner/spec/parts.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <cmath>

// More load, by a factor or by growth; and caches that do not answer.

namespace loadline::scenario {

using spec::syntax::readPositive;
using units::formatted;

namespace {

void scale(spec::Maybe<Rate> &rate, double factor) {
  if (rate)
    rate->value = rate->value * factor;
}

spec::System scaled(spec::System system, double factor) {
  for (spec::Workload &workload : system.workload) {
    scale(workload.load.rate, factor);
    scale(workload.load.peak, factor);
    if (workload.load.clients)
      workload.load.clients->value = std::ceil(workload.load.clients->value * factor);
  }
  return system;
}

void addHeadroom(const Subject &subject, Outcome &outcome) {
  const plan::SystemPlan &is = subject.plan().system;
  if (is.maxRate && is.arrivalRate && is.arrivalRate->count() > 0)
    outcome.conclusions.push_back(
        fmt::format("{} of {} are possible, {:.3g} times as much as now.", formatted(*is.maxRate),
                    is.name.empty() ? "the system" : is.name, *is.maxRate / *is.arrivalRate));
}

} // namespace

void moreLoad(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto factor = readPositive(reader, "factor", units::parseNumber);
  if (!factor)
    return void(reader.required("factor"));
  const auto after = subject.replan(scaled(subject.system(), factor->value), reader);
  if (!after)
    return;
  addPlanned(outcome, subject.plan(), *after);
  addHeadroom(subject, outcome);
}

void growth(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto months = readPositive(reader, "months", units::parseNumber);
  const auto given = readPositive(reader, "growth", units::parseGrowth);
  if (!months)
    return void(reader.required("months"));
  spec::System grown = subject.system();
  bool isGrowing = false;
  for (spec::Workload &workload : grown.workload) {
    const double monthly = given                  ? given->value.count()
                           : workload.load.growth ? workload.load.growth->value.count()
                                                  : 0;
    isGrowing = isGrowing || monthly > 0;
    scale(workload.load.rate, std::pow(1 + monthly, months->value));
    scale(workload.load.peak, std::pow(1 + monthly, months->value));
  }
  if (!isGrowing)
    return reader.error(reader.at(), "no workload of the spec has a growth",
                        "give it, as growth: 5%/month");
  const auto after = subject.replan(grown, reader);
  if (!after)
    return;
  addPlanned(outcome, subject.plan(), *after);
  const plan::SystemPlan &is = subject.plan().system;
  if (given && is.maxRate && is.arrivalRate && *is.maxRate > *is.arrivalRate)
    outcome.conclusions.push_back(
        fmt::format("The capacity is reached after {:.1f} months.",
                    std::log(*is.maxRate / *is.arrivalRate) / std::log1p(given->value.count())));
}

void coldCache(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  if (!node)
    return;
  spec::System cold = subject.system();
  bool hasCache = false;
  for (spec::Service &from : cold.services)
    for (spec::Step &step : from.steps)
      for (spec::Call &call : step.calls)
        if (cold.services[call.to].name() == node->service->name() && call.terms.cacheHit) {
          hasCache = hasCache || call.terms.hits() > 0;
          call.terms.cacheHit->value = Ratio(0);
        }
  if (!hasCache)
    return reader.error(reader.keyAt("service"),
                        fmt::format("no call to '{}' has a cache", node->service->name()));
  const auto after = subject.replan(cold, reader);
  if (!after)
    return;
  addPlanned(outcome, subject.plan(), *after);
  const plan::ServicePlan *is = after->find(node->service->name());
  if (is && is->arrivalRate && node->arrivals().count() > 0)
    outcome.conclusions.push_back(fmt::format("Without its cache {} gets {:.3g} times the calls.",
                                              is->name, *is->arrivalRate / node->arrivals()));
}

} // namespace loadline::scenario
