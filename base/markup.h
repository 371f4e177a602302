#pragma once

#include <string>
#include <string_view>

namespace loadline {

/// Text for the inside of an XML or HTML element or attribute: the five special characters become
/// entities, and what XML 1.0 forbids (control characters, broken UTF-8) becomes `\xNN`.
std::string escapedMarkup(std::string_view text);

} // namespace loadline
