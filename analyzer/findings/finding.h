#pragma once

#include "base/source_position.h"

#include <nlohmann/json_fwd.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::findings {

enum class Severity { note, warning, error };

/// "note", "warning", "error".
std::string_view toString(Severity severity);

/// One step of the way to a finding, or one piece of evidence for it.
struct Step {
  SourcePosition at; ///< file relative to the root of what was analysed
  std::string note;
  bool isEvent = false; ///< something from outside makes the code run again: a
                        ///< connection, a message

  friend auto operator<=>(const Step &, const Step &) = default;
};

/// One thing to fix, made by a check of the audit or of the plan.
struct Finding {
  std::string check; ///< id, as in docs/checks/<id>.md
  Severity severity = Severity::warning;
  std::string message;
  SourcePosition at;
  std::string fingerprint; ///< stable under edits elsewhere; see fingerprintOf
  std::vector<Step> path;

  friend bool operator==(const Finding &, const Finding &) = default;
};

/// As it stands in lists of steps: `event` only where it is one.
nlohmann::json toJson(const Step &step);

/// 16 hexadecimal digits from what identifies a finding without line numbers or absolute paths.
///   parts  the check, the relative file, the function, what is flagged, and a counter among equals
std::string fingerprintOf(std::initializer_list<std::string_view> parts);
/// The same of a check and what else identifies it.
std::string fingerprintOf(std::string_view check, std::initializer_list<std::string_view> parts);

/// Numbers the fingerprints that are equal (`…-2`, `…-3`, in the order given), since consumers drop
/// one of two equal ones.
void makeFingerprintsUnique(std::vector<Finding> &findings);

nlohmann::json toJson(const Finding &finding);

} // namespace loadline::findings
