#include "planner/scenario/all_kinds.h"

#include "planner/spec/parts.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

// Load that comes faster than replicas do, and replicas that go.

namespace loadline::scenario {

using spec::syntax::read;
using spec::syntax::readPositive;
using units::formatted;

namespace {

/// Rate at which a service is full, by what it uses now; empty where nothing bounds it.
std::optional<Rate> capacityOf(const Node &node) {
  const auto used = node.used();
  if (!used || used->count() <= 0)
    return node.plan->contractRate;
  return node.arrivals() / used->count();
}

/// Places of all queues of the service; empty where they are without limit.
std::optional<Concurrency> placesOf(const Node &node) {
  const spec::ServiceTerms &terms = node.service->terms;
  if (terms.deployment.queue)
    return terms.deployment.queue->value.size
               ? std::optional(
                     Concurrency(*terms.deployment.queue->value.size * node.service->replicas()))
               : std::nullopt;
  const bool rejects =
      terms.contract.onExcess && terms.contract.onExcess->value != spec::OnExcess::queue;
  return rejects ? std::optional(Concurrency(0)) : std::nullopt;
}

struct Surge {
  double factor;
  Duration lasts;
};

/// Fluid arithmetic: what comes beyond the capacity waits, or is refused where there is no place.
void addBurst(const Node &node, const Surge &surge, const std::optional<Bytes> &memory,
              Outcome &outcome) {
  const auto capacity = capacityOf(node);
  const Rate peak = node.arrivals() * surge.factor;
  if (!capacity || peak <= *capacity)
    return;
  const std::string &name = node.plan->name;
  outcome.verdict = std::max(outcome.verdict, Verdict::breaks);
  using Reads = Probe::Reads;
  const auto add = [&](const char *what, std::string before, std::string after, std::string how,
                       std::optional<Probe> probe = {}) {
    outcome.figures.push_back(
        {name, what, std::move(before), std::move(after), std::move(how), std::move(probe)});
  };
  const double bound = node.plan->maxInFlight.declared.value_or(Concurrency(0)).count();
  add("rate", formatted(node.arrivals()), formatted(peak),
      fmt::format("capacity {}", formatted(*capacity)));
  const Concurrency excess = (peak - *capacity) * surge.lasts;
  const auto places = placesOf(node);
  const Concurrency waiting = places ? std::min(*places, excess) : excess;
  add("waiting at its end", "0", formatted(waiting),
      fmt::format("({} − {}) × {}{}", formatted(peak), formatted(*capacity), formatted(surge.lasts),
                  waiting < excess ? ", cut by its queue" : ""),
      Probe{Reads::waitingAtEnd, name, bound});
  add("longest wait", "0 s", formatted(waiting / *capacity),
      fmt::format("{} / {}", formatted(waiting), formatted(*capacity)));
  if (memory)
    add("memory of those", "0 B", formatted(*memory * waiting.count()), "");
  if (waiting < excess)
    add("refused meanwhile", "0%", formatted(Ratio(1 - *capacity / peak)), "1 − capacity / rate",
        Probe{Reads::refusedMeanwhile, name});
  if (node.arrivals() >= *capacity) {
    outcome.verdict = Verdict::stays;
    outcome.conclusions.push_back(name + " never drains: it is at capacity without the burst.");
    return;
  }
  const Duration drains = waiting / (*capacity - node.arrivals());
  add("drained after", "-", formatted(drains),
      fmt::format("{} / ({} − {})", formatted(waiting), formatted(*capacity),
                  formatted(node.arrivals())),
      Probe{Reads::emptyAfter, name, bound});
  constexpr double spare = 1.5; // of the time that it should take
  const Duration watched = surge.lasts + drains * spare;
  if (!outcome.trial || outcome.trial->watched < watched)
    outcome.trial = {Trial::What::surge, "", surge.factor, surge.lasts, watched};
  outcome.conclusions.push_back(
      places
          ? fmt::format("{} refuses what its queue does not hold, and is back {} after the burst.",
                        name, formatted(drains))
          : fmt::format("{} queues without limit: latency is back to normal only {} after the "
                        "burst. A bound "
                        "on the queue shortens that.",
                        name, formatted(drains)));
}

} // namespace

void burst(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto factor = readPositive(reader, "factor", units::parseNumber);
  const auto lasts = readPositive(reader, "lasts", units::parseDuration);
  const auto memory = readPositive(reader, "memory_per_request", units::parseBytes);
  if (!factor || !lasts)
    return void((reader.required("factor"), reader.required("lasts")));
  for (std::size_t i = 0; i < subject.system().services.size(); ++i)
    addBurst(subject.nodeOf(i), {factor->value, lasts->value},
             memory ? std::optional(memory->value) : std::nullopt, outcome);
  if (outcome.figures.empty())
    outcome.conclusions.push_back("Every service takes it.");
}

void scaleUp(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto factor = readPositive(reader, "factor", units::parseNumber);
  const auto ramp = read(reader, "ramp", units::parseDuration);
  const auto ready = readPositive(reader, "ready_after", units::parseDuration);
  if (!factor || !ready)
    return void((reader.required("factor"), reader.required("ready_after")));
  if (!node)
    return;
  const auto capacity = capacityOf(*node);
  if (!capacity)
    return reader.error(reader.keyAt("service"),
                        "nothing bounds this service, so nothing fills up");
  const double climbed = ramp && ramp->value > ready->value ? ready->value / ramp->value : 1.0;
  const Rate then = node->arrivals() * (1 + (factor->value - 1) * climbed);
  outcome.figures.push_back({node->plan->name, "rate when new ones are ready",
                             formatted(node->arrivals()), formatted(then),
                             fmt::format("{:.0f}% of the climb", 100 * climbed)});
  outcome.figures.push_back(
      {node->plan->name, "used by then", formatted(Ratio(node->arrivals() / *capacity)),
       formatted(Ratio(then / *capacity)), fmt::format("capacity {}", formatted(*capacity))});
  const double most = climbed > 0 ? 1 + (*capacity / node->arrivals() - 1) / climbed : 0;
  outcome.verdict = then > *capacity ? Verdict::breaks : Verdict::holds;
  outcome.conclusions.push_back(fmt::format(
      "The replicas that stand carry the climb for {}: up to {:.3g} times the load they hold.",
      formatted(ready->value), most));
}

void drain(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto notice = readPositive(reader, "notice", units::parseDuration);
  if (!node || !reader.errors().empty())
    return;
  const spec::Deployment &is = node->service->terms.deployment;
  if (!notice && !is.grace)
    return reader.error(reader.at(), "how long is a replica given?",
                        "as notice: 30s, or deployment.grace of the spec");
  const Duration given = notice && is.grace ? std::min(notice->value, is.grace->value)
                         : notice           ? notice->value
                                            : is.grace->value;
  const auto &time = node->plan->residenceTime;
  const auto longest = time.p99 ? time.p99 : time.mean;
  if (!longest)
    return reader.error(reader.keyAt("service"), "how long its requests take is not known");
  const Duration before = is.preStop ? is.preStop->value : Duration(0);
  const Duration needed = before + *longest;
  outcome.figures.push_back({node->plan->name, "notice against what it needs", formatted(given),
                             formatted(needed),
                             fmt::format("pre_stop {} + {} {}", formatted(before),
                                         time.p99 ? "p99" : "mean", formatted(*longest))});
  if (node->plan->inFlightMean)
    outcome.figures.push_back({node->plan->name, "inside when it stops", "-",
                               formatted(*node->plan->inFlightMean / node->service->replicas()),
                               ""});
  outcome.verdict = needed > given ? Verdict::breaks : Verdict::holds;
  outcome.conclusions.push_back(needed > given ? "Requests are cut off."
                                               : "What is inside is answered in time.");
}

} // namespace loadline::scenario
