#include "planner/plan/check_parts.h"

#include "base/text.h"
#include "planner/latency/own_work.h"
#include "planner/traffic/call_graph.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
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

/// The least time that any caller, or its own objective, gives each service for its whole answer.
std::vector<std::optional<Duration>> deadlines(const CheckInput &input) {
  std::vector<std::optional<Duration>> out(input.rows.size());
  const auto narrow = [&](std::size_t i, Duration by) {
    if (!out[i] || by < *out[i])
      out[i] = by;
  };
  for (std::size_t i = 0; i < out.size(); ++i)
    if (const auto &deadline = input.workings.system.services[i].terms.slo.deadline)
      narrow(i, deadline->value);
  forEachCall(input, [&](std::size_t, const spec::Step &, const spec::Call &call) {
    if (call.terms.timeout && !call.terms.isAsync())
      narrow(call.to, call.terms.timeout->value);
  });
  return out;
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

/// What the calls of a service that follow each other can take until the last has been given up.
struct InTurn {
  Duration longest{0};
  double calls = 0.0;             ///< groups count as one
  std::vector<std::string> parts; ///< "'b' 500 ms"
  bool isToldAlone = false;       ///< one call takes longer than there is by itself
};

/// Of the calls that every request makes and waits for: of a group the slowest, and what a cache
/// answers for some or only some requests ask is left out, as is a call without a timeout.
InTurn inTurn(const spec::System &system, const spec::Service &service, Duration deadline) {
  InTurn out;
  for (const spec::Step &step : service.steps) {
    Duration slowest(0);
    std::string part;
    double calls = 0.0;
    for (const spec::Call &call : step.calls) {
      const spec::CallTerms &terms = call.terms;
      const double made = std::floor(terms.count() * (1 - terms.hits()) / terms.batchSize() * full);
      if (!terms.timeout || terms.isAsync() || made < 1)
        continue;
      const double each = step.isParallel ? 1.0 : made;
      out.isToldAlone = out.isToldAlone || longest(terms) > deadline * full;
      if (longest(terms) * each <= slowest)
        continue;
      slowest = longest(terms) * each;
      calls = each;
      part = fmt::format("'{}' {}", system.services[call.to].name(), formatted(slowest));
    }
    out.longest += slowest;
    out.calls += calls;
    if (calls > 0)
      out.parts.push_back(part);
  }
  return out;
}

} // namespace

Findings callsPastDeadline(const CheckInput &input) {
  Findings out;
  const auto deadline = deadlines(input);
  const spec::System &system = input.workings.system;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Service &service = system.services[i];
    if (!deadline[i])
      continue;
    const Duration left = leftForCalls(service, *deadline[i]);
    const InTurn calls = inTurn(system, service, *deadline[i]);
    if (calls.isToldAlone || calls.calls < 2 || calls.longest <= left * full)
      continue;
    out.push_back(finding(
        "calls-past-deadline", Severity::note,
        fmt::format("'{}' has {} for its answer, of which its own work leaves {}, and its calls "
                    "after each other may take {} ({}): the last ones need what is left of the "
                    "time for their timeout",
                    service.name(), formatted(*deadline[i]), formatted(left),
                    formatted(calls.longest), listed(calls.parts)),
        input.rows[i]->at, {service.name()}));
  }
  return out;
}

Findings deadlineInverted(const CheckInput &input) {
  Findings out;
  const auto deadline = deadlines(input);
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
  const auto deadline = deadlines(input);
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
  const auto deadline = deadlines(input);
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

Findings retryAmplification(const CheckInput &input) {
  Findings out;
  const Workings &workings = input.workings;
  struct Chain {
    double attempts = 1.0; ///< of one call of each layer
    double calls = 0.0;    ///< of one request at the top, tried once; 0 where none is known
    std::vector<std::string> layers;
  };
  std::vector<Chain> worst(input.rows.size());
  for (std::size_t i = 0; i < worst.size(); ++i)
    worst[i].calls = workings.isEntry[i] ? 1.0 : 0.0;
  std::vector<const sizing::Edge *> order;
  for (const sizing::Edge &edge : workings.edges)
    if (workings.tierOf[edge.from] >= 0 && workings.tierOf[edge.from] < workings.tierOf[edge.to])
      order.push_back(&edge);
  std::stable_sort(order.begin(), order.end(), [&](const sizing::Edge *a, const sizing::Edge *b) {
    return workings.tierOf[a->from] < workings.tierOf[b->from];
  });
  std::map<std::pair<std::size_t, std::size_t>, double> perCall, calls;
  forEachCall(input, [&](std::size_t from, const spec::Step &, const spec::Call &call) {
    double attempts = call.terms.retries ? 1 + call.terms.retries->value : 1.0;
    if (call.terms.retryBudget)
      attempts = std::min(attempts, 1 + call.terms.retryBudget->value.count());
    double &most = perCall.try_emplace({from, call.to}, 1.0).first->second;
    most = std::max(most, attempts);
    calls[{from, call.to}] += traffic::attempts(call.terms);
  });
  for (const sizing::Edge *edge : order) {
    const double here = perCall[{edge->from, edge->to}];
    Chain through = worst[edge->from];
    through.attempts *= here;
    through.calls *= calls[{edge->from, edge->to}];
    if (here > 1)
      through.layers.push_back(fmt::format("{} by '{}'", threeDigits(here),
                                           workings.system.services[edge->from].name()));
    if (std::tie(through.attempts, through.calls) >
        std::tie(worst[edge->to].attempts, worst[edge->to].calls))
      worst[edge->to] = std::move(through);
  }
  for (std::size_t i = 0; i < worst.size(); ++i) {
    const Chain &chain = worst[i];
    const bool fansOut = chain.calls > full;
    if ((chain.layers.size() < 2 && !fansOut) || chain.attempts < 4)
      continue;
    const std::string perRequest =
        fansOut ? fmt::format("; with {} calls a request makes {}", threeDigits(chain.calls),
                              threeDigits(chain.attempts * chain.calls))
                : "";
    out.push_back(
        finding("retry-amplification", Severity::warning,
                fmt::format("when '{}' fails, each call at the top makes {} attempts there ({}){}",
                            input.rows[i]->name, threeDigits(chain.attempts), inWords(chain.layers),
                            perRequest),
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
  const auto deadline = deadlines(input);
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
  const auto deadline = deadlines(input);
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
