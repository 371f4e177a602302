#pragma once

#include <string>
#include <string_view>

namespace loadline {

/// Text for the inside of an XML or HTML element or attribute: the five special characters become
/// entities, and what XML 1.0 forbids (control characters, broken UTF-8) becomes `\xNN`.
std::string escapedMarkup(std::string_view text);

/// Text for a line of Markdown: what Markdown, or the HTML and the formulas in it, could take for
/// mark-up is escaped, and what would begin a list or a heading where it begins the line.
std::string escapedMarkdown(std::string_view text);

} // namespace loadline
