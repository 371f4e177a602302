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

/// Requests that the memory of one replica holds, where the spec says what each takes.
std::optional<double> heldByMemory(const spec::Deployment &is) {
  const Bytes each = (is.perRequest.memory ? is.perRequest.memory->value : Bytes(0)) +
                     (is.perRequest.stack ? is.perRequest.stack->value : Bytes(0));
  if (!is.memory || each.count() <= 0)
    return std::nullopt;
  return (is.memory->value - (is.baseMemory ? is.baseMemory->value : Bytes(0))) / each;
}

/// Requests a second that cores complete which have too much to do. A request comes to them once
/// more after each of its calls, behind all who came meanwhile; as the queue grows, a share x of
/// what comes to it leaves it a visit later. So Σ xⁱ over the visits is what the cores do, and xⁿ
/// of the arrivals complete.
Rate completedByFullCores(const spec::Service &service, Rate arrivals, Rate capacity) {
  double visits = 1;
  for (const spec::Step &step : service.steps)
    visits += step.isParallel ? 1 : step.calls.front().terms.count();
  const double wanted = visits * (capacity / arrivals);
  double low = 0, high = 1;
  for (int halving = 0; halving < 60; ++halving) {
    const double x = (low + high) / 2;
    (x * (1 - std::pow(x, visits)) / (1 - x) < wanted ? low : high) = x;
  }
  return arrivals * std::pow(low, visits);
}

/// What can't be answered piles up until the memory of those left is full; then one falls, and the
/// others have more than they hold.
void addFalling(const Node &node, double lost, Outcome &outcome) {
  const double replicas = node.service->replicas(), left = replicas - lost;
  const auto used = node.used();
  const auto holds = heldByMemory(node.service->terms.deployment);
  if (!used || !holds || node.plan->maxInFlight.declared)
    return; // a bound keeps the memory free
  const Rate capacity = node.arrivals() / used->count() * (left / replicas);
  if (capacity >= node.arrivals())
    return;
  const std::string &name = node.plan->name;
  const Rate completed = completedByFullCores(*node.service, node.arrivals(), capacity);
  const Duration until = Concurrency(*holds * left) / (node.arrivals() - completed);
  outcome.figures.push_back(
      {name, "answers", formatted(node.arrivals()), formatted(completed),
       fmt::format("cores for {}, and work on more that is not done", formatted(capacity))});
  outcome.figures.push_back({name, "memory is full after", "-", formatted(until),
                             fmt::format("{} × {:.0f} requests / ({} − {})", count(left), *holds,
                                         formatted(node.arrivals()), formatted(completed)),
                             Probe{Probe::Reads::untilReplicas, name, left - 0.5}});
  outcome.figures.push_back({name, "replicas in the end", count(replicas), "0",
                             "each that falls leaves more to the rest",
                             Probe{Probe::Reads::replicasLeft, name}});
  outcome.trial = {Trial::What::crash, name, lost, Duration(0), until * 1.5};
}

/// The load of the lost goes to those left, who fall when that is more than they take.
void cascade(const Node &node, double lost, bool isSudden, Outcome &outcome) {
  const double replicas = node.service->replicas(), left = std::max(0.0, replicas - lost);
  const std::string &name = node.plan->name;
  outcome.figures.push_back({name, "replicas", count(replicas), count(left), ""});
  if (isSudden && left >= 1)
    addFalling(node, lost, outcome);
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
    cascade(*node, lost->value, true, outcome);
}

void loseZone(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto zones = readCount(reader, "zones", 2);
  if (!zones)
    return void(reader.required("zones"));
  for (std::size_t i = 0; i < subject.system().services.size(); ++i) {
    const Node node = subject.nodeOf(i);
    if (node.arrivals().count() > 0 && node.service->terms.deployment.replicas)
      cascade(node, std::ceil(node.service->replicas() / zones->value), false, outcome);
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
  cascade(*node, away, false, outcome);
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
