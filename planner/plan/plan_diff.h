#pragma once

#include "planner/plan/plan.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace loadline::plan {

/// One thing that moved between two plans. An empty side: it was not there, or is not any more.
struct Change {
  std::string about; ///< a service, "a -> b", or "system"
  std::string field; ///< "max_in_flight.declared"
  std::string before, after;
  std::optional<double> beforeValue = {}, afterValue = {}; ///< in base units, of what is a number
  /// By how much: "+25%" of what it was, and of what is a share itself, "+12 points" (of percent).
  std::string moved = {};
};

/// What moved from one plan to another.
struct PlanDiff {
  std::vector<Change> changes;             ///< bounds, replicas, costs, verdicts, rates
  std::vector<findings::Finding> appeared; ///< by fingerprint
  std::vector<findings::Finding> gone;
};

/// The figures that are compared, of a service, of "a -> b" or of "system", as text.
struct FigureRow {
  std::string about;
  std::vector<std::pair<std::string, std::string>> fields;
};

/// In the order of the plan, the system first.
std::vector<FigureRow> figuresOf(const Plan &plan);

/// Field by field; rows that came stand in the order of `after`, those that went come last.
std::vector<Change> changesBetween(const std::vector<FigureRow> &before,
                                   const std::vector<FigureRow> &after);

PlanDiff differenceOf(const Plan &before, const Plan &after);

std::string toText(const PlanDiff &diff);
std::string toMarkdown(const PlanDiff &diff);
/// One page that works offline and prints well.
std::string toHtml(const PlanDiff &diff);
/// What the JSON holds: the changes, then the findings that appeared and those that are gone.
std::string toCsv(const PlanDiff &diff);
/// The JSON of `loadline/diff/v1`.
std::string toJsonText(const PlanDiff &diff);

} // namespace loadline::plan
