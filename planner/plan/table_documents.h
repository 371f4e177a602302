#pragma once

#include "analyzer/findings/finding.h"
#include "planner/plan/plan_tables.h"

#include <string>
#include <vector>

// Tables as documents: what Markdown, HTML and CSV show of a plan, a check, a difference or the
// limits.

namespace loadline::plan {

struct TableDocument {
  std::string heading;
  std::string summary;            ///< before the tables; may be empty
  std::vector<NamedTable> tables; ///< those without rows are left out
};

std::string toMarkdown(const TableDocument &document);
/// One page that works offline and prints well.
std::string toHtml(const TableDocument &document);

/// A table alone as its lines, several each after a line with its title, an empty line between.
std::string toCsv(const std::vector<NamedTable> &tables);

/// Findings for people: a row for each.
TextTable findingsTable(const std::vector<findings::Finding> &findings);
/// Findings for programs: each part of them in a column of its own.
TextTable findingsColumns(const std::vector<findings::Finding> &findings);

} // namespace loadline::plan
