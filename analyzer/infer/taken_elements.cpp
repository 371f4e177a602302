#include "analyzer/infer/taken_elements.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using link::VariableId;

void addVariables(const link::Program &program, int unit, const Expression &expression,
                  std::set<VariableId> &out) {
  if (expression.kind == Expression::Kind::reference && expression.symbol >= 0)
    if (const VariableId variable = program.variableOf(unit, expression.symbol); variable >= 0)
      out.insert(variable);
  for (const Expression &operand : expression.operands)
    addVariables(program, unit, operand, out);
}

/// Goes over one body and notes what looks like a taking, then says which are.
class Reader {
public:
  Reader(const link::Program &program, const ValueFlow &flow, const BodyIndex &index,
         link::FunctionId function)
      : program_(program), flow_(flow), index_(index), function_(function),
        unit_(program.functions()[function].unit) {}

  std::set<VariableId> taken() {
    read(program_.functions()[function_].facts->body);
    for (const auto &[array, position] : indexed_)
      if (changed_.contains(position))
        taken_.insert(array);
    return std::move(taken_);
  }

private:
  void read(const Statement &statement) {
    for (const Expression &expression : statement.expressions)
      read(expression);
    for (const Statement &part : statement.parts)
      read(part);
  }

  void read(const Expression &expression) {
    const bool assigns =
        expression.kind == Expression::Kind::binary && isAssignment(expression.text);
    if (assigns && expression.text == "=")
      readAssignment(expression.operands[0], expression.operands[1]);
    if (assigns || (expression.kind == Expression::Kind::unary && isStep(expression.text)))
      noteChange(expression.operands[0]);
    if (expression.kind == Expression::Kind::subscript)
      noteElement(expression);
    // An element that is written to is none that is read; its index is.
    const bool writesElement = assigns && expression.operands[0].kind != Expression::Kind::unary;
    for (const Expression &operand : expression.operands)
      if (writesElement && &operand == &expression.operands[0])
        readTarget(operand);
      else
        read(operand);
  }

  void readTarget(const Expression &target) {
    if (target.kind == Expression::Kind::subscript)
      return read(target.operands[1]);
    for (const Expression &operand : target.operands)
      readTarget(operand);
  }

  void readAssignment(const Expression &target, const Expression &value) {
    if (value.kind == Expression::Kind::reference && !value.operands.empty())
      noteUnlinking(target, value);
    const VariableId array = elementBase(target);
    if (array >= 0 && array == elementBase(value))
      taken_.insert(array);
  }

  /// The field or global whose element an expression is; -1 for any other.
  VariableId elementBase(const Expression &expression) const {
    const VariableId array = expression.kind == Expression::Kind::subscript
                                 ? baseVariable(program_, unit_, expression)
                                 : -1;
    return array >= 0 && flow_.isPersistent(array) ? array : -1;
  }

  /// `q->head = q->head->next`, or by way of a local: `job = q->head; *job->before = job->next`.
  void noteUnlinking(const Expression &target, const Expression &next) {
    const facts::Symbol &link = program_.symbol(unit_, next.symbol);
    if (!link.isReference || link.kind != facts::Symbol::Kind::field)
      return;
    const VariableId set = wholeVariable(program_, unit_, target);
    if (set < 0 || !flow_.isPersistent(set))
      return;
    for (const VariableId object : objectsOf(program_, unit_, next))
      if (isHeadOf(object, link))
        taken_.insert(object);
      else if (!flow_.isPersistent(object))
        for (const Write &write : index_.writes[object])
          noteHead(write, link);
  }

  void noteHead(const Write &write, const facts::Symbol &link) {
    const VariableId head = write.value && write.context.function == function_
                                ? baseVariable(program_, write.unit, *write.value)
                                : -1;
    if (head >= 0 && isHeadOf(head, link))
      taken_.insert(head);
  }

  bool isHeadOf(VariableId variable, const facts::Symbol &link) const {
    const facts::Symbol &symbol = *program_.variables()[variable].symbol;
    return flow_.isPersistent(variable) && symbol.isReference && symbol.type == link.type;
  }

  void noteChange(const Expression &target) {
    if (const VariableId variable = wholeVariable(program_, unit_, target); variable >= 0)
      changed_.insert(variable);
  }

  /// `q->ring[q->at]`: a taking, if the function carries `q->at` on.
  void noteElement(const Expression &element) {
    const VariableId array = elementBase(element);
    if (array < 0)
      return;
    std::set<VariableId> position;
    addVariables(program_, unit_, element.operands[1], position);
    for (const VariableId each : position)
      if (flow_.isPersistent(each))
        indexed_.emplace(array, each);
  }

  const link::Program &program_;
  const ValueFlow &flow_;
  const BodyIndex &index_;
  const link::FunctionId function_;
  const int unit_;
  std::set<std::pair<VariableId, VariableId>> indexed_; ///< arrays read, by what is in the index
  std::set<VariableId> changed_;
  std::set<VariableId> taken_;
};

} // namespace

const std::set<VariableId> &TakenElements::takenIn(link::FunctionId function) {
  const auto [entry, isNew] = taken_.try_emplace(function);
  if (!isNew)
    return entry->second;
  std::set<VariableId> &taken = entry->second;
  taken = Reader(program_, flow_, index_, function).taken();
  for (const std::size_t number : index_.callsOf[function]) {
    const Call &call = index_.calls[number];
    if (!takesElements(program_, rules_, call))
      continue;
    for (const Expression &operand : call.expression->operands)
      if (const VariableId container = baseVariable(program_, call.unit, operand);
          container >= 0 && flow_.isPersistent(container))
        taken.insert(container);
  }
  return taken;
}

bool takesElements(const link::Program &program, const rules::Rules &rules, const Call &call) {
  using Gives = rules::NumberSource::Gives;
  const rules::NumberSource *rule = rules.number(ruleName(program, call.unit, *call.expression));
  return rule && (rule->gives == Gives::oneLess || rule->gives == Gives::exchanged);
}

std::set<link::FunctionId> takersOf(const link::Program &program, const rules::Rules &rules,
                                    const ValueFlow &flow, const BodyIndex &index,
                                    VariableId container) {
  std::set<link::FunctionId> takers;
  for (const auto *calls : {&index.callsOn[container], &index.callsWith[container]})
    for (const std::size_t number : *calls) {
      const Call &call = index.calls[number];
      if (takesElements(program, rules, call) &&
          std::ranges::binary_search(flow.readIn(container), call.context.function))
        takers.insert(call.context.function);
    }
  return takers;
}

std::set<VariableId> objectsOf(const link::Program &program, int unit, const Expression &field) {
  std::set<VariableId> out;
  for (const Expression &operand : field.operands)
    addVariables(program, unit, operand, out);
  return out;
}

} // namespace loadline::infer
