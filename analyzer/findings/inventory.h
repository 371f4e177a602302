#pragma once

#include "analyzer/bound/bound.h"
#include "analyzer/findings/finding.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::findings {

/// safe: constant, hardware, configuration, or limited. risky: the size of data, joined; and what
/// stayed unknown. dangerous: unbounded, or sized from outside and not collected.
enum class SiteClass { safe, risky, dangerous };
std::string_view toString(SiteClass siteClass);

/// What becomes of the unit's handle.
enum class Collected { joined, detached, escapes };
std::string_view toString(Collected collected);

/// A bound that the code's author states beside it, `loadline: bound(8): reason`.
struct DeclaredBound {
  SourcePosition at;
  bound::Bound bound = bound::Bound::unknown("not read");
  std::string reason;
  bound::Bound inferred = bound::Bound::unknown("not read"); ///< what the code says
  bool isContradicted = false; ///< the code says more; then the row keeps that
  std::string review = {};     ///< YYYY-MM-DD, the day by which somebody looks at it again; or ""

  friend bool operator==(const DeclaredBound &, const DeclaredBound &) = default;
};

/// One row of the inventory: a spawn expression, or (with `via`) a call in a loop, handler or
/// constructor that reaches one.
struct Site {
  std::string id; ///< stable under edits elsewhere, unique in an audit
  SourcePosition at;
  std::string function;
  std::string api;             ///< what starts the unit, as its rule names it
  std::string unit = "thread"; ///< "thread", "process", "task", "coroutine" or "pool"
  bound::Bound bound = bound::Bound::unknown("not inferred"); ///< of all that live at once
  /// Where several units run its function, or a caller repeats it without a limit: what one run
  /// has.
  std::optional<bound::Bound> perRun;
  SiteClass siteClass = SiteClass::risky;
  char origin = 'B'; ///< 'A' to 'E'
  std::string limiter = "none";
  Collected collected = Collected::escapes;
  std::optional<bound::Bound> queueBound; ///< of a pool: what bounds its queue
  std::string via; ///< id of the spawn expression that this row reaches, or ""
  std::vector<Step> witness;
  std::vector<DeclaredBound> declared; ///< all that are about it, outermost first

  friend bool operator==(const Site &, const Site &) = default;
};

struct TranslationUnits {
  int total = 0;
  int analysed = 0; ///< those with errors count too: they gave what their AST holds
  int withErrors = 0;
  int skipped = 0;
  int failed = 0;

  friend bool operator==(const TranslationUnits &, const TranslationUnits &) = default;
};

/// The result of an audit; what `loadline-audit --format json` writes and everything later reads.
struct Audit {
  std::string root; ///< the folder that the files are relative to
  std::vector<Site> sites;
  std::vector<Finding> findings;
  TranslationUnits translationUnits;
  int unresolvedCalls = 0;
  std::vector<std::string> notes; ///< what was dropped or could not be read, one sentence each

  friend bool operator==(const Audit &, const Audit &) = default;
};

/// The JSON of `loadline/audit/v1`, indented, with a final newline; ends in the same bytes for
/// equal audits.
std::string toJsonText(const Audit &audit);

/// Reads it back; unknown keys are ignored (v1 may gain some), a wrong shape is an error that says
/// where.
Result<Audit> parseAudit(std::string_view json, const std::string &file);

} // namespace loadline::findings
