#pragma once

#include <compare>
#include <string>

namespace loadline::session {

/// What a table row, a box of the picture or a line of details stands for.
struct Subject {
  enum class Kind {
    none,
    service,
    edge,
    planFinding,
    codeFinding,
    site,
    bound,
    changeSet,
    question,
    staleDecision
  };
  Kind kind = Kind::none;
  std::string service; ///< of a service; of an edge the callee; of the others the one that they
                       ///< concern, or "" where none is known
  int index = -1;      ///< of an edge, finding, site, bound or set: its place in the plan, the
                       ///< audit, the ledger or the saved sets; of a question its place in all
                       ///< checklists; of a stale decision its place among those

  bool isFinding() const { return kind == Kind::planFinding || kind == Kind::codeFinding; }
  friend auto operator<=>(const Subject &, const Subject &) = default;
};

} // namespace loadline::session
