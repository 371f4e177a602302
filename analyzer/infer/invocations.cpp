#include "analyzer/infer/inference.h"
#include "analyzer/infer/rearmed_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using link::FunctionId;

namespace {

/// Walks callers upward from a function; `visit` gets each edge once and says whether to go on
/// above it.
void walkCallers(const BodyIndex &index, FunctionId start,
                 const std::function<bool(const Edge &, FunctionId caller)> &visit) {
  std::set<FunctionId> seen{start};
  std::vector<FunctionId> open{start};
  while (!open.empty()) {
    const FunctionId function = open.back();
    open.pop_back();
    for (const Edge &edge : index.edgesInto[function]) {
      const FunctionId caller = index.calls[edge.call].context.function;
      if (caller >= 0 && visit(edge, caller) && seen.insert(caller).second)
        open.push_back(caller);
    }
  }
}

} // namespace

/// A virtual method that calls its namesake of another object, which it holds, as decorators do:
/// the objects are not seen, but they end somewhere.
bool Inference::isForwarding(const Edge &edge, FunctionId caller) const {
  const facts::Symbol &callee = *program_.functions()[edge.callee].symbol;
  const facts::Expression &call = *index_.calls[edge.call].expression;
  if (callee.overridden.empty() || !call.hasObject)
    return false;
  const facts::Expression &object = call.operands.front();
  const bool isHeld = object.kind == facts::Expression::Kind::reference &&
                      program_.symbol(index_.calls[edge.call].unit, object.symbol).kind ==
                          facts::Symbol::Kind::field;
  return isHeld && lastName(program_.functions()[caller].symbol->name) == lastName(callee.name);
}

namespace {

/// The class that a type is about: `Worker` of `std::vector<std::unique_ptr<Worker>>`.
std::string innermost(std::string type) {
  while (type.find('<') != std::string::npos) {
    std::vector<std::string> arguments = argumentsOf(type);
    std::erase_if(arguments, [](const std::string &each) { return std::isdigit(each[0]); });
    if (arguments.empty())
      return "";
    type = arguments.back(); // of a map what it maps to
  }
  return type;
}

/// The class of the object that a method is called on, as its variable or the method around the
/// call says; "" where neither does.
std::string classCalledOn(const link::Program &program, const Call &call) {
  if (!call.expression->hasObject)
    return "";
  const facts::Expression &object = call.expression->operands.front();
  if (object.text == "this" && object.operands.empty())
    return classOf(program, call.context.function);
  const link::VariableId variable = baseVariable(program, call.unit, object);
  return variable < 0 ? "" : innermost(program.variables()[variable].symbol->type);
}

} // namespace

/// Whether an edge comes to a method by way of the one that it overrides.
bool Inference::isDispatched(const Edge &edge) const {
  const Call &call = index_.calls[edge.call];
  const facts::Symbol &method = *program_.functions()[edge.callee].symbol;
  return !method.overridden.empty() && call.expression->symbol >= 0 &&
         program_.symbol(call.unit, call.expression->symbol).name != method.name;
}

/// `start()` of a base runs the `run()` of the object's own class: whether a method is that of
/// another class.
///   base    the class whose method it overrides
///   object  the class of the object, "" if not known
bool Inference::isOfOtherClass(FunctionId method, const std::string &base,
                               const std::string &object) const {
  const facts::Symbol &is = *program_.functions()[method].symbol;
  const std::string last = "::" + lastName(is.name), own = object + last;
  const auto overrides = [&](const std::string &name) {
    return std::ranges::count(is.overriddenNames, name) > 0;
  };
  return !object.empty() && is.name != own && !overrides(own) && overrides(base + last) &&
         std::ranges::any_of(program_.functions(), [&](const link::Function &each) {
           return each.symbol->name == own && !each.symbol->overridden.empty();
         });
}

/// How often a function of a base, or what it starts, runs for the objects whose method that is.
///   below  the functions that ask, each once
Derived Inference::runsFor(FunctionId method, FunctionId function, std::set<FunctionId> &below) {
  const auto &edges = index_.edgesInto[function];
  const bool isPlain = std::ranges::all_of(edges, [&](const Edge &edge) {
    return index_.calls[edge.call].context.function >= 0 &&
           (edge.kind == Edge::Kind::call || edge.kind == Edge::Kind::spawn);
  });
  if (edges.empty() || !isPlain || !below.insert(function).second)
    return invocations(function);
  const std::string base = classOf(program_, function);
  Derived out{Bound::constant(0), {}};
  std::vector<Bound> terms;
  for (const Edge &edge : edges) {
    const Call &call = index_.calls[edge.call];
    const FunctionId caller = call.context.function;
    if (isOfOtherClass(method, base, classCalledOn(program_, call)))
      continue;
    const bool isOfBase = edge.kind == Edge::Kind::spawn || classOf(program_, caller) == base;
    const Derived runs = isOfBase ? runsFor(method, caller, below) : invocations(caller);
    const Derived rounds = roundsOf(edge);
    terms.push_back(Bound::product({rounds.bound, runs.bound}));
    append(out.witness, rounds.witness);
    append(out.witness, runs.witness);
  }
  below.erase(function);
  out.bound = Bound::sum(std::move(terms));
  return out;
}

namespace {

/// Classes of which an object starts one of the other.
using Starts = std::multimap<std::string, std::string>;

/// The classes whose objects come to start others of their own class.
std::set<std::string> circling(const Starts &starts) {
  std::set<std::string> out;
  for (auto at = starts.begin(); at != starts.end(); at = starts.upper_bound(at->first)) {
    std::set<std::string> reached;
    std::vector<std::string> open{at->first};
    while (!open.empty()) {
      const auto [first, last] = starts.equal_range(open.back());
      open.pop_back();
      for (auto next = first; next != last; ++next)
        if (reached.insert(next->second).second)
          open.push_back(next->second);
    }
    if (reached.contains(at->first))
      out.insert(at->first);
  }
  return out;
}

} // namespace

bool Inference::isPlainWay(const Edge &edge, FunctionId caller) const {
  const bool isRun = edge.kind == Edge::Kind::call || edge.kind == Edge::Kind::spawn ||
                     edge.kind == Edge::Kind::unseen;
  return isRun && !isForwarding(edge, caller);
}

bool Inference::isRecursive(FunctionId function) {
  if (const auto found = recursive_.find(function); found != recursive_.end())
    return found->second;
  bool reachesItself = false;
  walkCallers(index_, function, [&](const Edge &edge, FunctionId caller) {
    const bool isWay = isPlainWay(edge, caller);
    reachesItself = reachesItself || (isWay && caller == function);
    return isWay;
  });
  return recursive_[function] = reachesItself && reachesItselfByClasses(function);
}

/// Whether it does so for one object, or by way of others that start each other in a circle.
bool Inference::reachesItselfByClasses(FunctionId function) {
  bool reachesItself = false;
  Starts starts;
  for (const Edge &first : index_.edgesInto[function]) {
    const FunctionId from = index_.calls[first.call].context.function;
    if (reachesItself || from < 0 || !isPlainWay(first, from))
      continue;
    reachesItself = from == function;
    const std::string object = classCalledOn(program_, index_.calls[first.call]);
    const bool isOwn = isDispatched(first); // as the object's own class has it
    walkCallers(index_, from, [&](const Edge &edge, FunctionId caller) {
      const bool isForOther =
          isDispatched(edge) && isOfOtherClass(edge.callee, classOf(program_, function), object);
      if (isForOther)
        starts.emplace(classOf(program_, edge.callee), object);
      const bool isOfOtherObject =
          isOwn && isOfOtherClass(function, classOf(program_, edge.callee),
                                  classCalledOn(program_, index_.calls[edge.call]));
      const bool isWay = isPlainWay(edge, caller) && !isForOther && !isOfOtherObject;
      reachesItself = reachesItself || (isWay && caller == function) ||
                      (isOwn && isWay && circlesThrough(caller, function));
      return isWay && !reachesItself;
    });
  }
  circles_[function] = circling(starts);
  return reachesItself || !circles_[function].empty();
}

/// Whether a method of a base comes to run itself by way of a method that overrides one of it.
bool Inference::circlesThrough(FunctionId base, FunctionId method) {
  const facts::Symbol &is = *program_.functions()[method].symbol;
  const std::string overridden = classOf(program_, base) + "::" + lastName(is.name);
  return std::ranges::count(is.overriddenNames, overridden) > 0 && isRecursive(base) &&
         circles_[base].contains(classOf(program_, method));
}

/// A handler is re-armed when running it leads, through calls and hand-overs, to handing it over
/// again.
std::optional<std::size_t> Inference::rearmedBy(FunctionId function) {
  if (const auto found = rearmed_.find(function); found != rearmed_.end())
    return found->second;
  std::optional<std::size_t> handOver;
  for (const Edge &edge : index_.edgesInto[function]) {
    if (edge.kind != Edge::Kind::onceLater || handOver)
      continue;
    const FunctionId caller = index_.calls[edge.call].context.function;
    bool isReached = caller == function;
    if (caller >= 0)
      walkCallers(index_, caller, [&](const Edge &way, FunctionId above) {
        const bool counts = way.kind != Edge::Kind::callback;
        isReached = isReached || (counts && above == function);
        return counts && !isReached;
      });
    if (isReached)
      handOver = edge.call;
  }
  return rearmed_[function] = handOver;
}

findings::Step Inference::handlerStep(FunctionId function, const rules::EventSource &event) const {
  const link::Function &handler = program_.functions()[function];
  return {position(handler.unit, handler.facts->at),
          fmt::format("{} runs once for each {}, as it overrides {}", handler.symbol->name,
                      event.what.empty() ? "event" : event.what, event.name),
          true};
}

/// Where a stored callable is called, less the loop over what stores it: each round calls another
/// one.
Context Inference::withoutOwnLoop(const Call &call) const {
  Context context = call.context;
  const auto names = [&](const facts::Expression &expression, int symbol,
                         const auto &self) -> bool {
    return (expression.kind == facts::Expression::Kind::reference && expression.symbol == symbol) ||
           std::ranges::any_of(expression.operands, [&](const facts::Expression &operand) {
             return self(operand, symbol, self);
           });
  };
  const facts::Expression *called =
      call.expression->hasObject ? &call.expression->operands.front() : nullptr;
  std::erase_if(context.frames, [&](const Frame &frame) {
    if (!frame.loop || frame.loop->loop != facts::Statement::Loop::rangeFor)
      return false;
    const int element = frame.loop->symbol;
    return call.expression->symbol == element || (called && names(*called, element, names));
  });
  return context;
}

Derived Inference::roundsOf(const Edge &edge) {
  const Call &call = index_.calls[edge.call];
  Derived out = rounds(edge.kind == Edge::Kind::callback ? withoutOwnLoop(call) : call.context);
  if (edge.calledBackAt < 0)
    return out;
  const Derived within = rounds(index_.calls[edge.calledBackAt].context);
  append(out.witness, within.witness);
  return {Bound::product({out.bound, within.bound}), std::move(out.witness)};
}

Bound Inference::runsOutside(const Edge &edge) const {
  Bound times = Bound::constant(1);
  for (const Frame &frame : index_.calls[edge.call].context.frames)
    if (frame.count && frame.count->kind == Expression::Kind::literal)
      times = Bound::product({times, Bound::constant(frame.count->value)});
  return times;
}

Derived Inference::runsUnseen(const Edge &edge) const {
  const Call &call = index_.calls[edge.call];
  const bool isMade = call.expression->kind == Expression::Kind::construct;
  const std::string receiver =
      isMade ? call.expression->type + "()" : nameOf(call.unit, *call.expression);
  const std::string &callee = program_.functions()[edge.callee].symbol->name;
  if (auto event = eventTakenBy(edge.callee))
    return {Bound::unbounded(),
            {{position(call.unit, call.expression->at),
              fmt::format("{} is given to {}", callee, receiver)},
             *std::move(event)}};
  return {Bound::unknown(fmt::format("how often {} runs it", receiver)),
          {{position(call.unit, call.expression->at),
            fmt::format("{} is given to {}, whose code is not seen", callee, receiver)}}};
}

std::optional<Derived> Inference::runsByUnseen(FunctionId function) const {
  const link::Function &callee = program_.functions()[function];
  const SourcePosition at = position(callee.unit, callee.facts->at);
  if (index_.calledFromUnseen.contains(function))
    return Derived{Bound::unknown(fmt::format("how often a library calls {}", callee.symbol->name)),
                   {{at, "it overrides what nobody sees"}}};
  const auto kept = index_.uncalled.find(function);
  if (kept == index_.uncalled.end())
    return std::nullopt;
  if (auto event = eventTakenBy(function))
    return Derived{Bound::unbounded(), {*std::move(event)}};
  const std::string place = program_.variables()[kept->second].symbol->name;
  return Derived{
      Bound::unknown(fmt::format("how often {} is called", place)),
      {{at, fmt::format("it is kept in {}, and no code that is seen calls it from there", place)}}};
}

Derived Inference::invocations(FunctionId function) {
  return answers_.get({Question::invocations, function}, [&]() -> Derived {
    if (const auto handler = index_.eventHandlers.find(function);
        handler != index_.eventHandlers.end())
      return Derived{Bound::unbounded(), {handlerStep(function, *handler->second)}};
    const auto again = rearmedBy(function);
    if (!again)
      return withShortWitness(invocationsByCallers(function));
    if (auto counted = countedRuns(*this, function))
      return *std::move(counted);
    const Call &call = index_.calls[*again];
    return {Bound::unbounded(),
            {{position(call.unit, call.expression->at),
              "the handler is armed again each time it runs", true}}};
  });
}

Derived Inference::invocationsByCallers(FunctionId function) {
  const link::Function &callee = program_.functions()[function];
  std::vector<Bound> terms;
  std::vector<findings::Step> witness;
  for (const Edge &edge : index_.edgesInto[function]) {
    const Call &call = index_.calls[edge.call];
    if (call.context.function < 0) { // a global's starting value
      terms.push_back(runsOutside(edge));
      continue;
    }
    if (edge.kind == Edge::Kind::onceEver) {
      const Derived runs = runsOnce(edge);
      terms.push_back(runs.bound);
      append(witness, runs.witness);
      continue;
    }
    const findings::Step here{
        position(call.unit, call.expression->at),
        fmt::format("{} runs from {}", callee.symbol->name,
                    program_.functions()[call.context.function].symbol->name)};
    if (edge.kind == Edge::Kind::perEvent) {
      terms.push_back(Bound::unbounded());
      witness.push_back({here.at, "a handler that runs for each event", true});
      continue;
    }
    if (edge.kind == Edge::Kind::unseen) {
      const Derived runs = runsUnseen(edge);
      terms.push_back(runs.bound);
      append(witness, runs.witness);
      continue;
    }
    const Derived inCaller = roundsOf(edge);
    std::set<FunctionId> below{function};
    const Derived ofCaller = isDispatched(edge) ? runsFor(function, call.context.function, below)
                                                : invocations(call.context.function);
    terms.push_back(Bound::product({inCaller.bound, ofCaller.bound}));
    if (!terms.back().isConstant(1))
      witness.push_back(here);
    append(witness, inCaller.witness);
    append(witness, ofCaller.witness);
  }
  if (auto unseen = terms.empty() ? runsByUnseen(function) : std::nullopt)
    return *std::move(unseen);
  // nobody else can call it, so what does was not understood
  if (terms.empty() && callee.facts->isInternal && program_.units()[callee.unit].errors > 0)
    if (auto event = eventTakenBy(function))
      return {Bound::unbounded(), {*std::move(event)}};
  if (terms.empty()) // a root: main, or what nobody seen calls
    return {Bound::constant(1), {}};
  Bound total = Bound::sum(std::move(terms));
  return {total.isConstant(0) ? Bound::constant(1) : total, std::move(witness)};
}

} // namespace loadline::infer
