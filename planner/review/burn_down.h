#pragma once

#include "analyzer/findings/folded_sites.h"
#include "base/report.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <vector>

// How the spawn sites that nothing limits become fewer, from one audit to the next.

namespace loadline::review {

/// An audit and its day.
struct AuditOn {
  std::string day; ///< YYYY-MM-DD
  findings::SiteCounts counts;

  /// Sites that are still to be limited.
  double left() const { return static_cast<double>(counts.dangerous + counts.risky); }
};

/// Months are twelfths of a year of 365.25 days.
struct BurnDown {
  std::vector<AuditOn> audits;    ///< by day
  std::optional<double> perMonth; ///< sites fewer a month, below 0 where they become more; of two
                                  ///< audits or more, the slope of the least-squares line
  std::optional<std::string> endsOn; ///< the day on which none is left at that pace; "" not within
                                     ///< a hundred years
  std::string until;                 ///< the day by which none should be left, or ""
  std::optional<double> needed;      ///< sites a month from the last audit on, to get there

  /// The pace does not get there.
  bool isLate() const;
};

/// Audits in any order, one a day; two of a day, none, and a last day before the last audit are
/// errors.
Result<BurnDown> burnDown(std::vector<AuditOn> audits, const std::string &until);

/// Each audit, the pace, what it comes to.
std::vector<ReportSection> burnDownReport(const BurnDown &of);

/// The audits as bars, for pages that draw Mermaid.
std::string burnDownChart(const BurnDown &of);

} // namespace loadline::review
