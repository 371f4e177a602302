#pragma once

#include "analyzer/facts/statement.h"

#include <optional>
#include <vector>

namespace loadline::infer {

/// `for (i = 0; i < n; ++i) if (!used[i]) break;`: a loop that searches, and leaves by one branch.
struct Search {
  std::vector<int> tells; ///< the symbols that say whether it found one
  const facts::Expression *found = nullptr;
};

/// What a loop searches for, as its shape says; nothing for any other loop.
std::optional<Search> searchOf(const facts::Statement &loop);

} // namespace loadline::infer
