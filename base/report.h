#pragma once

#include "base/text_table.h"

#include <string>
#include <vector>

namespace loadline {

/// A part of a report: what is not empty is shown in this order.
struct ReportSection {
  std::string title; ///< empty for the first one, which needs none
  std::vector<std::string> paragraphs;
  TextTable table;
  std::vector<std::string> items; ///< a list
};

/// For a terminal, at most 100 columns wide.
std::string reportText(const std::vector<ReportSection> &sections);

/// The same in Markdown, under one heading.
std::string reportMarkdown(const std::string &heading, const std::vector<ReportSection> &sections);

} // namespace loadline
