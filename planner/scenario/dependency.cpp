#include "planner/scenario/all_kinds.h"

#include "planner/spec/parts.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

// A dependency that hangs, refuses, slows down or errs.

namespace loadline::scenario {

using spec::syntax::read;
using spec::syntax::readPositive;
using units::formatted;

namespace {

double retriesOf(const spec::CallTerms &terms) {
  const double all = terms.retries ? terms.retries->value : 0;
  return terms.retryBudget ? std::min(all, terms.retryBudget->value.count()) : all;
}

/// How long a call that gets no answer keeps its caller: each attempt its timeout, and the pauses.
Duration heldByHanging(const spec::CallTerms &terms, Duration lasts) {
  if (!terms.timeout)
    return lasts;
  const double retries = terms.retries ? terms.retries->value : 0;
  const Duration pause = terms.backoff ? terms.backoff->value : Duration(0);
  return std::min(lasts, terms.timeout->value * (retries + 1) + pause * retries);
}

/// How much longer each service holds a request when `down` does not answer: calls one after the
/// other add up, those of a group overlap; a timeout of the caller ends it. Callees first.
class Holding {
public:
  Holding(const spec::System &system, const spec::Service &down, Duration lasts)
      : system_(system), down_(down), lasts_(lasts), longer_(system.services.size(), Duration(-1)) {
  }

  Duration of(std::size_t service) {
    if (&system_.services[service] == &down_)
      return lasts_;
    if (longer_[service].count() >= 0)
      return longer_[service];
    longer_[service] = Duration(0); // calls that go round end here
    Duration sum(0);
    for (const spec::Step &step : system_.services[service].steps)
      sum += ofStep(step);
    return longer_[service] = std::min(sum, lasts_);
  }

private:
  Duration ofStep(const spec::Step &step) {
    Duration sum(0), longest(0);
    for (const spec::Call &call : step.calls) {
      const Duration one = ofCall(call);
      sum += one * call.terms.count() * (1 - call.terms.hits());
      longest = std::max(longest, one * std::min(1.0, call.terms.count()));
    }
    return step.isParallel ? longest : sum;
  }

  Duration ofCall(const spec::Call &call) {
    const Duration longer = of(call.to);
    if (call.terms.isAsync() || longer.count() == 0)
      return Duration(0);
    return std::min(longer, heldByHanging(call.terms, lasts_));
  }

  const spec::System &system_;
  const spec::Service &down_;
  Duration lasts_;
  std::vector<Duration> longer_;
};

/// Memory of one request and of all replicas for requests, where the spec or the scenario says it.
struct Memory {
  std::optional<Bytes> each, all;
};

Memory memoryOf(const spec::Service &service, const std::optional<Bytes> &given) {
  const spec::Deployment &is = service.terms.deployment;
  Memory out{given, std::nullopt};
  if (!given && (is.perRequest.memory || is.perRequest.stack))
    out.each = (is.perRequest.memory ? is.perRequest.memory->value : Bytes(0)) +
               (is.perRequest.stack ? is.perRequest.stack->value : Bytes(0));
  if (is.memory)
    out.all =
        (is.memory->value - (is.baseMemory ? is.baseMemory->value : Bytes(0))) * service.replicas();
  return out;
}

class Hanging {
public:
  Hanging(Outcome &outcome, std::optional<Bytes> memory) : outcome_(outcome), memory_(memory) {}

  /// A service that waits: how many of its requests, in how much memory, and what is full when.
  void add(const Node &node, Duration longer) {
    const Rate rate = node.arrivals();
    const Concurrency wants = rate * longer;
    const std::optional<Concurrency> bound = node.plan->maxInFlight.declared;
    const Concurrency waiting = bound ? std::min(wants, *bound) : wants;
    addFigure(node, "waiting", formatted(Concurrency(0)), formatted(waiting),
              fmt::format("{} × {}{}", formatted(rate), formatted(longer),
                          waiting < wants ? ", cut by its bound" : ""),
              Probe{Probe::Reads::insideAtEnd, node.plan->name});
    if (waiting < wants) {
      outcome_.verdict = std::max(outcome_.verdict, Verdict::breaks);
      const Concurrency free =
          std::max(Concurrency(0), *bound - node.plan->inFlightMean.value_or(Concurrency(0)));
      addFigure(node, "full after", "-", formatted(free / rate),
                fmt::format("{} free / {}", formatted(free), formatted(rate)),
                Probe{Probe::Reads::untilInside, node.plan->name, bound->count()});
    }
    addMemory(node, rate, waiting);
  }

private:
  void addFigure(const Node &node, const char *name, std::string before, std::string after,
                 std::string how, std::optional<Probe> probe = {}) {
    outcome_.figures.push_back({node.plan->name, name, std::move(before), std::move(after),
                                std::move(how), std::move(probe)});
  }

  void addMemory(const Node &node, Rate rate, Concurrency waiting) {
    const Memory memory = memoryOf(*node.service, memory_);
    if (!memory.each)
      return;
    const Bytes taken = *memory.each * waiting.count();
    addFigure(node, "memory of them", "0 B", formatted(taken),
              fmt::format("{} × {}", formatted(waiting), formatted(*memory.each)));
    if (!memory.all || taken <= *memory.all)
      return;
    outcome_.verdict = std::max(outcome_.verdict, Verdict::breaks);
    const Duration until((*memory.all / *memory.each) / rate.count());
    addFigure(node, "memory is full after", "-", formatted(until),
              fmt::format("{} / {} / {}", formatted(*memory.all), formatted(*memory.each),
                          formatted(rate)),
              Probe{Probe::Reads::untilInside, node.plan->name, *memory.all / *memory.each});
  }

  Outcome &outcome_;
  std::optional<Bytes> memory_;
};

void hang(const Subject &subject, const Node &down, Duration lasts, std::optional<Bytes> memory,
          Outcome &outcome) {
  Holding holding(subject.system(), *down.service, lasts);
  Hanging hanging(outcome, memory);
  for (std::size_t i = 0; i < subject.system().services.size(); ++i) {
    const Node node = subject.nodeOf(i);
    const Duration longer = holding.of(i);
    if (node.service != down.service && longer.count() > 0 && node.arrivals().count() > 0)
      hanging.add(node, longer);
  }
  for (const Edge &edge : subject.callsTo(*down.service))
    if (!edge.call->terms.timeout)
      outcome.conclusions.push_back(
          fmt::format("{} waits for {} without a timeout: for as long as it hangs.",
                      edge.from->name(), down.plan->name));
  if (outcome.figures.empty())
    outcome.conclusions.push_back("Nobody waits for it.");
  else
    outcome.trial = {Trial::What::hang, down.plan->name, 0, lasts, lasts};
}

void refuse(const Subject &subject, const Node &down, Outcome &outcome) {
  for (const Edge &edge : subject.callsTo(*down.service)) {
    const spec::CallTerms &terms = edge.call->terms;
    const double attempts = 1 + retriesOf(terms);
    outcome.figures.push_back({edge.from->name() + " -> " + down.plan->name, "attempts",
                               formatted(edge.rate), formatted(edge.rate * attempts),
                               fmt::format("{} × {:.3g}", formatted(edge.rate), attempts)});
    outcome.conclusions.push_back(
        terms.isOptional() || terms.isAsync()
            ? fmt::format("{} answers without {}.", edge.from->name(), down.plan->name)
            : fmt::format("Requests of {} that call {} fail.", edge.from->name(), down.plan->name));
    if (!terms.isOptional() && !terms.isAsync())
      outcome.verdict = Verdict::breaks;
  }
}

void stretch(spec::ServiceTime &time, double factor) {
  for (spec::Maybe<Duration> *value : {&time.mean, &time.p50, &time.p99})
    if (*value)
      (*value)->value *= factor;
  for (spec::Located<spec::TimePoint> &point : time.points)
    point.value.time *= factor;
}

} // namespace

void dependencyDown(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto how = reader.choice("how", {"hangs", "refuses"});
  const auto lasts = readPositive(reader, "lasts", units::parseDuration);
  const auto memory = readPositive(reader, "memory_per_request", units::parseBytes);
  if (!node || !reader.errors().empty())
    return;
  if (how && how->value == "refuses")
    return refuse(subject, *node, outcome);
  if (!lasts)
    return void(reader.required("lasts"));
  hang(subject, *node, lasts->value, memory ? std::optional(memory->value) : std::nullopt, outcome);
}

void dependencySlow(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto factor = readPositive(reader, "factor", units::parseNumber);
  if (!factor)
    return void(reader.required("factor"));
  if (!node)
    return;
  spec::System slow = subject.system();
  for (spec::Service &service : slow.services)
    if (service.name() == node->service->name()) {
      if (!service.terms.serviceTime)
        return reader.error(reader.keyAt("service"),
                            fmt::format("'{}' has no service_time", service.name()));
      stretch(*service.terms.serviceTime, factor->value);
      if (service.terms.cpuTime)
        service.terms.cpuTime->value *= factor->value;
    }
  const auto after = subject.replan(slow, reader);
  if (!after)
    return;
  addPlanned(outcome, subject.plan(), *after);
  const plan::ServicePlan *is = after->find(node->service->name());
  for (const Edge &edge : subject.callsTo(*node->service))
    if (edge.call->terms.timeout && is->residenceTime.mean &&
        *is->residenceTime.mean >= edge.call->terms.timeout->value) {
      outcome.verdict = Verdict::breaks;
      outcome.conclusions.push_back(
          fmt::format("The mean call of {} takes {}, and {} waits {}: most of them time out, and "
                      "their retries are load on top.",
                      is->name, formatted(*is->residenceTime.mean), edge.from->name(),
                      formatted(edge.call->terms.timeout->value)));
    }
}

void dependencyErrors(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto share = readPositive(reader, "share", units::parseRatio);
  if (!share)
    return void(reader.required("share"));
  if (!node)
    return;
  spec::System failing = subject.system();
  for (spec::Service &service : failing.services)
    if (service.name() == node->service->name())
      service.terms.fails = spec::Located<Ratio>{share->value, share->at};
  const auto after = subject.replan(failing, reader);
  if (!after)
    return;
  addPlanned(outcome, subject.plan(), *after);
  for (const Edge &edge : subject.callsTo(*node->service)) {
    const double retries = edge.call->terms.retries ? edge.call->terms.retries->value : 0;
    outcome.figures.push_back({edge.from->name() + " -> " + node->plan->name,
                               "calls that fail after all", "-",
                               formatted(Ratio(std::pow(share->value.count(), retries + 1))),
                               fmt::format("{} ^ {:.0f}", formatted(share->value), retries + 1)});
  }
}

} // namespace loadline::scenario
