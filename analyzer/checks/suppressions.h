#pragma once

#include "analyzer/findings/finding.h"
#include "analyzer/link/program.h"

#include <string>
#include <vector>

namespace loadline::checks {

/// Takes out the findings that a comment silences, as clang-tidy does: `NOLINT` on their line or
/// `NOLINTNEXTLINE` on the one before, for all checks or for those in its brackets
/// (`loadline-unbounded-spawn`, `loadline-*`).
///   root     absolute folder that the findings' files are relative to
///   returns  a sentence for each that was silenced, with the reason that the comment gives
std::vector<std::string> takeOutSuppressed(std::vector<findings::Finding> &findings,
                                           const link::Program &program, const std::string &root);

} // namespace loadline::checks
