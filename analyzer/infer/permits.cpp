#include "analyzer/infer/permits.h"

#include "analyzer/infer/gates.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <map>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using Does = rules::Limiter::Does;

class PermitWalk {
public:
  PermitWalk(const Inference &inference, link::FunctionId function)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        function_(function), unit_(program_.functions()[function].unit) {}

  PermitUse run() {
    State state;
    walk(program_.functions()[function_].facts->body, state);
    return std::move(use_);
  }

  /// The permits that are held at the end.
  std::vector<Permit> kept() {
    State state;
    walk(program_.functions()[function_].facts->body, state);
    return state.isReached ? std::move(state.held) : std::vector<Permit>{};
  }

private:
  struct State {
    bool isReached = true;
    std::vector<Permit> held;
  };

  void walk(const Statement &statement, State &state) {
    switch (statement.kind) {
    case Statement::Kind::block:
      for (const Statement &part : statement.parts)
        if (state.isReached)
          walk(part, state);
      return;
    case Statement::Kind::branch:
      return walkBranch(statement, state);
    case Statement::Kind::loop:
    case Statement::Kind::choice:
      return walkRepeated(statement, state);
    case Statement::Kind::leave:
      visitAll(statement, state);
      if (statement.exit == Statement::Exit::returns)
        noteLost(statement, state);
      state.isReached = false;
      return;
    case Statement::Kind::declare:
    case Statement::Kind::initialise:
    case Statement::Kind::evaluate:
      return visitAll(statement, state);
    }
  }

  void walkBranch(const Statement &branch, State &state) {
    visitAll(branch, state);
    State otherwise = state;
    if (!branch.parts.empty())
      walk(branch.parts[0], state);
    if (branch.parts.size() > 1)
      walk(branch.parts[1], otherwise);
    state = merged(state, otherwise);
  }

  /// What a loop or switch does to permits that are held before it may happen or not.
  void walkRepeated(const Statement &statement, State &state) {
    visitAll(statement, state);
    State inside = state;
    for (const Statement &part : statement.parts) {
      inside.isReached = true; // each case is entered by itself
      walk(part, inside);
    }
    std::erase_if(state.held, [&](const Permit &permit) {
      return std::ranges::any_of(
          statement.parts, [&](const Statement &part) { return mentions(part, permit.semaphore); });
    });
  }

  static State merged(const State &a, const State &b) {
    if (!a.isReached || !b.isReached)
      return a.isReached ? a : b;
    State out;
    for (const Permit &permit : a.held)
      if (std::ranges::find(b.held, permit.acquire, &Permit::acquire) != b.held.end())
        out.held.push_back(permit);
    return out;
  }

  void visitAll(const Statement &statement, State &state) {
    for (const Expression &expression : statement.expressions)
      visit(expression, state);
  }

  void visit(const Expression &expression, State &state) {
    const rules::Limiter *limiter =
        inference_.rules().limiter(ruleName(program_, unit_, expression));
    if (limiter && limiter->does == Does::acquires) {
      const link::VariableId semaphore = permitsObject(program_, unit_, expression, *limiter);
      if (semaphore >= 0)
        return acquire({semaphore, &expression}, state);
    }
    for (const Expression &operand : expression.operands)
      visit(operand, state);
    std::erase_if(state.held,
                  [&](const Permit &permit) { return touches(expression, permit.semaphore); });
  }

  void acquire(const Permit &wanted, State &state) {
    for (const Permit &held : state.held)
      if (held.semaphore != wanted.semaphore)
        use_.nested.push_back({held, wanted});
    state.held.push_back(wanted);
  }

  void noteLost(const Statement &leave, const State &state) {
    for (const Permit &permit : state.held)
      if (isReleasedBehind(permit.semaphore, leave.at))
        use_.lost.push_back({permit, &leave});
  }

  bool isReleasedBehind(link::VariableId semaphore, const facts::Place &at) const {
    const auto releases = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      const rules::Limiter *limiter =
          inference_.rules().limiter(ruleName(program_, call.unit, *call.expression));
      return limiter && limiter->does == Does::releases && call.context.function == function_ &&
             at < call.expression->at;
    };
    return std::ranges::any_of(index_.callsOn[semaphore], releases) ||
           std::ranges::any_of(index_.callsWith[semaphore], releases);
  }

  bool mentions(const Statement &statement, link::VariableId semaphore) {
    return std::ranges::any_of(
               statement.expressions,
               [&](const Expression &expression) { return holds(expression, semaphore); }) ||
           std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return mentions(part, semaphore); });
  }

  bool holds(const Expression &expression, link::VariableId semaphore) {
    return touches(expression, semaphore) ||
           std::ranges::any_of(expression.operands, [&](const Expression &operand) {
             return holds(operand, semaphore);
           });
  }

  /// Whether an expression itself, its operands left out, may do something to a semaphore: it names
  /// it, or names or calls a function that comes to use it.
  bool touches(const Expression &expression, link::VariableId semaphore) {
    if (expression.symbol < 0)
      return false;
    if (expression.kind == Expression::Kind::reference)
      return program_.variableOf(unit_, expression.symbol) == semaphore;
    const std::set<link::FunctionId> &users = usersOf(semaphore);
    return std::ranges::any_of(
        program_.definitionsOf(unit_, expression.symbol),
        [&](link::FunctionId callee) { return callee != function_ && users.contains(callee); });
  }

  /// The functions that use a semaphore, themselves or through what they call.
  const std::set<link::FunctionId> &usersOf(link::VariableId semaphore) {
    const auto [entry, isNew] = users_.try_emplace(semaphore);
    if (!isNew)
      return entry->second;
    std::vector<link::FunctionId> open;
    const auto add = [&](link::FunctionId function) {
      if (function >= 0 && entry->second.insert(function).second)
        open.push_back(function);
    };
    for (const auto *calls : {&index_.callsOn[semaphore], &index_.callsWith[semaphore]})
      for (const std::size_t number : *calls)
        add(index_.calls[number].context.function);
    while (!open.empty()) {
      const link::FunctionId function = open.back();
      open.pop_back();
      for (const Edge &edge : index_.edgesInto[function])
        add(index_.calls[edge.call].context.function);
    }
    return entry->second;
  }

  const Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  link::FunctionId function_;
  int unit_;
  PermitUse use_;
  std::map<link::VariableId, std::set<link::FunctionId>> users_;
};

} // namespace

PermitUse permitUse(const Inference &inference, link::FunctionId function) {
  return PermitWalk(inference, function).run();
}

bool keepsPermit(const Inference &inference, link::FunctionId function, const Expression &acquire) {
  const std::vector<Permit> kept = PermitWalk(inference, function).kept();
  return std::ranges::find(kept, &acquire, &Permit::acquire) != kept.end();
}

} // namespace loadline::infer
