#pragma once

#include "planner/record/record.h"
#include "planner/review/matters.h"

#include <optional>
#include <string>
#include <vector>

// What a review record says of what a review tells.
//
//     matters ──┐
//               ├── settled ──► Settlement: what is left open, what is decided, what is stale
//     Record  ──┘

namespace loadline::review {

/// How a matter stands. A closed set.
///   open           nobody decided about it
///   accepted       it stays
///   falsePositive  it is not so
///   toFix          somebody mends it
///   lapsed         it was decided, and that no longer holds: the day is past, or it has changed
enum class Standing { open, accepted, falsePositive, toFix, lapsed };

/// "open", "accepted", "false positive", "to fix", "lapsed".
std::string_view toString(Standing standing);

struct SettledMatter {
  std::size_t matter = 0; ///< in `Settlement::matters`
  Standing standing = Standing::open;
  std::optional<record::Decision> decision;
  std::string why; ///< of what has lapsed

  /// It must be mended or decided before the review is clean.
  bool isLeft() const {
    return standing != Standing::accepted && standing != Standing::falsePositive;
  }
};

struct Settlement {
  std::vector<Matter> matters;         ///< all of them
  std::vector<SettledMatter> settled;  ///< violations, and what else was decided about
  std::vector<record::Decision> stale; ///< about what the review no longer tells
};

/// Bounds and findings of the plan are decided about as they were seen: another number lapses the
/// decision.
///   today      YYYY-MM-DD; "" holds no decision against its day
///   questions  that the checklists ask of people; answers to others are stale
Settlement settled(std::vector<Matter> matters, const record::Record &record,
                   const std::string &today, const std::vector<std::string> &questions = {});

/// How many violations are neither accepted nor false positives.
std::size_t leftOf(const Settlement &settlement);

/// Letters that the beginning of a key has at least, to stand for it.
inline constexpr std::size_t shortestKey = 4;

/// What a user means by a key: a bound, a finding or a question, or the beginning of one.
Result<record::Decision> decisionAbout(const std::string &key, const std::vector<Matter> &matters,
                                       const std::vector<std::string> &questions = {});

} // namespace loadline::review
