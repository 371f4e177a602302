#include "planner/plan/check_parts.h"

#include "base/text.h"
#include "planner/sizing/replicas.h"
#include "planner/units/format.h"
#include "planner/units/rounding.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

using findings::Severity;
using units::formatted;

Findings boundDisagreement(const CheckInput &input) {
  Findings out;
  for (const spec::Service &service : input.workings.system.services) {
    const bool hasSeveral = service.terms.contract.cap.maxInFlight.has_value() +
                                service.terms.deployment.maxInFlight.has_value() +
                                service.terms.poolSize.has_value() >
                            1;
    if (!hasSeveral)
      continue;
    const auto bounds = sizing::declaredBounds(service.terms);
    const auto least = sizing::effectiveBound(service.terms);
    std::vector<std::string> words;
    std::vector<findings::Step> path;
    bool disagree = false;
    for (const sizing::DeclaredBound &bound : bounds) {
      disagree = disagree || bound.admits != least->admits;
      const bool isProduct = bound.in == "deployment" && service.replicas() != 1;
      words.push_back(fmt::format(
          "{} by {}{}", formatted(bound.admits), bound.in,
          isProduct ? fmt::format(" ({} replicas × {})", threeDigits(service.replicas()),
                                  formatted(bound.admits / service.replicas()))
                    : ""));
      path.push_back({bound.at, words.back()});
    }
    if (!disagree)
      continue;
    out.push_back(finding("bound-disagreement", Severity::warning,
                          fmt::format("'{}' admits {}; the least, {}, holds", service.name(),
                                      inWords(words), formatted(least->admits)),
                          least->at, {service.name()}));
    out.back().path = std::move(path);
  }
  return out;
}

Findings missingBound(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan *row = input.rows[i];
    // What others run and limit by rate has its bound in the calls that go there.
    const bool isTheirs =
        row->isManaged && input.workings.system.services[i].terms.rateLimit.has_value();
    const bool acceptsSome = std::ranges::any_of(row->constraints, [](const ConstraintPlan &is) {
      return is.constraint == Constraint::connections && is.toward.empty() && is.inFlight;
    });
    if (row->tier >= 0 && !row->maxInFlight.declared && !isTheirs && !acceptsSome)
      out.push_back(
          finding("missing-bound", Severity::warning,
                  fmt::format("nothing limits the requests in flight at '{}'{}", row->name,
                              row->maxInFlight.recommended
                                  ? fmt::format("; {} would keep the policy's headroom",
                                                formatted(*row->maxInFlight.recommended))
                                  : ""),
                  row->at, {row->name}));
  }
  return out;
}

Findings unboundedQueue(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i)
    if (input.rows[i]->tier >= 0 &&
        sizing::queuesWithoutLimit(input.workings.system.services[i].terms))
      out.push_back(
          finding("unbounded-queue", Severity::note,
                  fmt::format("requests over the bound of '{}' wait in a queue without limit",
                              input.rows[i]->name),
                  input.rows[i]->maxInFlight.declaredAt, {input.rows[i]->name}));
  return out;
}

Findings boundBelowRecommended(const CheckInput &input) {
  Findings out;
  for (const ServicePlan *row : input.rows) {
    const auto &bound = row->maxInFlight;
    if (bound.declared && bound.recommended && *bound.declared < *bound.recommended)
      out.push_back(finding(
          "bound-below-recommended", Severity::note,
          fmt::format(
              "'{}' admits {}, and {} would keep the policy's headroom at its {} residence time",
              row->name, formatted(*bound.declared), formatted(*bound.recommended),
              toString(bound.basis)),
          bound.declaredAt, {row->name}));
  }
  return out;
}

Findings adaptiveLimitStalls(const CheckInput &input) {
  Findings out;
  for (const spec::Service &service : input.workings.system.services) {
    const auto &limit = service.terms.deployment.adaptive;
    if (!limit || limit->roundsUp())
      continue;
    const double most = service.terms.deployment.mostInFlight()->value.count();
    const double rising = units::up(1 / (limit->up() - 1)); // the least that a step adds one to
    if (limit->least() >= rising || limit->least() >= most)
      continue;
    const double stalled = std::min(rising, most) - 1;
    out.push_back(finding(
        "adaptive-limit-stalls", Severity::warning,
        fmt::format("the limit of a replica of '{}' may fall to {} and stays where it is below {}: "
                    "{} × {}, cut to a whole number, is {}",
                    service.name(), threeDigits(limit->least()),
                    units::formatted(Concurrency(rising)), units::formatted(Concurrency(stalled)),
                    limit->up(), units::formatted(Concurrency(stalled))),
        limit->min ? limit->min->at : limit->target->at, {service.name()}));
  }
  return out;
}

namespace {

/// " at its p99; 9 are enough at its mean", where the two differ.
std::string atTheMean(const CheckInput &input, std::size_t i) {
  const ServicePlan &row = *input.rows[i];
  if (row.maxInFlight.basis != Basis::p99)
    return "";
  const auto need = needed(input.workings, i, *row.arrivalRate, row.residenceTime.mean,
                           input.workings.policy.utilization.value);
  if (!need || need->count >= *row.replicasNeeded)
    return "";
  return fmt::format(" when all take its p99; {} at its mean", need->count);
}

} // namespace

Findings tooFewReplicas(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    if (!row.replicasDeclared || !row.replicasNeeded)
      continue;
    const int most = std::max(*row.replicasDeclared, row.replicas.max.value_or(0));
    if (*row.replicasNeeded > most) // an autoscaler goes up before
      out.push_back(
          finding("too-few-replicas", Severity::warning,
                  fmt::format("'{}' {} {} replica{} and needs {} to stay at the policy's line{}",
                              row.name, row.replicas.max ? "goes up to" : "has", most, ending(most),
                              *row.replicasNeeded, atTheMean(input, i)),
                  input.workings.system.services[i].terms.deployment.replicas->at, {row.name}));
  }
  return out;
}

Findings reviewOverdue(const CheckInput &input) {
  Findings out;
  const std::string &today = input.workings.today;
  if (today.empty())
    return out;
  for (const spec::Service &service : input.workings.system.services)
    for (const sizing::DeclaredBound &bound : sizing::declaredBounds(service.terms)) {
      const auto &review = bound.rationale->review;
      if (!review || review->value >= today) // as texts, dates compare as the days do
        continue;
      out.push_back(finding("review-overdue", Severity::note,
                            fmt::format("{} of '{}' was to be looked at again by {}", bound.in,
                                        service.name(), review->value),
                            review->at, {service.name(), std::string(bound.in)}));
    }
  return out;
}

} // namespace loadline::plan
