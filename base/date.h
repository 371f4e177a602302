#pragma once

#include <string>
#include <string_view>

namespace loadline {

/// YYYY-MM-DD of a day that the calendar has. Such texts compare as the days do.
bool isDate(std::string_view text);

/// What is wrong with a text that is to be a date, as a checker of options says it; "" for nothing.
std::string dateProblem(const std::string &text);

/// Days since 1970-01-01 of what isDate takes.
int daysOf(std::string_view date);

/// The date so many days later.
std::string dayAfter(std::string_view date, int days);

} // namespace loadline
