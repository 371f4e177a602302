#pragma once

#include <string_view>

namespace loadline {

/// YYYY-MM-DD of a day that the calendar has. Such texts compare as the days do.
bool isDate(std::string_view text);

} // namespace loadline
