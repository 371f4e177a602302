#include "base/yaml.h"
#include "tests/fuzz/targets.h"

#include <algorithm>

namespace loadline::fuzz {

namespace {

constexpr yaml::Limits limits = {.bytes = 1u << 16, .nodes = 20'000, .depth = 30};

struct Measure {
  std::size_t nodes = 0;
  int depth = 0;
};

void measure(const yaml::Node &node, int depth, int lines, Measure &out) {
  ++out.nodes;
  const bool isLeaf = node.kind == yaml::Node::Kind::null || node.kind == yaml::Node::Kind::scalar;
  out.depth = std::max(out.depth, isLeaf ? depth : depth + 1);
  mustHold(node.at.line >= 1 && node.at.line <= lines && node.at.column >= 1,
           "a node stands inside the text");
  mustHold(node.items.empty() || node.kind == yaml::Node::Kind::sequence, "only a list has items");
  mustHold(node.entries.empty() || node.kind == yaml::Node::Kind::map, "only a map has entries");
  for (const yaml::Node &item : node.items)
    measure(item, depth + 1, lines, out);
  for (const yaml::Node::Entry &entry : node.entries) {
    mustHold(node.find(entry.key) == &entry.value, "keys are unique");
    measure(entry.value, depth + 1, lines, out);
  }
}

} // namespace

void fuzzYaml(std::string_view bytes) {
  const Result<yaml::Node> root = yaml::parseYaml(bytes, "fuzz.yaml", limits);
  if (!root)
    return mustHold(!toString(root.error()).empty(), "a refusal says why");
  // yaml-cpp ends a line at a newline, and at a carriage return where none follows.
  const auto ends =
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
  Measure out;
  measure(*root, 0, static_cast<int>(ends) + 1, out);
  mustHold(out.nodes <= limits.nodes + 1, "no more nodes than the limit");
  mustHold(out.depth <= limits.depth, "no deeper than the limit");
}

} // namespace loadline::fuzz
