#pragma once

#include "analyzer/infer/given_handles.h"
#include "analyzer/infer/spawn_sites.h"

#include <map>
#include <optional>
#include <vector>

namespace loadline::infer {

/// A way by which a site runs more than once: a call in a loop or handler, or one that a gate lets
/// pass only so often, whoever calls.
struct Repetition {
  std::size_t call = 0;
  Derived rounds;
  std::optional<Collection> byCaller; ///< what the caller does with the handle that it is given
};

/// How often the function of a site runs.
struct Multiplicity {
  Derived own;                         ///< called plainly, or armed again, or recursive
  std::vector<Repetition> repetitions; ///< calls in loops and handlers, each a row of its own
};

/// What becomes of units that a function starts.
struct Collected {
  const SpawnSite &site;
  const Collection &how;
  bool isOne = false; ///< a run of it starts one at most
};

/// Tells the ways on which functions come to run, apart by the calls that repeat.
class Multiplier {
public:
  explicit Multiplier(Inference &inference) : inference_(inference), index_(inference.index()) {}

  /// `collected`: of the units that the function starts; nothing repeats them above who waits for
  /// them.
  Multiplicity of(link::FunctionId function, const Collected *collected = nullptr);
  /// Of the function that a unit starts in: where it is recursive, what ends that may be seen
  /// there.
  Multiplicity ofSpawn(const SpawnSite &spawn, const Collection &collection);

private:
  std::optional<Derived> eventMultiplicity(link::FunctionId function);
  std::optional<Derived> callbackMultiplicity(link::FunctionId function);
  std::optional<Derived> unseenMultiplicity(link::FunctionId function);
  std::optional<Derived> handlersMultiplicity(link::FunctionId function);
  std::optional<Derived> repetition(const Edge &edge);
  bool isGated(std::size_t call);
  bool isRecursive(link::FunctionId function);
  bool isBodyOfApi(const Edge &edge) const;
  bool isWaitedFor(const Call &call, const Collected &collected);
  bound::Bound plainCalls(link::FunctionId function);
  std::vector<Repetition> repetitionsAbove(link::FunctionId function, const Collected *collected);
  bound::Bound runsOf(link::FunctionId function);
  bound::Bound repeatsOf(link::FunctionId caller, const std::optional<Derived> &event);

  Inference &inference_;
  const BodyIndex &index_;
  std::map<std::size_t, std::optional<Derived>> gated_; ///< by call: what a gate lets live
  std::map<link::FunctionId, std::optional<Derived>> byHandlers_;
  std::map<link::FunctionId, bool> recursive_;
  Memo<link::FunctionId, bound::Bound> runs_{bound::Bound::constant(0)};
  Memo<link::FunctionId, bound::Bound> plain_{bound::Bound::constant(0)};
};

} // namespace loadline::infer
