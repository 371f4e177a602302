#include "planner/formulas/all_calculators.h"
#include "planner/formulas/solve.h"

#include "base/files.h"
#include "base/yaml.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

// Every worked number of the source documents, as a user would get it: vectors.yaml says which
// calculator, what is given, and which quantity the output is. Inputs go in as text with their
// unit.

namespace loadline::formulas {

namespace {

using yaml::Node;

const std::filesystem::path sourceRoot = LOADLINE_SOURCE_DIR;
const std::filesystem::path vectorsFile = sourceRoot / "../shared/requirements/VECTORS.yaml";

Node load(const std::filesystem::path &path) {
  const auto text = readFile(path);
  const auto document = text ? yaml::parseYaml(*text, path.string()) : Result<Node>(text.error());
  EXPECT_TRUE(document) << toString(document.error());
  return document ? *document : Node{};
}

/// How a unit of the vectors is written behind a number, where it is not written as it is.
std::string suffixOf(const std::string &unit) {
  static const std::map<std::string, std::string> suffixes = {{"s", "s"},
                                                              {"ms", "ms"},
                                                              {"us", "us"},
                                                              {"ns", "ns"},
                                                              {"min", "min"},
                                                              {"d", "d"},
                                                              {"h", "h"},
                                                              {"wk", "wk"},
                                                              {"mo", "mo"},
                                                              {"y", "y"},
                                                              {"1/s", "/s"},
                                                              {"tok/s", "/s"},
                                                              {"tasks/s", "/s"},
                                                              {"tasks/min", "/min"},
                                                              {"sites/wk", "/wk"},
                                                              {"sites/wk/team", "/wk"},
                                                              {"sites/mo", "/mo"},
                                                              {"1/d", "/d"},
                                                              {"KB", "KB"},
                                                              {"MB", "MB"},
                                                              {"GB", "GB"},
                                                              {"KiB", "KiB"},
                                                              {"MiB", "MiB"},
                                                              {"GB/s", "GB/s"},
                                                              {"USD/GB-h", "/GB-h"},
                                                              {"USD/cpu-h", "/cpu-h"},
                                                              {"USD/mo", "/month"},
                                                              {"USD/GB", "/GB"},
                                                              {"min of day", "min"}};
  const auto found = suffixes.find(unit);
  return found == suffixes.end() ? "" : found->second;
}

/// How many of the vector's unit make one of ours.
double scaleOf(Dimension dimension, const std::string &unit) {
  static const std::map<std::string, double> times = {
      {"ms", 1e3},        {"us", 1e6},          {"min", 1.0 / 60},
      {"d", 1.0 / 86400}, {"wk", 1.0 / 604800}, {"mo", 1 / (730 * 3600.0)}};
  static const std::map<std::string, double> rates = {{"tasks/min", 60}, {"sites/wk", 604800}};
  static const std::map<std::string, double> sizes = {
      {"KB", 1e-3}, {"MB", 1e-6}, {"GB", 1e-9}, {"MiB", 1.0 / 1048576}};
  const auto in = [&](const std::map<std::string, double> &scales) {
    const auto found = scales.find(unit);
    return found == scales.end() ? 1.0 : found->second;
  };
  switch (dimension) {
  case Dimension::duration:
  case Dimension::moment:
    return in(times);
  case Dimension::rate:
    return in(rates);
  case Dimension::bytes:
    return in(sizes);
  default:
    return 1.0;
  }
}

/// The text with each `{name}` and `{name as UNIT}` in place.
std::string filled(const std::string &text, const Node &inputs) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '{') {
      out += text[at++];
      continue;
    }
    const std::size_t end = text.find('}', at);
    const std::string inside = text.substr(at + 1, end - at - 1);
    const std::size_t as = inside.find(" as ");
    const Node *input = inputs.find(inside.substr(0, as));
    if (!input) {
      ADD_FAILURE() << "no input " << inside;
      return "";
    }
    const std::string unit =
        as == std::string::npos ? input->find("unit")->scalar : inside.substr(as + 4);
    out += input->find("value")->scalar + suffixOf(unit);
    at = end + 1;
  }
  return out;
}

double expected(const Node &output) {
  const std::string &text = output.find("recomputed")->scalar;
  if (text == "true" || text == "false")
    return text == "true";
  double number = std::nan("");
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Given givenOf(const Node &with, const Node &inputs) {
  Given given;
  for (const Node::Entry &entry : with.entries)
    given.emplace_back(entry.key, filled(entry.value.scalar, inputs));
  return given;
}

/// Checks the outputs that one use of a calculator gives; adds their names.
void checkUse(const Node &use, const Node &vector, std::set<std::string> &answered) {
  const policy::Policy policy{{units::Ratio(0.7), {}, "the test"}};
  const Node::Entry &call = use.entries.front();
  const Calculator *calculator = findCalculator(call.key);
  ASSERT_NE(calculator, nullptr) << call.key;
  const auto answer = solve(*calculator, givenOf(call.value, *vector.find("inputs")), policy);
  ASSERT_TRUE(answer) << toString(answer.error());
  for (const Node::Entry &gives : use.find("gives")->entries) {
    const auto &outputs = vector.find("outputs")->items;
    const auto output = std::find_if(outputs.begin(), outputs.end(), [&](const Node &candidate) {
      return candidate.find("name")->scalar == gives.key;
    });
    const Value *value = answer->find(gives.value.scalar);
    ASSERT_NE(output, outputs.end()) << gives.key;
    ASSERT_NE(value, nullptr) << gives.value.scalar;
    const double is = value->number() * scaleOf(value->dimension, output->find("unit")->scalar);
    const double should = expected(*output);
    EXPECT_NEAR(is, should, 1e-6 * std::abs(should))
        << gives.key << " by " << calculator->name << ' ' << gives.value.scalar;
    answered.insert(gives.key);
  }
}

std::vector<std::string> vectorIds() {
  std::vector<std::string> ids;
  if (!std::filesystem::exists(vectorsFile))
    return ids;
  const Node document = load(vectorsFile);
  for (const Node &vector : document.find("vectors")->items)
    ids.push_back(vector.find("id")->scalar);
  return ids;
}

class Vector : public testing::TestWithParam<std::string> {};

} // namespace

TEST_P(Vector, IsWhatTheCalculatorsSay) {
  static const Node all = load(vectorsFile),
                    ways = load(sourceRoot / "tests/planner/formulas/vectors.yaml");
  const auto &vectors = all.find("vectors")->items;
  const auto vector = std::find_if(vectors.begin(), vectors.end(), [](const Node &node) {
    return node.find("id")->scalar == GetParam();
  });
  const Node *uses = ways.find(GetParam());
  ASSERT_NE(uses, nullptr) << "vectors.yaml says not how to get it";
  std::set<std::string> answered;
  for (const Node &use : uses->items)
    checkUse(use, *vector, answered);
  for (const Node &output : vector->find("outputs")->items)
    EXPECT_TRUE(answered.contains(output.find("name")->scalar))
        << output.find("name")->scalar << " is not answered";
}

TEST(Vectors, AreAllThere) {
  if (!std::filesystem::exists(vectorsFile))
    GTEST_SKIP() << vectorsFile << " is not here";
  EXPECT_EQ(vectorIds().size(), 125u);
}

/// The vectors with an output where the document slipped or rounded.
std::vector<std::string> slippedIds() {
  std::vector<std::string> ids;
  const Node document = load(vectorsFile);
  for (const Node &vector : document.find("vectors")->items)
    for (const Node &output : vector.find("outputs")->items) {
      const std::string &verdict = output.find("verdict")->scalar;
      if (verdict != "right" && verdict != "unstated")
        ids.push_back(vector.find("id")->scalar);
    }
  return ids;
}

TEST(Vectors, WhereTheDocumentSlippedStandAmongTheCorrections) {
  if (!std::filesystem::exists(vectorsFile))
    GTEST_SKIP() << vectorsFile << " is not here";
  const auto page = readFile(sourceRoot / "docs/corrections.md");
  ASSERT_TRUE(page);
  for (const std::string &id : slippedIds())
    EXPECT_NE(page->find(id), std::string::npos) << id;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Vector); // outside our workshop the file is not there
INSTANTIATE_TEST_SUITE_P(Each, Vector, testing::ValuesIn(vectorIds()), [](const auto &given) {
  std::string name = given.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

} // namespace loadline::formulas
