#pragma once

#include <string>
#include <string_view>

namespace loadline::diagram {

/// Pixels that a line of text takes at most in any of fontFamily (display_list.h), from a built-in
/// table, so that a picture is the same on every machine whatever fonts it has.
double textWidth(std::string_view text, double size, bool isBold);

/// The text made printable and cut to `width` pixels; what is cut shows as `…`. Never longer than
/// `width`, unless `…` alone is.
std::string fitted(std::string_view text, double size, bool isBold, double width);

/// As `fitted`, but cut in the middle, so that names that begin alike stay apart by their ends.
std::string fittedName(std::string_view text, double size, bool isBold, double width);

} // namespace loadline::diagram
