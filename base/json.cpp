#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace loadline::json {

namespace {

using yaml::Node;

/// The UTF-8 of a code point.
void append(std::string &text, unsigned long code) {
  const auto put = [&](unsigned long byte) { text += static_cast<char>(byte); };
  if (code < 0x80)
    return put(code);
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// A number as the grammar has it: no leading zero, no sign but minus, digits around the point.
bool isNumber(std::string_view word) {
  std::size_t at = word.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t first = at;
    while (at < word.size() && isDigit(word[at]))
      ++at;
    return at > first;
  };
  const bool startsWithZero = word.substr(at).starts_with('0');
  const std::size_t first = at;
  if (!digits() || (startsWithZero && at > first + 1))
    return false;
  if (at < word.size() && word[at] == '.' && (++at, !digits()))
    return false;
  if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
    ++at;
    if (at < word.size() && (word[at] == '+' || word[at] == '-'))
      ++at;
    if (!digits())
      return false;
  }
  return at == word.size();
}

/// Recursive descent; the depth is limited, and the first error ends it.
class Parser {
public:
  Parser(std::string_view text, const SourcePosition &start, const yaml::Limits &limits)
      : text_(text), file_(start.file), line_(std::max(1, start.line)),
        shift_(std::max(1, start.column) - 1), limits_(limits) {}

  Result<Node> document() {
    if (text_.size() > limits_.bytes)
      return Diagnostic{position(),
                        fmt::format("the document has more than {} bytes", limits_.bytes)};
    if (text_.starts_with("\xEF\xBB\xBF")) // a byte order mark, which some programs write
      at_ = lineStart_ = 3;
    Node root;
    skipBlanks();
    if (value(root, 1)) {
      skipBlanks();
      if (at_ < text_.size())
        fail("text after the end of the document", "one document only");
    }
    if (error_)
      return *error_;
    return root;
  }

private:
  SourcePosition position() const {
    return {file_, line_, static_cast<int>(at_ - lineStart_) + 1 + shift_};
  }
  bool fail(std::string message, std::string hint = "") {
    if (!error_)
      error_ = Diagnostic{position(), std::move(message), std::move(hint)};
    return false;
  }
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c)
      return false;
    ++at_;
    return true;
  }

  void skipBlanks() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        lineStart_ = at_ + 1;
        shift_ = 0;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return;
      }
    }
  }

  bool value(Node &node, int depth) {
    node.at = position();
    if (++nodes_ > limits_.nodes)
      return fail(fmt::format("the document has more than {} values", limits_.nodes));
    if (depth > limits_.depth)
      return fail(fmt::format("lists and objects more than {} deep", limits_.depth));
    if (at_ >= text_.size())
      return fail("the document ends before its value", "is the file cut off?");
    switch (next()) {
    case '{':
      return object(node, depth);
    case '[':
      return list(node, depth);
    case '"':
      node.kind = Node::Kind::scalar;
      node.quoted = true;
      return string(node.scalar);
    default:
      return word(node);
    }
  }

  bool object(Node &node, int depth) {
    node.kind = Node::Kind::map;
    ++at_;
    skipBlanks();
    if (take('}'))
      return true;
    while (true) {
      Node::Entry entry;
      entry.keyAt = position();
      if (next() != '"')
        return fail("expected a key in quotes");
      if (!string(entry.key))
        return false;
      skipBlanks();
      if (!take(':'))
        return fail("expected ':' after the key");
      skipBlanks();
      if (!value(entry.value, depth + 1))
        return false;
      node.entries.push_back(std::move(entry));
      skipBlanks();
      if (take('}'))
        return uniqueKeys(node);
      if (!take(','))
        return fail("expected ',' or '}'");
      skipBlanks();
    }
  }

  bool uniqueKeys(const Node &node) {
    std::vector<const Node::Entry *> byKey;
    for (const Node::Entry &entry : node.entries)
      byKey.push_back(&entry);
    const auto less = [](const auto *a, const auto *b) { return a->key < b->key; };
    std::stable_sort(byKey.begin(), byKey.end(), less);
    const auto twice = std::adjacent_find(
        byKey.begin(), byKey.end(), [](const auto *a, const auto *b) { return a->key == b->key; });
    if (twice == byKey.end())
      return true;
    error_ = Diagnostic{twice[1]->keyAt, fmt::format("the key '{}' stands twice", twice[1]->key),
                        fmt::format("first in line {}", twice[0]->keyAt.line)};
    return false;
  }

  bool list(Node &node, int depth) {
    node.kind = Node::Kind::sequence;
    ++at_;
    skipBlanks();
    if (take(']'))
      return true;
    while (true) {
      if (!value(node.items.emplace_back(), depth + 1))
        return false;
      skipBlanks();
      if (take(']'))
        return true;
      if (!take(','))
        return fail("expected ',' or ']'");
      skipBlanks();
    }
  }

  bool word(Node &node) {
    std::size_t end = at_;
    while (end < text_.size() &&
           std::string_view(" \t\r\n,]}:\"{[").find(text_[end]) == std::string_view::npos)
      ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    if (word != "null" && word != "true" && word != "false" && !isNumber(word))
      return fail("expected a value",
                  "an object, a list, a text in quotes, a number, true, false or null");
    node.kind = word == "null" ? Node::Kind::null : Node::Kind::scalar;
    node.scalar = word == "null" ? "" : std::string(word);
    at_ = end;
    return true;
  }

  bool string(std::string &out) {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"')
        return ++at_, true;
      if (static_cast<unsigned char>(c) < 0x20)
        return fail("a control character in a text", "write it as an escape");
      ++at_;
      if (c != '\\')
        out += c;
      else if (!escape(out))
        return false;
    }
    return fail("the text has no closing quote", "is the file cut off?");
  }

  bool escape(std::string &out) {
    constexpr std::string_view names = "\"\\/bfnrt", values = "\"\\/\b\f\n\r\t";
    const char c = next();
    if (const std::size_t known = names.find(c); c != '\0' && known != std::string_view::npos)
      return ++at_, out += values[known], true;
    unsigned long code = 0;
    if (!take('u') || !fourDigits(code))
      return fail("no such escape in a text");
    unsigned long low = 0;
    if (code >= 0xD800 && code < 0xDC00 &&
        (!take('\\') || !take('u') || !fourDigits(low) || low < 0xDC00 || low >= 0xE000))
      return fail("half of a surrogate pair");
    if (code >= 0xDC00 && code < 0xE000)
      return fail("half of a surrogate pair");
    append(out, low == 0 ? code : 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
    return true;
  }

  bool fourDigits(unsigned long &code) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = next();
      const std::size_t digit = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
      if (c == '\0' || digit == std::string_view::npos)
        return false;
      code = code * 16 + digit;
    }
    return true;
  }

  std::string_view text_;
  std::string file_;
  int line_;
  int shift_; ///< columns of the file before the text, in its first line
  yaml::Limits limits_;
  std::size_t at_ = 0, lineStart_ = 0, nodes_ = 0;
  std::optional<Diagnostic> error_;
};

} // namespace

Result<Node> parseJson(std::string_view text, const SourcePosition &start,
                       const yaml::Limits &limits) {
  return Parser(text, start, limits).document();
}

} // namespace loadline::json
