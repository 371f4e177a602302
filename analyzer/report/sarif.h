#pragma once

#include "analyzer/findings/inventory.h"
#include "analyzer/report/check_info.h"

#include <cstddef>
#include <string>
#include <vector>

namespace loadline::report {

struct SarifOptions {
  std::vector<CheckInfo>
      checks; ///< become `rules`; a finding of another check gets a rule of its own
  std::string tool = "loadline-audit";
  /// What GitHub keeps of a file [docs.github.com, "SARIF support for code scanning"]; the rest is
  /// left out, worst first, and a notification says so.
  std::size_t mostResults = 5'000;
  std::size_t mostStepsOfResult = 1'000;
  std::size_t mostSteps = 50'000; ///< of all results: keeps the file below 10 MB when packed
};

/// SARIF 2.1.0, with what GitHub code scanning asks for: rules with help, relative URIs below
/// %SRCROOT%, full regions, partial fingerprints, and the path of a finding as a code flow.
std::string toSarif(const findings::Audit &audit, const SarifOptions &options);

/// A relative path as a URI reference, every byte outside the unreserved set and `/`
/// percent-encoded.
std::string uriPath(std::string_view path);

} // namespace loadline::report
