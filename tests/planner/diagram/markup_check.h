#pragma once

#include <string>
#include <string_view>

namespace loadline::diagram {

/// Empty for well-formed markup of elements, attributes in double quotes, character data and the
/// five entities (as numbers too); else what is wrong and where. Comments and CDATA are not
/// allowed, as nothing here writes them.
///   isHtml  void elements (`<meta>`) need no end, and a doctype may come first
std::string markupError(std::string_view text, bool isHtml = false);

} // namespace loadline::diagram
