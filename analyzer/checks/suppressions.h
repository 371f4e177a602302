#pragma once

#include "analyzer/findings/finding.h"
#include "analyzer/link/program.h"

#include <string>
#include <vector>

namespace loadline::checks {

/// Takes out the findings that a comment silences, as clang-tidy does: `NOLINT` on their line,
/// `NOLINTNEXTLINE` on the one before, or `NOLINTBEGIN` and `NOLINTEND` of the same checks around
/// them; for all checks or for those in its brackets, by name or glob (`loadline-unbounded-spawn`,
/// `loadline-*-spawn`).
///   root     absolute folder that the findings' files are relative to
///   returns  a sentence for each that was silenced, with the reason that the comment gives, and
///            for each begin or end that lacks the other
std::vector<std::string> takeOutSuppressed(std::vector<findings::Finding> &findings,
                                           const link::Program &program, const std::string &root);

} // namespace loadline::checks
