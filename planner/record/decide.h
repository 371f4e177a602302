#pragma once

#include "planner/record/record.h"

namespace loadline::record {

/// What keeps the decision from being recorded: a date that is none, a verdict that does not fit,
/// something to be fixed by nobody. Empty where nothing does.
Diagnostics faultsOf(const Decision &decision);

/// Writes the decision into the file, which need not be there yet; the file is replaced whole or
/// not at all. Empty where that succeeded.
Diagnostics decideIn(const std::filesystem::path &record, const Decision &decision);

/// Takes the decision about that subject out of the file, in the same manner.
Diagnostics withdrawFrom(const std::filesystem::path &record, const Subject &about);

} // namespace loadline::record
