#pragma once

#include "planner/fit/fit.h"

#include <string>
#include <vector>

namespace loadline::fit {

/// A figure of two runs at one level.
struct ComparedFigure {
  std::string level;                      ///< "32 in flight", "500/s offered", "law"
  std::string figure;                     ///< "throughput", "mean", "p99", "failed", "capacity"
  std::string before, after;              ///< with their units
  double change = 0;                      ///< relative to before; of shares the difference
  bool isWorse = false, isBetter = false; ///< by more than the tolerance
};

struct RunComparison {
  Ratio tolerance;
  std::vector<ComparedFigure> figures;
  std::size_t unmatched = 0; ///< levels of the new run that the old one has not

  bool isWorse() const;
};

/// Holds a run against an earlier one, level by level: levels match where numbers in flight as
/// declared, or the rates offered, differ by at most 2 %; several points of a level count by their
/// mean.
RunComparison compareRuns(const Fit &before, const Fit &after, Ratio tolerance);

} // namespace loadline::fit
