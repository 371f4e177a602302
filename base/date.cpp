#include "base/date.h"

#include <charconv>
#include <chrono>

namespace loadline {

bool isDate(std::string_view text) {
  int year = 0, month = 0, day = 0;
  const auto field = [&](std::size_t from, std::size_t length, int &value) {
    const char *begin = text.data() + from;
    if (*begin == '-') // which from_chars would take for a sign
      return false;
    return std::from_chars(begin, begin + length, value).ptr == begin + length;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !field(0, 4, year) ||
      !field(5, 2, month) || !field(8, 2, day))
    return false;
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(unsigned(month)),
                                     std::chrono::day(unsigned(day)))
      .ok();
}

} // namespace loadline
