#pragma once

#include "analyzer/infer/handle_moves.h"
#include "analyzer/infer/join_reach.h"
#include "analyzer/rules/rules.h"

#include <optional>
#include <set>

// Which calls wait for a unit.

namespace loadline::infer {

/// Whether a name is one of some, with its namespaces or without.
bool isOneOf(const std::vector<std::string> &names, const std::string &name);

/// Whether a wait for a process only looks whether one has ended: `waitpid(pid, &status, WNOHANG)`.
bool onlyLooks(const facts::Expression &call);

/// Whether a join always waits for the same element of an array, while units start in others, and
/// nothing else of the array is joined or moved: `pthread_join(threads[0], 0)` with `threads[n]`
/// started.
bool joinsSameSlot(const link::Program &program, const BodyIndex &index, const Call &join,
                   const facts::Expression &start);

/// The calls that join the units of one API.
class JoinCalls {
public:
  JoinCalls(const link::Program &program, const BodyIndex &index, const rules::SpawnApi &api)
      : program_(program), index_(index), api_(api) {}

  /// The calls that wait for a unit, by its handles.
  ///   slot  the element that alone holds it, if one does
  std::set<std::size_t> callsThatJoin(const rules::Rules &rules, const Call &spawn,
                                      const Handles &handles,
                                      const std::optional<Slot> &slot) const;

  /// A call that waits for the unit. With a handle as an argument it may be a function
  /// (`pthread_join(t)`) or an algorithm that is given the method (`for_each(…,
  /// mem_fn(&thread::join))`).
  bool isJoin(const Call &call, bool asArgument) const;

  /// Whether a call waits for the unit by its place alone, whatever it names.
  bool joinsByPlace(const Call &call, const Handles &handles) const {
    return (isJoin(call, true) && isOfAny(call, handles)) || waitsForAny(call);
  }

  /// `threads.clear()` of handles that wait for their units where they end.
  bool endsAll(const Call &call) const;

  /// `wait(&status)`, or what waits so whatever happens in it.
  bool waitsForAny(const Call &call) const;

  /// `threads.pop_front()`, `threads.erase(threads.begin())` of handles that wait for their units
  /// where they end: waits for just one.
  bool endsOne(const rules::Rules &rules, const Call &call) const;

  /// `joinAll(threads)`: what is called joins what it is given.
  bool handsToJoin(const Call &call, link::VariableId handle, int depth = 0) const;

private:
  /// Not a join that names an object other than that which tells of the process.
  bool isOfAny(const Call &call, const Handles &handles) const;
  bool isJoinedAs(link::VariableId parameter, const Call &by, int depth) const;
  bool doesNotWait(const Call &call) const;
  /// `waitpid(pid, status, options)` in a function that is called with WNOHANG.
  bool onlyLooksFor(const Call &join, const Call &caller) const;

  const link::Program &program_;
  const BodyIndex &index_;
  const rules::SpawnApi &api_;
};

/// Whether the function of a call waits behind it, on every way, for any process of an API: for the
/// one that the call has started, if it does.
bool waitsForAnyBehind(const link::Program &program, const BodyIndex &index, const Call &call,
                       const rules::SpawnApi &api);

/// `joinAll();` behind a spawn, on every way: calls of a function in which `join` waits whatever
/// happens there.
std::vector<const Call *> helpersBehind(const link::Program &program, const BodyIndex &index,
                                        const Call &spawn, const Call &join,
                                        const Handles &handles);

} // namespace loadline::infer
