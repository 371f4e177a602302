#include "analyzer/infer/comes_to_start.h"

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

} // namespace loadline::infer
