#include "analyzer/infer/given_handles.h"
#include "analyzer/infer/handle_moves.h"
#include "analyzer/infer/join_calls.h"
#include "analyzer/infer/join_reach.h"
#include "analyzer/infer/kept_copies.h"
#include "analyzer/infer/moved_elements.h"
#include "analyzer/infer/spawn_sites.h"
#include "analyzer/infer/waits.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using facts::Statement;
using rules::SpawnApi;

/// Follows one site's handle.
class HandleTracker {
public:
  HandleTracker(Inference &inference, const SpawnSite &site)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        site_(site), spawn_(index_.calls[site.call]), calls_(program_, index_, *site.api) {}

  Collection run() {
    if (spawn_.context.function < 0)
      return {}; // a global or field lives as long as what holds it
    followFromExpression();
    for (std::size_t i = 0, k = 0; i < handles_.all.size() || k < given_.size();) // both grow
      followVariable(i < handles_.all.size() ? handles_.all[i++] : given_[k++]);
    if (isDetached_) {
      out_.how = Collection::How::detached;
      applyWait();
    } else if (!isImmediatelyJoined_)
      findJoins();
    isReturned_ = isReturned_ || returnsOneOf(program_, spawn_.context.function, handles_.all);
    out_.isReturned = isReturned_;
    out_.givenThrough = placesGiven(program_, spawn_.context.function, handles_.all);
    if (!isDetached_ && (!isJoined_ || isJoinedAtTheLatest()))
      applyDestruction();
    if (!isDetached_ && !out_.inFunction &&
        endsProgramWhenReplaced(program_, index_, site_, handles_))
      replaces(Bound::constant(1), "the program would end if the one before was not joined");
    if (out_.how != Collection::How::joined || !out_.inFunction)
      out_.keptFrames = 0;
    return std::move(out_);
  }

private:
  void addHandle(link::VariableId variable) {
    if (variable >= 0 && std::ranges::find(handles_.all, variable) == handles_.all.end())
      handles_.all.push_back(variable);
  }

  /// Where the spawn itself puts the handle: into a variable, over what it held, or into an
  /// element.
  void addTarget(int unit, const Expression &target) {
    const link::VariableId variable = baseVariable(program_, unit, target);
    addHandle(variable);
    const bool isAddress = target.kind == Expression::Kind::unary && target.text == "&";
    const Expression &whole = isAddress ? target.operands[0] : target;
    if (variable >= 0 && whole.kind == Expression::Kind::reference &&
        !index_.elementOf.contains(variable) && program_.variables()[variable].symbol->extent < 0)
      handles_.overwritten.insert(variable);
    if (whole.kind == Expression::Kind::subscript &&
        whole.operands[1].kind == Expression::Kind::literal)
      slot_ = Slot{variable, whole.operands[1].value};
  }

  findings::Step step(const Call &call, std::string note) const {
    return {inference_.position(call.unit, call.expression->at), std::move(note)};
  }

  /// What the expression around the spawn does with the handle.
  void followFromExpression() {
    if (const Expression *target = targetOfHandle(site_, spawn_))
      addTarget(spawn_.unit, *target);
    const bool isInContainer = site_.apiName != site_.api->name;
    if (spawn_.expression->kind == Expression::Kind::call && spawn_.expression->hasObject &&
        (isInContainer || site_.api->handleIsObject || site_.api->executorIsObject))
      addHandle(baseVariable(program_, spawn_.unit,
                             spawn_.expression->operands[0])); // an element of it
    if (isGiven(site_.api->detachedWith))
      isDetached_ = true;
    else if (isGiven(site_.api->joinedWith))
      joinHere();
    const Statement &statement = *spawn_.context.statements.back();
    if (!followUp(spawn_) || isDetached_ || isImmediatelyJoined_)
      return;
    if (statement.kind == Statement::Kind::declare || statement.kind == Statement::Kind::initialise)
      addHandle(program_.variableOf(spawn_.unit, statement.symbol));
    isReturned_ = statement.kind == Statement::Kind::leave;
  }

  /// Where the handle goes from an expression that gives it, or takes it: up through what is done
  /// with that. False where the expression is not in its statement.
  bool followUp(const Call &from) {
    const auto path = pathTo(*from.context.statements.back(), *from.expression);
    for (std::size_t i = path.size(); i-- > 1;) {
      followParent(from, *path[i - 1], *path[i], i == 1);
      if (path[i - 1]->kind == Expression::Kind::construct)
        followInto(*path[i - 1], [&](const Expression &given) { return &given == path[i]; });
    }
    return !path.empty();
  }

  bool isGiven(const std::vector<std::string> &some) const {
    return std::ranges::any_of(
        some, [&](const std::string &name) { return isGivenName(program_, index_, spawn_, name); });
  }

  void followParent(const Call &from, const Expression &parent, const Expression &child,
                    bool isWhole) {
    if (parent.kind == Expression::Kind::binary && parent.text == "=" &&
        &parent.operands[1] == &child)
      addTarget(from.unit, parent.operands[0]);
    isOnHeap_ = isOnHeap_ || parent.isHeap;
    if (parent.kind != Expression::Kind::call || parent.symbol < 0)
      return;
    const std::string &name = program_.symbol(from.unit, parent.symbol).name;
    if (parent.hasObject && &parent.operands[0] == &child) {
      isDetached_ = isDetached_ || isOneOf(site_.api->detachedBy, name);
      if (isOneOf(site_.api->joinedBy, name))
        joinHere();
      return;
    }
    if (parent.hasObject)
      addHandle(baseVariable(program_, from.unit, parent.operands[0]));
    give(from.unit, parent, child, isWhole);
  }

  /// A handle that is given away goes where the callee puts it; one that cannot be seen may keep
  /// it.
  void give(int unit, const Expression &call, const Expression &handle, bool isWhole) {
    const std::vector<link::VariableId> parameters = parametersGiven(program_, unit, call, handle);
    for (const link::VariableId parameter : parameters)
      if (std::ranges::find(given_, parameter) == given_.end())
        given_.push_back(parameter);
    const std::string &name = program_.symbol(unit, call.symbol).name;
    const bool isKnown = inference_.rules().number(ruleName(program_, unit, call)) ||
                         isOneOf(site_.api->joinedBy, name) || isOneOf(site_.api->detachedBy, name);
    isKeptUnseen_ = isKeptUnseen_ || (isWhole && parameters.empty() && !call.hasObject && !isKnown);
  }

  /// Into an object that is made of it.
  template <class IsHandle>
  void followInto(const Expression &object, IsHandle isHandle) {
    holders_.push_back(&object);
    const auto arguments = argumentsOf(object);
    if (object.symbol >= 0)
      for (std::size_t place = 0; place < arguments.size(); ++place)
        if (isHandle(*arguments[place]))
          for (const link::FunctionId made : program_.definitionsOf(spawn_.unit, object.symbol))
            for (const link::VariableId field : fieldsGiven(program_, made, place))
              addHandle(field);
  }

  void joinHere() {
    isImmediatelyJoined_ = true;
    markJoined();
    joinedWithin(spawn_.context.frames.size());
    out_.limiter = "join";
  }

  bool isDetach(const Call &call, link::VariableId variable) const {
    return call.expression->symbol >= 0 &&
           isOneOf(site_.api->detachedBy,
                   program_.symbol(call.unit, call.expression->symbol).name) &&
           !isOfItsOwnUnit(program_, index_, site_, call, variable);
  }

  /// A handle put into a container, or given to another variable, lives on there.
  void followVariable(link::VariableId variable) {
    for (const std::size_t number : index_.callsWith[variable]) {
      const Call &call = index_.calls[number];
      followExchange(call, variable);
      const rules::NumberSource *rule =
          inference_.rules().number(ruleName(program_, call.unit, *call.expression));
      if (isGivenAway(program_, call, variable))
        followGift(call, variable);
      if (call.expression->kind == Expression::Kind::construct &&
          call.context.function == spawn_.context.function)
        followInto(*call.expression, [&](const Expression &given) {
          return baseVariable(program_, call.unit, given) == variable;
        });
      if (call.expression->hasObject && rule &&
          rule->gives == rules::NumberSource::Gives::oneElement)
        addHandle(baseVariable(program_, call.unit, call.expression->operands[0]));
      isDetached_ = isDetached_ || isDetach(call, variable);
    }
    for (const std::size_t number : index_.callsOn[variable]) {
      const Call &call = index_.calls[number];
      isDetached_ = isDetached_ || isDetach(call, variable);
      followExchange(call, variable);
    }
    if (const auto copied = index_.copies.find(variable); copied != index_.copies.end())
      for (const Copy &copy : copied->second) {
        addHandle(copy.to);
        if (const auto taker = unitThatTakes(inference_, spawn_.context.function, copy.to))
          isKeptUnseen_ = isKeptUnseen_ || // it lives as long as that unit
                          collectionOf(inference_, *taker).how != Collection::How::joined;
        if (!copy.isElement && program_.variables()[copy.to].symbol->extent < 0)
          handles_.overwritten.insert(copy.to);
      }
    isKeptUnseen_ = isKeptUnseen_ || isKeptByLambda(inference_, spawn_.context.function, variable);
    if (const auto referred = referredBy(program_, index_, variable))
      addHandle(*referred);
    for (const link::VariableId made : madeOf(program_, spawn_.context.function, variable)) {
      addHandle(made);
      handles_.overwritten.insert(made);
    }
    for (const link::VariableId moved :
         elementsMovedTo(inference_, spawn_.context.function, variable))
      addHandle(moved);
    for (const auto &[element, container] : index_.elementOf)
      if (container == variable)
        addHandle(element);
      else if (element == variable)
        addHandle(container);
  }

  /// `std::swap(kept, t)`: what one held is the other's. `t.release()`, `f.share()`: it is the
  /// result's.
  void followExchange(const Call &call, link::VariableId variable) {
    if (call.context.function != spawn_.context.function)
      return;
    for (const link::VariableId other : exchangedWith(inference_, call))
      addHandle(other);
    if (!letsGo(inference_, call, variable))
      return;
    const std::string &type = program_.variables()[variable].symbol->type;
    if (call.expression->type == firstArgument(type)) // nobody destroys it
      isOnHeap_ = handles_.mayLiveOn = true;
    if (const Statement &statement = *call.context.statements.back();
        statement.kind == Statement::Kind::declare)
      addHandle(program_.variableOf(call.unit, statement.symbol));
    followUp(call);
  }

  /// `keep(std::move(t))`, `all.insert({id, std::move(t)})`.
  void followGift(const Call &call, link::VariableId variable) {
    const Statement &statement = *call.context.statements.back();
    const bool isWhole =
        !statement.expressions.empty() && &statement.expressions.front() == call.expression;
    if (call.expression->hasObject)
      addHandle(baseVariable(program_, call.unit, call.expression->operands[0]));
    for (const Expression *argument : argumentsOf(*call.expression))
      if (argument->kind == Expression::Kind::reference && call.expression->symbol >= 0 &&
          program_.variableOf(call.unit, argument->symbol) == variable)
        give(call.unit, *call.expression, *argument,
             isWhole && call.expression->kind == Expression::Kind::call);
    followUp(call);
  }

  void findJoins() {
    handles_.mayLiveOn = handles_.mayLiveOn || isKeptUnseen_;
    handles_.joins = calls_.callsThatJoin(inference_.rules(), spawn_, handles_, slot_);
    for (const std::size_t number : handles_.joins)
      applyJoin(index_.calls[number]);
    if (isJoined_ && !out_.inFunction && out_.byDestructor)
      applyHolder();
    applyRotation();
    if (!isJoined_)
      applyWait();
  }

  void applyJoin(const Call &join) {
    if (join.context.function != spawn_.context.function) {
      for (const Call *helper : helpersBehind(program_, index_, spawn_, join, handles_))
        applyJoin(*helper);
      markJoined();
      out_.byDestructor =
          out_.byDestructor || isRunByDestructor(program_, index_, join.context.function);
      out_.joinedIn.insert(join.context.function);
      out_.witness.push_back(step(join, "joined here"));
      return;
    }
    JoinReach reach = reachOf(inference_, site_, handles_, join);
    if (reach.how == JoinReach::How::none)
      return;
    markJoined();
    if (reach.how == JoinReach::How::sometimes)
      return;
    out_.inFunction = true;
    if (reach.how == JoinReach::How::batch) {
      out_.batch = std::move(reach.batch);
      out_.batchFrames = reach.frames;
      out_.limiter = "batch";
    } else if (reach.frames >= out_.keptFrames) {
      out_.keptFrames = reach.frames;
      if (reach.frames > 0)
        out_.limiter = "join";
      out_.witness.push_back(
          step(join, reach.frames > 0 ? "joined in the same round" : "joined here"));
    }
  }

  /// The object that holds the handle joins it where its scope ends.
  void applyHolder() {
    const auto frames = framesOfHolder(inference_, spawn_, holders_, out_);
    if (!frames)
      return;
    joinedWithin(*frames);
  }

  /// Kept for a round, and joined in the next.
  void applyRotation() {
    const auto rotation = rotationOf(inference_, site_, handles_, site_.api->joinedBy);
    if (!rotation || (isJoined_ && rotation->joinsFirst))
      return;
    out_.keptFrames = 0;
    markJoined();
    out_.inFunction = true;
    if (rotation->joinsFirst) {
      out_.keptFrames = rotation->frames;
      out_.limiter = "join";
    } else {
      out_.batch = Derived{Bound::constant(2), {}};
      out_.batchFrames = rotation->frames;
      out_.limiter = "batch";
    }
    out_.witness.push_back(step(*rotation->join, "joined here, a round after it started"));
  }

  /// In the function, in a round of the innermost of as many loops around the spawn.
  void joinedWithin(std::size_t frames) {
    out_.inFunction = true;
    out_.keptFrames = frames;
    if (frames > 0 && out_.limiter.empty())
      out_.limiter = "join";
  }

  void markJoined() {
    isJoined_ = true;
    out_.how = Collection::How::joined;
  }

  /// Others say when they are done: as good as a join, for how many there are.
  void applyWait() {
    const std::optional<std::size_t> frames = framesOfWait(inference_, spawn_);
    if (!frames)
      return;
    markJoined();
    joinedWithin(*frames);
    out_.witness.push_back(
        step(spawn_, "waited for behind it, until others say that they are done"));
  }

  /// Joined, but not always, or elsewhere; then the end of the handle's life does.
  bool isJoinedAtTheLatest() const {
    return site_.api->onDestroy == SpawnApi::OnDestroy::joins && !out_.inFunction;
  }

  /// Nobody joins: the end of the handle's life decides.
  void applyDestruction() {
    if (site_.api->onDestroy == SpawnApi::OnDestroy::joins)
      return joinAtScopeEnd();
    if (site_.api->onDestroy != SpawnApi::OnDestroy::detaches || livesOn())
      return;
    out_.how = Collection::How::detached;
    out_.witness.push_back(step(spawn_, "the handle is destroyed unjoined, which detaches it"));
  }

  bool livesOn() const {
    return isReturned_ || isKeptUnseen_ || isOnHeap_ || spawn_.expression->isHeap ||
           mayOutlive(program_, index_, spawn_.context.function, handles_);
  }

  /// Each object keeps the last, or so many.
  void replaces(const Bound &alive, const std::string &why) {
    out_.batch = Derived{alive, {}};
    out_.batchFrames = spawn_.context.frames.size();
    out_.limiter = out_.batchFrames == 0 ? "" : alive.isConstant(1) ? "join" : "batch";
    out_.isReplaced = true;
    out_.witness.push_back(step(spawn_, why));
  }

  /// `slots[i % 8] = std::async(…)`: one in each slot, and one that has started before that which
  /// it replaces is waited for.
  bool replacesInSlots() {
    const Expression *slots = slotsReplacedByNext(program_, spawn_, handles_);
    if (!slots)
      return false;
    const Derived most = inference_.sizeOf(spawn_.unit, *slots);
    const std::size_t frames = framesOfHandles(index_, spawn_, handles_);
    if (most.bound.kind() >= bound::Kind::unknown ||
        inference_.rounds(spawn_.context, frames).bound.kind() <= most.bound.kind())
      return false; // a slot each
    replaces(Bound::sum({most.bound, Bound::constant(1)}),
             "the one before is waited for when its slot is given the next");
    return true;
  }

  /// `jthread`, futures of `async`: the destructor waits where the last handle ends.
  void joinAtScopeEnd() {
    const bool isWhole = isReplacedByNext(program_, spawn_, handles_);
    if (isWhole)
      replaces(Bound::constant(2),
               "the one before is waited for when the handle is given the next");
    const bool isReplaced = isWhole || replacesInSlots();
    if (!isReturned_ && livesOn() && isPartOfObject(program_, index_, spawn_, handles_)) {
      markJoined();
      out_.byDestructor = true;
      out_.witness.push_back(step(spawn_, "the handle's destructor waits, with its object's"));
    }
    if (isReplaced && livesOn()) {
      markJoined();
      return;
    }
    if (livesOn())
      return;
    out_.how = Collection::How::joined;
    joinedWithin(framesOfHandles(index_, spawn_, handles_));
    out_.witness.push_back(step(
        spawn_, handles_.all.empty() ? "the handle is not kept, so its destructor waits at once"
                                     : "the handle's destructor waits"));
  }

  Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const SpawnSite &site_;
  const Call &spawn_;
  const JoinCalls calls_;
  Handles handles_;
  std::optional<Slot> slot_;                ///< the element that is given it
  std::vector<const Expression *> holders_; ///< objects that are made of the handle
  bool isDetached_ = false;
  bool isImmediatelyJoined_ = false;
  bool isJoined_ = false;
  bool isReturned_ = false;
  bool isOnHeap_ = false, isKeptUnseen_ = false; ///< nobody knows when it ends
  std::vector<link::VariableId> given_; ///< parameters of callees that a handle is moved into
  Collection out_;
};

} // namespace

Collection collectionOf(Inference &inference, const SpawnSite &site) {
  return HandleTracker(inference, site).run();
}

} // namespace loadline::infer
