#include "base/yaml_reader.h"

#include <gtest/gtest.h>

#include <limits>

namespace loadline::yaml {

/// A document that stays alive while its reader is used.
struct Document {
  explicit Document(std::string_view text) : node(*parseYaml(text, "f")) {}
  Node node;
  Diagnostics errors;
  Reader reader{node, "service 'edge'", errors};
  std::string messages() const { return toString(errors); }
};

TEST(YamlReader, ReadsPlainValuesAndWhereTheyStand) {
  Document d("name: edge\n");
  const auto name = d.reader.text("name");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->value, "edge");
  EXPECT_EQ(name->at, (SourcePosition{"f", 1, 7}));
  EXPECT_EQ(d.messages(), "");
}

TEST(YamlReader, GivesNothingForAnAbsentOrEmptyKey) {
  Document d("a:\n");
  EXPECT_FALSE(d.reader.text("a"));
  EXPECT_FALSE(d.reader.text("b"));
  EXPECT_TRUE(d.reader.has("a"));
  EXPECT_EQ(d.messages(), "");
}

TEST(YamlReader, AsksForARequiredKey) {
  Document d("a: 1\n");
  EXPECT_EQ(d.reader.required("to"), nullptr);
  EXPECT_EQ(d.messages(), "f:1:1: error: service 'edge' needs 'to'\n");
}

TEST(YamlReader, WantsAMap) {
  Document d("- a\n");
  EXPECT_EQ(d.messages(),
            "f:1:1: error: service 'edge' must be a map, not a list (write 'key: value' lines)\n");
}

TEST(YamlReader, WantsAPlainValueForAText) {
  Document d("a: [1]\n");
  EXPECT_FALSE(d.reader.text("a"));
  EXPECT_EQ(d.messages(), "f:1:4: error: 'a' must be a plain value, not a list\n");
}

TEST(YamlReader, ReadsWholeNumbersWithinTheirRange) {
  Document d("a: 5\nb: 0\nc: 5.5\nd: 5x\ne: 99999999999999999999\n");
  EXPECT_EQ(d.reader.integer("a", 1, 9)->value, 5);
  EXPECT_FALSE(d.reader.integer("b", 1, 9));
  EXPECT_FALSE(d.reader.integer("c", 1, std::numeric_limits<long long>::max()));
  EXPECT_FALSE(d.reader.integer("d", 1, 9));
  EXPECT_FALSE(d.reader.integer("e", 1, 9));
  EXPECT_EQ(d.messages(),
            "f:2:4: error: 'b' must be a whole number from 1 to 9, got '0'\n"
            "f:3:4: error: 'c' must be a whole number of at least 1, got '5.5'\n"
            "f:4:4: error: 'd' must be a whole number from 1 to 9, got '5x'\n"
            "f:5:4: error: 'e' must be a whole number from 1 to 9, got '99999999999999999999'\n");
}
TEST(Reader, AWholeNumberHasNoLeadingZero) { // eight to one reader and ten to another
  Document d("a: 010\n");
  EXPECT_FALSE(d.reader.integer("a", 1, 99));
  EXPECT_EQ(d.messages(), "f:1:4: error: 'a' must be a whole number from 1 to 99, got '010'\n");
}

TEST(YamlReader, TakesTrueAndFalseOnly) {
  Document d("a: true\nb: false\nc: yes\n");
  EXPECT_TRUE(d.reader.boolean("a")->value);
  EXPECT_FALSE(d.reader.boolean("b")->value);
  EXPECT_FALSE(d.reader.boolean("c"));
  EXPECT_EQ(d.messages(), "f:3:4: error: 'yes' is no 'c' (one of true and false)\n");
}

TEST(YamlReader, OffersTheNearestChoice) {
  Document d("a: rejct\n");
  EXPECT_FALSE(d.reader.choice("a", {"reject", "queue"}));
  EXPECT_EQ(d.messages(),
            "f:1:4: error: 'rejct' is no 'a' (did you mean 'reject'? One of reject and queue)\n");
}

TEST(YamlReader, ReadsAListOfPlainValuesOrOneAlone) {
  Document d("a: [x, y]\nb: z\n");
  EXPECT_EQ(d.reader.texts("a").size(), 2u);
  EXPECT_EQ(d.reader.texts("b").front().value, "z");
  EXPECT_TRUE(d.reader.texts("c").empty());
}

TEST(YamlReader, WantsAListWhereItemsAreRead) {
  Document d("a: x\n");
  EXPECT_TRUE(d.reader.items("a").empty());
  EXPECT_EQ(d.messages(),
            "f:1:4: error: 'a' must be a list, not a plain value (write '- item' lines)\n");
}

TEST(YamlReader, WantsAMapWhereEntriesAreRead) {
  Document d("a: [x]\n");
  EXPECT_TRUE(d.reader.entries("a").empty());
  EXPECT_EQ(d.messages(),
            "f:1:4: error: 'a' must be a map, not a list (write 'key: value' lines)\n");
}

TEST(YamlReader, ReportsEveryKeyThatNobodyTookWithTheNearest) {
  Document d("replica: 1\nzzz: 2\nname: x\n");
  d.reader.text("name");
  d.reader.node("replicas");
  d.reader.finish();
  EXPECT_EQ(d.messages(),
            "f:1:1: error: service 'edge' has no key 'replica' (did you mean 'replicas'?)\n"
            "f:2:1: error: service 'edge' has no key 'zzz' (one of name and replicas)\n");
}

} // namespace loadline::yaml
