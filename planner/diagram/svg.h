#pragma once

#include "planner/diagram/display_list.h"

#include <map>
#include <string>

namespace loadline::diagram {

/// `automatic` follows the reader's preference and is light on paper.
enum class Theme { light, dark, automatic };

struct SvgOptions {
  Theme theme = Theme::light;
  /// For the inside of an HTML page: no XML prolog.
  bool isInline = false;
  /// Of the ids and classes, so that several pictures share a page.
  std::string idPrefix = "loadline";
  /// Where a click on a service leads. A picture with links is a group for a screen reader; one
  /// without is an image.
  std::map<std::string, std::string> serviceLinks = {};
};

/// A self-contained SVG 1.1 document: no script, nothing fetched, every group with its title and
/// its description, every text escaped. Equal lists give equal bytes.
std::string toSvg(const DisplayList &list, const SvgOptions &options = {});

} // namespace loadline::diagram
