#include "base/yaml.h"

#include <gtest/gtest.h>

namespace loadline::yaml {

Node parsed(std::string_view text) {
  const Result<Node> node = parseYaml(text, "f");
  EXPECT_TRUE(node.has_value()) << toString(node.error());
  return node ? *node : Node{};
}

/// The one message about a text, or "no error".
std::string errorOf(std::string_view text, const Limits &limits = {}) {
  const Result<Node> node = parseYaml(text, "f", limits);
  return node ? "no error" : toString(node.error().front());
}

TEST(Yaml, KnowsWhereEachKeyAndValueStands) {
  const Node root = parsed("a: 1\nb:\n  - x\n  - {c: y}\n");
  EXPECT_EQ(root.entries[0].keyAt, (SourcePosition{"f", 1, 1}));
  EXPECT_EQ(root.entries[0].value.at, (SourcePosition{"f", 1, 4}));
  EXPECT_EQ(root.entries[1].value.items[0].at, (SourcePosition{"f", 3, 5}));
  EXPECT_EQ(root.entries[1].value.items[1].entries[0].keyAt, (SourcePosition{"f", 4, 6}));
}

TEST(Yaml, GuessesNoTypes) {
  const Node root = parsed("a: 010\nb: no\nc: 1e3\nd: \"5\"\n");
  EXPECT_EQ(root.find("a")->scalar, "010");
  EXPECT_EQ(root.find("b")->scalar, "no");
  EXPECT_EQ(root.find("c")->scalar, "1e3");
  EXPECT_FALSE(root.find("c")->quoted);
  EXPECT_EQ(root.find("d")->scalar, "5");
  EXPECT_TRUE(root.find("d")->quoted);
}

TEST(Yaml, TellsNothingFromAnEmptyText) {
  const Node root = parsed("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n");
  EXPECT_EQ(root.find("a")->kind, Node::Kind::null);
  EXPECT_EQ(root.find("b")->kind, Node::Kind::null);
  EXPECT_EQ(root.find("c")->kind, Node::Kind::null);
  EXPECT_EQ(root.find("d")->kind, Node::Kind::scalar);
  EXPECT_EQ(root.find("e")->scalar, "null");
}

TEST(Yaml, OfAnEmptyDocumentIsNothingAtItsStart) {
  const Node root = parsed("");
  EXPECT_EQ(root.kind, Node::Kind::null);
  EXPECT_EQ(root.at, (SourcePosition{"f", 1, 1}));
}

TEST(Yaml, RefusesADuplicateKeyAndNamesBothLines) {
  EXPECT_EQ(errorOf("a: 1\nb: 2\na: 3\n"),
            "f:3:1: error: duplicate key 'a' (it stands on line 1 already; keep one of the two)");
  EXPECT_EQ(errorOf("m: {x: 1, y: 2, x: 3}\n"),
            "f:1:17: error: duplicate key 'x' (it stands on line 1 already; keep one of the two)");
}

TEST(Yaml, TellsAllDuplicateKeysAtOnce) {
  const auto tree = parseYaml("a: 1\na: 2\nm:\n  x: [1]\n  x: { y: 1, y: 2 }\n", "f");
  ASSERT_FALSE(tree);
  std::vector<SourcePosition> places;
  for (const Diagnostic &error : tree.error())
    places.push_back(error.at);
  EXPECT_EQ(places, (std::vector<SourcePosition>{{"f", 2, 1}, {"f", 5, 3}, {"f", 5, 14}}));
}

TEST(Yaml, RefusesAKeyThatIsNoWord) {
  EXPECT_EQ(errorOf("? [a]\n: 1\n"),
            "f:1:3: error: a key must be a word, not a list (write 'key: value')");
  EXPECT_EQ(errorOf("~: 1\n"),
            "f:1:1: error: a key must be a word, not nothing (write 'key: value')");
}

TEST(Yaml, RefusesASecondDocument) {
  EXPECT_EQ(errorOf("a: 1\n---\nb: 2\n"),
            "f:3:1: error: a second document in one file (keep one document a file)");
}

TEST(Yaml, RefusesUnknownTags) {
  EXPECT_EQ(errorOf("a: !mine 1\n"), "f:1:4: error: unknown tag '!mine' (remove the tag)");
  EXPECT_EQ(errorOf("a: !!str 1\n"), "no error");
  EXPECT_EQ(errorOf("a: !!python/object:os.system {}\n"),
            "f:1:4: error: unknown tag 'tag:yaml.org,2002:python/object:os.system' (remove the "
            "tag)");
}

TEST(Yaml, ResolvesAnchors) {
  const Node root = parsed("a: &x {k: 1}\nb: *x\nc: &y 7\nd: *y\n");
  EXPECT_EQ(root.find("b")->find("k")->scalar, "1");
  EXPECT_EQ(root.find("d")->scalar, "7");
}

TEST(Yaml, ResolvesALaterAnchorOfTheSameName) {
  const Node root = parsed("a: &x 1\nb: &x 2\nc: *x\n");
  EXPECT_EQ(root.find("c")->scalar, "2");
}

TEST(Yaml, RefusesAnAnchorThatNobodySet) {
  EXPECT_TRUE(errorOf("a: *x\n").starts_with("f:1:4: error: not valid YAML: "));
}

TEST(Yaml, RefusesAnAliasInsideWhatItNames) {
  EXPECT_EQ(errorOf("a: &x [1, *x]\n"),
            "f:1:11: error: an alias inside the node that it names (remove the '*' reference)");
}

TEST(Yaml, MergesMapsAndLetsOwnKeysWin) {
  const Node root = parsed("base: &b {x: 1, y: 2}\nuse: {<<: *b, y: 3}\nafter: {y: 4, <<: *b}\n");
  const Node *use = root.find("use");
  EXPECT_EQ(use->entries.size(), 2u);
  EXPECT_EQ(use->find("x")->scalar, "1");
  EXPECT_EQ(use->find("y")->scalar, "3");
  EXPECT_EQ(root.find("after")->find("y")->scalar, "4");
}

TEST(Yaml, MergesAListOfMapsTheFirstWinning) {
  const Node root = parsed("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nuse: {<<: [*a, *b]}\n");
  EXPECT_EQ(root.find("use")->find("x")->scalar, "1");
  EXPECT_EQ(root.find("use")->find("y")->scalar, "2");
}

TEST(Yaml, MergesOnlyMaps) {
  EXPECT_EQ(errorOf("a: {<<: 5}\n"),
            "f:1:5: error: '<<' merges maps, not a plain value (write '<<: *anchor')");
}

TEST(Yaml, TakesAQuotedMergeKeyAsAWord) {
  const Node root = parsed("'<<': 5\n");
  EXPECT_EQ(root.find("<<")->scalar, "5");
}

TEST(Yaml, CountsAliasesEachTimeTheyAreUsed) {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + alias;
    for (int j = 1; j < 10; ++j)
      laughs += ", " + alias;
    laughs += "]\n";
  }
  EXPECT_NE(errorOf(laughs).find("error: aliases make more than 100000 nodes"), std::string::npos)
      << errorOf(laughs);
}

TEST(Yaml, CountsTheTextThatAliasesCopy) {
  std::string text = "a: &a " + std::string(1'000'000, 'x') + "\nb: [*a";
  for (int i = 0; i < 100; ++i)
    text += ", *a";
  EXPECT_NE(errorOf(text + "]\n").find("error: aliases make more than"), std::string::npos);
}

TEST(Yaml, CountsMergedKeysToo) {
  std::string merges = "a0: &a0 {k: [x, x, x, x, x, x, x, x, x, x]}\n";
  for (int i = 1; i < 12; ++i)
    merges += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " {k: [*a" +
              std::to_string(i - 1) + ", *a" + std::to_string(i - 1) + "]}\n";
  EXPECT_EQ(errorOf(merges, {.nodes = 10'000}).find("no error"), std::string::npos);
}

TEST(Yaml, RefusesWhatIsNestedTooDeeply) {
  EXPECT_EQ(errorOf("[[[1]]]", {.depth = 3}), "no error");
  EXPECT_EQ(errorOf("[[[[1]]]]", {.depth = 3}), "f:1:4: error: nested deeper than 3 levels (close "
                                                "the brackets that are open, or nest less)");
}

TEST(Yaml, SurvivesAMillionBrackets) {
  EXPECT_NE(errorOf(std::string(1'000'000, '[')), "no error");
  EXPECT_NE(errorOf(std::string(1'000'000, '{')), "no error");
}

TEST(Yaml, SurvivesNestingThroughAliases) {
  std::string chain = "a0: &a0 [x]\n";
  for (int i = 1; i < 2000; ++i)
    chain += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) +
             "]\n";
  EXPECT_NE(errorOf(chain).find("nested deeper than 100 levels"), std::string::npos)
      << errorOf(chain);
}

TEST(Yaml, RefusesWhatIsTooLarge) {
  EXPECT_EQ(errorOf("a: 1234567890\n", {.bytes = 5}),
            "f: error: larger than 5 bytes (split the file)");
  EXPECT_EQ(errorOf(std::string(3 << 20, ' '), {.bytes = 2 << 20}),
            "f: error: larger than 2 MiB (split the file)");
}

TEST(Yaml, RefusesZeroBytes) {
  EXPECT_EQ(errorOf(std::string_view("a: \0", 4)),
            "f:1:4: error: not a text file: it holds a zero byte (YAML in UTF-8 is expected)");
}

TEST(Yaml, PointsAtASyntaxError) {
  EXPECT_TRUE(errorOf("a: [1, 2\nb: 3\n").starts_with("f:2:")) << errorOf("a: [1, 2\nb: 3\n");
}

TEST(Yaml, DescribesKindsInWords) {
  EXPECT_EQ(describe(parsed("[]")), "a list");
  EXPECT_EQ(describe(parsed("{}")), "a map");
  EXPECT_EQ(describe(parsed("5")), "a plain value");
  EXPECT_EQ(describe(parsed("~")), "nothing");
}

} // namespace loadline::yaml
