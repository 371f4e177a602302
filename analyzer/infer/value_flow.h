#pragma once

#include "analyzer/infer/body_index.h"

#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace loadline::infer {

/// Where values may go: nodes are variables, and the result of each function.
class ValueFlow {
public:
  using Node = int;

  ValueFlow(const link::Program &program, const BodyIndex &index);

  std::size_t size() const { return to_.size(); }
  bool isVariable(Node node) const { return node < variables_; }
  Node resultOf(link::FunctionId function) const { return variables_ + function; }
  const std::vector<Node> &to(Node node) const { return to_[node]; }
  /// Whether a node is a variable that outlives the calls of functions: a field or a global.
  bool isPersistent(Node node) const;
  /// Visits what a node's value may come to, the node first; `visit` says whether to go on beyond.
  void reach(Node start, const std::function<bool(Node)> &visit) const;
  /// The callables whose names or lambdas stand in what is given to a node.
  const std::vector<link::FunctionId> &given(Node node) const { return given_[node]; }
  /// The functions in which a node's value is used.
  const std::vector<link::FunctionId> &readIn(Node node) const { return readIn_[node]; }

  /// A call of a value rather than of a named function.
  struct Invocation {
    std::size_t call = 0; ///< index in BodyIndex::calls
    std::vector<Node> of; ///< what may hold the value
  };
  const std::vector<Invocation> &invocations() const { return invocations_; }

  /// What an expression's value may come from.
  struct Sources {
    std::vector<Node> nodes;
    std::vector<link::FunctionId> callables;
  };
  Sources sourcesOf(int unit, const facts::Expression &expression) const;

private:
  void walk(int unit, link::FunctionId function, const facts::Statement &statement);
  void visit(int unit, link::FunctionId function, const facts::Expression &expression);
  void visitCall(int unit, link::FunctionId function, const facts::Expression &call);
  void flow(link::FunctionId in, const Sources &sources, Node target);
  void addSources(int unit, const facts::Expression &expression, Sources &out) const;
  void addCallSources(int unit, const facts::Expression &call, Sources &out) const;

  const link::Program &program_;
  Node variables_ = 0;
  std::vector<std::vector<Node>> to_;
  std::vector<std::vector<link::FunctionId>> given_;
  std::vector<std::vector<link::FunctionId>> readIn_;
  std::vector<Invocation> invocations_;
  std::unordered_map<const facts::Expression *, std::size_t> numberOf_; ///< of calls in the index
};

/// Whether a call calls a value: a function object, a function pointer, an element of a container
/// of these.
bool callsValue(const link::Program &program, int unit, const facts::Expression &call);

} // namespace loadline::infer
