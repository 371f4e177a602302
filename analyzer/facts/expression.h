#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace loadline::facts {

/// A place in a source file; `file` is an index into TranslationUnitFacts::files.
struct Place {
  int file = -1;
  int line = 0;
  int column = 0;

  friend auto operator<=>(const Place &, const Place &) = default;
};

/// One expression, reduced to what decides how often something runs and how many of it there are.
/// Casts, parentheses and temporaries are gone; what has no form of its own is `other` and keeps
/// its operands, so that no call is lost.
struct Expression {
  enum class Kind {
    literal,   ///< an integer constant expression: `value`
    reference, ///< a variable, parameter or field: `symbol`; operand 0 is the object of a field, if
               ///< any
    function,  ///< a function named as a value: `symbol`
    lambda,    ///< `symbol` is its call operator
    call,      ///< `symbol` is the callee or -1; with `hasObject` operand 0 is the object; then the
               ///< arguments
    construct, ///< an object of `type` comes to life; operands are the arguments
    list,      ///< a braced list; operands are its elements
    binary,    ///< `text` is the operator, assignments included
    unary,     ///< `text` is the operator; postfix `++` and `--` are written `x++` and `x--`
    conditional, ///< operands: condition, then, else
    subscript,   ///< operands: array, index
    text,        ///< a string literal: `text`
    other,       ///< anything else; operands are its parts
  } kind = Kind::other;

  Place at;
  int symbol = -1;
  std::int64_t value = 0;
  std::string text;
  std::string type; ///< of a call or construct: the type's short canonical name
  bool hasObject = false;
  bool isHeap = false; ///< of a construct: by `new`
  std::vector<Expression> operands;

  friend bool operator==(const Expression &, const Expression &) = default;
};

} // namespace loadline::facts
