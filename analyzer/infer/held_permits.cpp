#include "analyzer/infer/held_permits.h"

#include "analyzer/infer/one_of_many.h"
#include "analyzer/infer/semaphores.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Symbol;

/// Whether a constructor comes to a call whatever it is given.
bool isCertain(const Context &context) {
  return context.frames.empty() &&
         std::ranges::none_of(context.statements, [](const facts::Statement *statement) {
           return statement->kind == facts::Statement::Kind::branch ||
                  statement->kind == facts::Statement::Kind::choice;
         });
}

/// What a constructor acquires; -1 for one that acquires nothing.
link::VariableId acquiredBy(const Inference &inference, link::FunctionId constructor) {
  const link::Program &program = inference.program();
  for (const std::size_t number : inference.index().callsOf[constructor]) {
    const Call &call = inference.index().calls[number];
    const rules::Limiter *limiter =
        inference.rules().limiter(ruleName(program, call.unit, *call.expression));
    if (limiter && limiter->does == rules::Limiter::Does::acquires && isCertain(call.context))
      return permitsObject(program, call.unit, *call.expression, *limiter);
  }
  return -1;
}

/// `permits_(permits)`, `permits_(&permits)`: whether a constructor has a field stand for what it
/// is given.
bool isGivenTo(const Inference &inference, link::FunctionId constructor, link::VariableId parameter,
               link::VariableId field) {
  return std::ranges::any_of(inference.index().writes[field], [&](const Write &write) {
    return write.context.function == constructor && write.value &&
           baseVariable(inference.program(), write.unit, converted(*write.value)) == parameter;
  });
}

/// The object that a smart pointer is made of: `std::shared_ptr<Permit>(new Permit(slots))`; null
/// for what is none.
const Expression *pointedTo(const Expression &made) {
  const auto arguments = argumentsOf(made);
  return made.kind == Expression::Kind::construct && arguments.size() == 1 &&
                 arguments.front()->kind == Expression::Kind::construct && arguments.front()->isHeap
             ? arguments.front()
             : nullptr;
}

/// Whether each copy of an object has a permit: of a pointer that shares one, or where the class's
/// own copy constructor acquires.
bool isHeldByCopies(const Inference &inference, const std::string &type) {
  const std::string name = withoutArguments(type);
  if (isSharedPointer(type))
    return true;
  const link::Program &program = inference.program();
  for (link::FunctionId each = 0; each < std::ssize(program.functions()); ++each) {
    const link::Function &function = program.functions()[each];
    if (function.facts->kind == facts::Function::Kind::constructor &&
        !function.symbol->isMadeByCompiler && classOf(program, each) == name &&
        function.facts->parameters.size() == 1 &&
        program.symbol(function.unit, function.facts->parameters.front()).type == type &&
        acquiredBy(inference, each) >= 0)
      return true;
  }
  return false;
}

/// The constructors of what a declaration makes: of the object itself, or of the one that
/// `std::make_shared<Permit>()` makes.
std::vector<link::FunctionId> constructorsOf(const Inference &inference, int unit,
                                             const Expression &made) {
  const link::Program &program = inference.program();
  if (const Expression *pointed = pointedTo(made))
    return program.definitionsOf(unit, pointed->symbol);
  if (made.kind == Expression::Kind::construct)
    return made.isHeap ? std::vector<link::FunctionId>{} : program.definitionsOf(unit, made.symbol);
  std::vector<link::FunctionId> constructors;
  const std::string object = firstArgument(made.type);
  const BodyIndex &index = inference.index();
  for (link::FunctionId each = 0; !object.empty() && each < std::ssize(program.functions()); ++each)
    if (program.functions()[each].facts->kind == facts::Function::Kind::constructor &&
        std::ranges::any_of(index.edgesInto[each], [&](const Edge &edge) {
          return edge.kind == Edge::Kind::call && index.calls[edge.call].expression == &made;
        }))
      constructors.push_back(each);
  return constructors;
}

} // namespace

std::optional<link::VariableId> semaphoreOfHolder(Inference &inference, const Context &place,
                                                  int unit, const Expression &made) {
  const link::Program &program = inference.program();
  if (made.symbol < 0)
    return std::nullopt;
  const std::vector<link::FunctionId> constructors = constructorsOf(inference, unit, made);
  const link::VariableId acquired =
      constructors.size() == 1 ? acquiredBy(inference, constructors.front()) : -1;
  if (acquired < 0)
    return std::nullopt;
  if (program.variables()[acquired].symbol->kind == Symbol::Kind::global)
    return acquired;
  const Expression *pointed = pointedTo(made);
  const auto arguments = argumentsOf(pointed ? *pointed : made);
  const link::Function &constructor = program.functions()[constructors.front()];
  for (std::size_t i = 0; i < std::min(arguments.size(), constructor.facts->parameters.size());
       ++i) {
    const link::VariableId parameter =
        program.variableOf(constructor.unit, constructor.facts->parameters[i]);
    const link::VariableId semaphore =
        parameter == acquired || isGivenTo(inference, constructors.front(), parameter, acquired)
            ? baseVariable(program, unit, *arguments[i])
            : link::VariableId{-1};
    if (semaphore >= 0 && !isOfOneOfMany(inference, place, unit, *arguments[i]))
      return semaphore;
  }
  return std::nullopt;
}

bool isTakenIntoUnit(const Inference &inference, int unit, const Expression &start,
                     link::VariableId local) {
  const link::Program &program = inference.program();
  if (start.kind == Expression::Kind::reference)
    return program.variableOf(unit, start.symbol) == local;
  const bool isCapturedByReference = start.kind == Expression::Kind::binary && start.text == "=" &&
                                     start.operands[0].symbol >= 0 &&
                                     program.symbol(unit, start.operands[0].symbol).isReference;
  const rules::NumberSource *rule = inference.rules().number(ruleName(program, unit, start));
  const bool isAsked = start.kind == Expression::Kind::call && start.hasObject && // `p.get()`
                       !(rule && rule->gives == rules::NumberSource::Gives::letGo) &&
                       isTakenIntoUnit(inference, unit, start.operands.front(), local);
  const bool refersOnly = isCapturedByReference || isAsked || isWeakPointer(start.type) ||
                          (start.kind == Expression::Kind::unary && start.text == "&") ||
                          ruleName(program, unit, start) == "std::ref" ||
                          ruleName(program, unit, start) == "std::cref";
  return !refersOnly && std::ranges::any_of(start.operands, [&](const Expression &part) {
    const bool isPlainCapture =
        start.kind == Expression::Kind::lambda && part.kind == Expression::Kind::reference;
    return isTakenIntoUnit(inference, unit, part, local) &&
           (!isPlainCapture || isHeldByCopies(inference, program.variables()[local].symbol->type));
  });
}

bool isLetGo(const Inference &inference, const Context &place, const Expression &start,
             link::VariableId holder) {
  const link::Program &program = inference.program();
  const BodyIndex &index = inference.index();
  const std::string &type = program.variables()[holder].symbol->type;
  const auto isGivenAnew = [&](const Write &write) {
    return write.how != Write::How::initial && write.context.function == place.function &&
           write.at < start.at;
  };
  return std::ranges::any_of(index.writes[holder], isGivenAnew) ||
         std::ranges::any_of(index.calls, [&](const Call &call) {
           const Expression &asked = *call.expression;
           if (!asked.hasObject || asked.symbol < 0 || call.context.function < 0 ||
               lastName(program.symbol(call.unit, asked.symbol).name) != "reset")
             return false;
           const link::VariableId object = baseVariable(program, call.unit, asked.operands.front());
           if (call.context.function == place.function && object == holder && asked.at < start.at)
             return true;
           const auto isStart = [&](const Edge &edge) {
             return edge.kind == Edge::Kind::spawn && index.calls[edge.call].expression == &start;
           };
           return object >= 0 && program.variables()[object].symbol->type == type &&
                  std::ranges::any_of(index.edgesInto[call.context.function], isStart);
         });
}

} // namespace loadline::infer
