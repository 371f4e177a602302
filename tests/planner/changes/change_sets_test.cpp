#include "planner/changes/change_sets.h"

#include <gtest/gtest.h>

namespace loadline::changes {

namespace {

using Kind = Change::Kind;

std::string refusal(std::string_view text) {
  const auto sets = parseChangeSets(text, "shop.what_if.yaml");
  return sets ? "read" : toString(sets.error().front());
}

} // namespace

TEST(ChangeSets, StandBesideTheSpec) {
  EXPECT_EQ(changeSetsFile("docs/shop.yaml"), "docs/shop.what_if.yaml");
}

TEST(ChangeSets, AreWrittenALineEach) {
  EXPECT_EQ(toText({{"black \"friday\"", {{Kind::load, "", 3}, {Kind::bound, "store", 60}}}}),
            "# Values to try on the plan: loadline-gui, What if.\n"
            "sets:\n"
            "  - name: \"black \\\"friday\\\"\"\n"
            "    changes:\n"
            "      - load: 3\n"
            "      - { service: \"store\", bound: 60 }\n");
}

TEST(ChangeSets, ReadBackAsTheyWere) {
  const std::vector<ChangeSet> sets{
      {"no: # comment", {{Kind::latency, "a \"b\": c", 1.5}, {Kind::down, "d", 1}}},
      {"", {}},
      {"über\nzwei",
       {{Kind::cacheHits, "e", 0.25}, {Kind::replicas, "e", 4}, {Kind::fanOut, "e", 3}}}};
  const auto read = parseChangeSets(toText(sets), "x.yaml");
  ASSERT_TRUE(read) << toString(read.error());
  EXPECT_EQ(*read, sets);
  EXPECT_EQ(*parseChangeSets(toText({}), "x.yaml"), std::vector<ChangeSet>());
}

TEST(ChangeSets, TakeTheNewOneOfAName) {
  const std::vector<ChangeSet> sets = with({{"a", {}}, {"b", {}}}, {"a", {{Kind::load, "", 2}}});
  EXPECT_EQ(sets.size(), 2u);
  EXPECT_EQ(sets[0].changes.size(), 1u);
}

TEST(ChangeSets, SayWhatIsWrongAndWhere) {
  EXPECT_EQ(refusal("sets:\n  - name: a\n    changes:\n      - { service: s, bond: 3 }\n"),
            "shop.what_if.yaml:4:23: error: a change has no key 'bond' (did you mean "
            "'bound'?)");
  EXPECT_EQ(refusal("sets:\n  - name: a\n    changes:\n      - bound: 3\n"),
            "shop.what_if.yaml:4:9: error: 'bound' of which service?");
  EXPECT_EQ(refusal("sets:\n  - name: a\n    changes:\n      - load: -3\n"),
            "shop.what_if.yaml:4:15: error: '-3' is no value for 'load' (from 0.001 to 1000000)");
  EXPECT_EQ(refusal("sets:\n  - { name: a }\n  - { name: a }\n"),
            "shop.what_if.yaml:3:5: error: a second set 'a' (each has its name)");
}

} // namespace loadline::changes
