#pragma once

#include "analyzer/facts/expression.h"

#include <vector>

namespace loadline::facts {

/// One statement. `parts` are the statements inside, `expressions` what it evaluates itself:
///   block       parts: the statements in order. Behind `case VALUE:` expressions: the value;
///               behind `default:` one of kind `other`
///   loop        expressions: condition (or the range of a range-for), step; either may be missing
///               parts: body, and before it what runs once (the init statement)
///   branch      expressions: condition; parts: then, else (a catch: its one body)
///   choice      a switch. expressions: condition; parts: its body. A break in it leaves the switch
///   declare     `symbol` is the variable; expressions: initialiser, if any
///   initialise  a constructor's member initialiser: `symbol` is the field
///   evaluate    expressions: the expression
///               without a condition: statements that a goto may skip, which is a break here
///   leave       return (expressions: the value, if any), break, continue, throw, or a goto out of
///               all loops around it: see `exit`
struct Statement {
  enum class Kind {
    block,
    loop,
    branch,
    declare,
    initialise,
    evaluate,
    leave,
    choice
  } kind = Kind::block;
  enum class Loop { none, forLoop, rangeFor, whileLoop, doLoop, gotoLoop } loop = Loop::none;
  enum class Exit { none, returns, breaks, continues, throws, jumps } exit = Exit::none;

  Place at;
  int symbol = -1;      ///< declare, initialise: what; rangeFor: the loop variable
  int conditionAt = -1; ///< loop, branch: index in `expressions`, or -1 for none
  int stepAt = -1;      ///< loop: index in `expressions`, or -1 for none
  std::vector<Expression> expressions;
  std::vector<Statement> parts;

  friend bool operator==(const Statement &, const Statement &) = default;
};

} // namespace loadline::facts
