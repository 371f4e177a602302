#include "planner/plan/check_parts.h"

#include "base/text.h"
#include "planner/sizing/replicas.h"
#include "planner/sizing/room.h"
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
                  fmt::format("'{}' admits {}, and its {} has room for {}", service.name(),
                              formatted(*bound), toString(room.constraint), formatted(holds)),
                  room.at, {service.name(), std::string(toString(room.constraint))}));
    }
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
    const ServicePlan &from = *byName[row->from];
    out.push_back(finding(
        "autoscaling-oversubscribes", Severity::warning,
        fmt::format("at {} replicas '{}' can have {} of what '{}' admits in flight there, where it "
                    "can have {} at {}",
                    from.replicas.max.value_or(from.replicasDeclared.value_or(1)), row->from,
                    units::formattedFactor(*row->atMax), row->to,
                    units::formattedFactor(*row->atCurrent), from.replicasDeclared.value_or(1)),
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

Findings fullWithinHorizon(const CheckInput &input) {
  Findings out;
  for (const ServicePlan *row : input.rows) {
    const auto &months = row->growth.fullInMonths;
    if (!months || *months == 0 || *months > input.plan.growthMonths)
      continue;
    out.push_back(
        finding("full-within-horizon", Severity::note,
                fmt::format("'{}' no longer fits in month {} of its growth{}", row->name, *months,
                            row->growth.lineInMonths && *row->growth.lineInMonths < *months
                                ? fmt::format(", and is above the line in month {}",
                                              *row->growth.lineInMonths)
                                : ""),
                row->at, {row->name}));
  }
  return out;
}

} // namespace loadline::plan
