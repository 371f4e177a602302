#include "planner/plan/check_parts.h"

#include "base/text.h"
#include "planner/plan/plan_words.h"
#include "planner/sizing/replicas.h"
#include "planner/sizing/room.h"
#include "planner/traffic/call_graph.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace loadline::plan {

using findings::Severity;
using units::formatted;

namespace {

constexpr double full = 1 + 1e-9;

double mostReplicas(const spec::Service &service) {
  const auto &most = service.terms.deployment.replicasMax;
  return most ? most->value : service.replicas();
}

} // namespace

Findings boundAboveResource(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Service &service = input.workings.system.services[i];
    const auto &bound = input.workings.admits[i];
    if (!bound)
      continue;
    for (const sizing::Room &room : sizing::rooms(service.terms.deployment)) {
      const Concurrency holds = room.each * service.replicas();
      if (*bound <= holds * full)
        continue;
      out.push_back(
          finding("bound-above-resource", Severity::error,
                  fmt::format("'{}' admits {}, and its {} {} room for {}", service.name(),
                              formatted(*bound), toString(room.constraint),
                              isPlural(room.constraint) ? "have" : "has", formatted(holds)),
                  room.at, {service.name(), std::string(toString(room.constraint))}));
    }
  }
  return out;
}

Findings largeReplica(const CheckInput &input) {
  Findings out;
  const policy::Policy &policy = input.workings.policy;
  for (const spec::Service &service : input.workings.system.services) {
    const spec::Deployment &deployment = service.terms.deployment;
    const auto add = [&](const std::string &has, const std::string &most, SourcePosition at) {
      out.push_back(finding("large-replica", Severity::note,
                            fmt::format("a replica of '{}' has {}, and beyond {} more replicas "
                                        "serve better than larger ones",
                                        service.name(), has, most),
                            std::move(at), {service.name(), has}));
    };
    if (deployment.cpu && deployment.cpu->value > policy.replicaCpu.value * full)
      add(formatted(deployment.cpu->value), formatted(policy.replicaCpu.value), deployment.cpu->at);
    if (deployment.memory && deployment.memory->value > policy.replicaMemory.value * full)
      add(formatted(deployment.memory->value), formatted(policy.replicaMemory.value),
          deployment.memory->at);
  }
  return out;
}

Findings connectionsOverLimit(const CheckInput &input) {
  Findings out;
  const Workings &workings = input.workings;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Service &service = workings.system.services[i];
    const auto &limit = service.terms.maxConnections;
    if (!limit)
      continue;
    double now = 0.0, most = 0.0;
    std::vector<std::string> callers;
    for (const std::size_t e : workings.incoming[i]) {
      const sizing::Edge &edge = workings.edges[e];
      const spec::Service &from = workings.system.services[edge.from];
      if (edge.connections == 0)
        continue;
      const int replicas = static_cast<int>(mostReplicas(from));
      const int pods = replicas + sizing::surge(from.terms.deployment, replicas);
      now += edge.connections * from.replicas();
      most += edge.connections * pods;
      callers.push_back(
          fmt::format("{} {} × {}", from.name(), pods, threeDigits(edge.connections)));
    }
    if (most <= limit->value)
      continue;
    out.push_back(finding(
        "connections-over-limit", now > limit->value ? Severity::error : Severity::warning,
        fmt::format("the callers of '{}' ({}) open up to {} connections, {} with the replicas they "
                    "have now, and it accepts {}: {}",
                    service.name(), listed(callers), threeDigits(most), threeDigits(now),
                    threeDigits(limit->value), units::formattedFactor(Ratio(most / limit->value))),
        limit->at, {service.name()}));
  }
  return out;
}

namespace {

/// "; that is 10x of what it can have at 5": how much an autoscaler multiplies what lies below it.
std::string againstLeast(const ScalingPlan &row, const ServicePlan &from) {
  if (!from.replicas.min || !row.atMin || row.atMin->count() <= 0)
    return "";
  return fmt::format("; that is {} of what it can have at {}",
                     units::formattedFactor(Ratio(*row.atMax / *row.atMin)), *from.replicas.min);
}

} // namespace

Findings autoscalingOversubscribes(const CheckInput &input) {
  Findings out;
  std::vector<const ScalingPlan *> rows;
  for (const ScalingPlan &row : input.plan.scaling)
    if (row.atMax && row.atMax->count() > full && row.atCurrent && row.atCurrent->count() <= full)
      rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const ScalingPlan *a, const ScalingPlan *b) {
    return *a->atMax > *b->atMax; // what breaks first comes first
  });
  std::unordered_map<std::string_view, const ServicePlan *> byName;
  for (const ServicePlan *service : input.rows)
    byName.emplace(service->name, service);
  for (const ScalingPlan *row : rows) {
    if (row->from.empty()) {
      out.push_back(finding(
          "autoscaling-oversubscribes", Severity::warning,
          fmt::format("at their most replicas the callers of '{}' together can have {} of what it "
                      "admits in flight there, where they can have {} now",
                      row->to, units::formattedFactor(*row->atMax),
                      units::formattedFactor(*row->atCurrent)),
          row->at, {row->to}));
      continue;
    }
    const ServicePlan &from = *byName[row->from];
    out.push_back(finding(
        "autoscaling-oversubscribes", Severity::warning,
        fmt::format("at {} replicas '{}' can have {} of what '{}' admits in flight there, where it "
                    "can have {} at {}{}",
                    from.replicas.max.value_or(from.replicasDeclared.value_or(1)), row->from,
                    units::formattedFactor(*row->atMax), row->to,
                    units::formattedFactor(*row->atCurrent), from.replicasDeclared.value_or(1),
                    againstLeast(*row, from)),
        row->at, {row->from, row->to}));
  }
  return out;
}

Findings updateBelowNeed(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const auto &left = row.replicas.whileUpdating;
    if (!left || !row.replicas.bare || *left >= *row.replicas.bare)
      continue;
    out.push_back(finding(
        "update-below-need", Severity::warning,
        fmt::format("a rolling update leaves '{}' {} of its {} replicas, and the planned load "
                    "fills {}",
                    row.name, *left, *row.replicasDeclared, *row.replicas.bare),
        input.workings.system.services[i].terms.deployment.unavailable->at, {row.name}));
  }
  return out;
}

Findings graceTooShort(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const spec::ServiceTerms &terms = input.workings.system.services[i].terms;
    const auto &grace = terms.deployment.grace;
    if (!grace)
      continue;
    const auto &deadline = terms.slo.deadline; // until then every request has been given up
    const auto &p99 = row.residenceTime.p99;
    const auto last = deadline && (!p99 || deadline->value > *p99) ? std::optional(deadline->value)
                      : p99                                        ? p99
                                                                   : row.residenceTime.mean;
    const Duration before =
        terms.deployment.preStop ? terms.deployment.preStop->value : Duration(0);
    if (!last || grace->value * full >= before + *last)
      continue;
    const Duration enough(std::ceil((before + *last).count() * (1 - 1e-9)));
    out.push_back(finding("grace-too-short", Severity::warning,
                          fmt::format("a replica of '{}' is killed after {}, of which pre_stop "
                                      "takes {} and the last requests {}: {} are enough",
                                      row.name, formatted(grace->value), formatted(before),
                                      formatted(*last), formatted(enough)),
                          grace->at, {row.name}));
  }
  return out;
}

Findings breakerNeverTrips(const CheckInput &input) {
  Findings out;
  const Workings &workings = input.workings;
  for (std::size_t from = 0; from < input.rows.size() && workings.traffic.isKnown; ++from) {
    const spec::Service &service = workings.system.services[from];
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls) {
        const auto &breaker = call.terms.breaker;
        if (!breaker || !breaker->requests || !breaker->window)
          continue;
        const double seen = workings.traffic.arrivals[from].count() / service.replicas() *
                            traffic::attempts(call.terms) * breaker->window->value.count();
        if (seen * full >= breaker->requests->value)
          continue;
        const std::string &to = workings.system.services[call.to].name();
        out.push_back(finding(
            "breaker-never-trips", Severity::warning,
            fmt::format("the breaker of a replica of '{}' sees {} call{} to '{}' in its window of "
                        "{} and opens only after {}",
                        service.name(), threeDigits(seen), ending(seen), to,
                        formatted(breaker->window->value), threeDigits(breaker->requests->value)),
            breaker->requests->at, {service.name(), to}));
      }
  }
  return out;
}

namespace {

/// The first constraint that growth uses up.
Constraint fullBy(const Workings &workings, std::size_t service, int months) {
  for (const sizing::Ceiling &ceiling : lastCeilings(workings, service))
    if (workings.growing->monthsUntilFull(service, ceiling) == months)
      return ceiling.constraint;
  return Constraint::none;
}

} // namespace

Findings fullWithinHorizon(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan *row = input.rows[i];
    const auto &months = row->growth.fullInMonths;
    if (!months || *months == 0 || *months > input.plan.growthMonths)
      continue;
    const Constraint by = fullBy(input.workings, i, *months);
    out.push_back(finding(
        "full-within-horizon", Severity::note,
        fmt::format(
            "'{}' no longer fits in month {} of its growth{}: {} {} used up{}", row->name, *months,
            row->replicas.max ? fmt::format(", with all {} replicas", *row->replicas.max) : "",
            words(toString(by)), isPlural(by) ? "are" : "is",
            row->growth.lineInMonths && *row->growth.lineInMonths < *months
                ? fmt::format("; it is above the line from month {} on", *row->growth.lineInMonths)
                : ""),
        row->at, {row->name}));
  }
  return out;
}

} // namespace loadline::plan
