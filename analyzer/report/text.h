#pragma once

#include "analyzer/findings/inventory.h"

#include <cstddef>
#include <string>

namespace loadline::report {

struct TextOptions {
  bool color = false;
  std::size_t width = 100; ///< terminal columns that the inventory may take
};

/// What a person reads: each finding as a compiler would write it, its path as notes; then the
/// inventory, worst first, with the calls that reach a spawn expression folded under it (functions,
/// origins and witnesses are in the JSON); then one line of counts, as `summary` gives it.
std::string toText(const findings::Audit &audit, const TextOptions &options);

/// "3 spawn sites: 1 dangerous, 0 risky, 2 safe; 190 translation units: …; 7 unresolved calls".
/// A spawn expression with calls that reach it counts once, by the worst class among them.
std::string summary(const findings::Audit &audit);

} // namespace loadline::report
