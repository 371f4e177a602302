#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace loadline {

/// The text with control characters and broken UTF-8 written as `\xNN` (newline and tab stay), so
/// that printing it can neither move the cursor, nor change a colour, nor turn the direction of
/// text.
std::string printable(std::string_view text);

/// As `printable`, with newlines and tabs as spaces: for a cell of a table, a label, a heading.
std::string oneLine(std::string_view text);

/// Number of terminal columns that a UTF-8 text takes: two for a wide character (CJK, emoji), none
/// for one that combines with the one before it, one for any other.
std::size_t columns(std::string_view text);

/// How many bytes at the front of a text take at most `width` columns, characters whole.
std::size_t bytesWithin(std::string_view text, std::size_t width);

/// The text cut to at most `width` columns; what is cut shows as `…`. `width` >= 1.
std::string elided(std::string_view text, std::size_t width);

/// As `elided`, but the front is cut.
std::string elidedFront(std::string_view text, std::size_t width);

/// As `elided`, but what is cut stands behind the first folder, if that is short: both ends of a
/// path tell two paths apart.
std::string elidedPath(std::string_view path, std::size_t width);

/// The text broken at blanks into lines of at most `width` columns, each ending in a newline and
/// all but the first indented; a longer word stays whole. What precedes the first word is kept.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

/// Levenshtein distance in bytes.
std::size_t editDistance(std::string_view a, std::string_view b);

/// The candidate that the user most likely meant, or "" when none is near.
std::string nearest(std::string_view word, const std::vector<std::string> &candidates);

/// "a, b and c"; "" for none.
std::string inWords(const std::vector<std::string> &items);

/// As `inWords`, a long list cut: "a, b, c, d, e, … (900 in all)".
std::string listed(const std::vector<std::string> &items);
/// The same of `count` items, of which only the first `mostListed` need to be there.
std::string listed(const std::vector<std::string> &first, std::size_t count);
inline constexpr std::size_t mostListed = 6;

/// The ending of a noun that so many are counted of.
constexpr std::string_view ending(double count) {
  return count == 1 ? "" : "s";
}
/// "1 site", "3 sites".
std::string counted(std::size_t count, std::string_view noun);

/// The number with three significant digits and no exponent up to 10^15: 0.0432, 4.29, 1500.
/// "-" for what is not finite.
std::string threeDigits(double number);

/// The same with so many significant digits, at most 15.
std::string significant(double number, int digits);

/// The shortest text that reads back as the same double.
std::string exactly(double number);

/// Splits at each separator; n separators give n + 1 parts.
std::vector<std::string> split(std::string_view text, char separator);

/// `*` matches within a path component, `**` across components, `?` one character.
/// Linear in pattern × path, whatever the pattern.
bool globMatches(std::string_view pattern, std::string_view path);

} // namespace loadline
