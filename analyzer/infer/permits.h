#pragma once

#include "analyzer/infer/inference.h"

#include <vector>

namespace loadline::infer {

/// A permit that was waited for.
struct Permit {
  link::VariableId semaphore = -1;
  const facts::Expression *acquire = nullptr;
};

/// A way out of a function that keeps a permit which the function gives back further down.
struct LostPermit {
  Permit permit;
  const facts::Statement *leave = nullptr;
};

/// A permit that is waited for while another one is held.
struct NestedPermit {
  Permit held;
  Permit wanted;
};

/// How a function deals with permits that it waits for.
struct PermitUse {
  std::vector<LostPermit> lost;
  std::vector<NestedPermit> nested;
};

/// Follows the permits through a function's statements. One counts as held only where every way
/// leads through its acquire; whatever mentions the semaphore behind it (a release, a guard, a
/// lambda or a function that gives it back) ends that. So what is told holds, and not all is told.
PermitUse permitUse(const Inference &inference, link::FunctionId function);

/// Whether a function still holds, at its end, the permit that it waits for by a call.
bool keepsPermit(const Inference &inference, link::FunctionId function,
                 const facts::Expression &acquire);

} // namespace loadline::infer
