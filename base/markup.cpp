#include "base/markup.h"

#include "base/text.h"

namespace loadline {

std::string escapedMarkup(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
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

std::string escapedMarkdown(std::string_view text) {
  std::string out;
  const std::string line = oneLine(text);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool begins = line.find_first_not_of("0123456789") == i; // "1." is an item too
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else if (std::string_view("\\`*_[]|~$#@").find(c) != std::string_view::npos ||
             (begins && std::string_view("+-=>.)").find(c) != std::string_view::npos))
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

} // namespace loadline
