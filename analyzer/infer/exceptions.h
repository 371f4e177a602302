#pragma once

#include "analyzer/facts/statement.h"
#include "analyzer/infer/body_index.h"

#include <functional>
#include <set>

// What may throw, and what is caught.

namespace loadline::infer {

/// Whether a statement is a `try`: the first of its parts is tried, the others are its handlers.
bool isTry(const facts::Statement &statement);

/// What code may throw, as its calls say: code of others that is not declared to throw nothing may,
/// but neither C code nor the standard library, which only does so on what it is given.
class Thrower {
public:
  explicit Thrower(const link::Program &program) : program_(program) {}

  /// Whether a statement may be left by an exception that one of some expressions throws.
  ///   isAsked  whether an expression counts; its operands count without it
  bool mayThrow(int unit, const facts::Statement &statement,
                const std::function<bool(const facts::Expression &)> &isAsked);

private:
  bool mayThrow(int unit, const facts::Expression &expression,
                const std::function<bool(const facts::Expression &)> &isAsked);
  bool isThrowing(int unit, const facts::Expression &call);

  const link::Program &program_;
  std::set<link::FunctionId> asked_; ///< functions whose bodies were looked at: they throw nothing
};

/// `try { enlist(); ++started; } catch (…) {}`: whether an exception may lead from behind a place
/// past something, to a handler that goes on.
///   at      where the something stands in its context
///   loop    whose rounds are meant; null for the whole function
///   isSame  whether a handler does the same
bool isPassedByException(
    const link::Program &program, const Context &place, const Context &something,
    const facts::Place &at, const facts::Statement *loop,
    const std::function<bool(const facts::Statement &)> &isSame = [](const auto &) {
      return false;
    });

} // namespace loadline::infer
