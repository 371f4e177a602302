#include "planner/scenario/all_kinds.h"

#include "planner/spec/parts.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

// What is full before anybody looks: memory by large requests, breakers and alerts that come late.

namespace loadline::scenario {

using spec::syntax::read;
using spec::syntax::readCount;
using spec::syntax::readPositive;
using units::formatted;

namespace {

const Edge *edgeFrom(const std::vector<Edge> &edges, const std::string &from) {
  for (const Edge &edge : edges)
    if (edge.from->name() == from)
      return &edge;
  return nullptr;
}

std::string yesNo(bool is) {
  return is ? "yes" : "no";
}

/// A window counts a call when it ends: of calls that hang only those that began a timeout before.
void addBreaker(const Edge &edge, Duration hangs, Outcome &outcome) {
  const spec::Breaker &is = *edge.call->terms.breaker;
  const double share = is.failures ? is.failures->value.count() : 0.5;
  const double least = is.requests ? is.requests->value : 10;
  const std::string about = edge.from->name() + " -> " + outcome.figures.front().about;
  const auto add = [&](const char *name, std::string after, std::string how) {
    outcome.figures.push_back({about, name, "-", std::move(after), std::move(how)});
  };
  const Duration window = is.window->value;
  const double highest = std::max(0.0, 1 - hangs / window);
  const Concurrency seen = edge.rate * window;
  const bool canTrip = highest > share && seen.count() >= least;
  add("failures it can see", formatted(Ratio(highest)),
      fmt::format("1 − {} / {}, has to pass {}", formatted(hangs), formatted(window),
                  formatted(Ratio(share))));
  add("calls in a window", formatted(seen), fmt::format("needs {:.0f}", least));
  add("can trip on a hanging callee", yesNo(canTrip), "");
  if (canTrip) {
    add("trips after", formatted(std::max(hangs / (1 - share), Concurrency(least) / edge.rate)),
        "timeout / (1 − share)");
    outcome.conclusions.push_back("It opens when the callee hangs.");
    return;
  }
  outcome.verdict = Verdict::breaks;
  const std::string callee = outcome.figures.front().about;
  outcome.figures.push_back({about, "calls that reach it when it hangs", formatted(edge.rate),
                             formatted(edge.rate), "none is kept back",
                             Probe{Probe::Reads::arrivalsLater, callee}});
  outcome.trial = {Trial::What::hang, callee, 0, hangs * 2, hangs * 2};
  outcome.conclusions.push_back(
      share < 1 ? fmt::format("It never opens on a hanging callee: calls fail only after {}, and "
                              "its counts start "
                              "anew each {}. A window above {} would do, or a timeout below {}.",
                              formatted(hangs), formatted(window), formatted(hangs / (1 - share)),
                              formatted(window * (1 - share)))
                : "It never opens: every call of a window has to fail.");
}

} // namespace

void largeInput(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto items = readCount(reader, "items", 1);
  const auto each = readPositive(reader, "memory_per_item", units::parseBytes);
  const auto at = readPositive(reader, "rate", units::parseRate);
  if (!items || !each)
    return void((reader.required("items"), reader.required("memory_per_item")));
  if (!node)
    return;
  const spec::ServiceTerms &terms = node->service->terms;
  const double cap = terms.items.max ? terms.items.max->value : items->value;
  const double taken = std::min(items->value, cap);
  const Bytes request = each->value * taken;
  const double mean = terms.items.mean ? terms.items.mean->value : 1;
  const std::string &name = node->plan->name;
  outcome.figures.push_back({name, "memory of a request", formatted(each->value * mean),
                             formatted(request),
                             fmt::format("{:.0f} × {}{}", taken, formatted(each->value),
                                         taken < items->value ? ", cut by items.max" : "")});
  if (!terms.items.max)
    outcome.conclusions.push_back(name + " has no cap on the items of a request (items.max).");
  if (!terms.deployment.memory)
    return;
  const Bytes free = terms.deployment.memory->value -
                     (terms.deployment.baseMemory ? terms.deployment.baseMemory->value : Bytes(0));
  const double fit = std::floor(free / request);
  outcome.figures.push_back({name, "such requests in a replica", "-", fmt::format("{:.0f}", fit),
                             fmt::format("{} / {}", formatted(free), formatted(request))});
  if (at && fit >= 1) {
    const Rate perReplica = at->value / node->service->replicas();
    outcome.figures.push_back({name, "a replica is full after", "-",
                               formatted(Concurrency(free / request) / perReplica),
                               fmt::format("at {} a replica", formatted(perReplica))});
  }
  const auto bound = terms.deployment.mostInFlight();
  if (fit < 1 || !bound || bound->value.count() > fit) {
    outcome.verdict = Verdict::breaks;
    outcome.conclusions.push_back(
        fit < 1 ? "One such request is more than a replica has."
                : fmt::format("{} lets {} in, and {:.0f} fill its memory.", name,
                              bound ? formatted(bound->value) : std::string("any number"), fit));
  }
}

void breaker(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto to = subject.node(reader, "to");
  const auto from = subject.node(reader, "from");
  const auto timeout = readPositive(reader, "hangs_for", units::parseDuration);
  if (!from || !to)
    return;
  const auto edges = subject.callsTo(*to->service);
  const Edge *edge = edgeFrom(edges, from->service->name());
  if (!edge)
    return reader.error(reader.keyAt("from"),
                        fmt::format("'{}' does not call '{}'", from->plan->name, to->plan->name));
  const auto &is = edge->call->terms.breaker;
  if (!is || !is->window)
    return reader.error(edge->call->terms.at, "this call has no breaker with a window");
  const auto hangs = timeout                     ? std::optional(timeout->value)
                     : edge->call->terms.timeout ? std::optional(edge->call->terms.timeout->value)
                                                 : std::nullopt;
  if (!hangs)
    return reader.error(edge->call->terms.at,
                        "the call has no timeout, so a hanging callee is never a failure");
  outcome.figures.push_back(
      {to->plan->name, "calls", formatted(edge->rate), formatted(edge->rate), ""});
  addBreaker(*edge, *hangs, outcome);
  const double share = is->failures ? is->failures->value.count() : 0.5;
  const double fails = to->service->terms.fails ? to->service->terms.fails->value.count() : 0;
  if (fails > share) {
    outcome.verdict = Verdict::breaks;
    outcome.conclusions.push_back(
        fmt::format("It opens while all is as planned: {} of the calls fail, and it takes {}.",
                    formatted(Ratio(fails)), formatted(Ratio(share))));
  }
}

void alert(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto threshold = readPositive(reader, "fires_at", units::parseNumber);
  const auto ceiling = readPositive(reader, "full_at", units::parseNumber);
  const auto hold = read(reader, "for", units::parseDuration);
  const auto scrape = read(reader, "every", units::parseDuration);
  const auto rate = readPositive(reader, "grows", units::parseRate);
  if (!threshold || !ceiling)
    return void((reader.required("fires_at"), reader.required("full_at")));
  if (!node)
    return;
  const Rate grows = rate ? rate->value : node->arrivals();
  if (grows.count() <= 0)
    return reader.error(reader.at(), "nothing arrives, so nothing grows",
                        "give it, as grows: 1000/s");
  const Duration crossed = Concurrency(threshold->value) / grows;
  const Duration late = (hold ? hold->value : Duration(0)) + (scrape ? scrape->value : Duration(0));
  const Duration full = Concurrency(ceiling->value) / grows;
  const std::string &name = node->plan->name;
  outcome.figures.push_back(
      {name, "alert fires after", "-", formatted(crossed + late),
       fmt::format("{:.0f} / {} + {}", threshold->value, formatted(grows), formatted(late))});
  outcome.figures.push_back({name, "full after", "-", formatted(full),
                             fmt::format("{:.0f} / {}", ceiling->value, formatted(grows))});
  outcome.verdict = crossed + late >= full ? Verdict::breaks : Verdict::holds;
  if (outcome.verdict == Verdict::holds)
    outcome.conclusions.push_back(
        fmt::format("It leaves {} to act.", formatted(full - crossed - late)));
  else
    outcome.conclusions.push_back(
        full > late
            ? fmt::format("It can't fire in time. At {:.0f} it would.",
                          std::floor(((full - late) * grows).count()))
            : "It can't fire in time at any threshold: it looks less often than that takes.");
}

} // namespace loadline::scenario
