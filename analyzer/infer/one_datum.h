#pragma once

#include "analyzer/infer/spawn_sites.h"

namespace loadline::infer {

/// Whether each unit that is started in a counting loop takes one element of what its function was
/// given, as it is or in a local that is made of it: then the count is that of the data, and not of
/// workers. What holds the units' handles is made for them.
bool takesOneDatumEach(const Inference &inference, const SpawnSite &site);

} // namespace loadline::infer
