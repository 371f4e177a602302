#pragma once

#include "base/result.h"
#include "base/yaml_reader.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The catalogue of real-world limits: what servers, kernels, clouds and patterns allow unless
// somebody sets it otherwise. The numbers stand in rules/limits, each with its source and status.

namespace loadline::limits {

/// How far a number is to be trusted.
enum class Status {
  stated,       ///< the source says so
  qualified,    ///< it holds with the caveat of its note
  corrected,    ///< the source had its unit or figure wrong, this is right
  completed,    ///< the source gave less
  ours,         ///< ours, from the reference that it cites
  doubtful,     ///< not to be relied on
  wrong,        ///< contradicted by the reference that it cites
  inconsistent, ///< the source contradicts itself
};

std::string_view toString(Status status);

/// Whether a plan may rest on it.
bool isReliable(Status status);

struct Limit {
  std::string id; ///< `postgresql.max-connections`
  std::string system, parameter;
  std::string value;            ///< what holds unless it is set; "" where that is not known
  std::optional<double> number; ///< of the value, where it is a number
  std::string range;            ///< what production runs with: `100..500`, `10000..`; or ""
  std::string unit, source, note;
  Status status = Status::stated;
  SourcePosition at;
};

struct Catalogue {
  std::vector<Limit> limits; ///< in the order of their files; each id once

  const Limit *find(std::string_view id) const;
};

/// Adds the limits of a text of rules/limits to `catalogue`. Unknown keys, missing sources, and an
/// id that stands twice in texts of the same folder (`from` on) are errors; one of an earlier
/// folder is replaced.
Diagnostics addLimits(Catalogue &catalogue, std::string_view yaml, const std::string &file,
                      std::size_t from);

/// The limits that ship, then those of each of the user's folders (its `limits/*.yaml`), which may
/// replace them. A user's folder without any is an error, as is that the rules are not found.
Result<Catalogue> loadLimits(const std::filesystem::path &rulesFolder,
                             const std::vector<std::filesystem::path> &userFolders = {});

/// The limits in which every word occurs, whatever its case: in id, system, parameter, unit or
/// note.
std::vector<const Limit *> search(const Catalogue &catalogue,
                                  const std::vector<std::string> &words);

/// What a plan takes when a spec names a limit by its id: the number and where it comes from.
struct Constraint {
  double most;        ///< in the limit's unit
  const Limit *limit; ///< of the catalogue
};

/// An unknown id, a limit without a number, and one that is not reliable are errors at the id.
Result<Constraint> constraintOf(const Catalogue &catalogue, const yaml::Located<std::string> &id);

} // namespace loadline::limits
