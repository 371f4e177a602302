#include "planner/review/bound_comments.h"

#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace loadline::review {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t context = 3; ///< lines around a change, as diff -u has them

/// Before which line (counted from 0) what is to stand.
struct Insertion {
  std::size_t before = 0;
  std::string line;
};

std::vector<std::string> linesOf(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    out.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return out;
}

std::string diffLine(char mark, const std::string &line) {
  const bool isWhole = !line.empty() && line.back() == '\n';
  return mark + line + (isWhole ? "" : "\n\\ No newline at end of file\n");
}

/// One hunk: the insertions [first, last) with the lines around them.
std::string hunkText(const std::vector<std::string> &lines, const std::vector<Insertion> &all,
                     std::size_t first, std::size_t last) {
  const std::size_t begin = all[first].before - std::min(context, all[first].before);
  const std::size_t end = std::min(lines.size(), all[last - 1].before + context);
  std::string out = fmt::format("@@ -{},{} +{},{} @@\n", begin + 1, end - begin, begin + 1 + first,
                                end - begin + last - first);
  std::size_t next = first;
  for (std::size_t i = begin; i < end; ++i) {
    for (; next < last && all[next].before == i; ++next)
      out += diffLine('+', all[next].line);
    out += diffLine(' ', lines[i]);
  }
  return out;
}

std::string fileDiff(const std::string &file, const std::vector<std::string> &lines,
                     const std::vector<Insertion> &insertions) {
  const char *end = file.find(' ') == std::string::npos ? "\n" : "\t\n"; // so patch takes it whole
  std::string out = fmt::format("--- a/{0}{1}+++ b/{0}{1}", file, end);
  for (std::size_t first = 0; first < insertions.size();) {
    std::size_t last = first + 1;
    while (last < insertions.size() &&
           insertions[last].before <= insertions[last - 1].before + 2 * context)
      ++last;
    out += hunkText(lines, insertions, first, last);
    first = last;
  }
  return out;
}

bool isPlainName(const std::string &file) {
  const fs::path path(file);
  const bool isBelow =
      !file.empty() && path.is_relative() &&
      std::none_of(path.begin(), path.end(), [](const fs::path &part) { return part == ".."; });
  return isBelow && std::none_of(file.begin(), file.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f;
         });
}

bool isOfAWord(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether an expression can begin at the column, counted from 1 (0 where it is not known): no
/// blank, no middle of a word, no comment.
bool mayBeginThere(const std::string &line, int column) {
  const std::size_t first = line.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || line.compare(first, 2, "//") == 0 ||
      line.compare(first, 2, "/*") == 0 || line.compare(first, 2, "* ") == 0)
    return false;
  if (column <= 0)
    return true;
  const std::size_t place = static_cast<std::size_t>(column) - 1;
  const bool isInAWord = place > 0 && isOfAWord(line[place - 1]) && isOfAWord(line[place]);
  return !isInAWord && std::string_view(" \t\r\n;,)}").find(line[place]) == std::string_view::npos;
}

Result<Insertion> insertionFor(const BoundComment &comment, const std::vector<std::string> &lines) {
  const auto line = static_cast<std::size_t>(comment.at.line);
  if (line == 0 || line > lines.size() ||
      static_cast<std::size_t>(comment.at.column) > lines[line - 1].size())
    return Diagnostic{comment.at, "the source has no such place",
                      "it has changed since the audit: audit it again"};
  const std::string &spawn = lines[line - 1];
  if (!mayBeginThere(spawn, comment.at.column))
    return Diagnostic{comment.at, "no expression begins here in the source",
                      "it has changed since the audit: audit it again"};
  const std::string indent = spawn.substr(0, spawn.find_first_not_of(" \t"));
  const std::string above = line > 1 ? lines[line - 2] : "";
  const std::size_t last = above.find_last_not_of("\r\n");
  if (last != std::string::npos && above[last] == '\\')
    return Diagnostic{comment.at, "the line above continues into this one, as in a macro",
                      "write the comment by hand, above the statement that it is about"};
  const bool hasReturn = spawn.ends_with("\r\n");
  return Insertion{line - 1, indent + "// " + comment.text + (hasReturn ? "\r\n" : "\n")};
}

} // namespace

Result<std::string> patchOf(const std::vector<BoundComment> &comments, const fs::path &root) {
  std::map<std::string, std::vector<const BoundComment *>> byFile;
  for (const BoundComment &comment : comments)
    byFile[comment.at.file].push_back(&comment);
  std::string out;
  for (auto &[file, ofFile] : byFile) {
    if (!isPlainName(file))
      return Diagnostic{ofFile.front()->at, "a patch can't name this file",
                        "it has to lie below the root of the audit"};
    const Result<std::string> text = readFile(root / file);
    if (!text)
      return text.error();
    const std::vector<std::string> lines = linesOf(*text);
    std::vector<Insertion> insertions;
    for (const BoundComment *comment : ofFile) {
      const Result<Insertion> insertion = insertionFor(*comment, lines);
      if (!insertion)
        return insertion.error();
      insertions.push_back(*insertion);
    }
    std::stable_sort(insertions.begin(), insertions.end(),
                     [](const Insertion &a, const Insertion &b) { return a.before < b.before; });
    out += fileDiff(file, lines, insertions);
  }
  return out;
}

} // namespace loadline::review
