#include "base/diagnostic.h"

#include "base/text.h"

#include <fmt/format.h>

namespace loadline {

namespace {

const char *word(Diagnostic::Severity severity) {
  switch (severity) {
  case Diagnostic::Severity::error:
    return "error";
  case Diagnostic::Severity::warning:
    return "warning";
  case Diagnostic::Severity::note:
    return "note";
  }
  return "error";
}

} // namespace

std::string toString(const SourcePosition &at) {
  if (at.line == 0)
    return at.file;
  if (at.column == 0)
    return fmt::format("{}:{}", at.file.str(), at.line);
  return fmt::format("{}:{}:{}", at.file.str(), at.line, at.column);
}

SourcePosition relativeTo(const std::string &root, SourcePosition at) {
  if (!root.empty() && at.file.str().starts_with(root + "/"))
    at.file = at.file.str().substr(root.size() + 1);
  return at;
}

std::string toString(const Diagnostic &diagnostic) {
  const std::string place = toString(diagnostic.at);
  std::string text = place.empty() ? "loadline: " : place + ": ";
  text += fmt::format("{}: {}", word(diagnostic.severity), diagnostic.message);
  if (!diagnostic.hint.empty())
    text += fmt::format(" ({})", diagnostic.hint);
  return oneLine(text);
}

std::string toString(const Diagnostics &diagnostics) {
  std::string text;
  for (const Diagnostic &diagnostic : diagnostics)
    text += toString(diagnostic) + "\n";
  return text;
}

} // namespace loadline
