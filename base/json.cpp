#include "base/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <optional>

namespace loadline::json {

namespace {

using yaml::Node;

/// Reads a text and tells how far: the parser is given a copy, and names no place but of errors.
struct Cursor {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  const char *at;
  const char **reached;

  reference operator*() const { return *at; }
  Cursor &operator++() {
    *reached = ++at;
    return *this;
  }
  bool operator==(const Cursor &other) const { return at == other.at; }
};

/// What the parser has seen becomes nodes. A token begins at the first character behind the last
/// one that is neither a blank nor a separator.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
  Builder(std::string_view text, const SourcePosition &start, const yaml::Limits &limits)
      : text_(text), reached_(text.data()), file_(start.file), line_(std::max(1, start.line)),
        shift_(std::max(1, start.column) - 1), limits_(limits) {}

  Result<Node> document() {
    if (text_.size() > limits_.bytes)
      return Diagnostic{positionAt(0),
                        fmt::format("the document has more than {} bytes", limits_.bytes)};
    const Cursor first{text_.data(), &reached_};
    const Cursor last{text_.data() + text_.size(), &reached_};
    nlohmann::json::sax_parse(first, last, this);
    if (error_)
      return *error_;
    return std::move(root_);
  }

  bool null() override { return add({}); }
  bool boolean(bool value) override {
    return add({.kind = Node::Kind::scalar, .scalar = value ? "true" : "false"});
  }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t &) override { return number(); }
  bool string(string_t &value) override {
    return add({.kind = Node::Kind::scalar, .scalar = std::move(value), .quoted = true});
  }
  bool binary(binary_t &) override { return false; } // no token of JSON
  bool start_object(std::size_t) override { return open(Node::Kind::map); }
  bool start_array(std::size_t) override { return open(Node::Kind::sequence); }
  bool end_array() override { return close(); }
  bool end_object() override { return uniqueKeys(*open_.back()) && close(); }

  bool key(string_t &name) override {
    const SourcePosition at = nextToken();
    open_.back()->entries.push_back({std::move(name), at, {}});
    return true;
  }

  bool parse_error(std::size_t position, const std::string &,
                   const nlohmann::json::exception &problem) override {
    const std::string_view told = problem.what();
    std::string_view words = told.substr(std::min(told.find(" - "), told.size() - 3) + 3);
    words = words.substr(0, words.find("; last read"));
    const std::size_t expected = words.find("; expected ");
    return fail(positionAt(position == 0 ? 0 : position - 1),
                "not JSON: " + std::string(words.substr(0, expected)),
                expected == std::string_view::npos ? "" : std::string(words.substr(expected + 2)));
  }

private:
  /// Of an offset that is not before one asked for earlier.
  SourcePosition positionAt(std::size_t offset) {
    for (; seen_ < std::min(offset, text_.size()); ++seen_)
      if (text_[seen_] == '\n') {
        ++line_;
        lineStart_ = seen_ + 1;
        shift_ = 0;
      }
    return {file_, line_, static_cast<int>(offset - std::min(offset, lineStart_)) + 1 + shift_};
  }

  SourcePosition nextToken() {
    constexpr std::string_view between = " \t\r\n,:\xEF\xBB\xBF"; // a byte order mark as well
    token_ = std::min(text_.find_first_not_of(between, behindLast_), text_.size());
    behindLast_ = static_cast<std::size_t>(reached_ - text_.data());
    return positionAt(token_);
  }

  bool fail(SourcePosition at, std::string message, std::string hint = "") {
    error_ = Diagnostic{std::move(at), std::move(message), std::move(hint)};
    return false;
  }

  bool number() {
    const SourcePosition at = nextToken();
    const std::string_view rest = text_.substr(token_);
    const std::size_t length = rest.find_first_not_of("+-.0123456789eE");
    return place({.kind = Node::Kind::scalar, .at = at, .scalar = std::string(rest, 0, length)});
  }

  bool add(Node node) {
    node.at = nextToken();
    return place(std::move(node));
  }

  bool place(Node node) {
    if (++nodes_ > limits_.nodes)
      return fail(node.at, fmt::format("the document has more than {} values", limits_.nodes));
    if (open_.empty())
      root_ = std::move(node);
    else if (open_.back()->kind == Node::Kind::sequence)
      open_.back()->items.push_back(std::move(node));
    else
      open_.back()->entries.back().value = std::move(node);
    return true;
  }

  bool open(Node::Kind kind) {
    if (!add({.kind = kind}))
      return false;
    Node *parent = open_.empty() ? nullptr : open_.back();
    open_.push_back(!parent                                ? &root_
                    : parent->kind == Node::Kind::sequence ? &parent->items.back()
                                                           : &parent->entries.back().value);
    if (static_cast<int>(open_.size()) > limits_.depth)
      return fail(open_.back()->at,
                  fmt::format("lists and objects more than {} deep", limits_.depth));
    return true;
  }

  bool close() {
    nextToken();
    open_.pop_back();
    return true;
  }

  bool uniqueKeys(const Node &node) {
    std::vector<const Node::Entry *> byKey;
    for (const Node::Entry &entry : node.entries)
      byKey.push_back(&entry);
    std::ranges::stable_sort(byKey, {}, &Node::Entry::key);
    const auto twice = std::ranges::adjacent_find(byKey, {}, &Node::Entry::key);
    return twice == byKey.end() ||
           fail(twice[1]->keyAt, fmt::format("the key '{}' stands twice", twice[1]->key),
                fmt::format("first in line {}", twice[0]->keyAt.line));
  }

  std::string_view text_;
  const char *reached_;
  std::string file_;
  int line_;
  int shift_; ///< columns of the file before the text, in its first line
  yaml::Limits limits_;
  std::size_t token_ = 0, behindLast_ = 0, seen_ = 0, lineStart_ = 0, nodes_ = 0;
  Node root_;
  std::vector<Node *> open_; ///< outermost first; each stays where it is while it is open
  std::optional<Diagnostic> error_;
};

} // namespace

Result<Node> parseJson(std::string_view text, const SourcePosition &start,
                       const yaml::Limits &limits) {
  return Builder(text, start, limits).document();
}

} // namespace loadline::json
