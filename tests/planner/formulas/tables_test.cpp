#include "planner/formulas/all_calculators.h"
#include "planner/formulas/solve.h"
#include "planner/formulas/write_answer.h"
#include "tests/planner/formulas/given_by.h"

#include "base/files.h"
#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

// What holds of every calculator: its tables fit together, its example works, its page is written.

namespace loadline::formulas {

namespace {

const policy::Policy seventyPercent{{units::Ratio(0.7), {}, "the test"}};

/// What of a slot does not fit its variable; "" where all does.
std::string misfit(const Calculator &calculator, const Slot &slot) {
  const Variable *variable = calculator.find(slot.name);
  if (!variable)
    return std::string(slot.name) + " is no variable";
  if (variable->dimension != slot.dimension && variable->dimension != Dimension::any)
    return std::string(slot.name) + " has another dimension";
  return "";
}

std::vector<std::string> misfits(const Calculator &calculator) {
  std::vector<std::string> out;
  for (const Formula &formula : calculator.formulas) {
    out.push_back(misfit(calculator, formula.result));
    for (std::size_t i = 0; i < formula.inputCount; ++i) {
      out.push_back(misfit(calculator, formula.inputs[i]));
      const Variable *variable = calculator.find(formula.inputs[i].name);
      if (variable && variable->isList != formula.inputs[i].isList)
        out.push_back(std::string(variable->name) + " is a list in one place and none in another");
    }
  }
  std::erase(out, "");
  return out;
}

std::set<std::string_view> namesIn(const Calculator &calculator) {
  std::set<std::string_view> names;
  for (const Formula &formula : calculator.formulas) {
    names.insert(formula.result.name);
    for (std::size_t i = 0; i < formula.inputCount; ++i)
      names.insert(formula.inputs[i].name);
  }
  return names;
}

class Table : public testing::TestWithParam<const Calculator *> {};

} // namespace

TEST_P(Table, SpeaksOfItsVariablesInTheirDimensions) {
  EXPECT_EQ(inWords(misfits(*GetParam())), "");
}

TEST_P(Table, HasNoVariableThatNoFormulaKnows) {
  const std::set<std::string_view> used = namesIn(*GetParam());
  std::set<std::string_view> names;
  for (const Variable &variable : GetParam()->variables) {
    EXPECT_TRUE(used.contains(variable.name)) << variable.name;
    EXPECT_TRUE(names.insert(variable.name).second) << variable.name << " stands twice";
  }
}

TEST_P(Table, HasAnExampleThatWorksAndNeedsAllThatItGives) {
  const auto answer = solve(*GetParam(), givenBy(GetParam()->example), seventyPercent);
  ASSERT_TRUE(answer) << toString(answer.error());
  EXPECT_TRUE(answer->unused.empty()) << answer->unused.front();
}

TEST_P(Table, HasTextWithinAHundredColumns) {
  const auto answer = solve(*GetParam(), givenBy(GetParam()->example), seventyPercent);
  ASSERT_TRUE(answer);
  for (const std::string &line : split(toText(*answer), '\n'))
    EXPECT_LE(columns(line), 100u) << line;
}

TEST_P(Table, HasAnExampleWithinALineOfItsHelp) {
  const std::string use = "As: loadline " + std::string(GetParam()->name) + " ";
  EXPECT_LE(columns(use) + columns(GetParam()->example), 100u);
}

TEST_P(Table, CitesItsSource) {
  EXPECT_NE(GetParam()->source, "");
}

INSTANTIATE_TEST_SUITE_P(OfEach, Table, testing::ValuesIn(allCalculators), [](const auto &given) {
  std::string name(given.param->name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Answers, KeepALongListWhole) {
  const Calculator &calculator = *findCalculator("oversubscription");
  const auto answer =
      solve(calculator,
            givenBy("--offered 500 --calls 3 --admitted auth=100,catalog=150,recommendations=100"),
            seventyPercent);
  ASSERT_TRUE(answer);
  EXPECT_NE(toText(*answer).find("  auth=100, catalog=150 and recommendations=100\n"),
            std::string::npos)
      << toText(*answer);
}

TEST(Tables, HaveNoTwoCalculatorsOfOneName) {
  std::set<std::string_view> names;
  for (const Calculator *calculator : allCalculators)
    EXPECT_TRUE(names.insert(calculator->name).second) << calculator->name;
}

TEST(Tables, TakeNoNameInMarkdownForMarkUp) {
  const auto answer =
      solve(*findCalculator("oversubscription"),
            givenBy("--offered 500 --calls 3 --admitted `a`|<b>=100,7x200"), seventyPercent);
  ASSERT_TRUE(answer);
  EXPECT_NE(toMarkdown(*answer).find("\\`a\\`\\|&lt;b>"), std::string::npos);
}

TEST(Tables, AreWhatThePageSays) {
  const auto path = std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/formulas.md";
  if (std::getenv("LOADLINE_UPDATE_GOLDEN")) {
    ASSERT_EQ(toString(writeFile(path, formulasPage())), "");
  }
  const auto page = readFile(path);
  ASSERT_TRUE(page);
  EXPECT_EQ(*page, formulasPage());
}

} // namespace loadline::formulas
