#pragma once

#include "analyzer/findings/inventory.h"

#include <string>

namespace loadline::report {

/// The inventory for a spreadsheet: RFC 4180 with a title line, columns named as in the JSON. A
/// cell that a spreadsheet would run as a formula starts with an apostrophe.
std::string toCsv(const findings::Audit &audit);

} // namespace loadline::report
