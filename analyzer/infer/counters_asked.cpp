#include "analyzer/infer/counters_asked.h"

#include "analyzer/infer/answers.h"
#include "analyzer/infer/statements.h"

namespace loadline::infer {

namespace {

using facts::Expression;

class Counters {
public:
  Counters(const link::Program &program, const BodyIndex &index)
      : program_(program), index_(index) {}

  void add(int unit, const Expression &expression) {
    if (expression.kind == Expression::Kind::binary && expression.text == "+") {
      add(unit, expression.operands[0]);
      return add(unit, expression.operands[1]);
    }
    const bool isQuestion = expression.kind == Expression::Kind::call && expression.hasObject;
    const Expression &asked = isQuestion ? expression.operands[0] : expression;
    if (const link::VariableId variable = baseVariable(program_, unit, asked); variable >= 0) {
      counters_.push_back(variable);
      addCounted(variable);
    }
    if (expression.kind == Expression::Kind::call && expression.symbol >= 0)
      for (const link::FunctionId getter : program_.definitionsOf(unit, expression.symbol))
        addReturned(getter);
  }

  std::vector<link::VariableId> take() && { return std::move(counters_); }

private:
  /// `const auto running = children.size();`: the container that a local tells the size of.
  void addCounted(link::VariableId local) {
    if (program_.variables()[local].symbol->kind != facts::Symbol::Kind::local)
      return;
    for (const Write &write : index_.writes[local]) {
      if (!write.value)
        continue;
      if (write.value->kind == Expression::Kind::reference) // `const int i = server->started;`
        if (const link::VariableId copied = baseVariable(program_, write.unit, *write.value);
            copied >= 0)
          counters_.push_back(copied);
      if (write.value->kind == Expression::Kind::call && write.value->hasObject &&
          argumentsOf(*write.value).empty())
        if (const link::VariableId container =
                baseVariable(program_, write.unit, write.value->operands[0]);
            container >= 0)
          counters_.push_back(container);
    }
  }

  /// `int active() const { return active_; }`, `int size(struct list *l) { return l->count; }`.
  void addReturned(link::FunctionId getter) {
    const link::Function &function = program_.functions()[getter];
    const Expression *returned = returnedAtEnd(function.facts->body);
    const auto &parameters = function.facts->parameters;
    if (!returned || parameters.size() > 1 ||
        (!parameters.empty() && !isFieldOf(*returned, parameters[0])))
      return;
    const Expression &value = *returned;
    const bool isQuestion = value.kind == Expression::Kind::call && value.hasObject;
    const link::VariableId variable =
        baseVariable(program_, function.unit, isQuestion ? value.operands[0] : value);
    if (variable >= 0)
      counters_.push_back(variable);
  }

  const link::Program &program_;
  const BodyIndex &index_;
  std::vector<link::VariableId> counters_;
};

} // namespace

std::vector<link::VariableId> countersIn(const link::Program &program, const BodyIndex &index,
                                         int unit, const Expression &compared) {
  Counters counters(program, index);
  counters.add(unit, compared);
  return std::move(counters).take();
}

bool asksSize(const link::Program &program, const rules::Rules &rules, const BodyIndex &index,
              int unit, const Expression &compared) {
  const link::VariableId variable = compared.kind == Expression::Kind::call && compared.hasObject
                                        ? baseVariable(program, unit, compared.operands[0])
                                        : -1;
  return variable >= 0 && std::ranges::any_of(index.callsOn[variable], [&](std::size_t number) {
           return addsElement(program, rules, index.calls[number]);
         });
}

} // namespace loadline::infer
