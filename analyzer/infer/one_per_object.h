#pragma once

#include "analyzer/infer/gates.h"
#include "analyzer/infer/spawn_sites.h"

namespace loadline::infer {

/// Of an API whose object has one unit at a time: as many live as there are objects. Nothing where
/// the object is made for the start, or its owners are not counted.
std::optional<Gate> oneOfEachObject(Inference &inference, const SpawnSite &site);

} // namespace loadline::infer
