#pragma once

#include <string>

namespace loadline::review {

/// The style sheet of the page, in the colours of the picture.
std::string htmlStyle();

} // namespace loadline::review
