#include "analyzer/checks/suppressions.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace loadline::checks {

namespace {

/// A comment that silences one line.
struct Suppression {
  std::vector<std::string> checks; ///< of none: all
  std::string reason;
};

std::string trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t:-");
  if (start == std::string_view::npos)
    return "";
  return std::string(text.substr(start, text.find_last_not_of(" \t") - start + 1));
}

/// Reads what follows the word: `(check, check): reason`.
Suppression readRest(std::string_view rest) {
  Suppression out;
  if (!rest.empty() && rest.front() == '(') {
    const std::size_t close = rest.find(')');
    for (const std::string &check : split(std::string(rest.substr(1, close - 1)), ','))
      out.checks.push_back(trimmed(check));
    rest = close == std::string_view::npos ? "" : rest.substr(close + 1);
  }
  out.reason = trimmed(rest);
  return out;
}

bool covers(const Suppression &suppression, const std::string &check) {
  const std::string id = "loadline-" + check;
  return suppression.checks.empty() ||
         std::ranges::any_of(suppression.checks, [&](const std::string &asked) {
           const bool isPrefix = asked.ends_with('*');
           return asked == id ||
                  (isPrefix && id.starts_with(std::string_view(asked).substr(0, asked.size() - 1)));
         });
}

using ByLine = std::multimap<std::pair<std::string, int>, Suppression>;

void addComment(const std::string &file, const facts::Annotation &comment, ByLine &out) {
  constexpr std::string_view word = "NOLINT", next = "NEXTLINE";
  const std::size_t at = comment.text.find(word);
  if (at == std::string::npos)
    return;
  std::string_view rest = std::string_view(comment.text).substr(at + word.size());
  const bool isNext = rest.starts_with(next);
  if (isNext)
    rest.remove_prefix(next.size());
  if (!rest.starts_with("BEGIN") && !rest.starts_with("END"))
    out.emplace(std::pair{file, comment.at.line + (isNext ? 1 : 0)}, readRest(rest));
}

ByLine suppressionsOf(const link::Program &program) {
  ByLine out;
  for (std::size_t unit = 0; unit < program.units().size(); ++unit)
    for (const facts::Annotation &comment : program.units()[unit].annotations)
      addComment(program.fileOf(static_cast<int>(unit), comment.at), comment, out);
  return out;
}

} // namespace

std::vector<std::string> takeOutSuppressed(std::vector<findings::Finding> &findings,
                                           const link::Program &program, const std::string &root) {
  const ByLine suppressions = suppressionsOf(program);
  std::vector<std::string> notes;
  std::erase_if(findings, [&](const findings::Finding &finding) {
    const std::string &file = finding.at.file;
    const std::string path = file.starts_with('/') ? file : root + "/" + file;
    const auto [first, last] = suppressions.equal_range({path, finding.at.line});
    const auto found = std::find_if(
        first, last, [&](const auto &entry) { return covers(entry.second, finding.check); });
    if (found == last)
      return false;
    const std::string &reason = found->second.reason;
    notes.push_back(fmt::format("{}:{}: NOLINT silences {}{}", file, finding.at.line, finding.check,
                                reason.empty() ? ", without a reason" : ": " + reason));
    return true;
  });
  return notes;
}

} // namespace loadline::checks
