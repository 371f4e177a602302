#include "base/json.h"

#include <gtest/gtest.h>

namespace loadline::json {

namespace {

Result<yaml::Node> parsed(std::string_view text) {
  return parseJson(text, {"t.json", 1, 1});
}

std::string refusal(std::string_view text) {
  const auto node = parsed(text);
  return node ? "" : toString(node.error());
}

} // namespace

TEST(Json, KeepsWhereEachValueStands) {
  const auto root = parsed("{\n  \"a\": [1, 2.5e3],\n  \"b\": \"x\"\n}\n");
  ASSERT_TRUE(root);
  const yaml::Node *b = root->find("b");
  ASSERT_TRUE(b);
  EXPECT_EQ(toString(b->at), "t.json:3:8");
  EXPECT_EQ(root->find("a")->items[1].scalar, "2.5e3");
}
TEST(Json, TellsTextFromNumbers) {
  const auto root = parsed("[1, \"1\", null]");
  ASSERT_TRUE(root);
  EXPECT_FALSE(root->items[0].quoted);
  EXPECT_TRUE(root->items[1].quoted);
  EXPECT_EQ(root->items[2].kind, yaml::Node::Kind::null);
}
TEST(Json, ReadsEscapesAndSurrogatePairs) {
  const auto root = parsed(R"("a\/\n\u00e9\ud83d\ude00")");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->scalar, "a/\n\xC3\xA9\xF0\x9F\x98\x80");
}
TEST(Json, CountsColumnsFromWhereTheTextBegins) {
  const auto root = parseJson("[x]", {"log.json", 7, 11});
  ASSERT_FALSE(root);
  EXPECT_EQ(toString(root.error()[0].at), "log.json:7:12");
}
TEST(Json, RefusesAKeyThatStandsTwice) {
  EXPECT_EQ(refusal("{\"a\": 1,\n \"a\": 2}"),
            "t.json:2:2: error: the key 'a' stands twice (first in line 1)\n");
}
TEST(Json, RefusesAFileThatIsCutOff) {
  EXPECT_EQ(refusal("{\"a\": \"xy"),
            "t.json:1:10: error: not JSON: invalid string: missing closing quote\n");
}
TEST(Json, RefusesNumbersThatTheGrammarDoesNotKnow) {
  EXPECT_NE(refusal("[01]"), "");
  EXPECT_NE(refusal("[+1]"), "");
  EXPECT_NE(refusal("[1.]"), "");
  EXPECT_NE(refusal("[NaN]"), "");
  EXPECT_NE(refusal("[-]"), "");
}
TEST(Json, RefusesHalfOfASurrogatePair) {
  EXPECT_NE(refusal(R"("\ud83d")"), "");
  EXPECT_NE(refusal(R"("\ude00")"), "");
}
TEST(Json, RefusesWhatFollowsTheDocument) {
  EXPECT_EQ(refusal("{} x"), "t.json:1:4: error: not JSON: invalid literal\n");
}
TEST(Json, RefusesWhatIsTooDeepOrTooLarge) {
  EXPECT_NE(refusal(std::string(10'000, '[')), "");
  EXPECT_FALSE(parseJson("[1,2,3]", {"t.json", 1, 1}, {.nodes = 3}));
}

} // namespace loadline::json
