#include "analyzer/infer/answers.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;

class Walk {
public:
  Walk(const Inference &inference, link::FunctionId function)
      : program_(inference.program()), index_(inference.index()),
        function_(program_.functions()[function]), context_{.function = function} {}

  std::vector<Answer> run() {
    walk(function_.facts->body);
    return std::move(answers_);
  }

private:
  void walk(const Statement &statement) {
    context_.statements.push_back(&statement);
    if (statement.exit == Statement::Exit::returns && !statement.expressions.empty())
      add(statement.expressions.front());
    const bool isLoop = statement.kind == Statement::Kind::loop;
    for (const Statement &part : statement.parts) {
      const bool isRepeated = isLoop && &part == &statement.parts.back();
      if (isRepeated)
        context_.frames.push_back({.loop = &statement});
      walk(part);
      if (isRepeated)
        context_.frames.pop_back();
    }
    context_.statements.pop_back();
  }

  void add(const Expression &value) {
    const link::VariableId variable = value.kind == Expression::Kind::reference
                                          ? program_.variableOf(function_.unit, value.symbol)
                                          : -1;
    if (variable < 0 || !isOnlyAssigned(variable)) {
      answers_.push_back({context_, &value});
      return;
    }
    for (const Write &write : index_.writes[variable])
      if (write.value)
        answers_.push_back({write.context, write.value});
  }

  bool isOnlyAssigned(link::VariableId variable) const {
    const auto isAssigned = [&](const Write &write) {
      return write.context.function == context_.function &&
             (write.how == Write::How::initial ||
              (write.how == Write::How::assigned && write.value));
    };
    return program_.variables()[variable].symbol->kind == facts::Symbol::Kind::local &&
           std::ranges::all_of(index_.writes[variable], isAssigned);
  }

  const link::Program &program_;
  const BodyIndex &index_;
  const link::Function &function_;
  Context context_;
  std::vector<Answer> answers_;
};

} // namespace

bool isFieldOf(const Expression &value, int parameter) {
  return value.kind == Expression::Kind::reference && !value.operands.empty() &&
         value.operands[0].kind == Expression::Kind::reference &&
         value.operands[0].symbol == parameter;
}

std::vector<Answer> answersOf(const Inference &inference, link::FunctionId function) {
  return Walk(inference, function).run();
}

} // namespace loadline::infer
