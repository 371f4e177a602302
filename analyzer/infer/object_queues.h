#pragma once

#include "analyzer/infer/value_flow.h"

#include <vector>

namespace loadline::infer {

/// A container out of which functions take objects, to call a virtual method of theirs that says
/// what is to be done:
///
///     Task *task = waiting.front(); waiting.pop(); task->run();
struct ObjectQueue {
  ValueFlow::Node place = -1;
  std::vector<link::FunctionId> consumers; ///< the functions that call the method
};

/// All of a program, each once, in the order of its variables.
std::vector<ObjectQueue> findObjectQueues(const link::Program &program, const rules::Rules &rules,
                                          const ValueFlow &flow, const BodyIndex &index);

} // namespace loadline::infer
