#pragma once

#include "planner/review/ledger.h"

#include <cstddef>
#include <string>
#include <vector>

namespace loadline::review {

/// One thing that a review tells and people decide about: an entry of the ledger, a finding of the
/// code, a finding of the plan.
struct Matter {
  enum class Kind { bound, code, plan };
  Kind kind = Kind::bound;
  std::string key;   ///< stable: "app.pool.size", "app.site.<id>" where undeclared, a fingerprint
  std::string title; ///< the bound, or the message of the finding
  std::string state; ///< "drifted: 96 in code, 64 in spec"; "warning"
  SourcePosition at;
  bool isViolation = false; ///< broken, or a finding that is no note
  std::size_t index = 0;    ///< in Ledger::entries, Audit::findings or Plan::findings

  friend bool operator==(const Matter &, const Matter &) = default;
};

/// "bound", "code", "plan": the words of the JSON.
std::string_view toString(Matter::Kind kind);

/// All of them: the ledger's, then the code's, then the plan's, each in its order; keys are unique.
std::vector<Matter> mattersOf(const plan::Plan &plan, const findings::Audit &audit,
                              const Ledger &ledger);

} // namespace loadline::review
