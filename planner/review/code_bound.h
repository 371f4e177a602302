#pragma once

#include "analyzer/bound/bound.h"

#include <optional>
#include <string>
#include <vector>

namespace loadline::review {

/// A symbolic bound of the code as a number to hold against one of the spec.
struct CodeBound {
  /// Empty where the code says no number. `max(96, config(x))` is 96: the code's own value of a
  /// setting, which a user may change; `min(32, size(x))` is 32, its limit.
  std::optional<double> count;
  std::vector<std::string> settings; ///< that can make it another: "config(x)"
  bound::Kind kind = bound::Kind::unknown;

  bool isUnbounded() const { return kind == bound::Kind::unbounded; }
  /// Grows with what arrives: the size of data, or nothing limits it.
  bool isOpen() const { return !count && (isUnbounded() || kind == bound::Kind::size); }
};

CodeBound codeBound(const bound::Bound &bound);

/// How it reads in a table: "96 unless config(x) says more", "unbounded", "size(items)".
std::string boundText(const bound::Bound &bound);

} // namespace loadline::review
