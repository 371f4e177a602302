#pragma once

#include "analyzer/findings/finding.h"
#include "analyzer/findings/inventory.h"

#include <string>
#include <string_view>
#include <vector>

// To add a check, touch: its file here (<id with underscores>.cpp), a declaration and a row below,
// a line in CMakeLists.txt, docs/checks/<id>.md, tests/analyzer/lit/checks/<id>.cpp.

namespace loadline::checks {

std::vector<findings::Finding> unboundedSpawn(const std::vector<findings::Site> &sites);
std::vector<findings::Finding> dataSizedSpawn(const std::vector<findings::Site> &sites);
std::vector<findings::Finding> unresolvedBound(const std::vector<findings::Site> &sites);

struct Check {
  std::string_view id;
  std::string_view description;
  findings::Severity severity; ///< of its findings
  std::vector<findings::Finding> (*run)(const std::vector<findings::Site> &);
};

inline constexpr Check allChecks[] = {
    {"unbounded-spawn", "units are started and nothing limits how many are alive at once",
     findings::Severity::warning, unboundedSpawn},
    {"data-sized-spawn", "as many units are started as the data has elements",
     findings::Severity::warning, dataSizedSpawn},
    {"unresolved-bound", "units are started and what limits them could not be worked out",
     findings::Severity::note, unresolvedBound},
};

/// The findings of every check, or of those named in `only`; sorted by place, fingerprints unique.
std::vector<findings::Finding> runChecks(const std::vector<findings::Site> &sites,
                                         const std::vector<std::string> &only = {});

/// A finding about a site: its place, its witness as the path, a fingerprint without line numbers.
findings::Finding findingAbout(const findings::Site &site, std::string_view check,
                               findings::Severity severity, std::string message);

/// Whether a row's alarm is told at the rows that reach it.
bool isToldElsewhere(const findings::Site &site, const std::vector<findings::Site> &sites);

} // namespace loadline::checks
