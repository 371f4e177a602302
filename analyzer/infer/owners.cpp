#include "analyzer/infer/owners.h"

#include "analyzer/infer/kept_copies.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;

/// Whether a method, or function, may come to start a unit that belongs to its own object, and not
/// only to objects that it is given or finds: `request.process(lobby)` starts what the lobby keeps.
class OwnStarts {
public:
  explicit OwnStarts(const Inference &inference)
      : inference_(inference), program_(inference.program()), index_(inference.index()) {}

  bool in(link::FunctionId method) {
    return seen_.insert(method).second &&
           std::ranges::any_of(index_.callsOf[method], [&](std::size_t number) {
             return !isElsewhere(index_.calls[number]) && starts(number);
           });
  }

private:
  using Starts = rules::SpawnApi::Starts;

  bool starts(std::size_t number) {
    const Call &call = index_.calls[number];
    const rules::SpawnApi *api =
        inference_.rules().spawnApi(ruleName(program_, call.unit, *call.expression));
    if (api && api->starts != Starts::whatItMakes && api->starts != Starts::whatItHolds)
      return true;
    if (api && inference_.rules().spawnApi(withoutArguments(elementOf(call))))
      return true;
    if (api) // the constructor of what it makes
      return std::ranges::any_of(index_.edgesInto, [&](const std::vector<Edge> &into) {
        return std::ranges::any_of(
            into, [&](const Edge &edge) { return edge.call == number && in(edge.callee); });
      });
    return call.expression->symbol >= 0 &&
           std::ranges::any_of(program_.definitionsOf(call.unit, call.expression->symbol),
                               [&](link::FunctionId callee) { return in(callee); });
  }

  /// The type of what a factory makes, or a container's method adds.
  std::string elementOf(const Call &call) const {
    const link::VariableId container =
        call.expression->hasObject ? baseVariable(program_, call.unit, call.expression->operands[0])
                                   : -1;
    return firstArgument(container >= 0 ? program_.variables()[container].symbol->type
                                        : call.expression->type);
  }

  /// On a parameter, a global, or what a free function answers with.
  bool isElsewhere(const Call &call) const {
    if (!call.expression->hasObject)
      return false;
    const Expression &object = call.expression->operands[0];
    const link::VariableId variable = baseVariable(program_, call.unit, object);
    if (variable < 0)
      return object.kind == Expression::Kind::call && !object.hasObject;
    const facts::Symbol &symbol = *program_.variables()[variable].symbol;
    const bool isGiven = symbol.kind == facts::Symbol::Kind::parameter;
    return isGiven || symbol.kind == facts::Symbol::Kind::global;
  }

  const Inference &inference_;
  const link::Program &program_;
  const BodyIndex &index_;
  std::set<link::FunctionId> seen_;
};

class Owner {
public:
  Owner(const Inference &inference, const Call &call, const Collection &collection)
      : inference_(inference), program_(inference.program()), index_(inference.index()),
        call_(call), collection_(collection) {}

  std::optional<std::size_t> frames() const {
    if (call_.context.statements.empty() ||
        (collection_.joinedIn.empty() && !collection_.byDestructor))
      return std::nullopt;
    const link::VariableId owner = variable();
    std::vector<link::VariableId> owners = given();
    owners.insert(owners.begin(), owner);
    for (const link::VariableId each : owners)
      if (const auto frames = each < 0 ? std::nullopt : collectedBehind(each))
        return frames;
    return collection_.byDestructor && startsItsOwn() ? scopeOf(owner) : std::nullopt;
  }

  bool isJoinedBefore() const {
    const auto isMet = [&](const Call &before) {
      return before.expression->at < call_.expression->at &&
             std::ranges::all_of(before.context.statements, [&](const Statement *statement) {
               return statement->kind != Statement::Kind::branch || asksForOne(*statement) ||
                      std::ranges::find(call_.context.statements, statement) !=
                          call_.context.statements.end();
             });
    };
    return call_.context.frames.empty() &&
           std::ranges::any_of(index_.callsOf[call_.context.function], [&](std::size_t number) {
             const Call &before = index_.calls[number];
             return isMet(before) &&
                    (joinsItself(before) || (isOfSameObject(before) && collects(before)));
           });
  }

private:
  /// `if (thread.joinable())`: where there is none, there is nothing to wait for.
  static bool asksForOne(const Statement &branch) {
    const Expression *condition = conditionOf(branch);
    return condition && condition->kind == Expression::Kind::call && condition->hasObject;
  }

  bool joinsItself(const Call &before) const {
    return collection_.joinedIn.contains(before.context.function) &&
           isAnyJoin(program_, inference_.rules(), before);
  }

  /// Two methods of this object, or two functions of what the program has one of.
  bool isOfSameObject(const Call &before) const {
    const Expression &a = *before.expression, &b = *call_.expression;
    if (a.hasObject != b.hasObject)
      return false;
    return a.hasObject ? a.operands[0].text == "this" && b.operands[0].text == "this"
                       : a.operands.empty() && b.operands.empty();
  }

  /// The variable that holds the object: it is made in its declaration, or called on.
  link::VariableId variable() const {
    const Expression &expression = *call_.expression;
    if (expression.hasObject && !callsLambda(expression))
      return baseVariable(program_, call_.unit, expression.operands[0]);
    const Statement &statement = *call_.context.statements.back();
    if (statement.kind == Statement::Kind::declare)
      return program_.variableOf(call_.unit, statement.symbol);
    for (const Expression &whole : statement.expressions)
      if (whole.kind == Expression::Kind::binary && whole.text == "=" &&
          &whole.operands[1] == &expression)
        return baseVariable(program_, call_.unit, whole.operands[0]);
    return -1;
  }

  /// Of C: what the call is given by its address, `start(&worker, run)`.
  std::vector<link::VariableId> given() const {
    std::vector<link::VariableId> out;
    if (call_.expression->kind != Expression::Kind::call || call_.expression->hasObject)
      return out;
    for (const Expression *argument : argumentsOf(*call_.expression)) {
      const bool isAddress = argument->kind == Expression::Kind::unary && argument->text == "&";
      const Expression &named = isAddress ? argument->operands[0] : *argument;
      const link::VariableId base = named.kind == Expression::Kind::reference
                                        ? baseVariable(program_, call_.unit, named)
                                        : link::VariableId{-1};
      if (base >= 0 && (isAddress || program_.variables()[base].symbol->isWritingPointer))
        out.push_back(base);
    }
    return out;
  }

  /// Whether what it comes to start may be its own object's.
  bool startsItsOwn() const {
    const Expression &called = *call_.expression;
    if (called.symbol < 0 || called.kind == Expression::Kind::construct)
      return true; // it may be given them
    const auto &methods = program_.definitionsOf(call_.unit, called.symbol);
    return methods.empty() || std::ranges::any_of(methods, [&](link::FunctionId method) {
             return OwnStarts(inference_).in(method);
           });
  }

  /// A lambda owns nothing of what it captured by reference.
  bool callsLambda(const Expression &call) const {
    return call.symbol >= 0 &&
           std::ranges::any_of(
               program_.definitionsOf(call_.unit, call.symbol), [&](link::FunctionId callee) {
                 return program_.functions()[callee].facts->kind == facts::Function::Kind::lambda;
               });
  }

  /// `units.push_back(unit)`, `std::move(unit)`: the object outlives the variable, or may.
  bool isKeptElsewhere(link::VariableId owner) const {
    return index_.copies.contains(owner) ||
           isKeptByLambda(inference_, call_.context.function, owner) ||
           std::ranges::any_of(index_.callsWith[owner], [&](std::size_t number) {
             const Call &call = index_.calls[number];
             return addsElement(program_, inference_.rules(), call) ||
                    ruleName(program_, call.unit, *call.expression) == "std::move";
           });
  }

  /// `pool.wait()`, `delete pool`, `join(&worker)` behind the call, in the same round or outside
  /// it.
  std::optional<std::size_t> collectedBehind(link::VariableId owner) const {
    for (const std::size_t number : index_.callsOf[call_.context.function]) {
      const Call &behind = index_.calls[number];
      if (call_.expression->at < behind.expression->at &&
          (joinsPartOf(owner, behind) || (isAbout(number, owner) && collects(behind))) &&
          isMetWith(call_.context, behind.context, nullptr))
        return commonFrames(behind.context, call_.context);
    }
    return std::nullopt;
  }

  bool isAbout(std::size_t call, link::VariableId owner) const {
    return std::ranges::count(index_.callsOn[owner], call) > 0 ||
           std::ranges::count(index_.callsWith[owner], call) > 0;
  }

  /// `start(&worker, run); … pthread_join(worker.id, 0);`
  bool joinsPartOf(link::VariableId owner, const Call &behind) const {
    return collection_.joinedIn.contains(behind.context.function) &&
           isAnyJoin(program_, inference_.rules(), behind) &&
           holds(*behind.expression, [&](const Expression &part) {
             return part.kind == Expression::Kind::reference && part.operands.empty() &&
                    program_.variableOf(behind.unit, part.symbol) == owner;
           });
  }

  bool collects(const Call &behind) const {
    if (behind.expression->symbol < 0)
      return false;
    return std::ranges::any_of(program_.definitionsOf(behind.unit, behind.expression->symbol),
                               [&](link::FunctionId callee) {
                                 const bool isDestructor =
                                     program_.functions()[callee].facts->kind ==
                                     facts::Function::Kind::destructor;
                                 return collection_.joinedIn.contains(callee) ||
                                        (isDestructor && collection_.byDestructor);
                               });
  }

  /// Those around the call; all of the objects that are made at once live together.
  std::size_t loopsAround() const {
    const std::vector<Frame> &frames = call_.context.frames;
    return frames.size() - (!frames.empty() && frames.back().count ? 1 : 0);
  }

  /// The loops around the declaration of a variable that the end of a scope destroys.
  std::optional<std::size_t> scopeOf(link::VariableId owner) const {
    const Statement &statement = *call_.context.statements.back();
    const Expression &expression = *call_.expression;
    const Expression *whole =
        statement.expressions.empty() ? nullptr : &statement.expressions.front();
    const bool isArray = whole && whole->text == "new[]" && &whole->operands[1] == &expression;
    const bool isWhole = whole == &expression || isArray;
    const bool endsHere =
        statement.kind == Statement::Kind::declare || statement.kind == Statement::Kind::evaluate;
    if (expression.kind == Expression::Kind::construct)
      return isWhole && endsHere && !expression.isHeap ? std::optional(loopsAround())
                                                       : std::nullopt;
    if (owner < 0 || program_.variables()[owner].symbol->kind != facts::Symbol::Kind::local ||
        program_.variables()[owner].symbol->isReference || isKeptElsewhere(owner))
      return std::nullopt;
    for (const Write &write : index_.writes[owner])
      if (write.how == Write::How::initial && write.context.function == call_.context.function)
        return commonFrames(write.context, call_.context);
    return std::nullopt;
  }

  const Inference &inference_;
  const link::Program &program_;
  const BodyIndex &index_;
  const Call &call_;
  const Collection &collection_;
};

} // namespace

std::optional<std::size_t> framesOfOwner(const Inference &inference, const Call &call,
                                         const Collection &collection) {
  return Owner(inference, call, collection).frames();
}

bool isJoinedBefore(const Inference &inference, const Call &call, const Collection &collection) {
  return !collection.joinedIn.empty() && Owner(inference, call, collection).isJoinedBefore();
}

} // namespace loadline::infer
