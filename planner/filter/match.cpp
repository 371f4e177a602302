#include "planner/filter/filter.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace loadline::filter {

namespace {

char folded(char c) {
  return c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool equal(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return folded(x) == folded(y); });
}

bool holds(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char x, char y) { return folded(x) == folded(y); }) != text.end();
}

/// `*` stands for any letters. Linear in both: the last `*` alone is gone back to.
bool fits(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, after = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after = t;
    } else if (p < pattern.size() && folded(pattern[p]) == folded(text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++after;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*')
    ++p;
  return p == pattern.size();
}

bool compares(const Filter &filter, std::string_view text) {
  if (filter.op == Operator::holds)
    return holds(text, filter.text);
  return fits(filter.text, text) == (filter.op == Operator::equal);
}

bool compares(const Filter &filter, double number) {
  if (std::isnan(filter.number))
    return std::isnan(number) == (filter.op == Operator::equal);
  switch (filter.op) {
  case Operator::equal:
    return number == filter.number;
  case Operator::unequal:
    return !std::isnan(number) && number != filter.number;
  case Operator::less:
    return number < filter.number;
  case Operator::atMost:
    return number <= filter.number;
  case Operator::more:
    return number > filter.number;
  case Operator::atLeast:
    return number >= filter.number;
  case Operator::holds:
    return false;
  }
  return false;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  return out + "\"";
}

/// In quotes where it would be read as anything but a word.
std::string asWord(std::string_view text) {
  const bool isKeyword = equal(text, "and") || equal(text, "or") || equal(text, "not");
  const bool isPlain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isspace(static_cast<unsigned char>(c)) == 0 &&
           std::string_view("()\"!=<>~").find(c) == std::string_view::npos;
  });
  return isPlain && !isKeyword ? std::string(text) : quoted(text);
}

std::string_view signOf(Operator op) {
  static constexpr std::string_view signs[] = {"=", "!=", "<", "<=", ">", ">=", "~"};
  return signs[static_cast<int>(op)];
}

std::string joined(const std::vector<Filter> &parts, std::string_view between) {
  std::string out;
  for (const Filter &part : parts) {
    const bool isSum = part.kind == Filter::Kind::either || part.kind == Filter::Kind::all;
    out += (out.empty() ? "" : std::string(between)) +
           (isSum ? "(" + toString(part) + ")" : toString(part));
  }
  return out;
}

} // namespace

std::string toString(const Filter &filter) {
  switch (filter.kind) {
  case Filter::Kind::all:
    return joined(filter.parts, " and ");
  case Filter::Kind::either:
    return joined(filter.parts, " or ");
  case Filter::Kind::no:
    return "not " + joined(filter.parts, "");
  case Filter::Kind::word:
    return asWord(filter.text);
  case Filter::Kind::comparison:
    return filter.name + " " + std::string(signOf(filter.op)) + " " + asWord(filter.text);
  }
  return {};
}

bool matches(const Filter &filter, std::size_t fields,
             const std::function<Value(std::size_t field)> &valueOf) {
  const auto passes = [&](const Filter &part) { return matches(part, fields, valueOf); };
  switch (filter.kind) {
  case Filter::Kind::all:
    return std::all_of(filter.parts.begin(), filter.parts.end(), passes);
  case Filter::Kind::either:
    return std::any_of(filter.parts.begin(), filter.parts.end(), passes);
  case Filter::Kind::no:
    return !passes(filter.parts.front());
  case Filter::Kind::word:
    for (std::size_t field = 0; field < fields; ++field)
      if (holds(valueOf(field).text, filter.text))
        return true;
    return false;
  case Filter::Kind::comparison: {
    const Value value = valueOf(filter.field);
    return filter.measure == Measure::text ? compares(filter, value.text)
                                           : compares(filter, value.number);
  }
  }
  return false;
}

} // namespace loadline::filter
