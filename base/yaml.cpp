#include "base/yaml.h"

#include "base/text.h"
#include "base/yaml_duplicates.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>
#include <unordered_map>

namespace loadline::yaml {

namespace {

/// Thrown through yaml-cpp, which knows no other way to stop; never leaves this file.
constexpr std::size_t mostDuplicates = 50; // that are told

struct Stop {
  Diagnostic why;
};

/// A stream over a text that is not copied.
class ViewBuffer : public std::streambuf {
public:
  explicit ViewBuffer(std::string_view text) {
    char *begin = const_cast<char *>(text.data()); // a get area is never written
    setg(begin, begin, begin + text.size());
  }
};

/// Builds the tree from yaml-cpp's events; the part that makes it strict.
class TreeBuilder : public YAML::EventHandler {
public:
  TreeBuilder(std::string file, Limits limits) : file_(std::move(file)), limits_(limits) {}

  Node takeRoot() { return std::move(root_); }
  const Diagnostics &duplicates() const { return duplicates_; }

  void OnDocumentStart(const YAML::Mark &) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override {
    Node node;
    node.at = position(mark);
    add(std::move(node), anchor);
  }

  void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override {
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end())
      throw Stop{
          {position(mark), "an alias inside the node that it names", "remove the '*' reference"}};
    const Anchored &anchored = found->second;
    countCopies(anchored.size, position(mark));
    if (static_cast<int>(stack_.size()) + anchored.height > limits_.depth)
      throw Stop{tooDeep(mark)};
    place(Node(anchored.node), anchored.size, anchored.height, position(mark));
  }

  void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                const std::string &value) override {
    checkTag(tag, mark);
    Node node;
    node.at = position(mark);
    node.kind = Node::Kind::scalar;
    node.scalar = value;
    node.quoted = tag == "!";
    const bool isNull = !node.quoted && (value == "~" || value == "null" || value.empty());
    if (isNull)
      node.kind = Node::Kind::null;
    add(std::move(node), anchor);
  }

  void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::sequence, mark, tag, anchor);
  }
  void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::map, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

private:
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    std::size_t size = 1;
    int height = 1; ///< levels of lists and maps, this one included
    bool hasKey = false;
    bool isMerge = false;     ///< the key is `<<`, without quotes
    bool isDuplicate = false; ///< the key stands there already
    std::string key;
    SourcePosition keyAt;
    std::vector<Node> merges;
    std::unordered_map<std::string, int> lineOfKey;
  };
  struct Anchored {
    Node node;
    std::size_t size;
    int height;
  };

  SourcePosition position(const YAML::Mark &mark) const {
    return {file_, mark.line + 1, mark.column + 1};
  }

  void count(std::size_t nodes, const SourcePosition &at) {
    count_ += nodes;
    if (count_ > limits_.nodes)
      throw Stop{{at, fmt::format("the document has more than {} nodes", limits_.nodes),
                  "split the file"}};
  }

  void countCopies(std::size_t nodes, const SourcePosition &at) {
    copies_ += nodes;
    if (copies_ > limits_.copies)
      throw Stop{{at, fmt::format("aliases make more than {} nodes", limits_.copies),
                  "write out what they stand for, or use fewer"}};
    count(nodes, at);
  }

  Diagnostic tooDeep(const YAML::Mark &mark) const {
    return {position(mark), fmt::format("nested deeper than {} levels", limits_.depth),
            "close the brackets that are open, or nest less"};
  }

  void checkTag(const std::string &tag, const YAML::Mark &mark) const {
    constexpr std::string_view core[] = {"",
                                         "?",
                                         "!",
                                         "tag:yaml.org,2002:str",
                                         "tag:yaml.org,2002:int",
                                         "tag:yaml.org,2002:float",
                                         "tag:yaml.org,2002:bool",
                                         "tag:yaml.org,2002:null",
                                         "tag:yaml.org,2002:map",
                                         "tag:yaml.org,2002:seq"};
    if (std::find(std::begin(core), std::end(core), tag) == std::end(core))
      throw Stop{{position(mark), fmt::format("unknown tag '{}'", tag), "remove the tag"}};
  }

  void open(Node::Kind kind, const YAML::Mark &mark, const std::string &tag,
            YAML::anchor_t anchor) {
    checkTag(tag, mark);
    count(1, position(mark));
    if (static_cast<int>(stack_.size()) >= limits_.depth)
      throw Stop{tooDeep(mark)};
    Open opened;
    opened.node.kind = kind;
    opened.node.at = position(mark);
    opened.anchor = anchor;
    stack_.push_back(std::move(opened));
  }

  void close() {
    Open closed = std::move(stack_.back());
    stack_.pop_back();
    merge(closed);
    if (closed.anchor) {
      countCopies(closed.size, closed.node.at); // what aliases are made from
      anchored_[closed.anchor] = {closed.node, closed.size, closed.height};
    }
    const SourcePosition at = closed.node.at;
    place(std::move(closed.node), closed.size, closed.height, at);
  }

  void add(Node node, YAML::anchor_t anchor) {
    count(1, node.at);
    const std::size_t size = 1 + node.scalar.size() / 64;
    if (anchor)
      anchored_[anchor] = {node, size, 0};
    const SourcePosition at = node.at;
    place(std::move(node), size, 0, at);
  }

  /// Puts a finished node where it belongs: the root, an item, a key, or the value of the last key.
  void place(Node node, std::size_t size, int height, const SourcePosition &at) {
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open &parent = stack_.back();
    parent.size += size;
    parent.height = std::max(parent.height, height + 1);
    if (parent.node.kind == Node::Kind::sequence)
      parent.node.items.push_back(std::move(node));
    else if (!parent.hasKey)
      takeKey(parent, node, at);
    else
      takeValue(parent, std::move(node));
  }

  void takeKey(Open &parent, const Node &node, const SourcePosition &at) {
    if (node.kind != Node::Kind::scalar)
      throw Stop{
          {at, fmt::format("a key must be a word, not {}", describe(node)), "write 'key: value'"}};
    parent.isMerge = node.scalar == "<<" && !node.quoted;
    if (!parent.isMerge) {
      const auto [first, isNew] = parent.lineOfKey.emplace(node.scalar, at.line);
      parent.isDuplicate = !isNew;
      if (!isNew && duplicates_.size() < mostDuplicates)
        duplicates_.push_back(
            {at, fmt::format("duplicate key '{}'", node.scalar),
             fmt::format("it stands on line {} already; keep one of the two", first->second)});
    }
    parent.hasKey = true;
    parent.key = node.scalar;
    parent.keyAt = at;
  }

  void takeValue(Open &parent, Node node) {
    parent.hasKey = false;
    if (parent.isMerge)
      addMerge(parent, std::move(node));
    else
      (parent.isDuplicate ? parent.node.again : parent.node.entries)
          .push_back({parent.key, parent.keyAt, std::move(node)});
  }

  void addMerge(Open &parent, Node node) {
    if (node.kind == Node::Kind::map) {
      parent.merges.push_back(std::move(node));
      return;
    }
    if (node.kind != Node::Kind::sequence)
      throw Stop{{parent.keyAt, fmt::format("'<<' merges maps, not {}", describe(node)),
                  "write '<<: *anchor'"}};
    for (Node &item : node.items)
      addMerge(parent, std::move(item));
  }

  /// Keys of the map itself win over merged ones, earlier merges over later ones (YAML 1.1 merge).
  static void merge(Open &map) {
    for (Node &source : map.merges)
      for (Node::Entry &entry : source.entries)
        if (map.lineOfKey.emplace(entry.key, entry.keyAt.line).second)
          map.node.entries.push_back(std::move(entry));
  }

  std::string file_;
  Limits limits_;
  std::size_t count_ = 0;
  std::size_t copies_ = 0;
  std::vector<Open> stack_;
  std::unordered_map<YAML::anchor_t, Anchored> anchored_;
  Node root_;
  Diagnostics duplicates_;
};

/// Whether a line of the text is indented with a tab.
bool hasTabIndent(std::string_view text, int line) {
  std::size_t start = 0;
  for (int i = 1; i < line && start != std::string_view::npos; ++i)
    if (start = text.find('\n', start); start != std::string_view::npos)
      ++start;
  if (start == std::string_view::npos)
    return false;
  const std::size_t first = text.find_first_not_of(' ', start);
  return first != std::string_view::npos && text[first] == '\t';
}

Diagnostic fromYamlCpp(const YAML::Exception &error, const std::string &file,
                       std::string_view text) {
  SourcePosition at{file, 0, 0};
  if (!error.mark.is_null())
    at = {file, error.mark.line + 1, error.mark.column + 1};
  if (hasTabIndent(text, at.line))
    return {at, "a tab where YAML takes spaces only", "indent with spaces"};
  return {at, "not valid YAML: " + error.msg, "check indentation, quotes and brackets"};
}

} // namespace

const Node *Node::find(std::string_view key) const {
  for (const Entry &entry : entries)
    if (entry.key == key)
      return &entry.value;
  return nullptr;
}

std::string_view describe(const Node &node) {
  switch (node.kind) {
  case Node::Kind::null:
    return "nothing";
  case Node::Kind::scalar:
    return "a plain value";
  case Node::Kind::sequence:
    return "a list";
  case Node::Kind::map:
    return "a map";
  }
  return "nothing";
}

Result<Node> parseYaml(std::string_view text, const std::string &file, const Limits &limits) {
  Diagnostics duplicates;
  Result<Node> root = parseYaml(text, file, duplicates, limits);
  if (root && !duplicates.empty())
    return duplicates;
  return root;
}

Result<Node> parseYaml(std::string_view text, const std::string &file, Diagnostics &duplicates,
                       const Limits &limits) {
  if (text.size() > limits.bytes) {
    const std::string most = limits.bytes < (1u << 20) ? fmt::format("{} bytes", limits.bytes)
                                                       : fmt::format("{} MiB", limits.bytes >> 20);
    return Diagnostic{{file, 0, 0}, "larger than " + most, "split the file"};
  }
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    const std::string_view before = text.substr(0, zero);
    const auto line = static_cast<int>(std::ranges::count(before, '\n')) + 1;
    const auto column = static_cast<int>(zero - (before.rfind('\n') + 1)) + 1; // npos + 1 is 0
    return Diagnostic{
        {file, line, column}, "not a text file: it holds a zero byte", "YAML in UTF-8 is expected"};
  }
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  TreeBuilder builder(file, limits);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder))
      return Node{.at = {file, 1, 1}};
    Node root = builder.takeRoot();
    duplicates.insert(duplicates.end(), builder.duplicates().begin(), builder.duplicates().end());
    TreeBuilder second(file, limits);
    if (parser.HandleNextDocument(second))
      return Diagnostic{second.takeRoot().at, "a second document in one file",
                        "keep one document a file"};
    return root;
  } catch (const Stop &stop) {
    return stop.why;
  } catch (const YAML::Exception &error) {
    return fromYamlCpp(error, file, text);
  }
}

} // namespace loadline::yaml
