#pragma once

#include "analyzer/infer/spawn_sites.h"

namespace loadline::infer {

/// Whether each unit that is started in a counting loop takes one element of what its function was
/// given, as it is or in a local that is made of it: then the count is that of the data, and not of
/// workers. What holds the units' handles is made for them.
/// A process that goes on in the same code may take it there, if it is a text.
bool takesOneDatumEach(const Inference &inference, const SpawnSite &site);

/// Whether a call in a counting loop gets one text of an array of texts that its function was
/// given: `start(argv[i])`.
bool takesOneTextEach(const Inference &inference, const Call &call);

} // namespace loadline::infer
