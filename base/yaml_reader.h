#pragma once

#include "base/diagnostic.h"
#include "base/yaml.h"

#include <functional>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::yaml {

/// A value and where the user wrote it.
template <class Value>
struct Located {
  Value value{};
  SourcePosition at;
};

/// Reads the keys of one map strictly. Each accessor takes its key once; `finish` reports every key
/// that nobody took, with the nearest one that somebody would have. Errors are gathered, so that
/// the user sees all of them at once; an accessor that failed returns nothing.
class Reader {
public:
  /// `node` is expected to be a map; anything else is reported at once ("'where' must be a map").
  Reader(const Node &node, std::string where, Diagnostics &errors);

  /// The node of a key, or null where the key is absent or has no value.
  const Node *node(std::string_view key);
  /// As `node`, but an absent key is an error.
  const Node *required(std::string_view key);

  std::optional<Located<std::string>> text(std::string_view key);
  std::optional<Located<bool>> boolean(std::string_view key);
  /// A whole number within [least, most].
  std::optional<Located<long long>> integer(std::string_view key, long long least, long long most);
  /// One of `choices`.
  std::optional<Located<std::string>> choice(std::string_view key,
                                             const std::vector<std::string> &choices);
  /// A list of plain values, or one plain value as a list of one.
  std::vector<Located<std::string>> texts(std::string_view key);
  /// The items of a list; another kind is an error.
  const std::vector<Node> &items(std::string_view key);
  /// The entries of a map; another kind is an error.
  const std::vector<Node::Entry> &entries(std::string_view key);

  /// Whether there may be keys: it is a map, or nothing stands there.
  bool isMap() const;
  bool has(std::string_view key) const;
  const SourcePosition &at() const { return node_.at; }
  /// Where the key stands, or where the map stands if the key does not.
  SourcePosition keyAt(std::string_view key) const;

  void error(const SourcePosition &at, std::string message, std::string hint = "");
  Diagnostics &errors() { return errors_; }

  /// Reports the keys that were not taken, or the keys that there are where no map stands.
  void finish();

private:
  const Node &node_;
  std::string where_;
  Diagnostics &errors_;
  std::set<std::string, std::less<>> known_;
  std::optional<std::size_t> noMap_; ///< the error that says so
};

/// The plain value as text, or an error "KEY must be …".
std::optional<std::string> plain(const Node &node, std::string_view what, Diagnostics &errors);

} // namespace loadline::yaml
