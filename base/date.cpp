#include "base/date.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <optional>

namespace loadline {

namespace {

std::optional<std::chrono::year_month_day> dateOf(std::string_view text) {
  int year = 0, month = 0, day = 0;
  const auto field = [&](std::size_t from, std::size_t length, int &value) {
    const char *begin = text.data() + from;
    if (*begin == '-') // which from_chars would take for a sign
      return false;
    return std::from_chars(begin, begin + length, value).ptr == begin + length;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !field(0, 4, year) ||
      !field(5, 2, month) || !field(8, 2, day))
    return std::nullopt;
  const std::chrono::year_month_day date = std::chrono::year(year) / month / day;
  return date.ok() ? std::optional(date) : std::nullopt;
}

} // namespace

bool isDate(std::string_view text) {
  return dateOf(text).has_value();
}

std::string dateProblem(const std::string &text) {
  return isDate(text) ? "" : "'" + text + "' is no date (as in 2027-01-31)";
}

int daysOf(std::string_view date) {
  return std::chrono::sys_days(*dateOf(date)).time_since_epoch().count();
}

std::string dayAfter(std::string_view date, int days) {
  const std::chrono::year_month_day later(std::chrono::sys_days(*dateOf(date)) +
                                          std::chrono::days(days));
  return fmt::format("{:04}-{:02}-{:02}", int(later.year()), unsigned(later.month()),
                     unsigned(later.day()));
}

} // namespace loadline
