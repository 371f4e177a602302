#include "planner/plan/check_parts.h"

#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::plan {

using findings::Severity;
using units::formatted;

namespace {

constexpr double rounding = 1e-9;

/// What a constraint is called in a sentence about the service it belongs to.
std::string_view inWords(Constraint constraint) {
  switch (constraint) {
  case Constraint::cpu:
    return "its cores";
  case Constraint::pool:
    return "its pool";
  case Constraint::inFlight:
    return "its bound of requests in flight";
  case Constraint::memory:
    return "its memory";
  case Constraint::descriptors:
    return "its descriptors";
  case Constraint::threads:
    return "its threads";
  case Constraint::rateLimit:
    return "its rate limit";
  case Constraint::connections:
    return "its connections";
  case Constraint::ports:
    return "its ports";
  default:
    return "its contract rate";
  }
}

/// What is used, with as many digits as tell it from the line.
std::string besideTheLine(const CheckInput &input, double used) {
  constexpr int most = 9;
  int digits = 3;
  while (digits < most &&
         formatted(Ratio(used), digits) == formatted(input.plan.policyUtilization, digits))
    ++digits;
  return formatted(Ratio(used), digits);
}

/// " to 'store'", of a constraint of calls.
std::string toward(const CheckInput &input, const sizing::Ceiling &ceiling) {
  if (!ceiling.toward)
    return "";
  return fmt::format(" to '{}'", input.workings.system.services[*ceiling.toward].name());
}

/// Findings about resources that are used beyond `from`, as a share, and up to `to`.
Findings resourcesBetween(const CheckInput &input, double from, double to, std::string_view check,
                          Severity severity, std::string_view consequence) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    if (!row.arrivalRate)
      continue;
    for (const sizing::Ceiling &ceiling : input.workings.ceilings[i]) {
      const double used = *row.arrivalRate / ceiling.rate;
      if (ceiling.isPromise || used < from || used >= to)
        continue;
      out.push_back(
          finding(check, severity,
                  fmt::format("'{}' uses {} of {}{} at {}, {}", row.name,
                              besideTheLine(input, used), inWords(ceiling.constraint),
                              toward(input, ceiling), formatted(*row.arrivalRate),
                              fmt::format(fmt::runtime(consequence), formatted(ceiling.rate))),
                  ceiling.at,
                  {row.name, std::string(toString(ceiling.constraint)) + toward(input, ceiling)}));
    }
  }
  return out;
}

bool isBetweenLineAndFull(const CheckInput &input, double used) {
  return used > input.plan.policyUtilization.count() + rounding && used <= 1 + rounding;
}

/// A contract that is used in full refuses nobody yet, but who sends unevenly: a note.
Findings contractsAboveLine(const CheckInput &input) {
  Findings out;
  for (const ServicePlan *row : input.rows)
    if (row->arrivalRate && row->contractRate &&
        isBetweenLineAndFull(input, *row->arrivalRate / *row->contractRate))
      out.push_back(finding(
          "above-line", Severity::note,
          fmt::format("'{}' uses {} of its contract rate at {}, above the "
                      "policy's {}; it allows {}",
                      row->name, besideTheLine(input, *row->arrivalRate / *row->contractRate),
                      formatted(*row->arrivalRate), formatted(input.plan.policyUtilization),
                      formatted(*row->contractRate)),
          row->contractRateAt, {row->name, "contract"}));
  return out;
}

std::vector<sizing::CapUse> capUses(const CheckInput &input) {
  const Workings &workings = input.workings;
  if (!workings.traffic.isKnown)
    return {};
  return sizing::capUses(workings.system, workings.edges, workings.residences, workings.traffic);
}

Finding sharePassed(const CheckInput &input, const sizing::CapUse &use) {
  const std::string &to = input.workings.system.services[use.service].name();
  const Concurrency allowed = *use.ceiling.inFlight;
  return finding("rate-above-contract", Severity::error,
                 fmt::format("'{}' sends {} to '{}', which needs {} in flight there, and its "
                             "contract allows {}",
                             use.ceiling.of, formatted(use.carried), to,
                             formatted(allowed * (use.carried / use.ceiling.rate)),
                             formatted(allowed)),
                 use.ceiling.at, {use.ceiling.of, to, "in flight"});
}

/// The same of the shares of callers, classes and tenants.
Findings sharesAboveLine(const CheckInput &input) {
  Findings out;
  for (const sizing::CapUse &use : capUses(input)) {
    const double used = use.carried / use.ceiling.rate;
    const std::string &to = input.workings.system.services[use.service].name();
    const bool isRate = !use.ceiling.inFlight;
    if (isBetweenLineAndFull(input, used))
      out.push_back(finding(
          "above-line", Severity::note,
          fmt::format("'{}' uses {} of {} '{}' allows it at {}, above the "
                      "policy's {}",
                      use.ceiling.of, besideTheLine(input, used), isRate ? "the rate that" : "what",
                      to, formatted(use.carried), formatted(input.plan.policyUtilization)),
          use.ceiling.at, {use.ceiling.of, to, isRate ? "rate" : "in flight"}));
  }
  return out;
}

} // namespace

Findings overCapacity(const CheckInput &input) {
  Findings out = resourcesBetween(input, 1 - rounding, HUGE_VAL, "over-capacity", Severity::error,
                                  "and is full at {}");
  for (std::size_t i = 0; i < input.rows.size(); ++i)
    if (const auto over = knownOverflow(input.workings, i)) {
      const ServicePlan &row = *input.rows[i];
      out.push_back(finding("over-capacity", Severity::error,
                            fmt::format("'{}' has {} in flight at {} by what is known of its time "
                                        "alone, and admits {}",
                                        row.name, formatted(over->inFlight),
                                        formatted(*row.arrivalRate), formatted(over->bound)),
                            row.maxInFlight.declaredAt, {row.name, toString(over->constraint)}));
    }
  return out;
}

Findings aboveLine(const CheckInput &input) {
  const double line = input.plan.policyUtilization.count();
  Findings out =
      resourcesBetween(input, line + rounding, 1 - rounding, "above-line", Severity::warning,
                       fmt::format("above the policy's {}; it is full at {{}}",
                                   formatted(input.plan.policyUtilization)));
  for (auto part : {contractsAboveLine(input), sharesAboveLine(input)})
    out.insert(out.end(), part.begin(), part.end());
  return out;
}

Findings rateAboveContract(const CheckInput &input) {
  Findings out;
  for (const ServicePlan *row : input.rows)
    if (row->arrivalRate && row->contractRate &&
        *row->arrivalRate / *row->contractRate > 1 + rounding)
      out.push_back(finding("rate-above-contract", Severity::error,
                            fmt::format("{} arrive at '{}', whose contract allows {}",
                                        formatted(*row->arrivalRate), row->name,
                                        formatted(*row->contractRate)),
                            row->contractRateAt, {row->name}));
  const Workings &workings = input.workings;
  for (std::size_t e = 0; e < workings.edges.size() && workings.traffic.isKnown; ++e) {
    const sizing::Edge &edge = workings.edges[e];
    const spec::Service &to = workings.system.services[edge.to];
    const std::string &from = workings.system.services[edge.from].name();
    const spec::Cap *cap = edge.cap;
    if (cap && cap->maxRate && workings.traffic.perEdge[e] / cap->maxRate->value > 1 + rounding)
      out.push_back(finding("rate-above-contract", Severity::error,
                            fmt::format("'{}' sends {} to '{}', which allows this caller {}", from,
                                        formatted(workings.traffic.perEdge[e]), to.name(),
                                        formatted(cap->maxRate->value)),
                            cap->maxRate->at, {from, to.name()}));
  }
  for (const sizing::CapUse &use : capUses(input))
    if (use.ceiling.inFlight && use.carried / use.ceiling.rate > 1 + rounding)
      out.push_back(sharePassed(input, use));
  return out;
}

Findings sloMissed(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const spec::Slo &slo = input.workings.system.services[i].terms.slo;
    const auto compare = [&](std::string_view name, const spec::Maybe<units::Duration> &objective,
                             const std::optional<units::Duration> &time) {
      if (objective && time && *time > objective->value * (1 + rounding))
        out.push_back(finding(
            "slo-missed", Severity::warning,
            fmt::format("the {} of '{}' is {} before any waiting, above its objective of {}", name,
                        row.name, formatted(*time), formatted(objective->value)),
            objective->at, {row.name, std::string(name)}));
    };
    compare("p50", slo.p50, row.residenceTime.p50);
    compare("p95", slo.p95, row.residenceTime.p95);
    compare("p99", slo.p99, row.residenceTime.p99);
    const ResidenceTime &time = row.residenceTime;
    const auto &known = time.p99 ? time.p99 : time.mean; // a late answer is worth nothing
    if (slo.deadline && known && *known > slo.deadline->value * (1 + rounding))
      out.push_back(finding(
          "slo-missed", Severity::warning,
          fmt::format("the {} of '{}' is {} before any waiting, past its deadline of {}: such "
                      "answers are worth nothing",
                      time.p99 ? "p99" : "mean", row.name, formatted(*known),
                      formatted(slo.deadline->value)),
          slo.deadline->at, {row.name, "deadline"}));
  }
  return out;
}

Findings timeoutBelowP99(const CheckInput &input) {
  Findings out;
  for (const spec::Service &service : input.workings.system.services)
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls) {
        const latency::Residence &callee = input.workings.residences[call.to];
        const auto p99 = callee.inside ? callee.time->quantile(0.99) // until it would have answered
                                       : input.rows[call.to]->residenceTime.p99;
        if (call.terms.timeout && p99 && call.terms.timeout->value * (1 + rounding) < *p99)
          out.push_back(finding(
              "timeout-below-p99", Severity::warning,
              fmt::format("'{}' gives '{}' {}, and one answer in a hundred takes {} or more",
                          service.name(), input.rows[call.to]->name,
                          formatted(call.terms.timeout->value), formatted(*p99)),
              call.terms.timeout->at, {service.name(), input.rows[call.to]->name}));
      }
  return out;
}

Findings unknownTime(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Service &service = input.workings.system.services[i];
    if (input.rows[i]->tier >= 0 && !service.terms.serviceTime && service.steps.empty())
      out.push_back(finding(
          "unknown-time", Severity::note,
          fmt::format("'{}' gives no service_time, so the times of what calls it are unknown",
                      service.name()),
          input.rows[i]->at, {service.name()}));
    const latency::Residence &residence = input.workings.residences[i];
    if (input.rows[i]->tier >= 0 && !residence.time && !residence.isMissing)
      out.push_back(finding(
          "unknown-time", Severity::warning,
          fmt::format("the time of '{}' is unknown: {}", service.name(), residence.unknownBecause),
          input.rows[i]->at, {service.name()}));
  }
  return out;
}

Findings unreachedService(const CheckInput &input) {
  Findings out;
  for (const ServicePlan *row : input.rows)
    if (row->tier < 0)
      out.push_back(finding("unreached-service", Severity::note,
                            fmt::format("no workload gets to '{}'", row->name), row->at,
                            {row->name}));
  return out;
}

} // namespace loadline::plan
