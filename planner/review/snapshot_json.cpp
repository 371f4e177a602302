#include "planner/review/snapshot_json.h"

#include "base/json.h"
#include "base/text.h"

#include <fmt/format.h>

#include <charconv>

namespace loadline::review {

namespace {

using plan::Json;
using yaml::Node;

/// Reads the snapshot in a review; the first fault stops it.
class Reader {
public:
  Result<Snapshot> read(const Node &document) {
    if (textOf(document, "schema") != "loadline/review/v1")
      fail(document, "this is no review: its schema is not loadline/review/v1");
    Snapshot out;
    for (const Node &item : itemsOf(document, "matters"))
      out.matters.push_back(matterOf(item));
    for (const Node &item : itemsOf(document, "figures"))
      out.figures.push_back(rowOf(item));
    if (fault_)
      return *fault_;
    return out;
  }

private:
  void fail(const Node &node, std::string message) {
    if (!fault_)
      fault_ =
          Diagnostic{node.at, std::move(message), "write it with 'loadline review --format json'"};
  }

  const Node *member(const Node &node, std::string_view key, Node::Kind kind) {
    const Node *found = node.kind == Node::Kind::map ? node.find(key) : nullptr;
    if (!found || found->kind != kind)
      fail(found ? *found : node, fmt::format("'{}' is missing or of another kind", key));
    return found && found->kind == kind ? found : nullptr;
  }

  std::string textOf(const Node &node, std::string_view key) {
    const Node *found = member(node, key, Node::Kind::scalar);
    return found ? found->scalar : "";
  }

  const std::vector<Node> &itemsOf(const Node &node, std::string_view key) {
    static const std::vector<Node> none;
    const Node *found = member(node, key, Node::Kind::sequence);
    return found ? found->items : none;
  }

  int numberOf(const Node &node, std::string_view key) {
    const std::string text = textOf(node, key);
    int out = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
    if (end.ec != std::errc() || out < 0)
      fail(node, fmt::format("'{}' is no whole number", key));
    return out;
  }

  Matter matterOf(const Node &node) {
    const std::string kind = textOf(node, "kind");
    Matter out;
    out.kind = kind == "code"   ? Matter::Kind::code
               : kind == "plan" ? Matter::Kind::plan
                                : Matter::Kind::bound;
    out.key = textOf(node, "key");
    out.title = textOf(node, "title");
    out.state = textOf(node, "state");
    out.at = {textOf(node, "file"), numberOf(node, "line"), numberOf(node, "column")};
    out.isViolation = textOf(node, "is_violation") == "true";
    return out;
  }

  plan::FigureRow rowOf(const Node &node) {
    plan::FigureRow out{textOf(node, "about"), {}};
    if (const Node *fields = member(node, "fields", Node::Kind::map))
      for (const Node::Entry &entry : fields->entries)
        out.fields.emplace_back(entry.key, entry.value.scalar);
    return out;
  }

  std::optional<Diagnostic> fault_;
};

} // namespace

Json mattersJson(const Snapshot &snapshot) {
  Json out = Json::array();
  for (const Matter &matter : snapshot.matters)
    out.push_back({{"kind", toString(matter.kind)},
                   {"key", printable(matter.key)},
                   {"title", printable(matter.title)},
                   {"state", printable(matter.state)},
                   {"is_violation", matter.isViolation},
                   {"file", printable(matter.at.file.str())},
                   {"line", matter.at.line},
                   {"column", matter.at.column}});
  return out;
}

Json figuresJson(const Snapshot &snapshot) {
  Json out = Json::array();
  for (const plan::FigureRow &row : snapshot.figures) {
    Json fields = Json::object();
    for (const auto &[field, value] : row.fields)
      fields[field] = printable(value);
    out.push_back({{"about", printable(row.about)}, {"fields", std::move(fields)}});
  }
  return out;
}

Result<Snapshot> parseSnapshot(std::string_view json, const std::string &file) {
  const Result<Node> document = json::parseJson(json, {file, 1, 1});
  return document ? Reader().read(*document) : Result<Snapshot>(document.error());
}

} // namespace loadline::review
