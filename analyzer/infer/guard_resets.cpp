#include "analyzer/infer/place_changes.h"
#include "analyzer/infer/spawn_sites.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

// Who gives back, outside the function in which a unit starts, the flag or handle that was asked
// before, while the unit may live on.

namespace loadline::infer {

using facts::Expression;
using Gives = rules::NumberSource::Gives;

namespace {

bool isSetTo(const Write &write, std::int64_t value) {
  return write.how == Write::How::assigned && write.value &&
         write.value->kind == Expression::Kind::literal && write.value->value == value;
}

} // namespace

/// `for (…) { start(); started = false; }`, or a callee that does it: in a round of a caller, with
/// nothing waited for.
bool PlaceChanges::isGivenBackByCaller(link::VariableId flag, std::int64_t passes) const {
  const auto joins = [&](std::size_t number) { return comesToJoin(index_.calls[number], 0); };
  return std::ranges::any_of(index_.writes[flag], [&](const Write &write) {
    const link::FunctionId function = write.context.function;
    if (!isSetTo(write, passes) || function < 0 || function == place_.function)
      return false;
    if (isMetInItsRound(write.context, write.at))
      return true;
    const auto isCalledBehind = [&](const Edge &edge) {
      const Call &call = index_.calls[edge.call];
      return edge.kind == Edge::Kind::call && !edge.isHandOver &&
             call.context.function != place_.function &&
             isMetInItsRound(call.context, call.expression->at);
    };
    return std::ranges::none_of(index_.callsOf[function], joins) && // asked to end, then joined
           std::ranges::any_of(index_.edgesInto[function], isCalledBehind);
  });
}

/// Whether a place is come to in a round of a caller in which it has called the place's function,
/// and waited for nothing since.
bool PlaceChanges::isMetInItsRound(const Context &context, const facts::Place &at) const {
  if (context.function < 0 || waitsBefore(context.function, context, at))
    return false;
  return std::ranges::any_of(index_.edgesInto[place_.function], [&](const Edge &edge) {
    const Call &call = index_.calls[edge.call];
    if (edge.kind != Edge::Kind::call || edge.isHandOver ||
        call.context.function != context.function)
      return false;
    if (commonFrames(call.context, context) > 0)
      return isMetWith(call.context, context, call.context.frames.back().loop);
    return call.context.frames.empty() && call.expression->at < at &&
           isMetWith(call.context, context, nullptr) && isRepeated(context.function);
  });
}

/// Whether a function runs for each of many events or rounds, as far as its callers tell.
bool PlaceChanges::isRepeated(link::FunctionId function, int depth) const {
  constexpr int deepest = 6;
  if (depth > deepest)
    return false;
  return std::ranges::any_of(index_.edgesInto[function], [&](const Edge &edge) {
    const Context &caller = index_.calls[edge.call].context;
    return edge.kind == Edge::Kind::perEvent || !caller.frames.empty() ||
           (caller.function >= 0 && isRepeated(caller.function, depth + 1));
  });
}

/// A handle that is detached is no longer joinable, whether its unit lives or not.
bool PlaceChanges::isDetachedHere(link::VariableId handle) const {
  return std::ranges::any_of(index_.callsOn[handle], [&](std::size_t number) {
    const Call &call = index_.calls[number];
    return call.context.function == place_.function && detaches(call) &&
           ownsUnit(program_.variables()[handle].symbol->type);
  });
}

/// `stop() { worker->detach(); worker.reset(); }`: the handle is let go, and its unit lives on. A
/// unit may let itself go when it ends.
bool PlaceChanges::isLetGoElsewhere(link::VariableId flag, std::int64_t passes) const {
  const auto isGivenBackIn = [&](link::FunctionId function) {
    const auto empties = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      const rules::NumberSource *rule =
          inference_.rules().number(ruleName(program_, call.unit, *call.expression));
      return call.context.function == function && passes == 0 &&
             ((rule && rule->gives == Gives::oneLess) || lowersObject(call) ||
              (call.expression->symbol >= 0 && argumentsOf(*call.expression).empty() &&
               lastName(program_.symbol(call.unit, call.expression->symbol).name) == "reset"));
    };
    return std::ranges::any_of(index_.writes[flag],
                               [&](const Write &write) {
                                 return write.context.function == function &&
                                        isSetTo(write, passes);
                               }) ||
           std::ranges::any_of(index_.callsOn[flag], empties);
  };
  const auto isOfUnit = [&](link::FunctionId function) {
    return std::ranges::any_of(spawnsThatRun(index_, {function}), [&](std::size_t spawn) {
      return index_.calls[spawn].expression == &expression_;
    });
  };
  return std::ranges::any_of(index_.callsOn[flag], [&](std::size_t number) {
    const Call &call = index_.calls[number];
    const link::FunctionId in = call.context.function;
    return in >= 0 && in != place_.function && detaches(call) &&
           program_.functions()[in].facts->kind != facts::Function::Kind::destructor &&
           isGivenBackIn(in) && !isOfUnit(in);
  });
}

/// Whether the rules name a type as one whose objects stand for a unit each.
bool PlaceChanges::ownsUnit(const std::string &type) const {
  return inference_.rules().spawnApi(withoutArguments(type)) != nullptr;
}

/// `worker.detach()` of a type that the rules name.
bool PlaceChanges::detaches(const Call &call) const {
  if (call.expression->kind != Expression::Kind::call || call.expression->symbol < 0)
    return false;
  const std::string &name = program_.symbol(call.unit, call.expression->symbol).name;
  const rules::SpawnApi *api =
      inference_.rules().spawnApi(name.substr(0, std::min(name.rfind("::"), name.size())));
  return api && std::ranges::count(api->detachedBy, lastName(name)) > 0;
}

} // namespace loadline::infer
