#include "planner/review/code_bound.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::review {

namespace {

using bound::Bound;
using Form = Bound::Form;

/// The number that decides among the parts that have one: the least of a minimum, the most of a
/// maximum.
std::optional<double> decisive(const std::vector<CodeBound> &parts, bool takesLeast) {
  std::optional<double> out;
  for (const CodeBound &part : parts)
    if (part.count && (!out || (takesLeast ? *part.count < *out : *part.count > *out)))
      out = part.count;
  return out;
}

bool hasAll(const std::vector<CodeBound> &parts) {
  return std::all_of(parts.begin(), parts.end(), [](const CodeBound &part) { return part.count; });
}

/// A maximum has a number where all else that it holds are bare settings: they are what a user may
/// say in place of it.
std::optional<double> ofMaximum(const Bound &bound, const std::vector<CodeBound> &parts) {
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (!parts[i].count && bound.parts()[i].form() != Form::config)
      return std::nullopt;
  return decisive(parts, false);
}

std::optional<double> folded(const Bound &bound, const std::vector<CodeBound> &parts) {
  const Form form = bound.form();
  if (form == Form::minimum)
    return decisive(parts, true);
  if (form == Form::maximum)
    return ofMaximum(bound, parts);
  if (!hasAll(parts))
    return std::nullopt;
  double out = form == Form::product ? 1.0 : 0.0;
  for (const CodeBound &part : parts)
    out = form == Form::product ? out * *part.count : out + *part.count;
  return out;
}

} // namespace

CodeBound codeBound(const Bound &bound) {
  CodeBound out;
  out.kind = bound.kind();
  if (bound.form() == Form::constant)
    out.count = static_cast<double>(bound.count());
  if (bound.form() == Form::config)
    out.settings = {toString(bound)};
  if (bound.parts().empty())
    return out;
  std::vector<CodeBound> parts;
  for (const Bound &part : bound.parts()) {
    parts.push_back(codeBound(part));
    for (const std::string &setting : parts.back().settings)
      if (std::find(out.settings.begin(), out.settings.end(), setting) == out.settings.end())
        out.settings.push_back(setting);
  }
  out.count = folded(bound, parts);
  return out;
}

std::string boundText(const Bound &bound) {
  const CodeBound read = codeBound(bound);
  if (!read.count || bound.form() == Form::constant)
    return toString(bound);
  const std::string number = exactly(*read.count);
  if (bound.form() == Form::maximum && !read.settings.empty())
    return fmt::format("{} unless {} says more", number, inWords(read.settings));
  return fmt::format("{} ({})", number, toString(bound));
}

} // namespace loadline::review
