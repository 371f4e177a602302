#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::bound {

/// What a bound rests on, lowest first. A number that comes from outside the program (a file, a
/// socket, a request) is `size` too and written `outside(x)`.
enum class Kind { constant, hardware, config, size, unknown, unbounded };

/// "constant", "hardware", …: the words of the JSON field `bound_kind`.
std::string_view toString(Kind kind);

/// An upper bound of a count, symbolic. Values are kept simplified: constants folded, sums and
/// products flattened, duplicates in min and max dropped, operands in a fixed order. Counts end at
/// 2^63 - 1, which stands for all from there on: more than anything can hold, so that it limits
/// nothing and its kind is `unbounded`.
///
/// Text form: `8`, `hardware`, `config(x)`, `size(x)`, `outside(x)`, `unbounded`, `unknown(why)`,
/// joined by `*`, `+`, `min(…)` and `max(…)`; `>9.2e18` where counting ended.
class Bound {
public:
  enum class Form {
    constant,
    hardware,
    config,
    size,
    outside,
    unknown,
    unbounded,
    product,
    sum,
    minimum,
    maximum
  };

  static Bound constant(std::int64_t count); ///< negative counts are 0
  static Bound hardware();
  static Bound config(std::string name);
  static Bound size(std::string name);
  static Bound outside(std::string name);
  static Bound unbounded();
  static Bound unknown(std::string why);

  static Bound product(std::vector<Bound> factors); ///< of none: 1
  static Bound sum(std::vector<Bound> terms);       ///< of none: 0
  static Bound minimum(std::vector<Bound> arms);    ///< of none: unbounded
  static Bound maximum(std::vector<Bound> arms);    ///< of none: 0

  Form form() const { return form_; }
  Kind kind() const;
  bool isConstant(std::int64_t count) const { return form_ == Form::constant && count_ == count; }
  std::int64_t count() const { return count_; }     ///< of a constant
  bool isBeyondCounting() const;                    ///< a constant that is greater than can be told
  const std::string &name() const { return name_; } ///< of config, size, outside, unknown
  const std::vector<Bound> &parts() const { return parts_; }
  bool comesFromOutside() const; ///< `outside(x)` decides its size

  /// An order to sort by, of no other meaning.
  friend bool operator<(const Bound &a, const Bound &b);
  friend bool operator==(const Bound &, const Bound &) = default;

private:
  explicit Bound(Form form) : form_(form) {}
  static Bound joined(Form form, std::vector<Bound> parts);

  Form form_;
  std::int64_t count_ = 0;
  std::string name_;
  std::vector<Bound> parts_;
};

/// Whether a bound is greater than another whatever their symbols stand for: `16` and `8`,
/// `2*hardware` and `hardware`. What can't be compared does not exceed.
bool exceeds(const Bound &bound, const Bound &other);

std::string toString(const Bound &bound);

/// Reads the text form back. parseBound(toString(b)) == b for every bound with at most 50 brackets
/// around each other; more are refused, since reading recurses.
Result<Bound> parseBound(std::string_view text);

} // namespace loadline::bound
