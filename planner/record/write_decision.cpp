#include "planner/record/write_decision.h"

#include <fmt/format.h>

#include <array>

namespace loadline::record {

namespace {

/// Words that some reader of YAML takes for something else than text.
constexpr std::array<std::string_view, 9> reserved = {"true", "false", "yes", "no", "on",
                                                      "off",  "null",  "y",   "n"};

bool isWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9');
}

/// Whether the text means itself without quotes, to every reader.
bool isPlain(std::string_view text) {
  constexpr std::string_view within = " _-./(),;+<>=";
  if (text.empty() || !isWordByte(text.front()) || text.back() == ' ')
    return false;
  for (const char c : text)
    if (!isWordByte(c) && within.find(c) == std::string_view::npos)
      return false;
  std::string lower;
  for (const char c : text)
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view word : reserved)
    if (lower == word)
      return false;
  return true;
}

/// In double quotes, where all but a few bytes stand for themselves.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (c == '\n')
      out += "\\n";
    else if (byte < 0x20 || byte == 0x7f)
      out += fmt::format("\\x{:02x}", byte);
    else
      out += c;
  }
  return out + "\"";
}

std::string scalar(std::string_view text) {
  return isPlain(text) ? std::string(text) : quoted(text);
}

} // namespace

std::string entryText(const Decision &decision, std::size_t indent, std::string_view lineEnd) {
  const std::string blanks(indent, ' ');
  std::string out = fmt::format("{}- {}: {}{}", blanks, toString(decision.about.kind),
                                scalar(decision.about.key), lineEnd);
  const auto add = [&](std::string_view key, std::string_view value) {
    if (!value.empty())
      out += fmt::format("{}  {}: {}{}", blanks, key, scalar(value), lineEnd);
  };
  add("verdict", toString(decision.verdict));
  add("owner", decision.owner);
  add("until", decision.until);
  add("comment", decision.comment);
  add("seen", decision.seen);
  return out;
}

std::string headText(std::string_view lineEnd) {
  return fmt::format("# What was decided about findings and bounds. 'loadline review --decide' "
                     "writes here too.{0}loadline_review: 1{0}decisions:{0}",
                     lineEnd);
}

} // namespace loadline::record
