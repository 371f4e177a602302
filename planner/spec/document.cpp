#include "planner/spec/document.h"

#include "base/files.h"
#include "base/text.h"
#include "base/yaml_duplicates.h"
#include "base/yaml_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <optional>

namespace loadline::spec {

using yaml::Node;

namespace {

namespace fs = std::filesystem;

/// A key that takes away what is not there: most likely misspelt.
Diagnostic nothingToTake(const Node &base, const Node::Entry &entry) {
  std::vector<std::string> keys;
  for (const Node::Entry &each : base.entries)
    keys.push_back(each.key);
  const std::string near = nearest(entry.key, keys);
  return {entry.keyAt,
          fmt::format("'{}' takes away what is not there: a key without a value removes it from "
                      "what this file extends",
                      entry.key),
          near.empty() ? fmt::format("to add it, write '{}: {{}}'", entry.key)
                       : fmt::format("did you mean '{}'?", near)};
}

void mergeInto(Node &base, Node over, Diagnostics &errors) {
  if (base.kind != Node::Kind::map || over.kind != Node::Kind::map) {
    base = std::move(over);
    return;
  }
  for (Node::Entry &entry : over.entries) {
    const auto found = std::find_if(base.entries.begin(), base.entries.end(),
                                    [&](const Node::Entry &each) { return each.key == entry.key; });
    if (found == base.entries.end() && entry.value.kind == Node::Kind::null)
      errors.push_back(nothingToTake(base, entry));
    else if (found == base.entries.end())
      base.entries.push_back(std::move(entry));
    else if (entry.value.kind == Node::Kind::null)
      base.entries.erase(found);
    else {
      found->keyAt = entry.keyAt;
      mergeInto(found->value, std::move(entry.value), errors);
    }
  }
  std::move(over.again.begin(), over.again.end(), std::back_inserter(base.again));
  base.at = over.at;
}

/// The value of `extends`, taken out of the document.
Node takeExtends(Node &document) {
  const auto found = std::find_if(document.entries.begin(), document.entries.end(),
                                  [](const Node::Entry &entry) { return entry.key == "extends"; });
  if (found == document.entries.end())
    return {};
  Node value = std::move(found->value);
  document.entries.erase(found);
  return value;
}

/// "'a.yaml' extends itself", or over which others.
std::string circleOf(const std::vector<fs::path> &files, const fs::path &again) {
  if (files.size() == 1)
    return fmt::format("'{}' extends itself", again.generic_string());
  std::string text;
  for (const fs::path &file : files)
    text += fmt::format("'{}'{} extends ", file.generic_string(), text.empty() ? "" : ", which");
  return fmt::format("{}'{}'", text, again.generic_string());
}

Result<Node> readExtended(std::string_view text, const std::string &file,
                          std::vector<fs::path> &open, Diagnostics &duplicates);

Result<Node> readBase(const yaml::Located<std::string> &name, const std::string &from,
                      std::vector<fs::path> &open, Diagnostics &duplicates) {
  const fs::path path = (fs::path(from).parent_path() / name.value).lexically_normal();
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored))
    return Diagnostic{
        name.at, fmt::format("'{}' extends '{}', which is no file", from, path.generic_string()),
        "paths are relative to the file that says so"};
  if (const auto first = std::find(open.begin(), open.end(), path); first != open.end())
    return Diagnostic{name.at, circleOf({first, open.end()}, path)};
  const Result<std::string> text = readFile(path, 64u << 20);
  if (!text)
    return text.error();
  open.push_back(path);
  Result<Node> base = readExtended(*text, path.generic_string(), open, duplicates);
  open.pop_back();
  return base;
}

Result<Node> readExtended(std::string_view text, const std::string &file,
                          std::vector<fs::path> &open, Diagnostics &duplicates) {
  Result<Node> document = yaml::parseYaml(text, file, duplicates);
  if (!document || document->kind != Node::Kind::map)
    return document;
  const Node extends = takeExtends(*document);
  if (extends.kind == Node::Kind::null)
    return document;
  Diagnostics errors;
  Node holder{.kind = Node::Kind::map, .at = extends.at};
  holder.entries.push_back({"extends", extends.at, extends});
  yaml::Reader reader(holder, "a spec", errors);
  std::optional<Node> merged;
  for (const auto &name : reader.texts("extends")) {
    Result<Node> base = readBase(name, file, open, duplicates);
    if (!base)
      return base.error();
    if (merged)
      mergeInto(*merged, *std::move(base), errors);
    else
      merged = *std::move(base);
  }
  if (merged && errors.empty())
    mergeInto(*merged, *std::move(document), errors);
  if (!errors.empty())
    return errors;
  return merged ? *std::move(merged) : document;
}

/// A number off the front; nothing where there is none.
std::optional<double> takeNumber(std::string_view &text) {
  double number = 0.0;
  std::size_t length = 0; // digits, and a point that no other one follows
  while (length < text.size() && ((text[length] >= '0' && text[length] <= '9') ||
                                  (text[length] == '.' && text.substr(length, 2) != "..")))
    ++length;
  const auto [stop, failure] =
      std::from_chars(text.data(), text.data() + length, number, std::chars_format::fixed);
  if (length == 0 || failure != std::errc() || stop != text.data() + length)
    return std::nullopt;
  text.remove_prefix(length);
  return number;
}

bool isUnit(std::string_view text) {
  return text.find_first_of("0123456789.") == std::string_view::npos;
}

std::optional<Range> asRange(Node &node) {
  const std::size_t dots = node.scalar.find("..");
  if (node.kind != Node::Kind::scalar || dots == std::string::npos)
    return std::nullopt;
  std::string_view low = std::string_view(node.scalar).substr(0, dots);
  std::string_view high = std::string_view(node.scalar).substr(dots + 2);
  const bool arePlain = node.scalar.find('.') == dots && high.find('.') == std::string_view::npos;
  const auto from = takeNumber(low), to = takeNumber(high);
  if (!from || !to || !isUnit(low) || !isUnit(high))
    return std::nullopt;
  Range range{node.at, &node, *from, *to, std::string(low.empty() ? high : low), std::string(high)};
  range.isWhole = arePlain && low.empty() && high.empty();
  return range;
}

/// Keys whose value, or list of values, is text: `1..2` is a name there. Elsewhere it is a range,
/// in quotes too, without which JSON can't write one.
constexpr std::string_view textKeys[] = {"system",  "to",     "tenant", "class",  "team", "because",
                                         "kept_by", "review", "limits", "layers", "code"};

bool isText(const Node::Entry &entry) {
  return entry.value.kind != Node::Kind::map &&
         std::find(std::begin(textKeys), std::end(textKeys), entry.key) != std::end(textKeys);
}

void find(Node &node, std::vector<Range> &out, Diagnostics &errors) {
  for (Node &item : node.items)
    find(item, out, errors);
  for (Node::Entry &entry : node.entries)
    if (!isText(entry))
      find(entry.value, out, errors);
  const auto range = asRange(node);
  if (!range)
    return;
  if (range->lowUnit == range->highUnit && range->low > range->high)
    errors.push_back({node.at, fmt::format("the range '{}' ends below its start", node.scalar)});
  out.push_back(*range);
}

/// A plain number without an exponent, so that every unit's parser reads it.
std::string plainNumber(double value) {
  std::string text = fmt::format("{:.12f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.'))
    text.pop_back();
  return text;
}

} // namespace

Result<Node> readDocument(std::string_view text, const std::string &file, Diagnostics &errors) {
  std::vector<fs::path> open = {fs::path(file).lexically_normal()};
  return readExtended(text, file, open, errors);
}

std::vector<Range> rangesOf(Node &document, Diagnostics &errors) {
  std::vector<Range> out;
  find(document, out, errors);
  return out;
}

void draw(const std::vector<Range> &ranges, const std::vector<double> &shares) {
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const Range &range = ranges[i];
    if (range.lowUnit != range.highUnit) { // ends in units of their own: the nearer one
      range.scalar->scalar = shares[i] < 0.5 ? plainNumber(range.low) + range.lowUnit
                                             : plainNumber(range.high) + range.highUnit;
      continue;
    }
    const double value = range.low + shares[i] * (range.high - range.low);
    range.scalar->scalar = plainNumber(range.isWhole ? std::round(value) : value) + range.highUnit;
  }
}

} // namespace loadline::spec
