#include "planner/spec/edit.h"

#include "base/yaml.h"
#include "tests/base/killed_save.h"

#include <gtest/gtest.h>

#include <random>

namespace loadline::spec {
namespace {

std::string editedText(const std::string &text, int line, int column, const std::string &value) {
  const auto result = edited(text, "spec.yaml", {{{"spec.yaml", line, column}, value}});
  return result ? *result : toString(result.error());
}

TEST(Edit, ChangesTheValueAndNothingElse) {
  EXPECT_EQ(editedText("a:   12   # twelve\nb: 12\n", 1, 6, "7"), "a:   7   # twelve\nb: 12\n");
}

TEST(Edit, StaysWithinItsFlow) {
  EXPECT_EQ(editedText("a: { x: 12, y: [ 12 , 13 ] }\n", 1, 18, "140"),
            "a: { x: 12, y: [ 140 , 13 ] }\n");
}

TEST(Edit, KeepsQuotesAndAnchors) {
  EXPECT_EQ(editedText("a: '12ms'\n", 1, 4, "7ms"), "a: '7ms'\n");
  EXPECT_EQ(editedText("a: &x 12\n", 1, 4, "7"), "a: &x 7\n");
}

TEST(Edit, KeepsLineEndsAndALastLineWithoutOne) {
  EXPECT_EQ(editedText("a: 1\r\nb: 2", 2, 4, "3"), "a: 1\r\nb: 3");
}

TEST(Edit, OfAValueThatAnAliasRepeatsIsRefused) {
  EXPECT_EQ(editedText("a: &x 12\nb: *x\n", 1, 4, "7"),
            "spec.yaml:1:4: error: an alias repeats this value elsewhere, and both would change "
            "(change it by hand)\n");
}

TEST(Edit, OfNoPlainValueIsRefused) {
  EXPECT_EQ(editedText("a: { b: 1 }\n", 1, 4, "7"),
            "spec.yaml:1:4: error: no plain value stands there (change it by hand)\n");
}

TEST(Edit, ThatWouldSayMoreThanAskedForIsRefused) {
  EXPECT_EQ(editedText("a: 12\n", 1, 4, "7\nb: 8"),
            "spec.yaml:1:4: error: the file would say something else than was asked for (change it "
            "by hand)\n");
}

TEST(Edit, OfSeveralValuesKeepsTheirPlaces) {
  const auto result = edited("a: [1, 2, 3]\n", "s", {{{"s", 1, 5}, "100"}, {{"s", 1, 11}, "300"}});
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, "a: [100, 2, 300]\n");
}

/// A document of values in block and flow style, quoted or not, between comments and odd blanks.
std::string oddDocument(std::mt19937 &random, int lines) {
  const auto pick = [&](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  std::string text = pick(2) ? "# größer als früher: \"12\" {a: 3}\n" : "";
  for (int i = 0; i < lines; ++i) {
    const std::string key = "k" + std::to_string(i);
    const std::string number = std::to_string(pick(5000));
    static const char *const units[] = {"", "ms", "/s", "%"};
    const std::string value = number + units[pick(4)];
    switch (pick(6)) {
    case 0:
      text += key + ": " + std::string(static_cast<std::size_t>(1 + pick(4)), ' ') + value + "\n";
      break;
    case 1:
      text += key + ": " + value + "   # früher " + value + "\n\n";
      break;
    case 2:
      text +=
          key + ": {a: " + value + ",b: '" + value + "' , c: [ " + value + ", " + value + " ] }\n";
      break;
    case 3:
      text += key + ":\n      deep: \"" + value + "\" # \"" + value + "\"\n      list:\n      - " +
              value + "\n";
      break;
    case 4:
      text += "\"" + key + "\" : &anchor" + std::to_string(i) + " " + value + "\n";
      break;
    default:
      text += key + ": [ ü" + value + ", " + value + "\n  , " + value + " ]\n";
    }
  }
  return text;
}

void gather(const yaml::Node &node, std::vector<const yaml::Node *> &out) {
  if (node.kind == yaml::Node::Kind::scalar)
    out.push_back(&node);
  for (const yaml::Node &item : node.items)
    gather(item, out);
  for (const yaml::Node::Entry &entry : node.entries)
    gather(entry.value, out);
}

TEST(Edit, TwoHundredGeneratedOnesChangeOnlyWhatTheyShould) {
  std::mt19937 random(20250104);
  for (int round = 0; round < 200; ++round) {
    const std::string text = oddDocument(random, 3 + round % 12);
    const auto document = yaml::parseYaml(text, "odd.yaml");
    ASSERT_TRUE(document) << toString(document.error()) << text;
    std::vector<const yaml::Node *> values;
    gather(*document, values);
    const yaml::Node &chosen = *values[random() % values.size()];
    const std::string value = std::to_string(random() % 100000);
    const auto result = edited(text, "odd.yaml", {{chosen.at, value}});
    ASSERT_TRUE(result) << toString(result.error()) << text;
    // What is equal before and after the change holds all of the text but the one value.
    const auto front = static_cast<std::size_t>(
        std::mismatch(text.begin(), text.end(), result->begin(), result->end()).first -
        text.begin());
    const auto back = static_cast<std::size_t>(
        std::mismatch(text.rbegin(), text.rend(), result->rbegin(), result->rend()).first -
        text.rbegin());
    EXPECT_GE(front + back + chosen.scalar.size(), text.size()) << text << "\n---\n" << *result;
    EXPECT_EQ(result->size(), text.size() - chosen.scalar.size() + value.size());
  }
}

/// What a file holds after an edit that dies as `prepare` says.
template <class Prepare>
Crash crashedEdit(Prepare prepare) {
  const std::string before = "a: 1\n" + std::string(100'000, '#') + "\n";
  const Crash crash = crashed(before, prepare, [](const std::string &file) {
    writeEdits({{{file, 1, 4}, "2"}});
  });
  EXPECT_TRUE(crash.text == before || crash.text == "a: 2" + before.substr(4));
  return crash;
}

TEST(Edit, KilledAtAWriteLeavesTheOldFile) {
  const Crash crash = crashedEdit([] { killAtCall(SYS_write); });
  EXPECT_TRUE(crash.died);
  EXPECT_EQ(crash.text.substr(0, 4), "a: 1");
}

TEST(Edit, KilledInTheMiddleOfAWriteLeavesTheOldFile) {
  const Crash crash = crashedEdit([] { killAtByte(50'000); });
  EXPECT_EQ(crash.text.substr(0, 4), "a: 1");
}

TEST(Edit, KilledAtAFlushLeavesTheOldFile) {
  const Crash crash = crashedEdit([] { killAtCall(SYS_fsync); });
  EXPECT_TRUE(crash.died);
  EXPECT_EQ(crash.text.substr(0, 4), "a: 1");
}

TEST(Edit, KilledAtTheRenameLeavesTheOldFile) {
  const Crash crash = crashedEdit([] { killAtCall(SYS_rename); });
  EXPECT_TRUE(crash.died);
  EXPECT_EQ(crash.text.substr(0, 4), "a: 1");
}

TEST(Edit, LeftAloneWritesTheNewFile) {
  const Crash crash = crashedEdit([] {});
  EXPECT_FALSE(crash.died);
  EXPECT_EQ(crash.text.substr(0, 4), "a: 2");
}

} // namespace
} // namespace loadline::spec
