#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

namespace loadline::infer {

/// Answers that may depend on each other in cycles, each worked out once.
///
/// A question that comes up again while it is being answered gets `bottom`, so that it adds nothing
/// to itself. What was answered inside such a cycle may miss a part, so it is used only until the
/// cycle's first question has its answer; that one, and all outside cycles, are kept. [Tarjan1972]
/// finds the cycles' ends.
template <class Key, class Answer>
class Memo {
public:
  explicit Memo(Answer bottom) : bottom_(std::move(bottom)) {}

  template <class Compute>
  Answer get(const Key &key, Compute compute) {
    if (const auto found = kept_.find(key); found != kept_.end())
      return found->second;
    if (const auto found = passing_.find(key); found != passing_.end())
      return lowest_ = std::min(lowest_, found->second.second), found->second.first;
    const std::size_t depth = open_.size();
    if (const auto [found, isNew] = open_.emplace(key, depth); !isNew)
      return lowest_ = std::min(lowest_, found->second), bottom_;
    const std::size_t outer = std::exchange(lowest_, none);
    Answer answer = compute();
    open_.erase(key);
    const bool endsItsCycle = lowest_ >= depth;
    if (endsItsCycle) {
      std::erase_if(passing_, [&](const auto &entry) { return entry.second.second >= depth; });
      kept_.emplace(key, answer);
      lowest_ = outer;
    } else {
      passing_.emplace(key, std::pair{answer, lowest_});
      lowest_ = std::min(lowest_, outer);
    }
    return answer;
  }

  /// Whether what is computed rests on a question that is still open, and so on itself.
  template <class Compute>
  bool restsOnOpen(Compute compute) {
    const std::size_t outer = std::exchange(lowest_, none);
    compute();
    const bool rests = lowest_ != none;
    lowest_ = std::min(lowest_, outer);
    return rests;
  }

private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  Answer bottom_;
  std::map<Key, Answer> kept_;
  std::map<Key, std::pair<Answer, std::size_t>>
      passing_;                     ///< with the outermost open question it rests on
  std::map<Key, std::size_t> open_; ///< with its depth
  std::size_t lowest_ = none;
};

} // namespace loadline::infer
