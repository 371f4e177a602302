#include "base/markup.h"

#include "base/text.h"

#include <cstddef>

namespace loadline {

namespace {

/// U+FFFE and U+FFFF are well-formed UTF-8 and yet no characters of XML 1.0.
bool isNoncharacter(std::string_view text, std::size_t i) {
  return text.substr(i, 2) == "\xEF\xBF" && i + 2 < text.size() && (text[i + 2] == '\xBE' || text[i + 2] == '\xBF');
}

} // namespace

std::string escapedMarkup(std::string_view text) {
  std::string out;
  const std::string shown = printable(text);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (isNoncharacter(shown, i)) {
      out += shown[i + 2] == '\xBE' ? "\\xef\\xbf\\xbe" : "\\xef\\xbf\\xbf";
      i += 2;
      continue;
    }
    switch (const char c = shown[i]) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
    }
  }
  return out;
}

} // namespace loadline
