#include "base/yaml_reader.h"

#include "base/text.h"

#include <fmt/format.h>

#include <charconv>

namespace loadline::yaml {

Reader::Reader(const Node &node, std::string where, Diagnostics &errors)
    : node_(node), where_(std::move(where)), errors_(errors) {
  if (isMap())
    return;
  noMap_ = errors_.size();
  error(node.at, fmt::format("{} must be a map, not {}", where_, describe(node)),
        "write 'key: value' lines");
}

const Node *Reader::node(std::string_view key) {
  known_.emplace(key);
  const Node *found = node_.find(key);
  return found && found->kind != Node::Kind::null ? found : nullptr;
}

const Node *Reader::required(std::string_view key) {
  const Node *found = node(key);
  if (!found && isMap())
    error(keyAt(key), fmt::format("{} needs '{}'", where_, key));
  return found;
}

std::optional<std::string> plain(const Node &node, std::string_view what, Diagnostics &errors) {
  if (node.kind == Node::Kind::scalar)
    return node.scalar;
  errors.push_back(
      {node.at, fmt::format("{} must be a plain value, not {}", what, describe(node))});
  return std::nullopt;
}

std::optional<Located<std::string>> Reader::text(std::string_view key) {
  const Node *found = node(key);
  if (!found)
    return std::nullopt;
  const auto value = plain(*found, fmt::format("'{}'", key), errors_);
  if (!value)
    return std::nullopt;
  return Located<std::string>{*value, found->at};
}

std::optional<Located<bool>> Reader::boolean(std::string_view key) {
  const auto found = choice(key, {"true", "false"});
  if (!found)
    return std::nullopt;
  return Located<bool>{found->value == "true", found->at};
}

std::optional<Located<long long>> Reader::integer(std::string_view key, long long least,
                                                  long long most) {
  const auto found = text(key);
  if (!found)
    return std::nullopt;
  long long value = 0;
  const char *end = found->value.data() + found->value.size();
  const auto [stop, problem] = std::from_chars(found->value.data(), end, value);
  const std::string_view digits = std::string_view(found->value).substr(value < 0 ? 1 : 0);
  const bool hasLeadingZero = digits.size() > 1 && digits[0] == '0'; // octal to other readers
  if (problem != std::errc() || stop != end || hasLeadingZero || value < least || value > most) {
    const std::string range = least == most ? fmt::format("{}", least)
                              : most == std::numeric_limits<long long>::max()
                                  ? fmt::format("a whole number of at least {}", least)
                                  : fmt::format("a whole number from {} to {}", least, most);
    error(found->at, fmt::format("'{}' must be {}, got '{}'", key, range, found->value));
    return std::nullopt;
  }
  return Located<long long>{value, found->at};
}

std::optional<Located<std::string>> Reader::choice(std::string_view key,
                                                   const std::vector<std::string> &choices) {
  const auto found = text(key);
  if (!found)
    return std::nullopt;
  for (const std::string &choice : choices)
    if (found->value == choice)
      return found;
  const std::string near = nearest(found->value, choices);
  error(found->at, fmt::format("'{}' is no '{}'", found->value, key),
        near.empty() ? "one of " + inWords(choices)
                     : fmt::format("did you mean '{}'? One of {}", near, inWords(choices)));
  return std::nullopt;
}

std::vector<Located<std::string>> Reader::texts(std::string_view key) {
  const Node *found = node(key);
  std::vector<Located<std::string>> values;
  if (!found)
    return values;
  const auto take = [&](const Node &item) {
    if (const auto value = plain(item, fmt::format("'{}'", key), errors_))
      values.push_back({*value, item.at});
  };
  if (found->kind == Node::Kind::sequence)
    for (const Node &item : found->items)
      take(item);
  else
    take(*found);
  return values;
}

const std::vector<Node> &Reader::items(std::string_view key) {
  static const std::vector<Node> none;
  const Node *found = node(key);
  if (!found)
    return none;
  if (found->kind != Node::Kind::sequence) {
    error(found->at, fmt::format("'{}' must be a list, not {}", key, describe(*found)),
          "write '- item' lines");
    return none;
  }
  return found->items;
}

const std::vector<Node::Entry> &Reader::entries(std::string_view key) {
  static const std::vector<Node::Entry> none;
  const Node *found = node(key);
  if (!found)
    return none;
  if (found->kind != Node::Kind::map) {
    error(found->at, fmt::format("'{}' must be a map, not {}", key, describe(*found)),
          "write 'key: value' lines");
    return none;
  }
  return found->entries;
}

bool Reader::isMap() const {
  return node_.kind == Node::Kind::map || node_.kind == Node::Kind::null;
}

bool Reader::has(std::string_view key) const {
  return node_.find(key) != nullptr;
}

SourcePosition Reader::keyAt(std::string_view key) const {
  for (const Node::Entry &entry : node_.entries)
    if (entry.key == key)
      return entry.keyAt;
  return node_.at;
}

void Reader::error(const SourcePosition &at, std::string message, std::string hint) {
  errors_.push_back({at, std::move(message), std::move(hint)});
}

void Reader::finish() {
  if (noMap_)
    errors_[*noMap_].hint = fmt::format("write 'key: value' lines; it takes {}",
                                        inWords({known_.begin(), known_.end()}));
  for (const Node::Entry &entry : node_.entries) {
    if (known_.contains(entry.key))
      continue;
    const std::vector<std::string> keys(known_.begin(), known_.end());
    const std::string near = nearest(entry.key, keys);
    error(entry.keyAt, fmt::format("{} has no key '{}'", where_, entry.key),
          near.empty() ? "one of " + inWords(keys) : fmt::format("did you mean '{}'?", near));
  }
}

} // namespace loadline::yaml
