#include "tests/fuzz/mutation.h"
#include "tests/fuzz/targets.h"

#include "base/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace loadline::fuzz {

/// The files of a corpus in the order of their names.
std::vector<std::string> corpusOf(std::string_view target) {
  std::vector<std::filesystem::path> paths;
  for (const auto &entry : std::filesystem::directory_iterator(
           std::filesystem::path(LOADLINE_SOURCE_DIR) / "tests/fuzz/corpus" / target))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> corpus;
  for (const auto &path : paths)
    corpus.push_back(*readFile(path));
  return corpus;
}

class FuzzTarget : public testing::TestWithParam<Target> {};

INSTANTIATE_TEST_SUITE_P(Each, FuzzTarget, testing::ValuesIn(targets),
                         [](const auto &given) { return std::string(given.param.name); });

TEST_P(FuzzTarget, HoldsForItsCorpus) {
  const std::vector<std::string> corpus = corpusOf(GetParam().name);
  ASSERT_FALSE(corpus.empty());
  for (const std::string &text : corpus)
    GetParam().run(text);
}

TEST_P(FuzzTarget, HoldsForWhatIsNearItsCorpus) {
  const int inputs = std::getenv("LOADLINE_TEST_FULL") ? 200'000 : 5'000;
  Mutation mutation(corpusOf(GetParam().name), 20240817);
  for (int i = 0; i < inputs; ++i)
    GetParam().run(mutation.next());
}

TEST(Mutation, IsTheSameForTheSameSeed) {
  Mutation a({"abc def"}, 7), b({"abc def"}, 7);
  EXPECT_EQ(a.next() + a.next(), b.next() + b.next());
}

} // namespace loadline::fuzz
