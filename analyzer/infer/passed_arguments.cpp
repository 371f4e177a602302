#include "analyzer/infer/passed_arguments.h"

#include <algorithm>
#include <map>
#include <set>

namespace loadline::infer {

using facts::Expression;
using link::FunctionId;
using Node = ValueFlow::Node;

namespace {

bool hasParameters(const link::Program &program, FunctionId function) {
  return !program.functions()[function].facts->parameters.empty();
}

} // namespace

void notePassedArguments(const link::Program &program, const ValueFlow &flow, BodyIndex &index) {
  std::map<Node, std::vector<std::size_t>> invocationsOf;
  for (const ValueFlow::Invocation &invocation : flow.invocations())
    for (const Node node : invocation.of)
      invocationsOf[node].push_back(invocation.call);
  std::map<FunctionId, std::set<std::size_t>> invokedBy;
  for (Node node = 0; node < static_cast<Node>(flow.size()); ++node)
    for (const FunctionId callable : flow.given(node))
      if (hasParameters(program, callable))
        flow.reach(node, [&](Node at) {
          if (const auto calls = invocationsOf.find(at); calls != invocationsOf.end())
            invokedBy[callable].insert(calls->second.begin(), calls->second.end());
          return true;
        });
  for (const auto &[callable, calls] : invokedBy)
    index.invokedBy[callable].assign(calls.begin(), calls.end());
  for (std::size_t number = 0; number < index.calls.size(); ++number) {
    const Call &call = index.calls[number];
    const bool isOfLibrary = call.expression->kind == Expression::Kind::call &&
                             call.expression->symbol >= 0 &&
                             program.definitionsOf(call.unit, call.expression->symbol).empty();
    for (const Expression *argument :
         isOfLibrary ? argumentsOf(*call.expression) : std::vector<const Expression *>{})
      if (const Expression *code = namedCode(*argument))
        for (const FunctionId callable : program.definitionsOf(call.unit, code->symbol))
          if (hasParameters(program, callable))
            index.boundBy[callable].push_back(number);
  }
}

} // namespace loadline::infer
