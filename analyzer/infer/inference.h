#pragma once

#include "analyzer/bound/bound.h"
#include "analyzer/findings/finding.h"
#include "analyzer/infer/body_index.h"
#include "analyzer/infer/memo.h"
#include "analyzer/link/program.h"
#include "analyzer/rules/rules.h"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace loadline::infer {

/// A bound and the code that establishes it; files are absolute here.
struct Derived {
  bound::Bound bound;
  std::vector<findings::Step> witness;
};

/// The steps of one answer behind those of another.
void append(std::vector<findings::Step> &to, const std::vector<findings::Step> &from);

/// The answer with no more steps than a reader follows.
Derived withShortWitness(Derived derived);

/// A bound with configuration of that name in place of what is unknown, or one of the data.
bound::Bound withConfig(const bound::Bound &bound, const std::string &name);

/// A bound with sizes of data in place of configuration: what was given is no number of workers.
bound::Bound asData(const bound::Bound &bound);

/// A loop's comparison, read with what changes on the left.
struct Comparison {
  link::VariableId counter = -1;
  bool sizeCounts = false; ///< a container's size that grows in the loop
  const facts::Expression *counting = nullptr;
  const facts::Expression *limit = nullptr;
  std::string op;
  std::int64_t offset = 0; ///< that the condition adds to the counter: `i + 1 < n`
  std::int64_t factor = 1; ///< and by which it multiplies it before: `2 * i < n`
  int extra =
      0; ///< rounds more than tests that hold: a do loop's first, less a step before the first test
};

/// Answers "how many" about a program: the value of a number, the size of a container, the rounds
/// of a loop, the invocations of a function. Answers are upper bounds, kept once found; what
/// depends on itself adds nothing to itself.
class Inference {
public:
  Inference(const link::Program &program, const rules::Rules &rules, const BodyIndex &index)
      : program_(program), rules_(rules), index_(index) {}

  const link::Program &program() const { return program_; }
  const rules::Rules &rules() const { return rules_; }
  const BodyIndex &index() const { return index_; }

  // numbers.cpp
  Derived number(int unit, const facts::Expression &expression);
  std::optional<Derived> wrappedBelowZero(int unit, const facts::Expression &expression);
  std::optional<std::int64_t> greatestSigned(int unit, const facts::Expression &expression);
  std::optional<Derived> wrappedLimit(int unit, const facts::Expression &limit,
                                      link::VariableId counter);
  Derived numberPlus(int unit, const facts::Expression &expression, std::int64_t offset);
  // sizes.cpp
  Derived sizeOf(int unit, const facts::Expression &container);
  // rounds.cpp
  Derived rounds(const Context &context, const Frame &frame);
  /// The product of the rounds of the frames from `first` on.
  Derived rounds(const Context &context, std::size_t first = 0);
  // invocations.cpp
  /// How often one run of the caller comes to run the callee by an edge.
  Derived roundsOf(const Edge &edge);
  /// Says that a function overrides a handler of an event source.
  findings::Step handlerStep(link::FunctionId function, const rules::EventSource &event) const;
  /// How often code that is not seen runs what it is given by an edge: unknown, and who it is.
  Derived runsUnseen(const Edge &edge) const;
  /// How often code that is not seen runs a function by its name or from where it is kept; nothing
  /// for one that no such code knows.
  std::optional<Derived> runsByUnseen(link::FunctionId function) const;
  /// How often a starting value of a global runs it: once, or for each object of an array.
  bound::Bound runsOutside(const Edge &edge) const;
  /// How often what runs once is run: more than once where each of many objects has its own flag.
  Derived runsOnce(const Edge &edge);
  /// How often a function runs in the life of the program; per event, unbounded.
  Derived invocations(link::FunctionId function);
  /// Whether completion handlers start it again and again, and the hand-over that does.
  std::optional<std::size_t> rearmedBy(link::FunctionId function);
  Context withoutOwnLoop(const Call &call) const;
  bool isForwarding(const Edge &edge, link::FunctionId caller) const;
  bool reachesItselfByClasses(link::FunctionId function);
  bool isOfOtherClass(link::FunctionId method, const std::string &base,
                      const std::string &object) const;
  bool isDispatched(const Edge &edge) const;
  bool circlesThrough(link::FunctionId base, link::FunctionId method);
  Derived runsFor(link::FunctionId method, link::FunctionId function,
                  std::set<link::FunctionId> &below);
  /// Whether it can come to call itself through calls and spawns.
  bool isRecursive(link::FunctionId function);
  /// Whether an edge counts as a way by which a function comes to run itself.
  bool isPlainWay(const Edge &edge, link::FunctionId caller) const;

  // objects.cpp
  /// How many objects of a class events make, where nothing limits these: nothing for any other.
  std::optional<Derived> objectsOfEvents(const std::string &type);

  /// How many objects a call in a field's starting value is run for, where no function holds it
  /// since nobody wrote a constructor: those of events, else 1.
  Derived objectsStartedWith(const Call &call);
  /// The class that a variable is a field of; "" for what is none.
  std::string classOfField(link::VariableId variable) const;
  /// The class whose objects say how many a method of a class is called on: that which holds the
  /// one as a part (`Chat` for `socket_.start()`), where all calls are on that part; else the
  /// class itself.
  std::string holderOf(link::FunctionId method, std::string type) const;

  // events.cpp
  /// The event that a function takes each time that it runs, if any.
  std::optional<findings::Step> eventTakenBy(link::FunctionId function) const;
  /// The event that each round of a loop waits for, if any.
  std::optional<findings::Step> eventOf(const Context &context, const facts::Statement &loop) const;

  SourcePosition position(int unit, const facts::Place &at) const;
  std::string nameOf(int unit, const facts::Expression &expression) const;
  /// What is written to a variable by its own name, and by those that stand for it.
  std::vector<const Write *> allWrites(link::VariableId variable) const;
  /// The argument that a call or hand-over gives to a parameter; null where that is not seen.
  const facts::Expression *argumentFor(const Edge &edge, const facts::Symbol &parameter) const;

private:
  std::set<link::VariableId> withAliases(link::VariableId variable) const;
  Derived numberOfVariable(link::VariableId variable);
  Derived numberOfParameter(link::VariableId variable);
  Derived numberOfCall(int unit, const facts::Expression &call);
  Derived numberFromRule(int unit, const facts::Expression &call, const rules::NumberSource &rule);
  Derived numberOfBinary(int unit, const facts::Expression &expression);
  Derived numberReturned(link::FunctionId function);
  Derived greatestReturn(link::FunctionId function);
  Derived writtenNumber(int unit, const facts::Expression &text);

  // writes.cpp
  struct Remade;
  bool remakes(int unit, const facts::Expression &value, link::VariableId variable, Remade &out);
  bool remakesByChoice(int unit, const facts::Expression &choice, link::VariableId variable,
                       Remade &out);
  bool isAlwaysDone(const Context &context, link::VariableId variable,
                    const facts::Statement *branch) const;
  Derived greatestWrite(link::VariableId variable, std::vector<bound::Bound> passed = {});
  void addMask(const Write &step, link::VariableId variable, Remade &out);
  bool isGivenByClamp(const Write &write, link::VariableId variable) const;
  std::optional<std::int64_t> addedOnce(const Write &write, link::VariableId variable) const;
  void addNewValues(link::VariableId variable, std::vector<bound::Bound> &arms,
                    std::vector<findings::Step> &witness);
  std::optional<Derived> unseenWrite(const Write &write, link::VariableId variable,
                                     const std::string &name);
  std::optional<Derived> readByCall(link::VariableId variable);
  // received.cpp
  std::optional<Derived> receivedInto(link::VariableId variable);
  const facts::Expression &textBehind(int unit, const facts::Expression &part) const;
  std::optional<Derived> findReceived(link::VariableId variable) const;
  Derived numberCopied(int unit, const facts::Expression &source);
  Derived asGivenFor(link::VariableId variable, const Write &write, Derived value);
  Derived numberInObject(int unit, const facts::Expression &expression, Derived own);
  std::vector<const facts::Expression *> wordsBehind(link::FunctionId function, int unit,
                                                     const facts::Expression &value) const;
  std::vector<link::VariableId> filledFrom(link::VariableId variable, bool isInside) const;

  Derived clamped(link::VariableId variable, bool isSize, Derived most);
  std::vector<bound::Bound> withLaterWrites(link::VariableId variable, const Clamp &clamp,
                                            bound::Bound kept);
  // elements.cpp
  Derived greatestElement(link::VariableId array);
  Derived elementsOf(int unit, const facts::Expression &range);
  std::optional<Derived> numberOfElement(link::VariableId variable);

  // choices.cpp
  bool isOfALibrary(link::FunctionId function);
  Derived numberOfConditional(int unit, const facts::Expression &conditional);
  void addLimits(int unit, const facts::Expression &condition, bool holds,
                 const facts::Expression &value, std::vector<Derived> &out);
  std::vector<const facts::Expression *> leastOf(const Context &context,
                                                 const facts::Statement &loop,
                                                 const facts::Expression &limit) const;
  const facts::Expression *givenFor(const Context &context, const facts::Statement &loop,
                                    const facts::Expression &limit) const;
  // chunks.cpp
  std::optional<Derived> chunkRounds(const Context &context, const facts::Statement &loop,
                                     const Comparison &counts);
  bool isInRoundAround(const Context &context, const facts::Statement &loop,
                       const Context &place) const;
  bool isChangedBetween(int unit, const facts::Expression &value, const facts::Place &from,
                        const facts::Place &to) const;

  Derived sizeOfVariable(link::VariableId variable);
  Derived sizeReturned(link::FunctionId function);
  std::optional<Derived> sizeOfView(int unit, const facts::Expression &view);
  bool isResizedFirst(link::VariableId variable) const;
  Derived filledOrPassed(link::VariableId variable);
  std::optional<Derived> filled(link::VariableId variable);
  std::optional<Derived> filledByCall(link::VariableId variable, const Call &call);
  std::optional<Derived> filledByKeys(link::VariableId variable) const;
  bool isPlace(int unit, const facts::Expression &expression) const;
  bool isEndOfRange(int unit, const facts::Expression &first, const facts::Expression &last) const;
  std::optional<Derived> constructedSize(int unit, const facts::Expression &value);
  Derived invocationsByCallers(link::FunctionId function);
  std::optional<Derived> objectsMadeBy(const Call &call, const std::string &type);
  bool makesOnHeap(const Call &call, const std::string &type) const;
  bool makesInRound(const Call &call, const std::string &type) const;
  bool makesInContainer(const Call &call, const std::string &type) const;
  bool isDroppedInRound(const Call &call) const;
  bool startsEmpty(link::VariableId container, const Call &fill) const;
  Derived timesRun(link::VariableId container, const Call &call, Derived each);

  Derived loopRounds(const Context &context, const facts::Statement &loop);
  Derived conditionRounds(const Context &context, const facts::Statement &loop,
                          const facts::Expression &condition);
  Derived comparisonRounds(const Context &context, const facts::Statement &loop,
                           const facts::Expression &comparison);
  std::vector<findings::Step> eventsBehind(const Context &context, const facts::Statement &loop);
  std::optional<findings::Step> eventAround(const Context &context);
  Derived endlessRounds(const Context &context, const facts::Statement &loop, std::string why);
  Derived greatestStart(link::VariableId counter, const facts::Statement &loop,
                        std::int64_t offset);
  std::int64_t leastStart(link::VariableId counter, const facts::Statement &loop);
  std::vector<const Write *> startingWrites(link::VariableId counter,
                                            const facts::Statement &loop) const;
  const facts::Expression *distanceFromStart(link::VariableId counter, const facts::Statement &loop,
                                             const facts::Expression &limit) const;
  Derived countedDown(const Context &context, const facts::Statement &loop,
                      const Comparison &counts);
  Derived countedUp(const Context &context, const facts::Statement &loop, const Comparison &counts);
  std::int64_t leastStep(link::VariableId counter, const facts::Statement &loop) const;
  std::optional<std::int64_t> factorOf(link::VariableId counter,
                                       const facts::Statement &loop) const;
  bool isScaled(link::VariableId counter, const facts::Statement &loop) const;
  bool isMixed(link::VariableId counter, const facts::Statement &loop) const;
  std::int64_t roundsUntilShiftedOut(link::VariableId counter, const facts::Statement &loop) const;
  std::optional<Derived> shiftedOut(const Context &context, const facts::Statement &loop,
                                    link::VariableId counter) const;
  std::optional<Derived> unscalable(const Context &context, const facts::Statement &loop,
                                    const Comparison &counts, bool isDown);
  Derived countedTo(const Context &context, const facts::Statement &loop, const Comparison &counts);
  Derived limitOfCounter(int unit, const facts::Expression &limit, const Comparison &counts,
                         std::int64_t more);
  std::string neverReached(const facts::Statement &loop, const Comparison &counts);
  bool isPosition(link::VariableId variable) const;
  bool startsAtNone(link::VariableId counter, const facts::Statement &loop) const;
  bool stepsDown(link::VariableId counter, const facts::Statement &loop) const;
  Comparison readComparison(const Context &context, const facts::Statement &loop,
                            const facts::Expression &comparison) const;
  Derived countedRounds(const Context &context, const facts::Statement &loop,
                        const Comparison &counts);
  std::optional<Derived> guardRounds(const Context &context, const facts::Statement &loop,
                                     const facts::Statement &guard);
  Derived testRounds(const Context &context, const facts::Statement &loop,
                     const facts::Expression &test);
  // arguments.cpp
  struct Given {
    int unit = -1;
    const facts::Expression *value = nullptr;
  };
  std::vector<Given> givenOtherwise(link::VariableId parameter) const;
  std::optional<Given> givenBehind(const Call &call, link::FunctionId function,
                                   std::size_t place) const;
  const facts::Expression *sequenceAt(int unit, const facts::Expression &place) const;
  const facts::Expression *endOf(int unit, const facts::Expression &limit,
                                 const std::string &op) const;
  bool isWrittenDown(link::VariableId array) const;
  link::VariableId reckonedIn(const Context &context, const facts::Statement &loop,
                              const facts::Expression &side) const;
  std::optional<Derived> searchRounds(const Context &context, const facts::Statement &loop,
                                      const facts::Expression &test);
  std::optional<Derived> searchGuardRounds(const Context &context, const facts::Statement &loop,
                                           const facts::Expression &leaves);
  const facts::Expression *searchFor(const Write &write) const;
  bool goesOnIn(link::VariableId variable, const facts::Statement &loop,
                std::vector<link::VariableId> &seen) const;
  bool goesOnFrom(int unit, const facts::Expression &from, const facts::Statement &loop,
                  std::vector<link::VariableId> &seen) const;
  Derived searchedSize(link::VariableId variable, const Write &search, const facts::Statement &loop,
                       int depth = 0);
  Derived sizeOfText(int unit, const facts::Expression &text);
  link::VariableId takenBack(const Context &context, const facts::Statement &loop,
                             const facts::Expression &comparison) const;
  std::optional<Derived> terminated(const Context &context, const facts::Statement &loop,
                                    const facts::Expression &test);
  std::optional<Derived> drained(const Context &context, const facts::Statement &loop,
                                 const facts::Expression &asked);
  std::optional<Derived> exitRounds(const Context &context, const facts::Statement &loop);
  /// Whether the rounds of a loop come to a place that changes a variable: it stands in the loop,
  /// or in what is called there, on the same object where the variable is a field.
  bool runsIn(const Context &context, const facts::Statement &loop, link::VariableId changed) const;
  std::set<link::VariableId> givenAsIn(link::VariableId variable,
                                       const facts::Statement &loop) const;
  bool isChangedIn(link::VariableId variable, const facts::Statement &loop) const;
  bool isSetThroughField(link::VariableId variable) const;
  bool isSteppedOnlyIn(link::VariableId variable, const facts::Statement &loop) const;
  bool stepsInEachRound(link::VariableId counter, const Context &context,
                        const facts::Statement &loop) const;
  bool isLimitChangedIn(const Context &context, const facts::Expression &limit,
                        const facts::Statement &loop) const;
  std::int64_t leastOf(int unit, const facts::Expression &expression, int depth) const;
  bool shrinksIn(link::VariableId container, const facts::Statement &loop) const;
  bool shrinksInEachRound(link::VariableId container, const Context &context,
                          const facts::Statement &loop) const;
  std::vector<const Call *> takingsIn(link::VariableId container,
                                      const facts::Statement &loop) const;
  bool growsBy(const Call &call) const;
  bool growsIn(link::VariableId container, const facts::Statement &loop) const;

  int unitOf(const Context &context) const { return program_.functions()[context.function].unit; }

  const link::Program &program_;
  const rules::Rules &rules_;
  const BodyIndex &index_;
  enum class Question { number, size, returned, returnedSize, invocations, element };
  std::map<link::VariableId, std::optional<Derived>> received_; ///< what was asked before
  Memo<std::pair<Question, int>, Derived> answers_{Derived{bound::Bound::constant(0), {}}};
  std::map<link::FunctionId, bool> recursive_;
  /// By function: the classes whose objects it starts in a circle.
  std::map<link::FunctionId, std::set<std::string>> circles_;
  std::map<std::string, std::optional<Derived>> objects_; ///< by class
  std::map<link::FunctionId, std::optional<std::size_t>> rearmed_;
  std::optional<std::set<std::string>> programFolders_; ///< of each `main` that is seen
};

/// Whether the statement is the loop or stands inside it, by the frames of its context.
bool isInside(const Context &context, const facts::Statement &loop);

/// Whether a place stands in a round that may be followed by another one: not in
/// `if (failed) { while (i--) join(i); return; }`.
bool isInRound(const Context &context, const facts::Statement &loop);

} // namespace loadline::infer
