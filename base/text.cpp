#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

namespace loadline {

namespace {

/// Length of the well-formed UTF-8 sequence at the front, or 0.
std::size_t sequenceLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || length > text.size())
    return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80)
      return 0;
  if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ||
      (lead == 0xF0 && byte(1) < 0x90) ||
      (lead == 0xF4 && byte(1) > 0x8F)) // overlong forms, surrogates, beyond U+10FFFF
    return 0;
  return length;
}

bool isControl(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1)
    return (first < 0x20 && first != '\n' && first != '\t') || first == 0x7F;
  if (sequence.size() == 2)
    return first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0; // the C1 controls
  // What ends a line or turns the direction of the text around it, and the two that XML forbids.
  return sequence.size() == 3 && ((sequence >= "\u2028" && sequence <= "\u202E") ||
                                  (sequence >= "\u2066" && sequence <= "\u2069") ||
                                  sequence == "\uFFFE" || sequence == "\uFFFF");
}

struct Range {
  char32_t first, last;
};

/// What terminals draw two columns wide: the wide and full-width blocks of Unicode's UAX #11.
constexpr Range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
                          {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97C},
                          {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                          {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
                          {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
/// And what they draw onto the character before it.
constexpr Range combining[] = {
    {0x300, 0x36F}, {0x1AB0, 0x1AFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

template <std::size_t count>
bool isIn(const Range (&ranges)[count], char32_t point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range &range) {
    return point >= range.first && point <= range.last;
  });
}

/// Of a well-formed sequence.
char32_t codePoint(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
  char32_t point = sequence.size() == 1 ? byte(0) : byte(0) & (0xFFu >> (sequence.size() + 1));
  for (std::size_t i = 1; i < sequence.size(); ++i)
    point = point << 6 | (byte(i) & 0x3F);
  return point;
}

/// The character at the front: its bytes, and the columns that it takes. A byte that is no UTF-8
/// is one of its own.
struct Character {
  std::size_t bytes, columns;
};

Character firstOf(std::string_view text) {
  const std::size_t length = sequenceLength(text);
  if (length < 2)
    return {1, 1};
  const char32_t point = codePoint(text.substr(0, length));
  return {length, isIn(combining, point) ? 0u : isIn(wide, point) ? 2u : 1u};
}

} // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequenceLength(text);
    const std::string_view sequence = text.substr(0, std::max<std::size_t>(length, 1));
    if (length == 0 || isControl(sequence))
      for (const char c : sequence)
        out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else
      out += sequence;
    text.remove_prefix(sequence.size());
  }
  return out;
}

std::string oneLine(std::string_view text) {
  std::string out = printable(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return out;
}

std::size_t columns(std::string_view text) {
  std::size_t taken = 0;
  while (!text.empty()) {
    const Character first = firstOf(text);
    taken += first.columns;
    text.remove_prefix(first.bytes);
  }
  return taken;
}

std::size_t bytesWithin(std::string_view text, std::size_t width) {
  std::size_t bytes = 0;
  for (std::size_t taken = 0; bytes < text.size();) {
    const Character first = firstOf(text.substr(bytes));
    taken += first.columns;
    if (taken > width)
      break;
    bytes += first.bytes;
  }
  return bytes;
}

std::string elided(std::string_view text, std::size_t width) {
  if (columns(text) <= width)
    return std::string(text);
  return std::string(text.substr(0, bytesWithin(text, width - 1))) + "…";
}

std::string elidedFront(std::string_view text, std::size_t width) {
  std::size_t left = columns(text);
  if (left <= width)
    return std::string(text);
  while (left >= width && !text.empty()) {
    const Character first = firstOf(text);
    left -= first.columns;
    text.remove_prefix(first.bytes);
  }
  return "…" + std::string(text);
}

std::string elidedPath(std::string_view path, std::size_t width) {
  const std::string_view first = path.substr(0, path.find('/') + 1);
  const std::size_t taken = columns(first);
  if (taken * 3 > width || columns(path) <= width)
    return elidedFront(path, width);
  return std::string(first) + elidedFront(path.substr(first.size()), width - taken);
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out(text.substr(0, std::min(text.find_first_not_of(' '), text.size())));
  std::size_t used = out.size();
  bool isFirst = true; // of its line
  text.remove_prefix(out.size());
  for (const std::string &word : split(text, ' ')) {
    if (!isFirst && used + 1 + columns(word) > width) {
      out += "\n" + std::string(indent, ' ');
      used = indent;
      isFirst = true;
    }
    out += (isFirst ? "" : " ") + word;
    used += columns(word) + (isFirst ? 0 : 1);
    isFirst = false;
  }
  return out + "\n";
}

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, diagonal + 1});
    }
  }
  return row[b.size()];
}

namespace {

std::string inLowerCase(std::string_view text) {
  std::string lower(text);
  for (char &c : lower)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// Twice the edit distance of what they are in lower case, and one more where only case differs.
std::size_t unlikeness(std::string_view a, std::string_view b) {
  return 2 * editDistance(inLowerCase(a), inLowerCase(b)) + (a == b ? 0 : 1);
}

} // namespace

std::string nearest(std::string_view word, const std::vector<std::string> &candidates) {
  constexpr std::size_t longest = 100; // no name of ours is longer, and the distance is quadratic
  if (word.size() > longest)
    return "";
  std::string best;
  std::size_t least = 2 * std::max<std::size_t>(2, word.size() / 2) + 2;
  for (const std::string &candidate : candidates) {
    if (candidate.size() > longest)
      continue;
    if (const std::size_t each = unlikeness(word, candidate); each < least) {
      best = candidate;
      least = each;
    }
  }
  return best;
}

std::string inWords(const std::vector<std::string> &items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i)
    out += (i == 0 ? "" : i + 1 == items.size() ? " and " : ", ") + items[i];
  return out;
}

std::string listed(const std::vector<std::string> &items) {
  return listed(items, items.size());
}

std::string listed(const std::vector<std::string> &first, std::size_t count) {
  if (count <= mostListed)
    return inWords(first);
  std::string out;
  for (std::size_t i = 0; i + 1 < mostListed; ++i)
    out += first[i] + ", ";
  return out + fmt::format("… ({} in all)", count);
}

namespace {

/// Three digits of what is neither small nor huge, by whole numbers; nothing where the rounding is
/// too near a tie to be sure of.
std::optional<std::string> threeDigitsFast(double number) {
  const double size = std::abs(number);
  if (!(size >= 0.1 && size < 1e15))
    return std::nullopt;
  const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  constexpr unsigned powers[] = {1, 10, 100, 1000};
  const double scaled = size * powers[decimals], below = std::floor(scaled);
  constexpr double tie = 1e-4;
  if (scaled < 1e6 ? std::abs(scaled - below - 0.5) < tie : scaled != below)
    return std::nullopt;
  const auto whole = static_cast<std::uint64_t>(scaled - below > 0.5 ? below + 1 : below);
  std::string text = (number < 0 ? "-" : "") + std::to_string(whole / powers[decimals]);
  if (unsigned rest = static_cast<unsigned>(whole % powers[decimals])) {
    text += '.';
    for (unsigned place = powers[decimals] / 10; rest > 0; place /= 10) {
      text += static_cast<char>('0' + rest / place);
      rest %= place;
    }
  }
  return text;
}

} // namespace

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, ending(static_cast<double>(count)));
}

std::string threeDigits(double number) {
  if (auto text = threeDigitsFast(number))
    return *std::move(text);
  return significant(number, 3);
}

std::string significant(double number, int digits) {
  if (!std::isfinite(number))
    return "-";
  if (number == 0.0)
    return "0";
  const double magnitude = std::floor(std::log10(std::abs(number)));
  const int decimals = std::clamp(digits - 1 - static_cast<int>(magnitude), 0, digits + 9);
  std::string text = fmt::format("{:.{}f}", number, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
      text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

std::string exactly(double number) {
  return fmt::format("{}", number);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find(separator, begin)) != std::string_view::npos;
       begin = end + 1)
    parts.emplace_back(text.substr(begin, end - begin));
  parts.emplace_back(text.substr(begin));
  return parts;
}

bool globMatches(std::string_view pattern, std::string_view path) {
  // One row of the classic table: reachable[j] = the pattern so far matches the first j characters.
  std::vector<char> reachable(path.size() + 1, 0);
  reachable[0] = 1;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    std::vector<char> next(path.size() + 1, 0);
    const bool across = pattern[i] == '*' && i + 1 < pattern.size() && pattern[i + 1] == '*';
    if (pattern[i] == '*') {
      for (std::size_t j = 0; j <= path.size(); ++j)
        next[j] = reachable[j] || (j > 0 && next[j - 1] && (across || path[j - 1] != '/'));
      if (across) {
        ++i;
        if (i + 1 < pattern.size() &&
            pattern[i + 1] == '/') { // `**/` also matches no folder at all
          ++i;
          for (std::size_t j = 0; j <= path.size(); ++j)
            next[j] = reachable[j] || (next[j] && j > 0 && path[j - 1] == '/');
        }
      }
    } else {
      for (std::size_t j = 1; j <= path.size(); ++j)
        next[j] = reachable[j - 1] &&
                  (pattern[i] == path[j - 1] || (pattern[i] == '?' && path[j - 1] != '/'));
    }
    reachable = std::move(next);
  }
  return reachable[path.size()];
}

} // namespace loadline
