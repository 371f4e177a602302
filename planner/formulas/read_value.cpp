#include "planner/formulas/read_value.h"

#include "base/text.h"
#include "planner/formulas/rounding.h"
#include "planner/units/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace loadline::formulas {

namespace {

constexpr double largest = 1e15;
constexpr std::size_t mostItems = 10'000;

/// Multiples of a plain number.
struct Multiple {
  std::string_view name;
  double times = 1.0;
};
constexpr Multiple multiples[] = {{""}, {"k", 1e3}, {"K", 1e3}, {"M", 1e6}, {"G", 1e9}};

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

/// A decimal number and what follows it, blanks and `_` dropped.
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

/// The number of a quantity that the units' own parser read.
template <class Quantity>
std::optional<double> counted(const Result<Quantity> &quantity) {
  return quantity ? std::optional(quantity->count()) : std::nullopt;
}

/// A clock time of at most 23:59:59, or a duration since whatever origin.
std::optional<double> momentOf(std::string_view text) {
  const std::vector<std::string> parts = loadline::split(text, ':');
  if (parts.size() < 2 || parts.size() > 3)
    return counted(units::parseDuration(text, {}));
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
  for (const Multiple &multiple : multiples)
    if (multiple.name == split.unit)
      return split.number * multiple.times;
  return std::nullopt;
}

std::optional<double> ratioOf(const Split &split) {
  if (split.unit == "%")
    return split.number / 100;
  return split.unit.empty() && split.number <= 1 ? std::optional(split.number) : std::nullopt;
}

std::optional<double> bandwidthOf(std::string_view text) {
  return text.ends_with("/s") ? counted(units::parseBytes(text.substr(0, text.size() - 2), {}))
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
    return counted(units::parseDuration(text, {}));
  case Dimension::rate:
    return counted(units::parseRate(text, {}));
  case Dimension::bytes:
    return counted(units::parseBytes(text, {}));
  case Dimension::bandwidth:
    return bandwidthOf(text);
  case Dimension::cores:
    return counted(units::parseCores(text, {}));
  case Dimension::price:
    return counted(units::parsePrice(text, {}));
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
