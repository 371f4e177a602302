#include "planner/latency/residence.h"

#include "planner/latency/attempts.h"
#include "planner/latency/batch_wait.h"
#include "planner/latency/circle.h"
#include "planner/latency/compose.h"
#include "planner/latency/own_work.h"
#include "planner/latency/residences_at.h"
#include "planner/latency/success.h"
#include "planner/traffic/batches.h"
#include "planner/traffic/call_graph.h"
#include "planner/traffic/cycles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace loadline::latency {

namespace {

using spec::ServiceIndex;
using spec::System;

Attempts attemptsOf(const spec::CallTerms &call, const Residence &callee) {
  Attempts out;
  out.failing = 1 - callee.success;
  if (call.timeout)
    out.timeout = call.timeout->value;
  if (call.hedgeAfter)
    out.hedgeAfter = call.hedgeAfter->value;
  if (call.retries)
    out.retries = call.retries->value;
  if (call.backoff)
    out.backoff = call.backoff->value * (1 - (call.jitter ? call.jitter->value.count() / 2 : 0));
  if (call.retryBudget)
    out.budget = call.retryBudget->value.count();
  out.isCancelled = call.cancel && call.cancel->value;
  return out;
}

/// How long a call waits for the others of its batch.
struct Batching {
  std::optional<traffic::BatchTerms> terms; ///< where it is known how much arrives
  Duration evenly{};                        ///< else it waits an even part of this

  friend bool operator==(const Batching &, const Batching &) = default;
};

Batching batchingOf(const spec::CallTerms &call, const std::optional<units::Rate> &arrivals) {
  if (call.isAsync() || !traffic::isSharedBatch(call) || call.count() <= 0)
    return {};
  if (arrivals)
    return {traffic::batchTerms(call, *arrivals)};
  return {.evenly = call.batchWait ? call.batchWait->value : Duration(0)};
}

/// The chance of either of two, where a share of all has two.
double either(double each, double share) {
  return each + share * each * (1 - each);
}

bool isGeometric(const spec::CallTerms &call) {
  return call.countShape && call.countShape->value == spec::CountShape::geometric;
}

/// A failure takes as long as any other answer, and may be tried again: what then fails for good
/// ends last, as what is given up does.
Calls timed(const spec::CallTerms &call, Distribution each, const Attempts &attempts,
            double failure) {
  const double failing = attempts.retries > 0 ? 0.0 : std::min(attempts.failing, failure);
  return {.each = std::move(each),
          .count = traffic::tripsOf(call),
          .isGeometric = isGeometric(call),
          .reaching = 1 - call.hits(),
          .failing = failing,
          .givenUp = failing < 1 ? 1 - (1 - failure) / (1 - failing) : 0.0};
}

/// What a caller has of a callee.
struct Served {
  CallResult result;
  Calls calls;
  std::optional<Distribution> inSequence; ///< all of the calls, where somebody has asked
};

/// What callers have of each callee: they mostly call a service in the same way, so that the last
/// answer is kept.
class Callees {
public:
  explicit Callees(std::size_t services) : last_(services) {}

  Served &serve(const spec::Call &call, const Residence &callee,
                const std::optional<units::Rate> &arrivals) {
    const Way way = wayOf(call.terms, callee, arrivals);
    std::optional<Known> &known = last_[call.to];
    if (!known || known->way != way) {
      known = {way, made(call.terms, way, outcome(*callee.time, way.attempts))};
    }
    return known->served;
  }
  /// Its time is another one now.
  void forget(ServiceIndex callee) { last_[callee].reset(); }

private:
  /// All that a call says about its own time.
  struct Way {
    Attempts attempts;
    double trips = 1.0, hits = 0.0;
    bool isGeometric = false;
    Batching batching;

    friend bool operator==(const Way &, const Way &) = default;
  };
  struct Known {
    Way way;
    Served served;
  };

  static Way wayOf(const spec::CallTerms &call, const Residence &callee,
                   const std::optional<units::Rate> &arrivals) {
    return {attemptsOf(call, callee), traffic::tripsOf(call), call.hits(), isGeometric(call),
            batchingOf(call, arrivals)};
  }

  /// A request with calls in two batches fails where either does.
  static Served made(const spec::CallTerms &call, const Way &way, Outcome outcome) {
    Attempts attempts = way.attempts;
    Distribution time = std::move(outcome.time);
    if (way.batching.terms) {
      const traffic::SharedBatch batch(*way.batching.terms);
      time = inBatch(time, batch);
      attempts.failing = either(attempts.failing, batch.split());
      outcome.failure = either(outcome.failure, batch.split());
    } else if (way.batching.evenly > Duration(0)) {
      time = Distribution::measured({{1.0, way.batching.evenly}}) + time;
    }
    Calls calls = timed(call, std::move(time), attempts, outcome.failure);
    const Duration each = calls.each.mean();
    return {{outcome.attempts, outcome.failure, std::move(outcome.held), each},
            std::move(calls),
            std::nullopt};
  }

  std::vector<std::optional<Known>> last_;
};

/// P(enough of a group succeed): the counts of successes, entry by entry.
double quorumSuccess(const spec::Step &step, const CallResult *results) {
  std::vector<double> done = {1.0};
  for (std::size_t i = 0; i < step.calls.size(); ++i) {
    const spec::CallTerms &call = step.calls[i].terms;
    const double each = 1 - results[i].failure * (1 - call.hits());
    for (double left = traffic::tripsOf(call); left > 0; --left) {
      const double yes = 1 - std::min(1.0, left) * (1 - each);
      addCall(done, yes, 1 - yes);
    }
  }
  double enough = 0.0;
  for (std::size_t k = done.size(); k-- > 0 && static_cast<double>(k) >= step.quorum->value;)
    enough += done[k];
  return std::min(1.0, enough);
}

/// The time of one step, its callees added to `whole`; nothing where a callee's is unknown.
std::optional<Distribution> timeOf(const spec::Step &step,
                                   const std::optional<units::Rate> &arrivals,
                                   const std::vector<Residence> &all, Callees &callees,
                                   Residence &whole) {
  std::vector<Calls> group;
  Distribution alone = Distribution::deterministic(Duration(0)); // of a step that is one entry
  const std::size_t first = whole.calls.size();
  double success = 1.0;
  for (const spec::Call &call : step.calls) {
    const Residence &callee = all[call.to];
    whole.calls.push_back({});
    if (!callee.time) {
      if (!call.terms.isAsync() && whole.unknownBecause.empty()) {
        whole.unknownBecause = callee.unknownBecause;
        whole.isMissing = callee.isMissing;
      }
      continue;
    }
    Served &served = callees.serve(call, callee, arrivals);
    whole.calls.back() = served.result;
    success *= successOf(call.terms, served.result);
    if (call.terms.isAsync())
      continue;
    if (step.isParallel) {
      group.push_back(served.calls);
      continue;
    }
    if (!served.inSequence)
      served.inSequence = inSequence(served.calls);
    alone = *served.inSequence;
  }
  whole.success *= step.quorum ? quorumSuccess(step, &whole.calls[first]) : success;
  if (!whole.unknownBecause.empty())
    return std::nullopt;
  if (group.empty()) {
    if (step.isParallel)
      whole.groups.push_back(Duration(0)); // nobody waits for any of it
    return alone;
  }
  Join join;
  if (step.quorum)
    join.quorum = step.quorum->value;
  if (step.limit)
    join.limit = step.limit->value;
  Distribution together = slowest(group, join);
  whole.groups.push_back(together.mean());
  return together;
}

Residence residence(const spec::Service &service, const std::optional<units::Rate> &arrivals,
                    const std::vector<Residence> &all, Callees &callees) {
  const auto own = ownTime(service.terms);
  if (!own && service.steps.empty())
    return {std::nullopt, fmt::format("'{}' gives no service_time", service.name()), true};
  Residence out;
  out.success = service.terms.fails ? 1 - service.terms.fails->value.count() : 1.0;
  Distribution whole = own ? *own : Distribution::deterministic(Duration(0));
  for (const spec::Step &step : service.steps)
    if (const auto time = timeOf(step, arrivals, all, callees, out))
      whole = whole + *time;
  if (!out.unknownBecause.empty()) {
    out.atLeast = whole.mean();
    return out;
  }
  if (!std::isfinite(whole.mean().count()) ||
      !std::isfinite(whole.deviation().value_or(Duration(0)).count())) {
    out.unknownBecause =
        fmt::format("the calls of '{}' take longer than any number", service.name());
    if (own)
      out.atLeast = own->mean();
    return out;
  }
  out.time = std::move(whole);
  return out;
}

/// Whether a round of iteration moved the time and the success by less than what anyone can see.
bool isSettled(const Residence &before, const Residence &after) {
  const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-10 * std::abs(b); };
  const auto deviation = [](const Residence &of) {
    return of.time->deviation().value_or(Duration(0)).count();
  };
  return close(before.time->mean().count(), after.time->mean().count()) &&
         close(deviation(before), deviation(after)) && close(before.success, after.success);
}

/// Takes the times away, but for what they are at least; how often calls are made and fail stays.
void makeUnknown(ServiceIndex member, const std::string &because, bool isMissing,
                 std::vector<Residence> &all) {
  if (all[member].time)
    all[member].atLeast = all[member].time->mean();
  all[member].time.reset();
  all[member].unknownBecause = because;
  all[member].isMissing = isMissing;
}

std::optional<units::Rate> at(const std::vector<units::Rate> &arrivals, ServiceIndex service) {
  return arrivals.empty() ? std::nullopt : std::optional(arrivals[service]);
}

/// The members of a circle while their times settle.
class Settling {
public:
  Settling(const System &system, const std::vector<units::Rate> &arrivals,
           std::span<const ServiceIndex> circle, std::vector<Residence> &all, Callees &callees)
      : system_(system), arrivals_(arrivals), circle_(circle), all_(all), callees_(callees),
        adding_(AddingCircle::of(system, circle)) {
    for (const ServiceIndex member : circle)
      all[member] = {
          ownTime(system.services[member].terms).value_or(Distribution::deterministic(Duration(0))),
          ""};
  }

  /// Gauss-Seidel from below: every time grows towards the fixed point, which exists as calls die
  /// out. The less of them do each round, the more rounds; leaps shorten that. An unknown time of
  /// one makes all unknown.
  void settle() {
    constexpr std::size_t mostSteps = 20'000; // some seconds; what takes longer is not awaited
    constexpr std::size_t smooth =
        100; // rounds, so that shapes that settle soon are not leapt over
    const std::size_t mostRounds = std::clamp<std::size_t>(mostSteps / circle_.size(), 20, 2000);
    const std::size_t each = std::min(smooth, mostRounds / 5);
    bool isDone = false;
    for (std::size_t round = 1; round <= mostRounds && !isDone; ++round) {
      if (adding_ && round % each == 0)
        leap();
      isDone = sweep();
    }
    if (!isDone)
      for (const ServiceIndex member : circle_)
        makeUnknown(
            member,
            fmt::format("the calls round '{}' settle too slowly", system_.services[member].name()),
            false, all_);
  }

private:
  Residence next(ServiceIndex member) {
    return residence(system_.services[member], at(arrivals_, member), all_, callees_);
  }

  /// One round; whether there is nothing more to do.
  bool sweep() {
    bool isDone = true;
    for (const ServiceIndex member : circle_) {
      Residence after = next(member);
      if (!after.time) {
        const std::string because = after.unknownBecause;
        const bool isMissing = after.isMissing;
        all_[member] = std::move(after);
        for (const ServiceIndex each : circle_)
          makeUnknown(each, because, isMissing, all_);
        return true;
      }
      isDone = isDone && isSettled(all_[member], after);
      all_[member] = std::move(after);
      callees_.forget(member);
    }
    return isDone;
  }

  void leap() {
    std::vector<Distribution> before, after;
    for (const ServiceIndex member : circle_) {
      const Residence round = next(member);
      if (!round.time)
        return; // as the sweep will find
      before.push_back(*all_[member].time);
      after.push_back(*round.time);
    }
    std::vector<Distribution> there = adding_->leap(before, after);
    for (std::size_t i = 0; i < circle_.size(); ++i) {
      all_[circle_[i]].time = std::move(there[i]);
      callees_.forget(circle_[i]);
    }
  }

  const System &system_;
  const std::vector<units::Rate> &arrivals_;
  std::span<const ServiceIndex> circle_;
  std::vector<Residence> &all_;
  Callees &callees_;
  std::optional<AddingCircle> adding_;
};

/// A caller that leaves and takes its request along makes its stay shorter than its work.
void forgetLeastOfCancelled(const System &system, std::vector<Residence> &all) {
  for (const spec::Service &service : system.services)
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls)
        if (call.terms.cancel && call.terms.cancel->value)
          all[call.to].atLeast.reset();
}

} // namespace

double successOf(const spec::CallTerms &call, const CallResult &result) {
  if (call.isOptional() || call.isAsync())
    return 1.0;
  return allOf(1 - result.failure * (1 - call.hits()), traffic::tripsOf(call), isGeometric(call));
}

std::vector<Residence> residences(const System &system) {
  return residencesAt(system, {});
}

std::vector<Residence> residencesAt(const System &system,
                                    const std::vector<units::Rate> &arrivals) {
  std::vector<Residence> all(system.services.size());
  Callees callees(all.size());
  const traffic::Components components = traffic::components(system);
  for (std::size_t c = 0; c < components.size(); ++c) { // callees come first
    const auto members = components[c];
    if (components.isCircle[c])
      Settling(system, arrivals, members, all, callees).settle();
    else
      all[members.front()] =
          residence(system.services[members.front()], at(arrivals, members.front()), all, callees);
  }
  forgetLeastOfCancelled(system, all);
  return all;
}

} // namespace loadline::latency
