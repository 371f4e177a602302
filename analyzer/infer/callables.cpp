#include "analyzer/infer/callables.h"

#include "analyzer/infer/kept_callables.h"
#include "analyzer/infer/object_queues.h"
#include "analyzer/infer/passed_arguments.h"
#include "analyzer/infer/record_queues.h"
#include "analyzer/infer/submissions.h"
#include "analyzer/infer/taken_elements.h"
#include "analyzer/infer/unseen_code.h"
#include "analyzer/infer/value_flow.h"

#include <algorithm>
#include <functional>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using link::FunctionId;
using Node = ValueFlow::Node;

class Follower {
public:
  Follower(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
           BodyIndex &index)
      : program_(program), rules_(rules), index_(index), flow_(flow), invocationsOf_(flow_.size()),
        storedIn_(flow_.size()), isDrained_(flow_.size(), false),
        isRecordField_(flow_.size(), false),
        recordQueues_(findRecordQueues(program, rules, flow, index)) {
    for (const ValueFlow::Invocation &invocation : flow_.invocations())
      for (const Node node : invocation.of)
        invocationsOf_[node].push_back(invocation.call);
  }

  void run() {
    findDrained();
    followGiven();
    spreadStored();
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node)
      if (!storedIn_[node].empty())
        addCallbacks(node);
    followWrapped();
    adjustHandOvers();
    noteSubmissions(program_, rules_, flow_,
                    {drained(), recordQueues_, findObjectQueues(program_, rules_, flow_, index_)},
                    index_);
  }

private:
  bool isPersistent(Node node) const { return flow_.isPersistent(node); }
  bool isParameter(Node node) const {
    return flow_.isVariable(node) &&
           program_.variables()[node].symbol->kind == facts::Symbol::Kind::parameter;
  }

  std::vector<Node> drained() const {
    std::vector<Node> out;
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node)
      if (isDrained_[node] && !isRecordField_[node])
        out.push_back(node);
    return out;
  }

  void reach(Node start, const std::function<bool(Node)> &visit) const {
    flow_.reach(start, visit);
  }

  FunctionId functionOf(std::size_t call) const { return index_.calls[call].context.function; }

  /// A container is drained where a function takes an element out of it and runs it, or hands it
  /// on.
  void findDrained() {
    for (link::VariableId variable = 0;
         variable < static_cast<link::VariableId>(program_.variables().size()); ++variable) {
      const std::set<FunctionId> takers = takersOf(program_, rules_, flow_, index_, variable);
      if (takers.empty())
        continue;
      reach(variable, [&](Node node) {
        for (const std::size_t call : invocationsOf_[node])
          isDrained_[variable] = isDrained_[variable] || takers.contains(functionOf(call));
        for (const FunctionId taker : takers)
          isDrained_[variable] = isDrained_[variable] || node == flow_.resultOf(taker);
        return !isDrained_[variable];
      });
    }
    for (const RecordQueue &queue : recordQueues_)
      isDrained_[queue.place] = isDrained_[queue.field] = isRecordField_[queue.field] = true;
  }

  /// Each callable from where it is written to where it is kept, or run by a variable of the same
  /// function.
  void followGiven() {
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node)
      for (const FunctionId callable : flow_.given(node)) {
        reach(node, [&](Node at) {
          if (isDrained_[at] && !(at == node && isRecordField_[at]))
            absorbed_.insert(callable);
          else if (isPersistent(at))
            storedIn_[at].insert(callable);
          return !isDrained_[at] && !isPersistent(at);
        });
        reach(node, [&](Node at) {
          if (isParameter(node) || isPersistent(at) || isDrained_[at])
            return false; // what stands in the arguments of a call is followed from there
          for (const std::size_t call : invocationsOf_[at])
            addEdge({Edge::Kind::call, callable, call});
          return true;
        });
      }
  }

  /// What one place keeps may be given to another that keeps it.
  void spreadStored() {
    std::vector<Node> open;
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node)
      if (!storedIn_[node].empty())
        open.push_back(node);
    while (!open.empty()) {
      const Node from = open.back();
      open.pop_back();
      reach(from, [&](Node at) {
        if (at == from)
          return true;
        if (isDrained_[at] || !isPersistent(at))
          return !isDrained_[at];
        const std::size_t before = storedIn_[at].size();
        storedIn_[at].insert(storedIn_[from].begin(), storedIn_[from].end());
        if (storedIn_[at].size() > before)
          open.push_back(at);
        return false;
      });
    }
  }

  void addCallbacks(Node kept) {
    reach(kept, [&](Node at) {
      if (at != kept && (isDrained_[at] || isPersistent(at)))
        return false;
      for (const std::size_t call : invocationsOf_[at])
        for (const FunctionId callable : storedIn_[kept])
          addEdge({Edge::Kind::callback, callable, call});
      return true;
    });
  }

  /// What a function is given and calls in a lambda that is kept runs where that lambda does:
  /// `on(path, [=](auto &request) { (object->*method)(request); })`.
  void followWrapped() {
    std::set<FunctionId> kept;
    for (const std::set<FunctionId> &callables : storedIn_)
      kept.insert(callables.begin(), callables.end());
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node)
      if (isParameter(node))
        for (const std::size_t call : invocationsOf_[node])
          if (isWrapped(node, call) && kept.contains(functionOf(call)))
            for (const FunctionId callable : flow_.given(node))
              addEdge({Edge::Kind::call, callable, call});
  }

  /// Whether a call of what a parameter holds stands in another function than the parameter's.
  bool isWrapped(Node parameter, std::size_t call) const {
    return functionOf(call) != program_.variables()[parameter].owner;
  }

  void addEdge(Edge edge) {
    std::vector<Edge> &edges = index_.edgesInto[edge.callee];
    const auto isSame = [&](const Edge &other) {
      return (other.kind == edge.kind && other.call == edge.call) ||
             other.kind == Edge::Kind::onceEver; // as a rule says, whatever its library does
    };
    if (std::ranges::none_of(edges, isSame))
      edges.push_back(edge);
    followed_.insert(edge.callee);
  }

  /// A callable that is given to a function runs where that function calls it back; one that is
  /// only kept there runs where what is kept is called, and not once more where it is given.
  void adjustHandOvers() {
    for (std::size_t callee = 0; callee < index_.edgesInto.size(); ++callee) {
      const auto isKeptOnly = [&](Edge &edge) {
        if (!edge.isHandOver || edge.kind != Edge::Kind::call)
          return false;
        if (isRunOnceThere(edge)) {
          edge.kind = Edge::Kind::onceEver;
          return false;
        }
        bool isCalledBack = false;
        edge.calledBackAt = calledBackAt(edge, isCalledBack);
        return !isCalledBack && followed_.contains(edge.callee) &&
               !absorbed_.contains(edge.callee) && !isRunThere(index_.calls[edge.call]);
      };
      std::erase_if(index_.edgesInto[callee], isKeptOnly);
    }
  }

  /// `std::invoke(f, x);`: what is not seen, and gives nothing back that could keep the callable.
  bool isRunThere(const Call &call) const {
    if (call.expression->hasObject || call.expression->kind != Expression::Kind::call ||
        call.context.statements.empty() || !calleesOf(call).empty())
      return false;
    const facts::Statement &statement = *call.context.statements.back();
    return statement.kind == facts::Statement::Kind::evaluate && !statement.expressions.empty() &&
           &statement.expressions.front() == call.expression;
  }

  /// Whether what is called there hands the callable on to what runs it once in the life of the
  /// program: a wrapper of `pthread_once`.
  bool isRunOnceThere(const Edge &edge) const {
    bool isOnce = false;
    const auto runsOnce = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      const rules::EventSource *event =
          rules_.eventSource(ruleName(program_, call.unit, *call.expression));
      return event && event->runs == rules::EventSource::Runs::onceEver;
    };
    for (const Node parameter : parametersThatTake(edge))
      reach(parameter, [&](Node at) {
        if (isPersistent(at) || isDrained_[at])
          return false;
        isOnce =
            isOnce || (flow_.isVariable(at) && std::ranges::any_of(index_.callsWith[at], runsOnce));
        return true;
      });
    return isOnce;
  }

  /// The call in what is called there that runs the callable in a loop; -1 for none.
  int calledBackAt(const Edge &edge, bool &isCalledBack) const {
    int repeated = -1;
    for (const Node parameter : parametersThatTake(edge))
      reach(parameter, [&](Node at) {
        if (isPersistent(at) || isDrained_[at])
          return false;
        for (const std::size_t call : invocationsOf_[at]) {
          if (isParameter(at) && isWrapped(at, call) && runsIn(edge.callee, call))
            continue; // told where the lambda around it runs
          isCalledBack = true;
          if (!index_.calls[call].context.frames.empty())
            repeated = static_cast<int>(call);
        }
        return true;
      });
    return repeated;
  }

  bool runsIn(FunctionId callee, std::size_t call) const {
    return std::ranges::any_of(index_.edgesInto[callee], [&](const Edge &edge) {
      return edge.call == call && !edge.isHandOver;
    });
  }

  /// The parameters to which a call hands a callable that stands in it.
  std::vector<Node> parametersThatTake(const Edge &edge) const {
    std::vector<Node> out;
    const Call &call = index_.calls[edge.call];
    const auto arguments = argumentsOf(*call.expression);
    for (const FunctionId callee : calleesOf(call)) {
      const link::Function &function = program_.functions()[callee];
      for (std::size_t i = 0; i < arguments.size() && i < function.facts->parameters.size(); ++i)
        if (std::ranges::count(flow_.sourcesOf(call.unit, *arguments[i]).callables, edge.callee))
          out.push_back(program_.variableOf(function.unit, function.facts->parameters[i]));
    }
    return out;
  }

  std::vector<FunctionId> calleesOf(const Call &call) const {
    const int symbol = call.expression->symbol;
    const bool isFunction =
        symbol >= 0 && program_.symbol(call.unit, symbol).kind == facts::Symbol::Kind::function;
    return isFunction ? program_.definitionsOf(call.unit, symbol) : std::vector<FunctionId>{};
  }

  const link::Program &program_;
  const rules::Rules &rules_;
  BodyIndex &index_;
  const ValueFlow &flow_;
  std::vector<std::vector<std::size_t>> invocationsOf_; ///< by node: calls of what it holds
  std::vector<std::set<FunctionId>> storedIn_;          ///< by node that keeps: what it keeps
  std::vector<bool> isDrained_, isRecordField_;
  std::vector<RecordQueue> recordQueues_;
  std::set<FunctionId> absorbed_; ///< callables that a queue hands on
  std::set<FunctionId> followed_; ///< callables with an edge from where they run
};

} // namespace

void followCallables(const link::Program &program, const rules::Rules &rules, BodyIndex &index) {
  const ValueFlow flow(program, index);
  Follower(program, rules, flow, index).run();
  followIntoUnseenCode(program, rules, flow, index);
  notePassedArguments(program, flow, index);
  noteUncalled(program, rules, flow, index);
}

} // namespace loadline::infer
