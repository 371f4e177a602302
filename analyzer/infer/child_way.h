#pragma once

#include "analyzer/infer/inference.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace loadline::infer {

/// How control may come out of a statement.
struct WaysOut {
  bool next = false; ///< behind it
  bool breaks = false;
  bool continues = false;
  bool returns = false;
  bool isUnclear = false; ///< it comes behind only where a call returns that is not seen

  WaysOut &operator|=(const WaysOut &other);
};

/// Where control may go, told by the shape of the code and by what is known of conditions.
class Ways {
public:
  /// What a condition is known to be; nothing where it may be either.
  using Known = std::function<std::optional<bool>(const facts::Expression &)>;

  ///   isZero  whether a value is known to be 0
  Ways(const Inference &inference, int unit, Known known,
       std::function<bool(const facts::Expression &)> isZero)
      : inference_(inference), unit_(unit), known_(std::move(known)), isZero_(std::move(isZero)),
        functions_(std::make_shared<std::map<link::FunctionId, WaysOut>>()) {}

  WaysOut through(const facts::Statement &statement, bool isOnlyHere = false);
  /// Through the parts of a block from one on.
  WaysOut through(const facts::Statement &block, std::size_t from, bool isOnlyHere);
  /// From the arms that a branch may take.
  WaysOut throughArms(const facts::Statement &branch, bool isOnlyHere);
  /// From the cases that a switch may come to.
  WaysOut throughChoice(const facts::Statement &choice, bool isOnlyHere);
  /// Whether a loop may be left where its condition is asked.
  bool mayEnd(const facts::Statement &loop) const;
  std::optional<bool> isKnown(const facts::Expression &condition) const;

private:
  WaysOut throughLoop(const facts::Statement &loop, bool isOnlyHere);
  WaysOut throughCalls(const facts::Statement &statement, bool isOnlyHere);
  void addCallees(const std::vector<link::FunctionId> &callees, WaysOut &out);
  void addCalls(const facts::Expression &expression, bool isOnlyHere, WaysOut &out);
  /// How a function comes back: behind its end or a return, if at all.
  WaysOut waysOutOf(link::FunctionId function);

  const Inference &inference_;
  int unit_;
  Known known_;
  std::function<bool(const facts::Expression &)> isZero_;
  std::shared_ptr<std::map<link::FunctionId, WaysOut>> functions_;
  int depth_ = 0;
};

} // namespace loadline::infer
