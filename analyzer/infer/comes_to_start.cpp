#include "analyzer/infer/comes_to_start.h"

#include <algorithm>
#include <set>

namespace loadline::infer {

bool comesToStart(const Inference &inference, const Call &call, int deepest) {
  const link::Program &program = inference.program();
  const BodyIndex &index = inference.index();
  std::vector<const Call *> open{&call};
  std::set<link::FunctionId> seen;
  for (int depth = 0; !open.empty(); ++depth) {
    std::vector<const Call *> inner;
    for (const Call *at : open) {
      if (inference.rules().spawnApi(ruleName(program, at->unit, *at->expression)))
        return true;
      if (depth == deepest || at->expression->symbol < 0)
        continue;
      for (const link::FunctionId callee : program.definitionsOf(at->unit, at->expression->symbol))
        if (seen.insert(callee).second)
          for (const std::size_t number : index.callsOf[callee])
            inner.push_back(&index.calls[number]);
    }
    open = std::move(inner);
  }
  return false;
}

bool comesToOnSelf(const Inference &inference, link::FunctionId method, link::FunctionId other,
                   int depth) {
  constexpr int deepest = 3;
  if (method == other || depth == deepest)
    return method == other;
  const auto comes = [&](std::size_t number) {
    const Call &call = inference.index().calls[number];
    const facts::Expression &called = *call.expression;
    if (called.kind != facts::Expression::Kind::call || !called.hasObject || called.symbol < 0 ||
        called.operands[0].text != "this")
      return false;
    return std::ranges::any_of(inference.program().definitionsOf(call.unit, called.symbol),
                               [&](link::FunctionId callee) {
                                 return comesToOnSelf(inference, callee, other, depth + 1);
                               });
  };
  return std::ranges::any_of(inference.index().callsOf[method], comes);
}

} // namespace loadline::infer
