#include "analyzer/infer/kept_callables.h"

#include <algorithm>
#include <set>

namespace loadline::infer {

namespace {

using link::FunctionId;
using Node = ValueFlow::Node;

class Keeper {
public:
  Keeper(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
         BodyIndex &index)
      : program_(program), rules_(rules), flow_(flow), index_(index), isInvoked_(flow.size()) {
    for (const ValueFlow::Invocation &invocation : flow_.invocations())
      for (const Node node : invocation.of)
        isInvoked_[node] = true;
  }

  void run() {
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node)
      for (const FunctionId callable : flow_.given(node))
        follow(node, callable);
    for (const auto &[callable, place] : kept_)
      if (!used_.contains(callable) && !isRunElsewhere(callable))
        index_.uncalled.emplace(callable, place);
  }

private:
  /// Whether a call may run what it gets, or hand it on: it does more than to keep it, and its code
  /// is not followed.
  bool mayRun(std::size_t number) const {
    const Call &call = index_.calls[number];
    const facts::Expression &expression = *call.expression;
    if (expression.kind == facts::Expression::Kind::construct)
      return rules_.spawnApi(ruleName(program_, call.unit, expression));
    if (addsElement(program_, rules_, call))
      return fillsWithUnits(call);
    return program_.definitionsOf(call.unit, expression.symbol).empty();
  }

  /// `threads.emplace_back(body)`, which runs it.
  bool fillsWithUnits(const Call &call) const {
    const link::VariableId container =
        call.expression->hasObject
            ? baseVariable(program_, call.unit, call.expression->operands.front())
            : -1;
    const auto held = container < 0 ? std::vector<std::string>{}
                                    : argumentsOf(program_.variables()[container].symbol->type);
    return std::ranges::any_of(
        held, [&](const std::string &type) { return rules_.spawnApi(withoutArguments(type)); });
  }

  bool isUsedAt(Node node) const {
    return isInvoked_[node] ||
           (flow_.isVariable(node) &&
            std::ranges::any_of(index_.callsWith[node],
                                [&](std::size_t number) { return mayRun(number); }));
  }

  /// Goes with a callable from where it is given to a node, to where it is kept and used.
  void follow(Node start, FunctionId callable) {
    flow_.reach(start, [&](Node node) {
      if (isUsedAt(node))
        used_.insert(callable);
      if (flow_.isPersistent(node))
        kept_.emplace(callable, node);
      return true;
    });
  }

  /// Whether any edge tells of a run, and not only of where the callable is given to its place.
  bool isRunElsewhere(FunctionId callable) {
    std::erase_if(index_.edgesInto[callable], [&](const Edge &edge) { return isGiving(edge); });
    return !index_.edgesInto[callable].empty() || index_.eventHandlers.contains(callable);
  }

  bool isGiving(const Edge &edge) const {
    if (!edge.isHandOver || edge.kind != Edge::Kind::call || edge.calledBackAt >= 0)
      return false;
    const Call &call = index_.calls[edge.call];
    return !rules_.eventSource(ruleName(program_, call.unit, *call.expression)) &&
           !mayRun(edge.call);
  }

  const link::Program &program_;
  const rules::Rules &rules_;
  const ValueFlow &flow_;
  BodyIndex &index_;
  std::vector<bool> isInvoked_; ///< by node
  std::map<FunctionId, link::VariableId> kept_;
  std::set<FunctionId> used_;
};

} // namespace

void noteUncalled(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
                  BodyIndex &index) {
  Keeper(program, rules, flow, index).run();
}

} // namespace loadline::infer
