#pragma once

#include "analyzer/findings/inventory.h"

#include <string>

namespace loadline::report {

/// The inventory and the findings as one page that needs no network: columns sort by a click or by
/// Enter, each row opens to its witnesses and the parts of its risk. Nothing of the audited code
/// can become mark-up, and the page's policy lets nothing be loaded or sent.
std::string toHtml(const findings::Audit &audit);

} // namespace loadline::report
