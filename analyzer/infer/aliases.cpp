#include "analyzer/infer/aliases.h"

#include "analyzer/infer/advances.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;

namespace {

bool isAddressOfWhole(const Expression &expression) {
  return expression.kind == Expression::Kind::unary && expression.text == "&" &&
         expression.operands[0].kind == Expression::Kind::reference;
}

/// Whether a pointer leads to an integer that may be written, and not to text.
bool writesNumber(const facts::Symbol &pointer) {
  return pointer.isWritingPointer && isNumeric(pointer.type) &&
         pointer.type.find("char") == std::string::npos;
}

} // namespace

bool Aliases::noteArgument(std::size_t call, std::size_t operand, bool startsUnit) {
  if (noteOfCallee(index_.calls[call], operand) || (startsUnit && noteOfEntry(call, operand)))
    return true;
  notePassedOn(index_.calls[call], operand);
  return false;
}

/// `read(n)` of a pointer to a number, by code that is not seen: it may write there.
void Aliases::notePassedOn(const Call &call, std::size_t operand) {
  const Expression &argument = call.expression->operands[operand];
  const link::VariableId pointer = argument.kind == Expression::Kind::reference
                                       ? program_.variableOf(call.unit, argument.symbol)
                                       : -1;
  if (pointer >= 0 && writesNumber(*program_.variables()[pointer].symbol))
    index_.writes[pointer].push_back({.how = Write::How::addressTaken,
                                      .context = call.context,
                                      .unit = call.unit,
                                      .at = call.expression->at});
}

/// `read(&n)`: what the callee does to its parameter, it does to the variable.
bool Aliases::noteOfCallee(const Call &call, std::size_t operand) {
  const Expression &argument = call.expression->operands[operand];
  // a pointer that is passed on lets the next one write too
  const bool isPassedOn = argument.kind == Expression::Kind::reference &&
                          program_.symbol(call.unit, argument.symbol).isReference;
  const link::VariableId variable = isAddressOfWhole(argument)
                                        ? wholeVariable(program_, call.unit, argument.operands[0])
                                    : isPassedOn ? wholeVariable(program_, call.unit, argument)
                                                 : -1;
  if (variable < 0 || call.expression->symbol < 0)
    return false;
  const auto &callees = program_.definitionsOf(call.unit, call.expression->symbol);
  for (const link::FunctionId callee : callees)
    note(variable, callee, operand - (call.expression->hasObject ? 1 : 0));
  return !callees.empty();
}

/// `std::thread(count, std::ref(n))`, `pthread_create(&id, nullptr, count, &n)`: what the unit does
/// to its parameter, it does to the variable.
bool Aliases::noteOfEntry(std::size_t number, std::size_t operand) {
  const Call &call = index_.calls[number];
  const std::vector<Expression> &operands = call.expression->operands;
  const Expression &argument = handedOn(call.unit, operands[operand]);
  if (!isAddressOfWhole(argument))
    return false;
  const link::VariableId variable = wholeVariable(program_, call.unit, argument.operands[0]);
  const auto first = operands.begin() + (call.expression->hasObject ? 1 : 0);
  const auto entry = std::find_if(first, operands.end(), namedCode);
  const std::size_t behind = static_cast<std::size_t>(entry - operands.begin()) + 1;
  if (variable < 0 || behind > operand)
    return false;
  const auto &callees = program_.definitionsOf(call.unit, namedCode(*entry)->symbol);
  for (const link::FunctionId callee : callees) {
    const std::size_t parameters = program_.functions()[callee].facts->parameters.size();
    const std::size_t object = operands.size() - behind > parameters ? 1 : 0; // of a method
    if (operand - behind >= object)
      note(variable, callee, operand - behind - object);
  }
  if (!callees.empty() && &argument != &operands[operand])
    index_.callsWith[variable].push_back(number);
  return !callees.empty();
}

void Aliases::note(link::VariableId variable, link::FunctionId callee, std::size_t parameter) {
  const link::Function &function = program_.functions()[callee];
  if (parameter < function.facts->parameters.size())
    index_.aliases[variable].push_back(
        program_.variableOf(function.unit, function.facts->parameters[parameter]));
}

/// What a call like `std::ref(n)` hands on; else the expression itself.
const Expression &Aliases::handedOn(int unit, const Expression &expression) const {
  const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, expression));
  const auto arguments = argumentsOf(expression);
  return rule && rule->gives == rules::NumberSource::Gives::same && !expression.hasObject &&
                 arguments.size() == 1
             ? *arguments[0]
             : expression;
}

void Aliases::noteReference(int unit, const facts::Statement &declaration) {
  if (declaration.expressions.empty())
    return;
  const Expression &value = declaration.expressions.front();
  if (declaration.kind == facts::Statement::Kind::initialise)
    noteField(unit, declaration.symbol, value);
  else if (declaration.kind == facts::Statement::Kind::declare &&
           program_.symbol(unit, declaration.symbol).isReference)
    note(unit, declaration.symbol, value);
}

void Aliases::noteField(int unit, int symbol, const Expression &value) {
  const link::VariableId field = symbol >= 0 ? program_.variableOf(unit, symbol) : -1;
  if (field < 0)
    return;
  const facts::Symbol &known = *program_.variables()[field].symbol;
  const bool isPointer = known.type.ends_with('*');
  if (known.kind == facts::Symbol::Kind::field && known.isReference && isNumeric(known.type) &&
      (!isPointer || isAddressOfWhole(value)))
    note(unit, symbol, value);
}

void Aliases::note(int unit, int reference, const Expression &value) {
  const link::VariableId alias = program_.variableOf(unit, reference);
  const bool isAddress = value.kind == Expression::Kind::unary && value.text == "&";
  const Expression &named = isAddress ? value.operands[0] : value;
  const bool isNamed =
      named.kind == Expression::Kind::reference || named.kind == Expression::Kind::call;
  const link::VariableId variable = isNamed ? wholeVariable(program_, unit, named) : -1;
  if (alias >= 0 && variable >= 0 && variable != alias)
    index_.aliases[variable].push_back(alias);
}

void Aliases::noteIterators(int unit, const facts::Statement &loop) {
  const Expression *condition = conditionOf(loop);
  if (!condition)
    return;
  for (const Expression &side : condition->operands) {
    const Expression &asked = converted(side);
    const link::VariableId iterator =
        asked.kind == Expression::Kind::reference ? program_.variableOf(unit, asked.symbol) : -1;
    if (iterator < 0)
      continue;
    for (const Write &write : index_.writes[iterator]) {
      const bool isWhole = write.value && converted(*write.value).kind == Expression::Kind::call;
      const Expression *sequence =
          isWhole ? sequenceOf(program_, rules_, write.unit, *write.value) : nullptr;
      if (const link::VariableId container =
              sequence ? baseVariable(program_, write.unit, *sequence) : -1;
          container >= 0)
        index_.elementOf.emplace(iterator, container);
    }
  }
}

} // namespace loadline::infer
