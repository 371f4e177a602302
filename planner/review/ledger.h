#pragma once

#include "planner/review/review.h"
#include "planner/review/spec_bounds.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The ledger of bounds: each bound that the spec declares held against what the code keeps.
//
//     spec bounds ──┐  by `kept_by`, then by number, then by what is left
//                   ├──────────────────────────────────────────────────► entries
//     spawn sites ──┘

namespace loadline::review {

/// How a bound stands. A closed set, listed in the schema.
///   kept        the code keeps the number of the spec
///   drifted     the code keeps another number
///   unbounded   the spec declares a bound and nothing in the code does
///   undeclared  the code starts units that no bound of the spec speaks of
///   notFound    nothing in the code could be held against the bound
enum class BoundStatus { kept, drifted, unbounded, undeclared, notFound };

/// "kept", "drifted", "unbounded", "undeclared", "not_found": the words of the JSON.
std::string_view toString(BoundStatus status);
/// "unbounded in code", "undeclared in spec", …: as people say it.
std::string_view statusText(BoundStatus status);

struct LedgerEntry {
  std::size_t service = 0; ///< index in Plan::services
  BoundStatus status = BoundStatus::notFound;
  std::optional<SpecBound> spec;        ///< empty where undeclared
  std::optional<std::size_t> site = {}; ///< in Audit::sites: the spawn expression
  std::optional<std::size_t> decidedBy =
      {};                  ///< in Audit::sites: it, or the call that multiplies it
  std::string inCode = {}; ///< of that row: "96 unless config(x) says more", "unbounded"
  std::string why = {};    ///< how it was matched, or why it could not be
};

/// In the order of the plan's services: what the spec declares, then what it does not. Single units
/// that no bound speaks of are left out: they limit nothing.
struct Ledger {
  std::vector<LedgerEntry> entries;
};

Ledger ledgerOf(const spec::System &system, const plan::Plan &plan, const findings::Audit &audit,
                const Review &review);

/// Drifted, unbounded, or undeclared and dangerous.
bool isBroken(const LedgerEntry &entry, const findings::Audit &audit);

} // namespace loadline::review
