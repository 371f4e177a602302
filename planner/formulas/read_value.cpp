#include "planner/formulas/read_value.h"

#include "base/text.h"
#include "planner/formulas/rounding.h"
#include "planner/units/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>

namespace loadline::formulas {

namespace {

constexpr double largest = 1e15;
constexpr std::size_t mostItems = 10'000;

/// A factor is times / by, so that 35ms is 35 / 1000 and comes out as the double 0.035.
struct Unit {
  std::string_view name;
  double times = 1.0;
  double by = 1.0;
};

constexpr double day = 86400;
constexpr double month = 730 * 3600.0; ///< a twelfth of a year of 365 days

constexpr Unit durations[] = {{"ns", 1, 1e9},
                              {"us", 1, 1e6},
                              {"µs", 1, 1e6},
                              {"ms", 1, 1e3},
                              {"s"},
                              {"sec"},
                              {"m", 60},
                              {"min", 60},
                              {"h", 3600},
                              {"d", day},
                              {"day", day},
                              {"days", day},
                              {"w", 7 * day},
                              {"wk", 7 * day},
                              {"week", 7 * day},
                              {"weeks", 7 * day},
                              {"mo", month},
                              {"month", month},
                              {"months", month},
                              {"y", 365 * day},
                              {"year", 365 * day},
                              {"years", 365 * day}};
constexpr Unit multiples[] = {{""}, {"k", 1e3}, {"K", 1e3}, {"M", 1e6}, {"G", 1e9}};
constexpr Unit sizes[] = {
    {"B"},       {"k", 1e3},   {"K", 1e3},      {"M", 1e6},         {"G", 1e9},
    {"T", 1e12}, {"Ki", 1024}, {"Mi", 1048576}, {"Gi", 1073741824}, {"Ti", 1099511627776}};

const Unit *find(std::span<const Unit> units, std::string_view name) {
  const auto found =
      std::find_if(units.begin(), units.end(), [&](const Unit &unit) { return unit.name == name; });
  return found == units.end() ? nullptr : &*found;
}

const Unit *findSize(std::string_view name) {
  if (name.size() > 1 && name.ends_with('B'))
    name.remove_suffix(1);
  return find(sizes, name);
}

/// What a text of a dimension looks like, for the messages.
struct Expected {
  std::string_view noun;
  std::string_view examples;
};

Expected expectedOf(Dimension dimension) {
  switch (dimension) {
  case Dimension::ratio:
    return {"percentage", "70% or 0.7"};
  case Dimension::duration:
    return {"duration", "250ms, 1.5s or 1h30m"};
  case Dimension::rate:
    return {"rate", "1200/s, 1.2k/s, 90/min or 5/week"};
  case Dimension::bytes:
    return {"size", "512Mi, 16KB or 2GB"};
  case Dimension::cores:
    return {"number of cores", "4, 0.5 or 500m"};
  case Dimension::bandwidth:
    return {"bandwidth", "10GB/s"};
  case Dimension::price:
    return {"price", "20/month or 0.05/hour"};
  case Dimension::money:
    return {"sum of money", "0.5"};
  case Dimension::memoryPrice:
    return {"price of memory", "0.005/GB-h"};
  case Dimension::corePrice:
    return {"price of cores", "0.1/core-h"};
  case Dimension::dataPrice:
    return {"price of data", "0.5/GB"};
  case Dimension::moment:
    return {"time", "14:23, 14:23:05 or 23min"};
  case Dimension::any:
    return {"number or quantity", "200, 101ns, 500/s or 16KB"};
  default:
    return {"number", "200, 1e6, 10k or 2.5"};
  }
}

/// A decimal number and what follows it, blanks and `_` within digits dropped.
struct Split {
  double number;
  std::string unit;
};

std::optional<Split> splitNumber(std::string_view text) {
  std::string packed;
  for (const char c : text)
    if (c != ' ' && c != '_')
      packed += c;
  double number = 0.0;
  if (packed.empty() || (packed[0] != '.' && (packed[0] < '0' || packed[0] > '9')))
    return std::nullopt;
  const auto [stop, failure] =
      std::from_chars(packed.data(), packed.data() + packed.size(), number);
  if (failure != std::errc() || number > largest)
    return std::nullopt;
  return Split{number, packed.substr(static_cast<std::size_t>(stop - packed.data()))};
}

std::optional<double> scaled(double number, const Unit *unit) {
  return unit ? std::optional(number * unit->times / unit->by) : std::nullopt;
}

std::optional<double> whole(const Result<units::Duration> &time) {
  return time ? std::optional(time->count()) : std::nullopt;
}

/// Words that may stand before the slash of a rate: "req" in `100 req/s`. No unit of size is one.
bool isNoun(std::string_view word) {
  return word.size() >= 3 && !findSize(word) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::optional<double> rateOf(const Split &split) {
  if (split.unit == "rps" || split.unit == "qps")
    return split.number;
  const std::size_t slash = split.unit.find('/');
  if (slash == std::string::npos)
    return std::nullopt;
  const std::string_view before = std::string_view(split.unit).substr(0, slash);
  const std::string_view after = std::string_view(split.unit).substr(slash + 1);
  const Unit *multiple = isNoun(before) ? find(multiples, "") : find(multiples, before);
  const Unit *period = find(durations, after == "hour" ? "h" : after);
  if (!multiple || !period)
    return std::nullopt;
  return split.number * multiple->times / period->times * period->by;
}

/// A clock time of at most 23:59:59, or a duration since whatever origin.
std::optional<double> momentOf(std::string_view text) {
  const std::vector<std::string> parts = loadline::split(text, ':');
  if (parts.size() < 2 || parts.size() > 3)
    return whole(units::parseDuration(text, {}));
  double seconds = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    const bool isDigits =
        i >= parts.size() || (parts[i].size() <= 2 && !parts[i].empty() &&
                              parts[i].find_first_not_of("0123456789") == std::string::npos);
    const double part = isDigits && i < parts.size() ? std::stod(parts[i]) : 0.0;
    if (!isDigits || part > (i == 0 ? 23 : 59))
      return std::nullopt;
    seconds = seconds * 60 + part;
  }
  return seconds;
}

std::optional<double> countOf(const Split &split) {
  return scaled(split.number, find(multiples, split.unit));
}

std::optional<double> ratioOf(const Split &split) {
  if (split.unit == "%")
    return split.number / 100;
  return split.unit.empty() && split.number <= 1 ? std::optional(split.number) : std::nullopt;
}

std::optional<double> durationOf(const Split &split, std::string_view text) {
  if (const auto simple = scaled(split.number, find(durations, split.unit)))
    return simple;
  return whole(units::parseDuration(text, {}));
}

std::optional<double> bandwidthOf(const Split &split) {
  const bool isPerSecond = split.unit.ends_with("/s");
  return isPerSecond ? scaled(split.number, findSize(split.unit.substr(0, split.unit.size() - 2)))
                     : std::nullopt;
}

std::optional<double> withUnit(const Split &split, std::initializer_list<std::string_view> units) {
  return std::find(units.begin(), units.end(), split.unit) != units.end()
             ? std::optional(split.number)
             : std::nullopt;
}

std::optional<double> readAs(Dimension dimension, std::string_view text) {
  if (dimension == Dimension::moment)
    return momentOf(text);
  const auto split = splitNumber(text);
  if (!split)
    return std::nullopt;
  switch (dimension) {
  case Dimension::number:
    return countOf(*split);
  case Dimension::ratio:
    return ratioOf(*split);
  case Dimension::duration:
    return durationOf(*split, text);
  case Dimension::rate:
    return rateOf(*split);
  case Dimension::bytes:
    return scaled(split->number, findSize(split->unit));
  case Dimension::bandwidth:
    return bandwidthOf(*split);
  case Dimension::cores: {
    const auto cores = units::parseCores(text, {});
    return cores ? std::optional(cores->count()) : std::nullopt;
  }
  case Dimension::price: {
    const auto price = units::parsePrice(text, {});
    return price ? std::optional(price->count()) : std::nullopt;
  }
  case Dimension::money:
    return withUnit(*split, {""});
  case Dimension::memoryPrice:
    return withUnit(*split, {"/GB-h", "/GB/h"});
  case Dimension::corePrice:
    return withUnit(*split, {"/core-h", "/cpu-h", "/core/h"});
  case Dimension::dataPrice:
    return withUnit(*split, {"/GB"});
  default:
    return std::nullopt;
  }
}

/// The dimension that an input of any dimension is written in, and the number.
std::optional<Any> readAny(std::string_view text) {
  for (const Dimension dimension : {Dimension::number, Dimension::ratio, Dimension::rate,
                                    Dimension::duration, Dimension::bytes})
    if (const auto number = readAs(dimension, text))
      return Any{*number, dimension};
  return std::nullopt;
}

std::optional<Any> readOne(const Variable &variable, std::string_view text) {
  if (variable.dimension == Dimension::any)
    return readAny(text);
  const auto number = readAs(variable.dimension, text);
  return number ? std::optional(Any{*number, variable.dimension}) : std::nullopt;
}

bool startsWithDigit(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

Diagnostic refusal(const Variable &variable, std::string_view text, const std::string &option) {
  const Expected expected = expectedOf(variable.dimension);
  if (variable.dimension == Dimension::ratio && splitNumber(text) &&
      splitNumber(text)->unit.empty())
    return {{option, 0, 0},
            fmt::format("'{}' is no percentage: a bare number goes from 0 to 1", text),
            fmt::format("did you mean '{}%'?", text)};
  const std::string_view why = text.starts_with('-')   ? ": it must not be negative"
                               : splitNumber(text)     ? ""
                               : startsWithDigit(text) ? ": no number may be above 1e15"
                                                       : ": it does not start with a number";
  return {{option, 0, 0},
          fmt::format("'{}' is no {}{}", text, expected.noun, why),
          fmt::format("write it as in {}", expected.examples)};
}

/// One item of a list, its name and count taken off.
struct Item {
  std::string label;
  std::size_t count = 1;
  std::string_view text;
};

Item itemOf(std::string_view text) {
  Item item{"", 1, text};
  if (const std::size_t equals = text.find('='); equals != std::string_view::npos) {
    item.label = printable(text.substr(0, equals));
    item.text = text.substr(equals + 1);
  }
  const std::size_t times = item.text.find('x');
  std::size_t count = 0;
  if (times == std::string_view::npos)
    return item;
  const auto [stop, failure] = std::from_chars(item.text.data(), item.text.data() + times, count);
  if (failure == std::errc() && stop == item.text.data() + times && count > 0) {
    item.count = count;
    item.text.remove_prefix(times + 1);
  }
  return item;
}

/// Adds an item; says what is wrong with it.
std::optional<Diagnostic> append(Value &value, const Variable &variable, const Item &item,
                                 const std::string &option) {
  const auto one = readOne(variable, item.text);
  if (!one)
    return refusal(variable, item.text, option);
  if (one->count == 0.0 && !variable.mayBeZero)
    return Diagnostic{{option, 0, 0}, "it must be above 0"};
  if (one->count > 1.0 && variable.dimension == Dimension::ratio && !variable.mayExceedOne)
    return Diagnostic{{option, 0, 0},
                      fmt::format("'{}' is more than all of it: {}", item.text, variable.meaning),
                      "a share goes from 0 to 100%"};
  if (variable.isWhole && !isNear(one->count, std::round(one->count)))
    return Diagnostic{{option, 0, 0},
                      fmt::format("'{}' is no whole number: {}", item.text, variable.meaning)};
  if (!value.numbers.empty() && one->dimension != value.dimension)
    return Diagnostic{{option, 0, 0},
                      fmt::format("'{}' is of another kind than what stands before it", item.text),
                      "all of a list have the same unit"};
  if (value.numbers.size() + item.count > mostItems)
    return Diagnostic{{option, 0, 0}, fmt::format("a list has at most {} items", mostItems)};
  value.dimension = one->dimension;
  value.numbers.insert(value.numbers.end(), item.count, one->count);
  value.labels.insert(value.labels.end(), item.count, item.label);
  return std::nullopt;
}

} // namespace

Result<Value> readValue(const Variable &variable, std::string_view text,
                        const std::string &option) {
  Value value{variable.dimension};
  if (!variable.isList) {
    if (auto problem = append(value, variable, {"", 1, text}, option))
      return std::move(*problem);
    return value;
  }
  for (const std::string &part : loadline::split(text, ','))
    if (auto problem = append(value, variable, itemOf(part), option))
      return std::move(*problem);
  return value;
}

} // namespace loadline::formulas
