#pragma once

#include "analyzer/findings/inventory.h"
#include "base/diagnostic.h"

#include <string>

namespace loadline::tidy {

/// What the options of a check say of the plan.
struct PlanOfCheck {
  std::string spec; ///< a file; "" for none
  std::string
      root; ///< its code patterns are relative to this folder; "" for the folder of the spec

  friend bool operator==(const PlanOfCheck &, const PlanOfCheck &) = default;
};

/// Says in the findings of one translation unit what they mean for the plan, as review::tellMeaning
/// does; files stay absolute. Each spec is read once a process.
Diagnostics tellMeaning(findings::Audit &audit, const PlanOfCheck &plan);

} // namespace loadline::tidy
