#include "planner/scenario/all_kinds.h"

#include "planner/spec/parts.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

// Replicas that are away: lost, a zone with them, or updated in turn.

namespace loadline::scenario {

using spec::syntax::readCount;
using spec::syntax::readPositive;
using units::formatted;

namespace {

std::string count(double number) {
  return fmt::format("{:.0f}", number);
}

/// The load of the lost goes to those left, who fall when that is more than they take.
void cascade(const Node &node, double lost, Outcome &outcome) {
  const double replicas = node.service->replicas(), left = std::max(0.0, replicas - lost);
  const std::string &name = node.plan->name;
  outcome.figures.push_back({name, "replicas", count(replicas), count(left), ""});
  if (left < 1) {
    outcome.verdict = Verdict::breaks;
    outcome.conclusions.push_back(fmt::format("Nothing is left of {}.", name));
    return;
  }
  outcome.figures.push_back({name, "rate of a replica", formatted(node.arrivals() / replicas),
                             formatted(node.arrivals() / left),
                             fmt::format("{} / {}", formatted(node.arrivals()), count(left))});
  const auto used = node.used();
  if (!used)
    return;
  const Ratio after = *used * (replicas / left);
  outcome.figures.push_back(
      {name, "used", formatted(*used), formatted(after),
       fmt::format("{} × {} / {}", formatted(*used), count(replicas), count(left))});
  const double most = std::max(0.0, replicas - std::ceil(replicas * used->count() * (1 - 1e-12)));
  if (after.count() <= 1) {
    outcome.conclusions.push_back(
        fmt::format("{} holds; no more than {} of its replicas may be lost.", name, count(most)));
    return;
  }
  outcome.verdict = Verdict::breaks;
  outcome.conclusions.push_back(
      fmt::format("The {} left of {} get {} of what they take: if too much brings one down, the "
                  "next gets {}, and so all go. "
                  "No more than {} may be lost.",
                  count(left), name, formatted(after),
                  left > 1 ? formatted(*used * (replicas / (left - 1))) : "nothing", count(most)));
}

double sharedOut(const spec::Maybe<spec::ReplicaShare> &share, double replicas, bool isSurge) {
  constexpr double kubernetes = 0.25; // of replicas, for both
  if (share && !share->value.share)
    return share->value.count;
  const double part = replicas * (share ? share->value.share->count() : kubernetes);
  return isSurge ? std::ceil(part - 1e-9) : std::floor(part + 1e-9);
}

} // namespace

void loseReplicas(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto lost = readCount(reader, "count", 1);
  if (!lost)
    return void(reader.required("count"));
  if (node)
    cascade(*node, lost->value, outcome);
}

void loseZone(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto zones = readCount(reader, "zones", 2);
  if (!zones)
    return void(reader.required("zones"));
  for (std::size_t i = 0; i < subject.system().services.size(); ++i) {
    const Node node = subject.nodeOf(i);
    if (node.arrivals().count() > 0 && node.service->terms.deployment.replicas)
      cascade(node, std::ceil(node.service->replicas() / zones->value), outcome);
  }
  if (outcome.figures.empty())
    reader.error(reader.at(), "no service that is used has replicas");
}

void rollingUpdate(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  if (!node)
    return;
  const spec::Deployment &is = node->service->terms.deployment;
  const double replicas = node->service->replicas();
  const double away = sharedOut(is.unavailable, replicas, false);
  const double most = replicas + sharedOut(is.surge, replicas, true);
  cascade(*node, away, outcome);
  for (const spec::Step &step : node->service->steps)
    for (const spec::Call &call : step.calls) {
      const spec::Service &callee = subject.system().services[call.to];
      if (!call.terms.connections || !callee.terms.maxConnections)
        continue;
      const double each = call.terms.connections->value, limit = callee.terms.maxConnections->value;
      outcome.figures.push_back({node->plan->name + " -> " + callee.name(), "connections",
                                 count(replicas * each), count(most * each),
                                 fmt::format("{} × {}", count(most), count(each))});
      if (most * each > limit) {
        outcome.verdict = Verdict::breaks;
        outcome.conclusions.push_back(
            fmt::format("{} accepts {} connections, and old and new replicas open {}.",
                        callee.name(), count(limit), count(most * each)));
      }
    }
}

} // namespace loadline::scenario
