#pragma once

#include "planner/review/page.h"

#include <cstddef>
#include <string>
#include <vector>

namespace loadline::review {

/// One row or notice, written.
struct MarkdownItem {
  std::string text;
  Tone tone = Tone::plain; ///< the worst of what it says
};

/// A table, or the notices of a section.
struct MarkdownList {
  std::string head;
  std::vector<MarkdownItem> items;
  std::size_t kept = 0; ///< how many are shown, from the first on
};

/// A section, to be shown whole or as far as there is room.
struct MarkdownPart {
  std::string head; ///< its title and introduction, or that it is empty
  std::vector<MarkdownList> lists;
};

std::string textOf(const std::vector<MarkdownPart> &parts);

/// Leaves out what there is no room for: the sections that hold the worst come first, in each list
/// the worst do, and room goes to alarms of all lists before warnings, and to these before the
/// rest. Each list that is cut says how many are missing.
///   room  bytes
/// Returns how many items are left out.
std::size_t fitInto(std::size_t room, std::vector<MarkdownPart> &parts);

} // namespace loadline::review
