#include "analyzer/infer/object_queues.h"

#include "analyzer/infer/taken_elements.h"

#include <algorithm>
#include <map>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using link::FunctionId;
using link::VariableId;
using Node = ValueFlow::Node;

class Finder {
public:
  Finder(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
         const BodyIndex &index)
      : program_(program), rules_(rules), flow_(flow), index_(index) {
    for (std::size_t number = 0; number < index.calls.size(); ++number)
      noteCall(number);
  }

  std::vector<ObjectQueue> find() const {
    std::vector<ObjectQueue> out;
    if (!calledOn_.empty())
      for (VariableId variable = 0; variable < static_cast<VariableId>(program_.variables().size());
           ++variable)
        if (flow_.isPersistent(variable) &&
            !takersOf(program_, rules_, flow_, index_, variable).empty())
          if (std::vector<FunctionId> consumers = consumersOf(variable); !consumers.empty())
            out.push_back({variable, std::move(consumers)});
    return out;
  }

private:
  /// A virtual method's call on an object that stands in a variable, or comes from one.
  void noteCall(std::size_t number) {
    const Call &call = index_.calls[number];
    if (call.context.function < 0 || !call.expression->hasObject || call.expression->symbol < 0 ||
        call.expression->kind != Expression::Kind::call || !isVirtual(call))
      return;
    const ValueFlow::Sources sources =
        flow_.sourcesOf(call.unit, call.expression->operands.front());
    for (const Node node : sources.nodes)
      calledOn_[node].push_back(number);
  }

  bool isVirtual(const Call &call) const {
    const int symbol = call.expression->symbol;
    return program_.symbol(call.unit, symbol).kind == facts::Symbol::Kind::function &&
           std::ranges::any_of(program_.definitionsOf(call.unit, symbol), [&](FunctionId callee) {
             return !program_.functions()[callee].symbol->overridden.empty();
           });
  }

  std::vector<FunctionId> consumersOf(VariableId container) const {
    const std::string &type = program_.variables()[container].symbol->type;
    std::set<FunctionId> consumers;
    flow_.reach(container, [&](Node at) {
      if (at != container && flow_.isPersistent(at))
        return false;
      if (const auto calls = calledOn_.find(at); calls != calledOn_.end())
        for (const std::size_t number : calls->second)
          if (holdsObjectOf(type, index_.calls[number]))
            consumers.insert(index_.calls[number].context.function);
      return true;
    });
    return {consumers.begin(), consumers.end()};
  }

  /// Whether a container's elements are what the method is called on, as their types say: values
  /// that go into one template are not told from those that go into another.
  bool holdsObjectOf(const std::string &container, const Call &call) const {
    const Expression &object = call.expression->operands.front();
    const VariableId variable = baseVariable(program_, call.unit, object);
    const std::string &type =
        variable >= 0 ? program_.variables()[variable].symbol->type : object.type;
    const std::string element = firstArgument(container);
    return !element.empty() && (type == element || firstArgument(type) == element ||
                                container == type || firstArgument(element) == type);
  }

  const link::Program &program_;
  const rules::Rules &rules_;
  const ValueFlow &flow_;
  const BodyIndex &index_;
  std::map<Node, std::vector<std::size_t>> calledOn_; ///< by what holds the object: calls
};

} // namespace

std::vector<ObjectQueue> findObjectQueues(const link::Program &program, const rules::Rules &rules,
                                          const ValueFlow &flow, const BodyIndex &index) {
  return Finder(program, rules, flow, index).find();
}

} // namespace loadline::infer
