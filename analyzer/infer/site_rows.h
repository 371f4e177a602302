#pragma once

#include "analyzer/findings/inventory.h"
#include "analyzer/infer/declared_bounds.h"
#include "analyzer/infer/inference.h"

#include <string>
#include <vector>

namespace loadline::infer {

/// The inventory of a program: a row for each spawn expression, and one for each call in a loop or
/// handler that reaches one. Sorted by place; a template's instantiations are one row.
///   root  absolute folder; files below it are told relative to it; "" leaves all absolute
std::vector<findings::Site> inventoryOf(Inference &inference, const Declarations &declarations,
                                        const std::string &root);

} // namespace loadline::infer
