#include "analyzer/checks/all_checks.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace loadline::checks {

namespace {

using facts::Expression;
using infer::Edge;
using rules::Limiter;
using rules::Wait;

class Waits {
public:
  explicit Waits(const Subject &subject)
      : subject_(subject), inference_(subject.inference), index_(inference_.index()),
        program_(inference_.program()) {}

  std::vector<findings::Finding> run() {
    for (const infer::Call &call : index_.calls) {
      const std::string name = infer::ruleName(program_, call.unit, *call.expression);
      if (const Wait *wait = inference_.rules().wait(name);
          wait && wait->ends == Wait::Ends::withAnAnswer && call.expression->hasObject)
        answer(call);
      if (const Limiter *limiter = inference_.rules().limiter(name);
          limiter && limiter->does == Limiter::Does::waitsUntil && limiter->conditionArgument)
        condition(call, *limiter);
    }
    return std::move(out_);
  }

private:
  /// `request("x").get()`, `answer.get()`: of what a function gives that this program does not
  /// hold.
  void answer(const infer::Call &call) {
    const Expression &object = call.expression->operands.front();
    const link::VariableId variable = infer::baseVariable(program_, call.unit, object);
    std::optional<std::string> from = promisedBy(call.unit, object);
    if (variable >= 0 && !from && !isWaitedForInTime(variable))
      for (const infer::Write &write : index_.writes[variable])
        if (write.value && !from)
          from = promisedBy(write.unit, *write.value);
    if (from)
      tell(call,
           fmt::format("the answer of {} is waited for without an end, and nothing here makes "
                       "sure that it comes",
                       *from));
  }

  /// The function outside the program that gives a value; nothing for any other value.
  std::optional<std::string> promisedBy(int unit, const Expression &value) const {
    if (value.kind != Expression::Kind::call || value.symbol < 0 ||
        !program_.definitionsOf(unit, value.symbol).empty())
      return std::nullopt;
    const facts::Symbol &symbol = program_.symbol(unit, value.symbol);
    if (symbol.kind != facts::Symbol::Kind::function || symbol.isSystem || symbol.usr.empty() ||
        inference_.rules().spawnApi(symbol.name))
      return std::nullopt;
    return symbol.name;
  }

  bool isWaitedForInTime(link::VariableId variable) const {
    return std::ranges::any_of(index_.callsOn[variable], [&](std::size_t number) {
      const infer::Call &call = index_.calls[number];
      const Wait *wait =
          inference_.rules().wait(infer::ruleName(program_, call.unit, *call.expression));
      return wait && wait->ends == Wait::Ends::inTime;
    });
  }

  /// `cv.wait(lock, [] { return arrived; })`: of a flag that nobody sets, or the outside alone.
  void condition(const infer::Call &call, const Limiter &limiter) {
    const auto arguments = infer::argumentsOf(*call.expression);
    if (*limiter.conditionArgument >= static_cast<int>(arguments.size()))
      return;
    const int symbol = arguments[*limiter.conditionArgument]->symbol;
    if (symbol < 0 || program_.definitionsOf(call.unit, symbol).size() != 1)
      return;
    const link::Function &asks =
        program_.functions()[program_.definitionsOf(call.unit, symbol).front()];
    const Expression *flag = infer::returnedAtEnd(asks.facts->body);
    if (!flag || flag->kind != Expression::Kind::reference)
      return;
    const link::VariableId variable = program_.variableOf(asks.unit, flag->symbol);
    if (variable >= 0 && isLeftToTheOutside(variable))
      tell(call,
           fmt::format("the wait ends when {} is set, which no code of this program makes sure "
                       "of",
                       nameIn(subject_, variable)));
  }

  bool isLeftToTheOutside(link::VariableId flag) const {
    const facts::Symbol &symbol = *program_.variables()[flag].symbol;
    if (symbol.isOpen || symbol.isReference || symbol.kind == facts::Symbol::Kind::parameter ||
        symbol.type != "bool" || index_.aliases.contains(flag) || !index_.callsWith[flag].empty())
      return false;
    return std::ranges::all_of(index_.writes[flag], [&](const infer::Write &write) {
      const bool isStart = write.how == infer::Write::How::initial;
      const bool clears = write.how == infer::Write::How::assigned && write.value &&
                          write.value->kind == Expression::Kind::literal && write.value->value == 0;
      return isStart || clears || isHandler(write.context.function);
    });
  }

  /// Whether a function runs when something happens outside the program.
  bool isHandler(link::FunctionId function) const {
    if (function < 0)
      return false;
    const auto &edges = index_.edgesInto[function];
    return index_.eventHandlers.contains(function) ||
           (!edges.empty() && std::ranges::all_of(edges, [](const Edge &edge) {
             return edge.kind == Edge::Kind::perEvent || edge.kind == Edge::Kind::onceLater;
           }));
  }

  void tell(const infer::Call &call, const std::string &what) {
    out_.push_back(findingIn(subject_, "missing-deadline", findings::Severity::warning,
                             what + "; wait up to a deadline, and say what happens then", call,
                             what));
  }

  const Subject &subject_;
  const infer::Inference &inference_;
  const infer::BodyIndex &index_;
  const link::Program &program_;
  std::vector<findings::Finding> out_;
};

} // namespace

std::vector<findings::Finding> missingDeadline(const Subject &subject) {
  return Waits(subject).run();
}

} // namespace loadline::checks
