#include "analyzer/checks/suppressions.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace loadline::checks {

namespace {

/// What a comment silences.
struct Suppression {
  int firstLine = 0;
  int lastLine = 0;
  std::string list;     ///< of checks, as written between the brackets
  bool hasList = false; ///< without one it is for all checks
  std::string reason;
};

/// The comments of one file that begin and end what they silence, in the order of their lines.
struct Marks {
  std::vector<Suppression> begins; ///< open ones
  std::vector<Suppression> done;
  std::vector<std::string> faults;
};

std::string withoutBlanks(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t'; });
  return out;
}

/// Without the blanks and marks around a reason.
std::string trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t:-");
  if (start == std::string_view::npos)
    return "";
  return std::string(text.substr(start, text.find_last_not_of(" \t") - start + 1));
}

/// Reads what follows the word: `(check, check): reason`.
Suppression readRest(std::string_view rest, int line) {
  Suppression out{.firstLine = line, .lastLine = line};
  if (!rest.empty() && rest.front() == '(') {
    const std::size_t close = rest.find(')');
    out.list = std::string(rest.substr(1, close - 1));
    out.hasList = true;
    rest = close == std::string_view::npos ? "" : rest.substr(close + 1);
  }
  out.reason = trimmed(rest);
  return out;
}

bool covers(const Suppression &suppression, const findings::Finding &finding) {
  if (finding.at.line < suppression.firstLine || finding.at.line > suppression.lastLine)
    return false;
  if (!suppression.hasList)
    return true;
  const std::string id = "loadline-" + finding.check;
  const std::vector<std::string> patterns = split(suppression.list, ',');
  return std::ranges::any_of(patterns, [&](const std::string &pattern) {
    return globMatches(withoutBlanks(pattern), id); // clang-tidy knows no minus here either
  });
}

void endRegion(const Suppression &end, const std::string &place, Marks &marks) {
  if (marks.begins.empty() || marks.begins.back().list != end.list ||
      marks.begins.back().hasList != end.hasList) {
    marks.faults.push_back(fmt::format(
        "{}: NOLINTEND without a NOLINTBEGIN of the same checks before it; it has no effect",
        place));
    return;
  }
  Suppression region = std::move(marks.begins.back());
  marks.begins.pop_back();
  region.lastLine = end.lastLine;
  marks.done.push_back(std::move(region));
}

void addComment(const facts::Annotation &comment, const std::string &place, Marks &marks) {
  constexpr std::string_view word = "NOLINT", next = "NEXTLINE", begin = "BEGIN", end = "END";
  const std::size_t at = comment.text.find(word);
  if (at == std::string::npos)
    return;
  const std::string_view rest = std::string_view(comment.text).substr(at + word.size());
  const int line = comment.at.line;
  if (rest.starts_with(begin))
    marks.begins.push_back(readRest(rest.substr(begin.size()), line));
  else if (rest.starts_with(end))
    endRegion(readRest(rest.substr(end.size()), line), place, marks);
  else if (rest.starts_with(next))
    marks.done.push_back(readRest(rest.substr(next.size()), line + 1));
  else
    marks.done.push_back(readRest(rest, line));
}

/// By file, as the program names it.
std::map<std::string, Marks> marksOf(const link::Program &program, const std::string &root) {
  std::map<std::string, Marks> out;
  std::set<SourcePosition> seen; // a header is in many units
  for (std::size_t unit = 0; unit < program.units().size(); ++unit)
    for (const facts::Annotation &comment : program.units()[unit].annotations) {
      const SourcePosition at{program.fileOf(static_cast<int>(unit), comment.at), comment.at.line,
                              comment.at.column};
      if (seen.insert(at).second)
        addComment(comment, toString(relativeTo(root, at)), out[at.file]);
    }
  for (auto &[file, marks] : out)
    for (const Suppression &open : marks.begins)
      marks.faults.push_back(fmt::format(
          "{}: NOLINTBEGIN without a NOLINTEND of the same checks behind it; it has no effect",
          toString(relativeTo(root, {file, open.firstLine, 0}))));
  return out;
}

} // namespace

std::vector<std::string> takeOutSuppressed(std::vector<findings::Finding> &findings,
                                           const link::Program &program, const std::string &root) {
  const std::map<std::string, Marks> marks = marksOf(program, root);
  std::vector<std::string> notes;
  for (const auto &[file, inFile] : marks)
    notes.insert(notes.end(), inFile.faults.begin(), inFile.faults.end());
  std::erase_if(findings, [&](const findings::Finding &finding) {
    const std::string &file = finding.at.file;
    const auto inFile = marks.find(file.starts_with('/') ? file : root + "/" + file);
    if (inFile == marks.end())
      return false;
    const auto &all = inFile->second.done;
    const auto found =
        std::ranges::find_if(all, [&](const Suppression &one) { return covers(one, finding); });
    if (found == all.end())
      return false;
    notes.push_back(
        fmt::format("{}:{}: NOLINT silences {}{}", file, finding.at.line, finding.check,
                    found->reason.empty() ? ", without a reason" : ": " + found->reason));
    return true;
  });
  return notes;
}

} // namespace loadline::checks
