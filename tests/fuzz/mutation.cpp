#include "tests/fuzz/mutation.h"

#include <algorithm>
#include <cctype>

namespace loadline::fuzz {

namespace {

constexpr std::size_t longest = 20'000;

/// Runs of letters and digits, and each other character alone.
void addWords(const std::string &text, std::vector<std::string> &words) {
  std::string word;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += c;
      continue;
    }
    if (!word.empty())
      words.push_back(word);
    words.emplace_back(1, c);
    word.clear();
  }
  if (!word.empty())
    words.push_back(word);
}

} // namespace

Mutation::Mutation(std::vector<std::string> corpus, std::uint64_t seed)
    : corpus_(std::move(corpus)), random_(seed) {
  for (const std::string &text : corpus_)
    addWords(text, words_);
  words_.insert(words_.end(), {"-1", "0", "9223372036854775807", "1e999", std::string(1, '\0'),
                               "\xff", "\xC2\x85", "\r"});
}

void Mutation::change(std::string &text) {
  const std::size_t at = below(text.size() + 1);
  const std::size_t length = below(text.size() - at + 1);
  switch (below(6)) {
  case 0:
    text.insert(at, words_[below(words_.size())]);
    break;
  case 1:
    text.erase(at, 1 + length / 8);
    break;
  case 2:
    text.insert(at, text.substr(at, 1 + length / 4));
    break;
  case 3:
    if (at < text.size())
      text[at] = static_cast<char>(random_());
    break;
  case 4:
    text.replace(at, length / 8, words_[below(words_.size())]);
    break;
  default: {
    const std::string &other = corpus_[below(corpus_.size())];
    const std::size_t from = below(other.size() + 1);
    text.insert(at, other.substr(from, below(other.size() - from + 1)));
  }
  }
}

std::string Mutation::next() {
  std::string text = corpus_[below(corpus_.size())];
  for (std::size_t changes = 1 + below(6); changes > 0; --changes)
    change(text);
  text.resize(std::min(text.size(), longest));
  return text;
}

} // namespace loadline::fuzz
