#pragma once

#include "planner/diagram/display_list.h"

#include <string>

namespace loadline::diagram {

/// `automatic` follows the reader's preference and is light on paper.
enum class Theme { light, dark, automatic };

struct SvgOptions {
  Theme theme = Theme::light;
  bool isInline =
      false; ///< for the inside of an HTML page: no XML prolog, as wide as its container at most
  std::string idPrefix =
      "loadline"; ///< of the ids and classes, so that several pictures share a page
};

/// A self-contained SVG 1.1 document: no script, nothing fetched, every group with its title and
/// its description, every text escaped. Equal lists give equal bytes.
std::string toSvg(const DisplayList &list, const SvgOptions &options = {});

} // namespace loadline::diagram
