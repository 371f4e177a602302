#include "analyzer/infer/kept_copies.h"

#include "analyzer/infer/join_calls.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using link::VariableId;

class Lambdas {
public:
  Lambdas(const Inference &inference, link::FunctionId function, VariableId shared)
      : inference_(inference), program_(inference.program()), index_(inference.index()),
        function_(function), unit_(program_.functions()[function].unit), shared_(shared) {}

  bool areKept() {
    read(program_.functions()[function_].facts->body);
    return isReturned_ || std::ranges::any_of(index_.callsOf[function_],
                                              [&](std::size_t number) { return keeps(number); });
  }

private:
  /// Notes whether such a lambda is returned, and the locals that hold one.
  void read(const Statement &statement) {
    const auto isCopying = [&](const Expression &part) { return copies(part); };
    const bool holdsOne = std::ranges::any_of(
        statement.expressions, [&](const Expression &each) { return holds(each, isCopying); });
    if (holdsOne && statement.kind == Statement::Kind::declare && statement.symbol >= 0)
      holders_.insert(program_.variableOf(unit_, statement.symbol));
    isReturned_ = isReturned_ || (holdsOne && statement.exit == Statement::Exit::returns);
    for (const Statement &part : statement.parts)
      read(part);
  }

  /// `[s] { … }`, `[mine = s] { … }`.
  bool copies(const Expression &lambda) const {
    return lambda.kind == Expression::Kind::lambda &&
           std::ranges::any_of(lambda.operands, [&](const Expression &own) {
             const bool isMade = own.kind == Expression::Kind::binary && own.text == "=";
             const Expression &value = isMade ? own.operands[1] : own;
             return value.kind != Expression::Kind::unary &&
                    baseVariable(program_, unit_, value) == shared_ &&
                    !(isMade && program_.symbol(unit_, own.operands[0].symbol).isReference);
           });
  }

  bool keeps(std::size_t number) const {
    const Call &call = index_.calls[number];
    const std::string name = ruleName(program_, call.unit, *call.expression);
    const rules::EventSource *event = inference_.rules().eventSource(name);
    const bool onlyRuns = (event && event->runs == rules::EventSource::Runs::perElement) ||
                          name == "std::invoke" || name == "std::move" || name == "std::forward";
    const rules::SpawnApi *api = inference_.rules().spawnApi(name);
    // `std::function<void()>([s] { … })` is a value, which is looked at where it goes
    const bool isWrapped = call.expression->kind == Expression::Kind::construct &&
                           !call.expression->isHeap && !api && !event;
    if (onlyRuns || isWrapped || !isGiven(call) || endsWithLocal(call))
      return false;
    return !api || !isJoinedHere(call, *api);
  }

  /// `std::thread t([s] { … }); t.join();`: a unit that ends before the local does.
  bool isJoinedHere(const Call &spawn, const rules::SpawnApi &api) const {
    const Statement &statement = *spawn.context.statements.back();
    const VariableId handle = statement.kind == Statement::Kind::declare && statement.symbol >= 0
                                  ? program_.variableOf(unit_, statement.symbol)
                                  : -1;
    return handle >= 0 &&
           (api.onDestroy == rules::SpawnApi::OnDestroy::joins ||
            std::ranges::any_of(index_.callsOn[handle], [&](std::size_t number) {
              return JoinCalls(program_, index_, api).isJoin(index_.calls[number], false);
            }));
  }

  bool isGiven(const Call &call) const {
    return std::ranges::any_of(argumentsOf(*call.expression), [&](const Expression *argument) {
      return holds(*argument, [&](const Expression &part) {
        return copies(part) || (part.kind == Expression::Kind::reference && part.symbol >= 0 &&
                                holders_.contains(program_.variableOf(unit_, part.symbol)));
      });
    });
  }

  /// `tasks.push_back([s] { … })` where the tasks live no longer than what is copied.
  bool endsWithLocal(const Call &call) const {
    const VariableId container = call.expression->hasObject
                                     ? baseVariable(program_, unit_, call.expression->operands[0])
                                     : -1;
    if (container < 0 || program_.variables()[container].symbol->kind != facts::Symbol::Kind::local)
      return false;
    const auto framesOf = [&](VariableId local) {
      const auto &writes = index_.writes[local];
      const auto start = std::ranges::find(writes, Write::How::initial, &Write::how);
      return start == writes.end() ? std::size_t{0} : start->context.frames.size();
    };
    return framesOf(container) >= framesOf(shared_);
  }

  const Inference &inference_;
  const link::Program &program_;
  const BodyIndex &index_;
  const link::FunctionId function_;
  const int unit_;
  const VariableId shared_;
  std::set<VariableId> holders_; ///< locals that hold the lambda
  bool isReturned_ = false;
};

} // namespace

bool isKeptByLambda(const Inference &inference, link::FunctionId function, VariableId shared) {
  const facts::Symbol &symbol = *inference.program().variables()[shared].symbol;
  return function >= 0 && symbol.kind == facts::Symbol::Kind::local &&
         isSharedPointer(symbol.type) && Lambdas(inference, function, shared).areKept();
}

} // namespace loadline::infer
