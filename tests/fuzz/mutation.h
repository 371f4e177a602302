#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace loadline::fuzz {

/// Inputs near the ones of a corpus, the same for the same seed on every machine.
class Mutation {
public:
  Mutation(std::vector<std::string> corpus, std::uint64_t seed);

  /// The next input: one of the corpus with a few bytes, words or ranges changed.
  std::string next();

private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  void change(std::string &text);

  std::vector<std::string> corpus_;
  std::vector<std::string> words_; ///< of the corpus: what its language is made of
  std::mt19937_64 random_;
};

} // namespace loadline::fuzz
