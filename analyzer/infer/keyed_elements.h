#pragma once

#include "analyzer/infer/body_index.h"

#include <vector>

namespace loadline::infer {

/// A place that asks for an element by its key, and so puts it there if it is missing: `m[key]`.
struct KeyedElement {
  Context context;
  const facts::Expression *element = nullptr;
};

/// Whether a local container is known to its own function alone, so that nobody else puts elements
/// into it: nothing stands for it, no call is given it, and no lambda names it.
bool isKnownHereOnly(const link::Program &program, const BodyIndex &index,
                     link::VariableId container);

/// All places of a container's function that ask for one of its elements by a key; a key that the
/// code says once, outside all loops.
std::vector<KeyedElement> keyedElements(const link::Program &program, const BodyIndex &index,
                                        link::VariableId container);

} // namespace loadline::infer
