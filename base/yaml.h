#pragma once

#include "base/result.h"
#include "base/source_position.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Strict YAML: text → located tree. Meaning (which keys, which units) is the caller's, by Reader
// in base/yaml_reader.h.
//
//     text ── parseYaml ──► Node (every scalar and key with its line and column) ── Reader ──►
//     values

namespace loadline::yaml {

/// One node of a document. A scalar keeps its text; nobody guesses types, so `010`, `no` and `1e3`
/// stay what the user wrote until a field says what it wants.
struct Node {
  enum class Kind { null, scalar, sequence, map } kind = Kind::null;
  SourcePosition at;
  std::string scalar;  ///< of a scalar
  bool quoted = false; ///< of a scalar: it was in quotes, so it is text and no number

  struct Entry;
  std::vector<Node> items;    ///< of a sequence
  std::vector<Entry> entries; ///< of a map, in the order of the text; keys are unique
  std::vector<Entry> again;   ///< whose keys stand there already, where that is not an error at once

  const Node *find(std::string_view key) const;
};

struct Node::Entry {
  std::string key;
  SourcePosition keyAt;
  Node value;
};

/// What a document may cost at most; a larger one is refused with a message.
struct Limits {
  std::size_t bytes = 64u << 20;
  std::size_t nodes = 4'000'000;
  /// Nodes, and 64 bytes of text each, that anchors and aliases copy (so no "billion laughs").
  std::size_t copies = 100'000;
  int depth = 100;
};

/// Parses one document. Duplicate keys, keys that are not scalars, several documents and tags other
/// than the core ones are errors. Anchors, aliases and merge keys (`<<`) are resolved.
///   file  the name that positions carry; nothing is opened
Result<Node> parseYaml(std::string_view text, const std::string &file, const Limits &limits = {});

/// "a map", "a list", "a number or text", "nothing": how messages name a node's kind.
std::string_view describe(const Node &node);

} // namespace loadline::yaml
