#include "planner/spec/edit.h"

#include "base/files.h"
#include "base/yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace loadline::spec {

namespace {

using yaml::Node;

/// The plain values of a document in one fixed order.
void gather(Node &node, std::vector<Node *> &out) {
  if (node.kind == Node::Kind::scalar)
    out.push_back(&node);
  for (Node &item : node.items)
    gather(item, out);
  for (Node::Entry &entry : node.entries)
    gather(entry.value, out);
}

std::vector<Node *> plainValues(Node &document) {
  std::vector<Node *> out;
  gather(document, out);
  return out;
}

/// Same shape, keys and values, wherever they stand.
bool saysTheSame(const Node &a, const Node &b) {
  return a.kind == b.kind && a.scalar == b.scalar && a.quoted == b.quoted &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), saysTheSame) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    [](const Node::Entry &x, const Node::Entry &y) {
                      return x.key == y.key && saysTheSame(x.value, y.value);
                    });
}

/// Where line and column are in the text.
std::optional<std::size_t> offsetOf(std::string_view text, const SourcePosition &at) {
  std::size_t offset = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (int line = 1; line < at.line; ++line) {
    offset = text.find('\n', offset);
    if (offset == std::string_view::npos)
      return std::nullopt;
    ++offset;
  }
  offset += static_cast<std::size_t>(at.column - 1);
  return offset <= text.size() ? std::optional(offset) : std::nullopt;
}

struct Span {
  std::size_t begin = 0, length = 0;
  std::string text;
};

Diagnostic refusal(const SourcePosition &at, std::string why) {
  return {at, std::move(why), "change it by hand"};
}

/// The bytes of the value, between its quotes where it has some.
Result<Span> spanOf(std::string_view text, const ValueEdit &edit, const Node &value) {
  const auto offset = offsetOf(text, edit.at);
  if (!offset)
    return refusal(edit.at, "there is no such place in the file");
  std::size_t begin = *offset;
  while (begin < text.size() && (text[begin] == '&' || text[begin] == '!')) { // anchor or tag
    begin = text.find_first_of(" \t\n", begin);
    begin = begin == std::string_view::npos ? text.size() : text.find_first_not_of(" \t", begin);
    begin = std::min(begin, text.size());
  }
  const bool isQuoted = begin < text.size() && (text[begin] == '"' || text[begin] == '\'');
  if (isQuoted)
    ++begin;
  if (value.scalar.empty() || text.substr(begin, value.scalar.size()) != value.scalar)
    return refusal(edit.at, fmt::format("'{}' is not written there in one piece", value.scalar));
  return Span{begin, value.scalar.size(), edit.text};
}

/// The value that stands at the edit's place, once.
Result<std::size_t> valueAt(const std::vector<Node *> &values, const ValueEdit &edit) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]->at.line != edit.at.line || values[i]->at.column != edit.at.column)
      continue;
    if (found)
      return refusal(edit.at, "an alias repeats this value elsewhere, and both would change");
    found = i;
  }
  if (!found)
    return refusal(edit.at, "no plain value stands there");
  return *found;
}

} // namespace

Result<std::string> edited(std::string_view text, const std::string &file,
                           const std::vector<ValueEdit> &edits) {
  Result<Node> wanted = yaml::parseYaml(text, file);
  if (!wanted)
    return wanted.error();
  const std::vector<Node *> values = plainValues(*wanted);
  std::vector<Span> spans;
  for (const ValueEdit &edit : edits) {
    const Result<std::size_t> found = valueAt(values, edit);
    if (!found)
      return found.error();
    const Result<Span> span = spanOf(text, edit, *values[*found]);
    if (!span)
      return span.error();
    spans.push_back(*span);
    values[*found]->scalar = edit.text;
  }
  std::sort(spans.begin(), spans.end(),
            [](const Span &a, const Span &b) { return a.begin > b.begin; });
  std::string out(text);
  for (const Span &span : spans) // from the end, so that earlier places stay
    out.replace(span.begin, span.length, span.text);
  const Result<Node> after = yaml::parseYaml(out, file);
  if (!after || !saysTheSame(*wanted, *after))
    return refusal(edits.front().at, "the file would say something else than was asked for");
  return out;
}

Diagnostics writeEdits(const std::vector<ValueEdit> &edits) {
  std::map<std::string, std::vector<ValueEdit>> byFile;
  for (const ValueEdit &edit : edits)
    byFile[edit.at.file].push_back(edit);
  std::map<std::string, std::string> texts;
  for (const auto &[file, ofFile] : byFile) {
    const Result<std::string> text = readFile(file);
    if (!text)
      return text.error();
    const Result<std::string> result = edited(*text, file, ofFile);
    if (!result)
      return result.error();
    texts[file] = *result;
  }
  for (const auto &[file, text] : texts)
    if (const Diagnostics errors = writeFile(file, text); !errors.empty())
      return errors;
  return {};
}

} // namespace loadline::spec
