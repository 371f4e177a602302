#include "planner/units/parse.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace loadline::units {

namespace {

constexpr double largest = 1e15;

/// A unit's factor is times / by, so that 35ms is 35 / 1000 and comes out as the double 0.035.
struct Unit {
  std::string_view name;
  double times = 1.0;
  double by = 1.0;
  bool isOtherName = false; ///< of one that stands in the list too; messages name that
};

constexpr double day = 86400, week = 7 * day, year = 365 * day;
constexpr bool other = true;

constexpr Unit durationUnits[] = {{"y", year},
                                  {"mo", year, 12},
                                  {"w", week},
                                  {"d", day},
                                  {"h", 3600},
                                  {"m", 60},
                                  {"min", 60},
                                  {"s"},
                                  {"ms", 1, 1e3},
                                  {"us", 1, 1e6},
                                  {"µs", 1, 1e6}, // the micro sign; the Greek letter looks the same
                                  {"ns", 1, 1e9},
                                  {"\u03BCs", 1, 1e6, other},
                                  {"sec", 1, 1, other},
                                  {"hour", 3600, 1, other},
                                  {"day", day, 1, other},
                                  {"days", day, 1, other},
                                  {"wk", week, 1, other},
                                  {"week", week, 1, other},
                                  {"weeks", week, 1, other},
                                  {"month", year, 12, other},
                                  {"months", year, 12, other},
                                  {"year", year, 1, other},
                                  {"years", year, 1, other}};
constexpr Unit multiples[] = {{""}, {"k", 1e3}, {"M", 1e6}, {"G", 1e9}, {"K", 1e3, 1, other}};
constexpr Unit byteUnits[] = {
    {"B"},      {"Ki", 1024}, {"Mi", 1048576}, {"Gi", 1073741824}, {"Ti", 1099511627776},
    {"k", 1e3}, {"M", 1e6},   {"G", 1e9},      {"T", 1e12},        {"K", 1e3, 1, other}};
constexpr Unit months[] = {{"month"},      {"year", 12},     {"week", 84, 365}, {"day", 12, 365},
                           {"d", 12, 365}, {"hour", 1, 730}, {"h", 1, 730}};

const Unit *find(std::span<const Unit> units, std::string_view name) {
  const auto found =
      std::find_if(units.begin(), units.end(), [&](const Unit &unit) { return unit.name == name; });
  return found == units.end() ? nullptr : &*found;
}

/// A B at the end changes nothing: `MB` is `M`.
const Unit *findSize(std::span<const Unit> units, std::string_view name) {
  if (name.size() > 1 && name.ends_with('B'))
    name.remove_suffix(1);
  return find(units, name);
}

bool isDigit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::vector<std::string> names(std::span<const Unit> units) {
  std::vector<std::string> out;
  for (const Unit &unit : units)
    if (!unit.name.empty() && !unit.isOtherName)
      out.emplace_back(unit.name);
  return out;
}

/// Units that people write and that we don't, with ours of the same size.
constexpr std::pair<std::string_view, std::string_view> meant[] = {
    {"msec", "ms"},     {"msecs", "ms"}, {"millis", "ms"}, {"usec", "us"},  {"nsec", "ns"},
    {"secs", "s"},      {"second", "s"}, {"seconds", "s"}, {"mins", "min"}, {"minute", "min"},
    {"minutes", "min"}, {"hr", "h"},     {"hrs", "h"},     {"hours", "h"},  {"kiB", "Ki"},
    {"kib", "Ki"},      {"mib", "Mi"},   {"gib", "Gi"},    {"tib", "Ti"}};

/// What a text should have been: the noun and two examples, for the messages.
struct Expected {
  std::string_view noun;
  std::string_view examples;
};

Diagnostic problem(std::string_view text, const SourcePosition &at, const Expected &expected,
                   std::string_view why) {
  return {at, fmt::format("'{}' is no {}: {}", text, expected.noun, why),
          fmt::format("write it as in {}", expected.examples)};
}

Diagnostic unknownUnit(std::string_view text, const SourcePosition &at, const Expected &expected,
                       std::string_view unit, std::span<const Unit> units) {
  const auto near = std::find_if(std::begin(meant), std::end(meant), [&](const auto &pair) {
    return pair.first == unit && find(units, pair.second);
  });
  Diagnostic out = problem(text, at, expected, fmt::format("'{}' is no unit of it", unit));
  out.hint =
      fmt::format("{}one of {}",
                  near == std::end(meant) ? "" : fmt::format("did you mean '{}'? ", near->second),
                  inWords(names(units)));
  return out;
}

/// Without the blanks beside units and the `_` between digits: `100 req/s`, `1h 30m`, `100_000/s`.
std::string packed(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool isInNumber = isDigit(text, i - 1) && isDigit(text, i + 1);
    if (!(text[i] == ' ' && !isInNumber) && !(text[i] == '_' && isInNumber))
      out += text[i];
  }
  return out;
}

/// "010" is ten to some readers and eight to others.
bool hasLeadingZero(std::string_view text) {
  return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

/// How many characters of a decimal number stand at the front: `1.5`, `2e6`.
std::size_t numberLength(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  const std::size_t length = std::min(text.find_first_not_of("0123456789."), text.size());
  if (length == 0 || length + 1 >= text.size() || text[length] != 'e' ||
      digits.find(text[length + 1]) == std::string_view::npos)
    return length;
  return std::min(text.find_first_not_of(digits, length + 1), text.size());
}

/// The number at the front, however large; nothing where there is none.
std::optional<double> numberAt(std::string_view text) {
  double number = 0.0;
  const std::size_t length = numberLength(text);
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + length, number);
  const bool isRead = length > 0 && stop == text.data() + length;
  if (isRead && failure == std::errc::result_out_of_range)
    return HUGE_VAL;
  return isRead && failure == std::errc() ? std::optional(number) : std::nullopt;
}

/// Takes a decimal number off the front; nothing where there is none that may be.
std::optional<double> takeNumber(std::string_view &text) {
  const auto number = numberAt(text);
  if (!number || *number > largest || hasLeadingZero(text))
    return std::nullopt;
  text.remove_prefix(numberLength(text));
  return number;
}

std::string noNumberBecause(std::string_view text) {
  if (text.starts_with('-'))
    return "it must not be negative";
  if (hasLeadingZero(text))
    return "a number has no leading zero";
  if (numberAt(text))
    return "no number may be above 1e15";
  return isDigit(text, 0) ? fmt::format("'{}' is no number", text.substr(0, numberLength(text)))
                          : "it does not start with a number";
}

Diagnostic noNumber(std::string_view text, const SourcePosition &at, const Expected &expected) {
  return problem(text, at, expected, noNumberBecause(text));
}

double scaled(double number, const Unit &unit) {
  return number * unit.times / unit.by;
}

/// Words that may stand before the slash of a rate: "req" in `100 req/s`.
bool isNoun(std::string_view word) {
  return word.size() >= 3 && !find(durationUnits, word) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// `<number><multiple>/<period>`, in units of 1/`perUnits`.
///   isThings  a noun may stand in place of the multiple
Result<double> parsePer(std::string_view text, const SourcePosition &at, const Expected &expected,
                        std::span<const Unit> perUnits, bool isThings) {
  const std::string whole = packed(text);
  std::string_view rest = whole;
  const auto number = takeNumber(rest);
  if (!number)
    return noNumber(text, at, expected);
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos)
    return problem(text, at, expected, "it does not say per what time");
  const std::string_view counted = rest.substr(0, slash);
  const Unit *multiple = find(multiples, isThings && isNoun(counted) ? "" : counted);
  if (!multiple)
    return unknownUnit(text, at, expected, counted, multiples);
  const Unit *per = find(perUnits, rest.substr(slash + 1));
  if (!per)
    return unknownUnit(text, at, expected, rest.substr(slash + 1), perUnits);
  return scaled(*number, *multiple) / per->times * per->by;
}

} // namespace

Result<Duration> parseDuration(std::string_view text, const SourcePosition &at) {
  const Expected expected{"duration", "250ms, 1.5s or 1h30m"};
  double seconds = 0.0;
  double lastUnit = HUGE_VAL;
  const std::string whole = packed(text);
  std::string_view rest = whole;
  do {
    const auto number = takeNumber(rest);
    if (!number)
      return noNumber(text, at, expected);
    const std::size_t length = std::min(rest.find_first_of("0123456789.-+"), rest.size());
    const std::string_view name = rest.substr(0, length);
    rest.remove_prefix(length);
    if (name.empty() && rest.empty() && whole == "0")
      return Duration(0);
    if (name.empty())
      return problem(text, at, expected, "it has no unit");
    const Unit *unit = find(durationUnits, name);
    if (!unit)
      return unknownUnit(text, at, expected, name, durationUnits);
    if (unit->times / unit->by >= lastUnit)
      return problem(text, at, expected, "its units do not go from large to small");
    lastUnit = unit->times / unit->by;
    seconds += scaled(*number, *unit);
  } while (!rest.empty());
  return Duration(seconds);
}

Result<Rate> parseRate(std::string_view text, const SourcePosition &at) {
  const Expected expected{"rate", "1200/s, 1.2k/s or 90/min"};
  const bool isShort = text.ends_with("rps") || text.ends_with("qps");
  const std::string spelled = isShort ? std::string(text.substr(0, text.size() - 3)) + "/s" : "";
  const Result<double> perSecond =
      parsePer(isShort ? spelled : text, at, expected, durationUnits, true);
  if (!perSecond)
    return perSecond.error();
  return Rate(*perSecond);
}

Result<Bytes> parseBytes(std::string_view text, const SourcePosition &at) {
  const Expected expected{"size", "512Mi or 2Gi"};
  const std::string whole = packed(text);
  std::string_view rest = whole;
  const auto number = takeNumber(rest);
  if (!number)
    return noNumber(text, at, expected);
  if (rest.empty())
    return problem(text, at, expected, "it has no unit");
  const Unit *unit = findSize(byteUnits, rest);
  if (!unit)
    return unknownUnit(text, at, expected, rest, byteUnits);
  return Bytes(scaled(*number, *unit));
}

Result<Cores> parseCores(std::string_view text, const SourcePosition &at) {
  const Expected expected{"number of cores", "4, 0.5 or 500m"};
  const std::string whole = packed(text);
  std::string_view rest = whole;
  const auto number = takeNumber(rest);
  if (!number)
    return noNumber(text, at, expected);
  if (!rest.empty() && rest != "m")
    return problem(text, at, expected, fmt::format("'{}' is no unit of it", rest));
  return Cores(rest == "m" ? *number / 1000 : *number);
}

Result<Ratio> parseRatio(std::string_view text, const SourcePosition &at) {
  const Expected expected{"percentage", "70% or 0.7"};
  const std::string whole = packed(text);
  std::string_view rest = whole;
  const auto number = takeNumber(rest);
  if (!number)
    return noNumber(text, at, expected);
  if (rest.empty() && *number > 1)
    return Diagnostic{at,
                      fmt::format("'{}' is no percentage: a bare number goes from 0 to 1", text),
                      fmt::format("did you mean '{}%'?", text)};
  if (!rest.empty() && rest != "%")
    return problem(text, at, expected, fmt::format("'{}' is no unit of it", rest));
  const double ratio = rest == "%" ? *number / 100 : *number;
  if (ratio > 1)
    return problem(text, at, expected, "it is above 100%");
  return Ratio(ratio);
}

Result<Price> parsePrice(std::string_view text, const SourcePosition &at) {
  const Result<double> perMonth =
      parsePer(text, at, {"price", "20/month or 0.05/hour"}, months, false);
  if (!perMonth)
    return perMonth.error();
  return Price(*perMonth);
}

Result<Growth> parseGrowth(std::string_view text, const SourcePosition &at) {
  const Expected expected{"growth", "5%/month or 60%/year"};
  const std::string whole = packed(text);
  std::string_view rest = whole;
  const auto number = takeNumber(rest);
  if (!number)
    return noNumber(text, at, expected);
  if (rest == "%/month")
    return Growth(*number / 100);
  if (rest == "%/year")
    return Growth(std::pow(1 + *number / 100, 1.0 / 12) - 1);
  return problem(text, at, expected, "it must end in %/month or %/year");
}

Result<double> parseNumber(std::string_view text, const SourcePosition &at) {
  const Expected expected{"number", "2 or 0.1"};
  const std::string whole = packed(text);
  std::string_view rest = whole;
  const auto number = takeNumber(rest);
  if (!number)
    return noNumber(text, at, expected);
  if (!rest.empty())
    return problem(text, at, expected, fmt::format("'{}' follows it", rest));
  return *number;
}

Result<Duration> parseHour(std::string_view text, const SourcePosition &at) {
  const auto digits = [&](std::size_t from) {
    const char tens = text[from], ones = text[from + 1];
    const bool areDigits = tens >= '0' && tens <= '9' && ones >= '0' && ones <= '9';
    return areDigits ? (tens - '0') * 10 + (ones - '0') : 99;
  };
  const int hour = text.size() == 5 && text[2] == ':' ? digits(0) : 99;
  const int minute = hour < 24 ? digits(3) : 99;
  if (minute > 59)
    return Diagnostic{at, fmt::format("'{}' is no hour of the day", text), "write it as in 08:30"};
  return Duration(hour * 3600.0 + minute * 60.0);
}

} // namespace loadline::units
