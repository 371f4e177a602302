#pragma once

#include "base/diagnostic.h"

#include <cassert>
#include <optional>
#include <utility>

namespace loadline {

/// A value, or the diagnostics that say why there is none. The names are those of std::expected,
/// which libstdc++ 12 does not have.
template <class Value>
class Result {
public:
  Result(Value value) : value_(std::move(value)) {}
  Result(Diagnostic error) : error_{std::move(error)} {}
  Result(Diagnostics errors) : error_(std::move(errors)) { assert(!error_.empty()); }

  bool has_value() const { return value_.has_value(); }
  explicit operator bool() const { return has_value(); }

  Value &value() & { return assert(value_), *value_; }
  const Value &value() const & { return assert(value_), *value_; }
  Value &&value() && { return assert(value_), *std::move(value_); }
  Value &operator*() & { return value(); }
  const Value &operator*() const & { return value(); }
  Value &&operator*() && { return std::move(*this).value(); }
  Value *operator->() { return &value(); }
  const Value *operator->() const { return &value(); }

  const Diagnostics &error() const { return error_; }

private:
  std::optional<Value> value_;
  Diagnostics error_;
};

} // namespace loadline
