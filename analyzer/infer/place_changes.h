#pragma once

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/inference.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace loadline::infer {

/// What the code around a place does to a counter or flag that was tested before it: raises it,
/// sets it, or gives it back too early.
class PlaceChanges {
public:
  ///   place       where a unit starts, or a call that comes to start one
  ///   expression  that call
  PlaceChanges(const Inference &inference, const Context &place,
               const facts::Expression &expression);

  /// Whether the function in which units start, or one that it calls, raises a counter or fills a
  /// container. A counter that the unit itself raises lets more pass before it does.
  bool raises(link::VariableId counter) const;
  /// Whether one is taken from a counter where a unit starts.
  bool takes(link::VariableId counter) const;
  /// Whether all raises stand before the test of the counter, in its round: it counts the unit that
  /// the place starts.
  bool raisesBefore(link::VariableId counter, const KnownThere &test) const;
  /// Whether what was counted up is counted down again in the same round: wherever the place was
  /// passed, behind it, or on some way from the raise to it.
  bool lowersInRound(link::VariableId counter) const;
  /// Whether the loop around the place takes elements out of a container because there are many,
  /// whatever their units do: then its size says nothing of these.
  bool shrinksUnwaited(link::VariableId container) const;

  /// How many loops stand around both the place and what sets a counter back that no unit was
  /// waited for: it counts one round of these. Nothing where the place's function leaves it to the
  /// units.
  ///   isTaken   the counter counts down, from what it is set to
  ///   testedIn  the loop whose condition asks for it, if one does: a step back in there begins
  ///   anew
  std::optional<std::size_t> setBackIn(link::VariableId counter, bool isTaken,
                                       const facts::Statement *testedIn) const;

  /// Where a flag was asked.
  struct Tested {
    facts::Place at;
    std::size_t frames = 0; ///< the loops around the place that stand around the test
    bool isHere = false;    ///< in the function of the place, and not in one that it calls
  };
  /// Whether the place takes a flag away from the value that lets pass, once it has asked for it.
  bool sets(link::VariableId flag, std::int64_t passes, const Tested &tested) const;
  /// Whether one of the bits in `mask` is set wherever the place may start a unit, and the function
  /// takes none of them back.
  bool setsBits(link::VariableId flags, std::int64_t mask) const;
  /// Whether the function itself, rather than the unit, gives a flag the value that lets pass
  /// again: then it holds nothing. A unit that failed to start, or was joined, may give it back.
  ///   testedAt  where the flag is asked
  bool givesBack(link::VariableId flag, std::int64_t passes, const facts::Place &testedAt) const;

  /// Whether the place puts a state into what its guard refuses, from `least` to `most`, and its
  /// function does not take it out of there again.
  bool entersRefused(link::VariableId state, std::int64_t least, std::int64_t most) const;

private:
  bool isGivenBackByCallee(link::VariableId counter, bool isTaken) const;
  bool isSetAndKeptByCallee(link::VariableId flag, std::int64_t passes) const;
  bool isMetByAllStarts(const Write &write, link::VariableId flag, std::int64_t passes) const;
  bool isGivenBackHere(link::VariableId flag, std::int64_t passes,
                       const facts::Place &testedAt) const;
  bool mayReturnBefore(const Context &point) const;
  bool isLowered(link::VariableId counter, const Context &place, const facts::Place &behind) const;
  bool isToldWithIt(const Context &raised) const;
  bool isArmOf(const Context &something, const KnownThere &known) const;
  bool isRaisedWithIt(const Context &raised) const;
  bool asksForUnit(const facts::Expression &condition) const;
  bool isCalledHere(link::FunctionId function) const;
  bool raisesObject(const Call &call) const;
  bool takesObject(const Call &call) const;
  bool lowersObject(const Call &call) const;
  bool isStoredHere(link::VariableId container) const;
  bool holdsUnit(const facts::Expression &value) const;
  bool repeatsWith(const Context &context, const facts::Place &at) const;
  bool isAfterFailure(const Context &context) const;
  bool isAfterJoin(const Context &context, const facts::Place &at) const;
  bool comesToJoin(const Call &call, int depth) const;
  bool asksHowManyIn(link::VariableId container, const facts::Expression &condition) const;
  bool makesRoomAlone(const Write &write, link::VariableId counter) const;
  std::vector<const Write *> raisesHere(link::VariableId counter) const;
  bool lowersOnTheWay(link::VariableId counter) const;
  bool undoesRaise(const Write &write, link::VariableId counter) const;
  std::vector<Context> comingTo(const Context &context) const;
  bool waitsBefore(link::FunctionId function, const Context &context, const facts::Place &at,
                   const facts::Place &behind = {}) const;
  bool isGivenBackByCaller(link::VariableId flag, std::int64_t passes) const;
  bool isMetInItsRound(const Context &context, const facts::Place &at) const;
  bool isRepeated(link::FunctionId function, int depth = 0) const;
  bool isDetachedHere(link::VariableId handle) const;
  bool isLetGoElsewhere(link::VariableId flag, std::int64_t passes) const;
  bool ownsUnit(const std::string &type) const;
  bool detaches(const Call &call) const;
  bool writesBack(const Write &write, std::int64_t passes, const facts::Place &testedAt) const;
  bool callsBack(const Call &call, std::int64_t passes) const;

  const Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const Context &place_;
  const facts::Expression &expression_;
};

} // namespace loadline::infer
