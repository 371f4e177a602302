#pragma once

#include "analyzer/facts/statement.h"

#include <functional>
#include <string>
#include <string_view>

// What a statement's shape says, without asking what its names stand for.

namespace loadline::infer {

/// The condition of a loop or branch; null where there is none.
const facts::Expression *conditionOf(const facts::Statement &statement);

/// What stands behind `case` or `default` at a statement of a switch; null for one without.
const facts::Expression *caseOf(const facts::Statement &statement);

/// Without a conversion made by a constructor, as from iterator to const_iterator.
const facts::Expression &converted(const facts::Expression &expression);

/// Whether two expressions of a unit are written alike, so that they have one value if read at one
/// time.
bool haveOneValue(const facts::Expression &a, const facts::Expression &b);

/// Whether an expression or a part of it is as claimed.
bool holds(const facts::Expression &expression,
           const std::function<bool(const facts::Expression &)> &claim);
/// Whether `part` is the expression itself or inside it.
bool holds(const facts::Expression &whole, const facts::Expression &part);

bool isComparison(const std::string &op);
/// Whether `a op b` is true.
bool compares(std::int64_t a, const std::string &op, std::int64_t b);
/// `a op b` is false exactly when `a negated(op) b` is true.
std::string negated(const std::string &op);
/// `a op b` is `b mirrored(op) a`.
std::string mirrored(const std::string &op);

/// `++`, `--`, in front or behind.
bool isStep(const std::string &op);
/// Whether a step or an assignment makes no more of what it changes: `--`, `-=`, `/=` …
bool shrinks(const std::string &op);
/// `*` of `*=`; "" for `=`.
std::string_view combinedBy(const std::string &assignment);

/// Whether a type, told by its short name, is a built-in one that counts; so is one not known.
bool isNumeric(const std::string &type);

/// Whether the copies of a type, told by its name, lead to one object, which lives as long as the
/// last of them.
bool isSharedPointer(const std::string &type);

/// Whether a type, told by its name, is a pointer to such an object which does not keep it alive.
bool isWeakPointer(const std::string &type);

/// Whether all parts of a condition were asked where it holds, or fails: of `a && b` that holds,
/// both.
bool areAllAsked(const facts::Expression &condition, bool holds);

/// `=`, `+=` and their kin.
bool isAssignment(const std::string &op);

/// The `by` of `x = x + by`, and of its kin; null for any other value.
const facts::Expression *changeOf(const facts::Expression &target, const facts::Expression &value);

/// The value that a statement, or one in its block, assigns to a symbol; null for none.
const facts::Expression *givenIn(const facts::Statement &statement, int symbol);

/// The value that a body returns at its end; null where it does not end so.
const facts::Expression *returnedAtEnd(const facts::Statement &body);

/// How a statement leaves what stands around it, whatever happens; none where it may go on.
facts::Statement::Exit exitOf(const facts::Statement &statement);

/// Whether a statement ends with leaving the loop around it whatever happens.
bool alwaysLeaves(const facts::Statement &statement);

/// Whether control never comes behind a statement, as its shape says.
bool alwaysEnds(const facts::Statement &statement);

/// Whether a statement may, but need not, end the round.
bool mayJump(const facts::Statement &statement);

/// Whether a break inside leaves the statement: a loop or a switch.
bool takesBreaks(const facts::Statement &statement);

/// Whether a break in a statement, of no loop or switch inside it, may leave what stands around it.
bool mayBreak(const facts::Statement &statement);

/// Whether a loop's body may leave it by a break, of no loop or switch inside it, or by a goto.
bool hasBreak(const facts::Statement &loop);

} // namespace loadline::infer
