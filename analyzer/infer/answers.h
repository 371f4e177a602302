#pragma once

#include "analyzer/infer/inference.h"

#include <vector>

namespace loadline::infer {

/// A value that a function may give back, and where in it that is decided.
struct Answer {
  Context context;
  const facts::Expression *value = nullptr;
};

/// All that a function may give back. For a local that only ever holds what it is assigned, the
/// values that it is: `int found = -1; … found = 0; … return found;` answers -1 or 0.
std::vector<Answer> answersOf(const Inference &inference, link::FunctionId function);

/// Whether a value is a field of what a parameter stands for: `l->count`.
bool isFieldOf(const facts::Expression &value, int parameter);

} // namespace loadline::infer
