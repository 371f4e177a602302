#pragma once

#include "analyzer/infer/inference.h"

#include <cstdint>
#include <vector>

namespace loadline::infer {

/// A state that a function puts a variable into, and where.
struct GivenState {
  Context context;
  facts::Place at;
  std::int64_t value = 0;
};

/// The constants that a function gives to a variable: by assignment, by `store`, and by a setter
/// that it calls with one.
std::vector<GivenState> statesGiven(const Inference &inference, link::FunctionId function,
                                    link::VariableId variable);

} // namespace loadline::infer
