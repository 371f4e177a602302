#include "planner/loadtest/text_parts.h"

#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace loadline::loadtest {

namespace {

constexpr yaml::Limits limits = {.bytes = 64u << 20, .nodes = 1'000'000, .depth = 60};

bool isBlank(char c) {
  return c == ' ' || c == '\t';
}

std::string named(Path path) {
  std::string out;
  for (const std::string_view key : path)
    out += (out.empty() ? "" : ".") + std::string(key);
  return out;
}

/// A whole number of exactly that many digits.
std::optional<int> digits(std::string_view &text, std::size_t count) {
  if (text.size() < count)
    return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9')
      return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view &text, char c) {
  if (!text.starts_with(c))
    return false;
  text.remove_prefix(1);
  return true;
}

/// Days since 1970-01-01 in the Gregorian calendar, years counted from March.
double daysSince1970(int year, int month, int day) {
  const int shifted = month > 2 ? year : year - 1;
  const int fromMarch = (month + 9) % 12;
  return 365.0 * shifted + std::floor(shifted / 4.0) - std::floor(shifted / 100.0) +
         std::floor(shifted / 400.0) + std::floor((153.0 * fromMarch + 2) / 5) + day - 1 - 719468;
}

/// Seconds of `Z` or `+hh:mm`.
std::optional<double> offset(std::string_view text) {
  if (text == "Z" || text == "z")
    return 0;
  const double sign = text.starts_with('-') ? -1 : 1;
  if (!take(text, '-') && !take(text, '+'))
    return std::nullopt;
  const auto hours = digits(text, 2);
  const bool hasColon = take(text, ':');
  const auto minutes = digits(text, 2);
  if (!hours || !hasColon || !minutes || !text.empty())
    return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

} // namespace

bool Lines::next() {
  if (rest_.empty())
    return false;
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  line_ = rest_.substr(0, end);
  if (line_.ends_with('\r'))
    line_.remove_suffix(1);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  ++number_;
  return true;
}

std::vector<Word> Lines::words() const {
  std::vector<Word> out;
  for (std::size_t i = 0; i < line_.size();) {
    const std::size_t first = i;
    while (i < line_.size() && !isBlank(line_[i]))
      ++i;
    if (i > first)
      out.push_back({line_.substr(first, i - first), at(first + 1)});
    while (i < line_.size() && isBlank(line_[i]))
      ++i;
  }
  return out;
}

std::vector<Word> Lines::cells() const {
  std::vector<Word> out;
  std::size_t first = 0;
  bool isQuoted = false;
  for (std::size_t i = 0; i <= line_.size(); ++i) {
    if (i < line_.size() && line_[i] == '"')
      isQuoted = !isQuoted;
    if (i < line_.size() && (line_[i] != ',' || isQuoted))
      continue;
    std::string_view cell = line_.substr(first, i - first);
    std::size_t column = first + 1;
    while (!cell.empty() && isBlank(cell.front()))
      cell.remove_prefix(1), ++column;
    while (!cell.empty() && isBlank(cell.back()))
      cell.remove_suffix(1);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
      cell = cell.substr(1, cell.size() - 2);
    out.push_back({cell, at(column)});
    first = i + 1;
  }
  return out;
}

std::optional<double> decimal(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= 0 && value <= 1e19))
    return std::nullopt;
  return value;
}

std::optional<double> decimal(const Word &word, std::string_view what, Diagnostics &errors) {
  const auto value = decimal(word.text);
  if (!value)
    errors.push_back({word.at, fmt::format("expected {}, a number of 0 or more, and got '{}'", what,
                                           word.text.substr(0, 40))});
  return value;
}

std::optional<double> moment(std::string_view text) {
  const auto year = digits(text, 4);
  const bool first = take(text, '-');
  const auto month = digits(text, 2);
  const bool second = take(text, '-');
  const auto day = digits(text, 2);
  const bool hasTime = take(text, 'T') || take(text, 't') || take(text, ' ');
  const auto hour = digits(text, 2);
  const bool third = take(text, ':');
  const auto minute = digits(text, 2);
  const bool fourth = take(text, ':');
  const auto seconds = digits(text, 2);
  if (!year || !month || !day || !hour || !minute || !seconds || !first || !second || !hasTime ||
      !third || !fourth || *month < 1 || *month > 12 || *day < 1 || *day > 31)
    return std::nullopt;
  double fraction = 0;
  if (take(text, '.')) {
    double unit = 0.1;
    while (const auto digit = digits(text, 1)) {
      fraction += *digit * unit;
      unit /= 10;
    }
  }
  const auto shift = offset(text);
  if (!shift)
    return std::nullopt;
  return daysSince1970(*year, *month, *day) * 86400 + *hour * 3600 + *minute * 60 + *seconds +
         fraction - *shift;
}

std::string_view firstLine(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

char firstCharacter(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? '\0' : text[first];
}

const yaml::Node *find(const yaml::Node &root, Path path) {
  const yaml::Node *node = &root;
  for (const std::string_view key : path)
    if (node = node->find(key); !node)
      return nullptr;
  return node->kind == yaml::Node::Kind::null ? nullptr : node;
}

std::optional<double> numberAt(const yaml::Node &root, Path path, Diagnostics &errors,
                               bool asText) {
  const yaml::Node *node = find(root, path);
  if (!node || (asText && node->quoted && node->scalar == "-"))
    return std::nullopt;
  const bool mayBe = node->kind == yaml::Node::Kind::scalar && (asText || !node->quoted);
  const auto value = mayBe ? decimal(node->scalar) : std::nullopt;
  if (!value)
    errors.push_back({node->at, fmt::format("'{}' must be a number of 0 or more", named(path))});
  return value;
}

double requiredAt(const yaml::Node &root, Path path, Diagnostics &errors, bool asText) {
  const std::size_t before = errors.size();
  const auto value = numberAt(root, path, errors, asText);
  if (!value && errors.size() == before)
    errors.push_back({root.at, fmt::format("'{}' is missing", named(path))});
  return value.value_or(0);
}

Result<yaml::Node> document(std::string_view text, const SourcePosition &start) {
  return json::parseJson(text, start, limits);
}

} // namespace loadline::loadtest
