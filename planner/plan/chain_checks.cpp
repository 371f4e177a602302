#include "planner/plan/check_parts.h"

#include "base/text.h"
#include "planner/latency/own_work.h"
#include "planner/traffic/call_graph.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace loadline::plan {

using findings::Severity;
using units::formatted;

namespace {

constexpr double full = 1 + 1e-9;

template <class Visit>
void forEachCall(const CheckInput &input, Visit visit) {
  const auto &services = input.workings.system.services;
  for (std::size_t from = 0; from < services.size(); ++from)
    for (const spec::Step &step : services[from].steps)
      for (const spec::Call &call : step.calls)
        visit(from, step, call);
}

/// What the resources of a service get done; a contract holds no queue up.
std::optional<Rate> workedOff(const std::vector<sizing::Ceiling> &ceilings) {
  std::optional<Rate> least;
  for (const sizing::Ceiling &ceiling : ceilings)
    if (!ceiling.isPromise)
      least = std::min(least.value_or(ceiling.rate), ceiling.rate);
  return least;
}

/// Until the last attempt of one call has been given up.
Duration longest(const spec::CallTerms &call) {
  const double retries = call.retries ? call.retries->value : 0.0;
  const Duration backoff = call.backoff ? call.backoff->value : Duration(0);
  return call.timeout->value * (1 + retries) + backoff * retries;
}

/// Whether one attempt may take all the time that its caller has, or more.
bool givesAll(const spec::CallTerms &call, const std::optional<Duration> &deadline) {
  return deadline && call.timeout && !call.isAsync() && call.timeout->value * full >= *deadline;
}

/// What the own work of a service leaves its calls of that time, at the mean; not below zero.
Duration leftForCalls(const spec::Service &service, Duration deadline) {
  const auto own = latency::ownTime(service.terms);
  return own ? std::max(Duration(0), deadline - own->mean()) : deadline;
}

/// One attempt has more than the own work of its caller leaves, though not all that this has.
std::optional<Finding> moreThanLeft(const spec::Service &from, const spec::Service &to,
                                    const spec::CallTerms &call, Duration deadline) {
  const Duration left = leftForCalls(from, deadline);
  if (call.timeout->value <= left * full)
    return std::nullopt;
  return finding(
      "deadline-inverted", Severity::warning,
      fmt::format("'{}' has {} for its answer, of which its own work leaves {}, and gives "
                  "'{}' {}: when that is slow, '{}' is given up first",
                  from.name(), formatted(deadline), formatted(left), to.name(),
                  formatted(call.timeout->value), from.name()),
      call.timeout->at, {from.name(), to.name()});
}

/// One call of a service that follows others, or the slowest of a group.
struct Turn {
  const spec::Call *call = nullptr;
  Duration longest{0}; ///< until the last has been given up
  double calls = 0.0;  ///< groups count as one
};

/// Of the calls of this step that every request makes and waits for the slowest: what a cache
/// answers for some or only some requests ask is left out, as is a call without a timeout.
Turn turnOf(const spec::Step &step) {
  Turn out;
  for (const spec::Call &call : step.calls) {
    const spec::CallTerms &terms = call.terms;
    if (!terms.timeout || terms.isAsync())
      continue;
    const double made = std::floor(terms.count() * (1 - terms.hits()) / terms.batchSize() * full);
    const double each = step.isParallel ? std::min(1.0, made) : made;
    if (each >= 1 && longest(terms) * each > out.longest)
      out = {&call, longest(terms) * each, each};
  }
  return out;
}

/// Another finding tells of one of these calls that it takes longer than there is by itself.
bool isToldAlone(const spec::Service &service, Duration deadline, Duration left) {
  for (const spec::Step &step : service.steps)
    for (const spec::Call &call : step.calls)
      if (call.terms.timeout && !call.terms.isAsync() &&
          (givesAll(call.terms, deadline) || call.terms.timeout->value > left * full ||
           longest(call.terms) > deadline * full))
        return true;
  return false;
}

} // namespace

Findings callsPastDeadline(const CheckInput &input) {
  Findings out;
  const auto &deadline = input.deadlines;
  const spec::System &system = input.workings.system;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Service &service = system.services[i];
    if (!deadline[i] || service.steps.empty())
      continue;
    Duration together(0);
    double calls = 0.0;
    for (const spec::Step &step : service.steps) {
      const Turn turn = turnOf(step);
      together += turn.longest;
      calls += turn.calls;
    }
    if (calls < 2)
      continue;
    const Duration left = leftForCalls(service, *deadline[i]);
    if (together <= left * full || isToldAlone(service, *deadline[i], left))
      continue;
    std::vector<std::string> parts;
    for (const spec::Step &step : service.steps)
      if (const Turn turn = turnOf(step); turn.call)
        parts.push_back(
            fmt::format("'{}' {}", system.services[turn.call->to].name(), formatted(turn.longest)));
    out.push_back(finding(
        "calls-past-deadline", Severity::note,
        fmt::format("'{}' has {} for its answer, of which its own work leaves {}, and its calls "
                    "after each other may take {} ({}): the last ones need what is left of the "
                    "time for their timeout",
                    service.name(), formatted(*deadline[i]), formatted(left), formatted(together),
                    listed(parts)),
        input.rows[i]->at, {service.name()}));
  }
  return out;
}

Findings deadlineInverted(const CheckInput &input) {
  Findings out;
  const auto &deadline = input.deadlines;
  const auto &services = input.workings.system.services;
  forEachCall(input, [&](std::size_t from, const spec::Step &, const spec::Call &call) {
    if (!deadline[from] || !call.terms.timeout || call.terms.isAsync())
      return;
    if (!givesAll(call.terms, deadline[from])) {
      if (auto more = moreThanLeft(services[from], services[call.to], call.terms, *deadline[from]))
        out.push_back(std::move(*more));
      return;
    }
    const std::string &name = services[from].name(), &to = services[call.to].name();
    out.push_back(finding(
        "deadline-inverted", Severity::warning,
        fmt::format("'{}' has {} for its answer and gives '{}' {} of it: when that is slow, '{}' "
                    "is given up first and its work is for nothing",
                    name, formatted(*deadline[from]), to, formatted(call.terms.timeout->value),
                    name),
        call.terms.timeout->at, {name, to}));
  });
  return out;
}

Findings retriesPastDeadline(const CheckInput &input) {
  Findings out;
  const auto &deadline = input.deadlines;
  const auto &services = input.workings.system.services;
  forEachCall(input, [&](std::size_t from, const spec::Step &, const spec::Call &call) {
    const spec::CallTerms &terms = call.terms;
    if (!deadline[from] || !terms.timeout || terms.isAsync() || givesAll(terms, deadline[from]) ||
        longest(terms) <= *deadline[from] * full)
      return;
    const std::string &name = services[from].name(), &to = services[call.to].name();
    out.push_back(
        finding("retries-past-deadline", Severity::warning,
                fmt::format("'{}' has {} for its answer, and its {} attempts at '{}' take up to {}",
                            name, formatted(*deadline[from]), threeDigits(terms.retries->value + 1),
                            to, formatted(longest(terms))),
                terms.timeout->at, {name, to}));
  });
  return out;
}

Findings missingTimeout(const CheckInput &input) {
  Findings out;
  const auto &deadline = input.deadlines;
  const auto &services = input.workings.system.services;
  forEachCall(input, [&](std::size_t from, const spec::Step &, const spec::Call &call) {
    const std::optional<spec::Sidecar> &sidecar = services[call.to].terms.sidecar;
    const bool isOfSidecar = sidecar && sidecar->at == call.terms.at; // within the pod, not written
    if (!deadline[from] || call.terms.timeout || call.terms.isAsync() || isOfSidecar)
      return;
    const std::string &name = services[from].name(), &to = services[call.to].name();
    out.push_back(finding("missing-timeout", Severity::note,
                          fmt::format("'{}' is given up after {}, and waits for '{}' without limit",
                                      name, formatted(*deadline[from]), to),
                          call.toAt, {name, to}));
  });
  return out;
}

namespace {

/// What all calls of one edge come to, before any fails.
struct Asked {
  double attempts = 1.0; ///< of one call, at most
  double calls = 0.0;    ///< of one request of the caller
};

/// By edge.
std::vector<Asked> askedOn(const Workings &workings) {
  const auto &services = workings.system.services;
  std::vector<Asked> out(workings.edges.size());
  std::vector<std::size_t> edgeTo(services.size()); // of the caller at hand
  std::size_t edge = 0;
  for (spec::ServiceIndex from = 0; from < services.size(); ++from) {
    for (; edge < out.size() && workings.edges[edge].from == from; ++edge)
      edgeTo[workings.edges[edge].to] = edge;
    for (const spec::Step &step : services[from].steps)
      for (const spec::Call &call : step.calls) {
        double attempts = call.terms.retries ? 1 + call.terms.retries->value : 1.0;
        if (call.terms.retryBudget)
          attempts = std::min(attempts, 1 + call.terms.retryBudget->value.count());
        Asked &asked = out[edgeTo[call.to]];
        asked.attempts = std::max(asked.attempts, attempts);
        asked.calls += traffic::attempts(call.terms);
      }
  }
  return out;
}

/// The way to a service on which retries multiply most.
struct Chain {
  double attempts = 1.0;             ///< of one call of each layer
  double calls = 0.0;                ///< of one request at the top, tried once; 0: none is known
  std::optional<std::size_t> edge{}; ///< the last
};

/// By service. A way goes from tier to tier, so that circles are left out.
std::vector<Chain> worstChains(const Workings &workings, const std::vector<Asked> &asked) {
  std::vector<Chain> worst(workings.tierOf.size());
  for (std::size_t i = 0; i < worst.size(); ++i)
    worst[i].calls = workings.isEntry[i] ? 1.0 : 0.0;
  const auto tierOf = [&](std::size_t edge) { return workings.tierOf[workings.edges[edge].from]; };
  std::vector<std::size_t> order;
  for (std::size_t e = 0; e < asked.size(); ++e)
    if (tierOf(e) >= 0 && tierOf(e) < workings.tierOf[workings.edges[e].to])
      order.push_back(e);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return tierOf(a) < tierOf(b); });
  for (const std::size_t e : order) {
    const Chain &before = worst[workings.edges[e].from];
    const Chain through{before.attempts * asked[e].attempts, before.calls * asked[e].calls, e};
    Chain &known = worst[workings.edges[e].to];
    if (std::tie(through.attempts, through.calls) > std::tie(known.attempts, known.calls))
      known = through;
  }
  return worst;
}

/// Who tries how often on the way, the first first.
std::vector<std::string> layersOf(const Workings &workings, const std::vector<Asked> &asked,
                                  const std::vector<Chain> &worst, std::size_t service) {
  std::vector<std::string> out;
  for (auto edge = worst[service].edge; edge; edge = worst[workings.edges[*edge].from].edge)
    if (asked[*edge].attempts > 1)
      out.push_back(fmt::format("{} by '{}'", threeDigits(asked[*edge].attempts),
                                workings.system.services[workings.edges[*edge].from].name()));
  std::reverse(out.begin(), out.end());
  return out;
}

} // namespace

Findings retryAmplification(const CheckInput &input) {
  Findings out;
  const Workings &workings = input.workings;
  const std::vector<Asked> asked = askedOn(workings);
  const std::vector<Chain> worst = worstChains(workings, asked);
  constexpr double many = 4; // attempts: a layer of three retries
  for (std::size_t i = 0; i < worst.size(); ++i) {
    const Chain &chain = worst[i];
    if (chain.attempts < many)
      continue;
    const std::vector<std::string> layers = layersOf(workings, asked, worst, i);
    const bool fansOut = chain.calls > full;
    if (layers.size() < 2 && !fansOut)
      continue;
    const std::string perRequest =
        fansOut ? fmt::format("; with {} calls a request makes {}", threeDigits(chain.calls),
                              threeDigits(chain.attempts * chain.calls))
                : "";
    out.push_back(finding(
        "retry-amplification", Severity::warning,
        fmt::format("when '{}' fails, each call at the top makes {} attempts there ({}){}",
                    input.rows[i]->name, threeDigits(chain.attempts), inWords(layers), perRequest),
        input.rows[i]->at, {input.rows[i]->name}));
  }
  return out;
}

Findings eagerHedge(const CheckInput &input) {
  Findings out;
  const auto &services = input.workings.system.services;
  forEachCall(input, [&](std::size_t from, const spec::Step &, const spec::Call &call) {
    const auto &time = input.workings.residences[call.to].time;
    if (!traffic::canHedge(call.terms) || !time || !time->isSpreadKnown())
      return;
    const double more = 1 - time->cdf(call.terms.hedgeAfter->value);
    constexpr double safe = 0.05; // of calls; a hedge at the p95
    if (more <= safe * full)
      return;
    const Duration enough = *time->quantile(0.95);
    const auto &timeout = call.terms.timeout;
    const bool isPastTimeout = timeout && timeout->value <= enough; // then it would be none
    out.push_back(finding(
        "eager-hedge", Severity::warning,
        fmt::format("'{}' sends '{}' a second attempt for {} of its calls; {}",
                    services[from].name(), services[call.to].name(), formatted(Ratio(more)),
                    isPastTimeout
                        ? fmt::format("its timeout of {} comes before the {} after which it would "
                                      "be 5%",
                                      formatted(timeout->value), formatted(enough))
                        : fmt::format("after {} it is 5%", formatted(enough))),
        call.terms.hedgeAfter->at, {services[from].name(), services[call.to].name()}));
  });
  return out;
}

Findings hedgePastTimeout(const CheckInput &input) {
  Findings out;
  const auto &services = input.workings.system.services;
  forEachCall(input, [&](std::size_t from, const spec::Step &, const spec::Call &call) {
    if (!call.terms.hedgeAfter || traffic::canHedge(call.terms))
      return;
    const std::string &name = services[from].name(), &to = services[call.to].name();
    out.push_back(finding(
        "hedge-past-timeout", Severity::warning,
        fmt::format(
            "'{}' gives '{}' up after {}, so that the second attempt after {} is never made", name,
            to, formatted(call.terms.timeout->value), formatted(call.terms.hedgeAfter->value)),
        call.terms.hedgeAfter->at, {name, to}));
  });
  return out;
}

Findings deadlineAtFullLoad(const CheckInput &input) {
  Findings out;
  const auto &services = input.workings.system.services;
  const auto &deadline = input.deadlines;
  for (const sizing::Edge &edge : input.workings.edges) {
    const auto &admits = input.workings.admits[edge.from];
    const auto &slots = input.workings.admits[edge.to];
    const auto &time = input.workings.residences[edge.to].time;
    if (!deadline[edge.from] || !admits || !slots || !time || edge.isAsync || edge.attempts <= 0 ||
        time->mean().count() <= 0)
      continue;
    const double each = edge.attempts * time->mean().count() / slots->count(); // s of all slots
    const Duration takes(admits->count() * each);
    if (takes <= *deadline[edge.from] * full)
      continue;
    const std::string &name = services[edge.from].name(), &to = services[edge.to].name();
    out.push_back(finding(
        "deadline-at-full-load", Severity::warning,
        fmt::format("with all of its {} requests inside, '{}' waits {} for {} calls each to '{}', "
                    "past its {}; it keeps to that with up to {} inside",
                    formatted(*admits), name, formatted(takes), threeDigits(edge.attempts), to,
                    formatted(*deadline[edge.from]),
                    formatted(Concurrency(std::floor(deadline[edge.from]->count() / each * full)))),
        edge.at, {name, to}));
  }
  return out;
}

Findings queuePastDeadline(const CheckInput &input) {
  Findings out;
  const auto &deadline = input.deadlines;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Service &service = input.workings.system.services[i];
    const auto &queue = service.terms.deployment.queue;
    const auto rate = workedOff(input.workings.ceilings[i]);
    const auto &time = input.workings.residences[i].time;
    if (!queue || !queue->value.size || !deadline[i] || !rate || !time)
      continue;
    const Concurrency places(*queue->value.size * service.replicas());
    const Duration wait = places / *rate;
    if (places.count() == 0 || wait + time->mean() <= *deadline[i] * full)
      continue;
    const double inTime = (*deadline[i] - time->mean()).count() * rate->count();
    out.push_back(finding("queue-past-deadline", Severity::warning,
                          fmt::format("the last of the {} in the queue of '{}' waits {} at the {} "
                                      "that it gets done, and is given up after {}; {} of them "
                                      "are answered in time",
                                      formatted(places), service.name(), formatted(wait),
                                      formatted(*rate), formatted(*deadline[i]),
                                      formatted(Concurrency(std::floor(std::max(0.0, inTime))))),
                          queue->at, {service.name()}));
  }
  return out;
}

} // namespace loadline::plan
