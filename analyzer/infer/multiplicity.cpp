#include "analyzer/infer/multiplicity.h"

#include "analyzer/infer/descent.h"
#include "analyzer/infer/gates.h"
#include "analyzer/infer/join_calls.h"
#include "analyzer/infer/owners.h"
#include "analyzer/infer/rearmed_counts.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace loadline::infer {

using bound::Bound;
using link::FunctionId;

namespace {

/// The shortest way on which a function comes to run itself, call by call.
std::vector<findings::Step> cycleOf(const Inference &inference, FunctionId function) {
  const BodyIndex &index = inference.index();
  const auto nameOf = [&](FunctionId id) {
    return inference.program().functions()[id].symbol->name;
  };
  std::map<FunctionId, const Edge *> down; // the edge by which a caller comes nearer
  std::vector<FunctionId> open{function};
  for (std::size_t i = 0; i < open.size() && !down.contains(function); ++i)
    for (const Edge &edge : index.edgesInto[open[i]]) {
      const FunctionId caller = index.calls[edge.call].context.function;
      const bool counts = edge.kind == Edge::Kind::call || edge.kind == Edge::Kind::spawn ||
                          edge.kind == Edge::Kind::unseen;
      if (caller >= 0 && counts && !inference.isForwarding(edge, caller) &&
          down.emplace(caller, &edge).second)
        open.push_back(caller);
    }
  std::vector<findings::Step> steps;
  FunctionId at = function;
  for (auto found = down.find(at); found != down.end(); found = down.find(at)) {
    const Edge &edge = *found->second;
    const Call &call = index.calls[edge.call];
    steps.push_back({inference.position(call.unit, call.expression->at),
                     fmt::format("{} runs {}", nameOf(at), nameOf(edge.callee))});
    at = edge.callee;
    if (at == function)
      break;
  }
  return steps;
}

} // namespace

Multiplicity Multiplier::of(FunctionId function, const Collected *collected) {
  Multiplicity out{{Bound::constant(1), {}}, {}};
  if (auto event = eventMultiplicity(function))
    return out.own = *std::move(event), out;
  if (isRecursive(function)) {
    const link::Function &self = inference_.program().functions()[function];
    out.own = {Bound::unbounded(),
               {{inference_.position(self.unit, self.facts->at),
                 self.symbol->name + " can come to run itself, and each run starts units"}}};
    append(out.own.witness, cycleOf(inference_, function));
    return out;
  }
  const Bound plain = plainCalls(function);
  out.own.bound = plain.isConstant(0) ? Bound::constant(1) : plain;
  out.repetitions = repetitionsAbove(function, collected);
  return out;
}

Multiplicity Multiplier::ofSpawn(const SpawnSite &site, const Collection &collection) {
  const Call &spawn = index_.calls[site.call];
  const FunctionId function = spawn.context.function;
  if (isRecursive(function) && !eventMultiplicity(function))
    if (auto units = descentOf(inference_, spawn))
      return {*std::move(units), {}};
  const Collected collected{site, collection, spawn.context.frames.empty()};
  return of(function, &collected);
}

/// Of a function that is itself a handler.
std::optional<Derived> Multiplier::eventMultiplicity(FunctionId function) {
  if (const auto again = inference_.rearmedBy(function)) {
    if (auto counted = countedRuns(inference_, function))
      return counted;
    const Call &call = index_.calls[*again];
    const std::string name = ruleName(inference_.program(), call.unit, *call.expression);
    const rules::EventSource *event = inference_.rules().eventSource(name);
    const std::string what = event && !event->what.empty() ? event->what : "event";
    return Derived{
        Bound::unbounded(),
        {{inference_.position(call.unit, call.expression->at),
          fmt::format("the handler runs once for each {}: {} is called again whenever it runs",
                      what, name),
          true}}};
  }
  if (const auto handler = index_.eventHandlers.find(function);
      handler != index_.eventHandlers.end())
    return Derived{Bound::unbounded(), {inference_.handlerStep(function, *handler->second)}};
  for (const Edge &edge : index_.edgesInto[function])
    if (edge.kind == Edge::Kind::perEvent)
      return Derived{Bound::unbounded(),
                     {{inference_.position(index_.calls[edge.call].unit,
                                           index_.calls[edge.call].expression->at),
                       "a handler that runs for each event", true}}};
  for (const Edge &edge : index_.edgesInto[function])
    if (edge.kind == Edge::Kind::onceEver)
      if (Derived runs = inference_.runsOnce(edge); runs.bound.kind() >= bound::Kind::size)
        return runs;
  if (auto stored = callbackMultiplicity(function))
    return stored;
  if (auto unseen = unseenMultiplicity(function))
    return unseen;
  return handlersMultiplicity(function);
}

/// Of a function that code which is not seen runs, unless what is seen runs it without end.
std::optional<Derived> Multiplier::unseenMultiplicity(FunctionId function) {
  const auto &edges = index_.edgesInto[function];
  if (edges.empty()) {
    Derived runs = inference_.invocations(function);
    const bool isRun = inference_.runsByUnseen(function).has_value() ||
                       runs.bound.kind() == bound::Kind::unbounded;
    return isRun ? std::optional(std::move(runs)) : std::nullopt;
  }
  const auto unseen =
      std::ranges::find_if(edges, [](const Edge &edge) { return edge.kind == Edge::Kind::unseen; });
  if (unseen == edges.end())
    return std::nullopt;
  Derived runs = inference_.invocations(function);
  if (runs.bound.kind() > bound::Kind::unknown)
    return inference_.eventTakenBy(function) ? std::optional(std::move(runs)) : std::nullopt;
  runs.witness.insert(runs.witness.begin(), inference_.runsUnseen(*unseen).witness.front());
  return runs;
}

/// Of a function that nothing but handlers call, once each: it is a part of them.
std::optional<Derived> Multiplier::handlersMultiplicity(FunctionId function) {
  if (const auto known = byHandlers_.find(function); known != byHandlers_.end())
    return known->second;
  byHandlers_[function] = std::nullopt; // what comes back to itself is no handler
  std::optional<Derived> event;
  for (const Edge &edge : index_.edgesInto[function]) {
    const Call &call = index_.calls[edge.call];
    const bool isPart = (edge.kind == Edge::Kind::call && edge.calledBackAt < 0) ||
                        edge.kind == Edge::Kind::onceLater;
    if (call.context.function < 0 || !isPart || !call.context.frames.empty() || isBodyOfApi(edge) ||
        isGated(edge.call))
      return std::nullopt;
    event = eventMultiplicity(call.context.function);
    if (!event)
      return std::nullopt;
    event->witness.insert(
        event->witness.begin(),
        {inference_.position(call.unit, call.expression->at), "it runs from a handler"});
  }
  return byHandlers_[function] = event;
}

/// Of a function that was stored, and runs where what is stored is called.
std::optional<Derived> Multiplier::callbackMultiplicity(FunctionId function) {
  for (const Edge &edge : index_.edgesInto[function]) {
    const FunctionId caller = index_.calls[edge.call].context.function;
    if (edge.kind != Edge::Kind::callback || caller < 0)
      continue;
    Derived rounds = inference_.roundsOf(edge);
    const Derived runs =
        isGated(edge.call) ? *gated_.at(edge.call) : inference_.invocations(caller);
    rounds.bound = isGated(edge.call) ? runs.bound : Bound::product({rounds.bound, runs.bound});
    if (rounds.bound.kind() < bound::Kind::size)
      continue;
    rounds.witness.insert(
        rounds.witness.begin(),
        {inference_.position(index_.calls[edge.call].unit, index_.calls[edge.call].expression->at),
         "it was stored, and is called here"});
    append(rounds.witness, runs.witness);
    return rounds;
  }
  return std::nullopt;
}

/// What makes a call repeat what it calls: loops around it, or a caller that is a handler or
/// recursive.
std::optional<Derived> Multiplier::repetition(const Edge &edge) {
  const FunctionId caller = index_.calls[edge.call].context.function;
  Derived rounds = inference_.roundsOf(edge);
  const std::optional<Derived> event = eventMultiplicity(caller);
  if (!event && !isRecursive(caller) && rounds.bound.isConstant(1) && !isGated(edge.call))
    return std::nullopt;
  if (event)
    append(rounds.witness, event->witness);
  return Derived{Bound::product({rounds.bound, repeatsOf(caller, event)}),
                 std::move(rounds.witness)};
}

/// Whether a gate that outlives its function stands before a call.
bool Multiplier::isGated(std::size_t number) {
  const auto [known, isNew] = gated_.try_emplace(number);
  if (isNew) {
    const Call &call = index_.calls[number];
    const auto gate = gateAt(inference_, call.context, *call.expression);
    const Derived most = gate ? mostAlive(inference_, *gate) : Derived{Bound::unbounded(), {}};
    if (gate && !gate->ownedIn && most.bound.kind() <= bound::Kind::config &&
        !most.bound.isConstant(0))
      known->second = Derived{
          Bound::product({most.bound, inference_.rounds(call.context, gate->checkedIn).bound}),
          gate->most.witness};
  }
  return known->second.has_value();
}

/// Whether a function comes to run itself on a way that no gate closes: one that starts itself anew
/// once, by a flag, is not.
bool Multiplier::isRecursive(FunctionId function) {
  const auto [known, isNew] = recursive_.try_emplace(function, false);
  if (!isNew || !inference_.isRecursive(function))
    return known->second;
  std::set<FunctionId> seen;
  std::vector<FunctionId> open{function};
  while (!open.empty() && !seen.contains(function)) {
    const FunctionId callee = open.back();
    open.pop_back();
    for (const Edge &edge : index_.edgesInto[callee]) {
      const FunctionId caller = index_.calls[edge.call].context.function;
      if (caller >= 0 && inference_.isPlainWay(edge, caller) && !isGated(edge.call) &&
          seen.insert(caller).second)
        open.push_back(caller);
    }
  }
  return recursive_[function] = seen.contains(function);
}

/// Whether a call names what rules tell of, and the edge leads into its body: the call is a site
/// itself, and tells how many there are.
bool Multiplier::isBodyOfApi(const Edge &edge) const {
  const Call &call = index_.calls[edge.call];
  const rules::SpawnApi *api =
      inference_.rules().spawnApi(ruleName(inference_.program(), call.unit, *call.expression));
  using Starts = rules::SpawnApi::Starts;
  return api && !edge.isHandOver && edge.kind == Edge::Kind::call &&
         (api->starts == Starts::thread || api->starts == Starts::process ||
          api->starts == Starts::pool);
}

/// Plain calls on all ways from the roots; those that repeat are rows of their own.
Bound Multiplier::plainCalls(FunctionId function) {
  return plain_.get(function, [&] {
    if (index_.edgesInto[function].empty())
      return Bound::constant(1);
    std::vector<Bound> terms;
    for (const Edge &edge : index_.edgesInto[function]) {
      const Call &call = index_.calls[edge.call];
      if (call.context.function < 0)
        terms.push_back(inference_.runsOutside(edge));
      else if (edge.kind == Edge::Kind::onceEver || isBodyOfApi(edge))
        terms.push_back(Bound::constant(1));
      else if (!repetition(edge))
        terms.push_back(plainCalls(call.context.function));
    }
    return Bound::sum(std::move(terms));
  });
}

/// Whether a function waits for the units that a call in it comes to start: behind it, or before it
/// starts the next ones; of an object that not each event makes.
bool Multiplier::isWaitedFor(const Call &call, const Collected &collected) {
  const Collection &collection = collected.how;
  if (framesOfOwner(inference_, call, collection) ||
      (collected.isOne &&
       waitsForAnyBehind(inference_.program(), index_, call, *collected.site.api)))
    return true;
  const std::string owner = classOf(inference_.program(), call.context.function);
  return isJoinedBefore(inference_, call, collection) &&
         (owner.empty() || !inference_.objectsOfEvents(owner));
}

/// The calls that repeat, on all plain ways upward; each once. Above a function that waits for the
/// units itself, none does.
std::vector<Repetition> Multiplier::repetitionsAbove(FunctionId function,
                                                     const Collected *collected) {
  using Given = std::optional<GivenHandle>;
  std::vector<Repetition> repetitions;
  std::set<FunctionId> seen{function};
  std::vector<std::pair<FunctionId, Given>> open{
      {function, collected ? Given({collected->site, collected->how}) : std::nullopt}};
  while (!open.empty()) {
    const auto [callee, given] = std::move(open.back());
    open.pop_back();
    for (const Edge &edge : index_.edgesInto[callee]) {
      const Call &call = index_.calls[edge.call];
      if (call.context.function < 0 || edge.kind == Edge::Kind::onceEver || isBodyOfApi(edge))
        continue;
      const bool isPlain = edge.kind == Edge::Kind::call && !edge.isHandOver;
      Given byCaller = given && isPlain ? givenToCaller(inference_, *given, call) : std::nullopt;
      const bool isKept = byCaller && byCaller->collection.inFunction;
      if (std::optional<Derived> repeated = repetition(edge))
        repetitions.push_back({edge.call, *std::move(repeated),
                               byCaller ? std::optional(byCaller->collection) : std::nullopt});
      else if (!isKept && !(collected && isWaitedFor(call, *collected)) &&
               seen.insert(call.context.function).second)
        open.emplace_back(call.context.function, std::move(byCaller));
    }
  }
  return repetitions;
}

Bound Multiplier::repeatsOf(FunctionId caller, const std::optional<Derived> &event) {
  if (event)
    return event->bound;
  if (isRecursive(caller))
    return Bound::unbounded();
  return runsOf(caller);
}

/// How often a function runs, where gates on the way that outlive their functions let only so many
/// of its units live at once.
Bound Multiplier::runsOf(FunctionId function) {
  return runs_.get(function, [&]() -> Bound {
    const Bound all = inference_.invocations(function).bound;
    if (all.isConstant(1) || index_.eventHandlers.contains(function) ||
        inference_.rearmedBy(function))
      return all;
    std::vector<Bound> terms;
    for (const Edge &edge : index_.edgesInto[function]) {
      const Call &call = index_.calls[edge.call];
      if (call.context.function < 0)
        terms.push_back(inference_.runsOutside(edge));
      else if (edge.kind == Edge::Kind::onceEver)
        terms.push_back(inference_.runsOnce(edge).bound);
      else if (isBodyOfApi(edge))
        terms.push_back(Bound::constant(1));
      else if (isGated(edge.call))
        terms.push_back(gated_.at(edge.call)->bound);
      else if (edge.kind == Edge::Kind::perEvent)
        terms.push_back(Bound::unbounded());
      else if (edge.kind == Edge::Kind::unseen)
        terms.push_back(inference_.runsUnseen(edge).bound);
      else
        terms.push_back(
            Bound::product({inference_.roundsOf(edge).bound, runsOf(call.context.function)}));
    }
    const Bound least = Bound::sum(std::move(terms));
    return least.isConstant(0) || all.kind() < least.kind() ? all : least;
  });
}

} // namespace loadline::infer
