#include "analyzer/infer/declared_bounds.h"

#include "base/date.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

namespace loadline::infer {

using bound::Bound;

namespace {

constexpr std::string_view start = "loadline:";
constexpr std::string_view reviewWord = "review";
constexpr std::string_view example = "'loadline: bound(8): why no more can be alive' is expected";

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos)
    return "";
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// The place of the bracket that closes the one at `open`; npos where none does.
std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
    if (depth == 0)
      return i;
  }
  return std::string_view::npos;
}

/// Reads what follows `loadline:` into a declaration; a message where it can't be.
std::string read(std::string_view text, Declaration &out) {
  const std::size_t open = text.find('(');
  const std::string_view word = trimmed(text.substr(0, open));
  if (word != "bound")
    return fmt::format("'{}' means nothing to the audit: {}", word, example);
  const std::size_t close = open == std::string_view::npos ? open : closing(text, open);
  if (close == std::string_view::npos)
    return fmt::format("the bound has no brackets around it: {}", example);
  const Result<Bound> bound = bound::parseBound(trimmed(text.substr(open + 1, close - open - 1)));
  if (!bound)
    return bound.error().front().message;
  if (bound->kind() >= bound::Kind::unknown)
    return fmt::format("'{}' limits nothing: {}", toString(*bound), example);
  std::string_view rest = trimmed(text.substr(close + 1));
  if (rest.starts_with(reviewWord)) {
    rest = trimmed(rest.substr(reviewWord.size()));
    const std::string_view day = trimmed(rest.substr(0, rest.find(':')));
    if (!isDate(day))
      return fmt::format("'{}' is no day: 'loadline: bound({}) review 2027-01-31: why no more can "
                         "be alive' is expected",
                         day, toString(*bound));
    out.review = day;
    rest.remove_prefix(std::min(rest.find(':'), rest.size()));
  }
  const std::string_view reason = rest.starts_with(':') ? trimmed(rest.substr(1)) : "";
  if (reason.empty())
    return fmt::format("a declared bound needs its reason: 'loadline: bound({}): why no more can "
                       "be alive'",
                       toString(*bound));
  out.bound = *bound;
  out.reason = oneLine(reason);
  return "";
}

} // namespace

Declarations readDeclarations(const link::Program &program) {
  Declarations out;
  std::set<std::tuple<SourcePosition, std::string>> seen;
  for (std::size_t unit = 0; unit < program.units().size(); ++unit)
    for (const facts::Annotation &annotation : program.units()[unit].annotations) {
      if (!annotation.text.starts_with(start))
        continue;
      Declaration declaration{{program.fileOf(static_cast<int>(unit), annotation.at),
                               annotation.at.line, annotation.at.column},
                              annotation.codeLine};
      if (!seen.emplace(declaration.at, annotation.text).second)
        continue; // of a header, or of a template's instantiation
      std::string fault = read(std::string_view(annotation.text).substr(start.size()), declaration);
      if (fault.empty())
        out.all.push_back(std::move(declaration));
      else
        out.faults.push_back({declaration.at, std::move(fault)});
    }
  std::ranges::sort(out.all, {}, &Declaration::at);
  std::ranges::sort(out.faults, {}, &DeclarationFault::at);
  return out;
}

std::vector<const Declaration *> Declarations::about(const link::Program &program,
                                                     const Call &call) const {
  std::vector<const Declaration *> out;
  if (all.empty())
    return out;
  std::set<std::pair<std::string, int>> lines;
  const auto add = [&](const facts::Place &at) {
    lines.emplace(program.fileOf(call.unit, at), at.line);
  };
  add(call.expression->at);
  for (const facts::Statement *statement : call.context.statements)
    add(statement->at);
  if (call.context.function >= 0)
    add(program.functions()[call.context.function].facts->at);
  for (const Declaration &declaration : all)
    if (lines.contains({declaration.at.file, declaration.codeLine}))
      out.push_back(&declaration);
  return out;
}

void declareBounds(findings::Site &site, const std::vector<const Declaration *> &declarations,
                   bool isCounted) {
  const Bound inferred = site.bound;
  for (const Declaration *declaration : declarations) {
    const Bound &declared = declaration->bound;
    const bool isContradicted = isCounted && bound::exceeds(inferred, declared);
    site.declared.push_back({declaration->at, declared, declaration->reason, inferred,
                             isContradicted, declaration->review});
    if (isContradicted)
      continue;
    if (declared.kind() < site.bound.kind()) {
      site.limiter = "declared";
      site.witness.insert(site.witness.begin(),
                          {declaration->at, fmt::format("declared to be at most {}: {}",
                                                        toString(declared), declaration->reason)});
    }
    site.bound = Bound::minimum({site.bound, declared});
  }
}

} // namespace loadline::infer
