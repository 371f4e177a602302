#pragma once

#include "analyzer/facts/expression.h"
#include "analyzer/link/program.h"
#include "analyzer/rules/rules.h"

#include <optional>
#include <string>

// Places in a sequence: what carries one on, which sequence it belongs to, and how far it is from
// another, as the rules name it.

namespace loadline::infer {

/// How far a position is carried on: `op` is `+=` or `-=`.
struct Advance {
  std::string op;
  const facts::Expression *place = nullptr;
  const facts::Expression *by = nullptr; ///< a literal 1 where the call does not say
};

/// Of a call that carries its first argument on itself: `std::advance(it, 2)`.
std::optional<Advance> advanceBy(const link::Program &program, const rules::Rules &rules, int unit,
                                 const facts::Expression &call);

/// Of an assignment of a place behind or before its own target: `it = std::next(it)`,
/// `it = items.erase(it)`.
std::optional<Advance> advanceTo(const link::Program &program, const rules::Rules &rules, int unit,
                                 const facts::Expression &assignment);

/// Whether a rule is of what only asks for a place, and changes none of what it is given.
bool isPlaceAsked(const rules::NumberSource *rule);

/// Whether a rule is of what gets its arguments by reference and leaves no other name for them.
bool isOnlyAsked(const rules::NumberSource *rule);

/// The container or array that a place belongs to: `v.end()`, `std::begin(v)`, `v.begin() + 2`,
/// `std::next(std::begin(v), 2)`; null for any other expression.
const facts::Expression *sequenceOf(const link::Program &program, const rules::Rules &rules,
                                    int unit, const facts::Expression &place);

/// How far a place is said to be behind another: the `n` of `start + n` and of
/// `std::next(start, n)`; null where it is not told from there.
const facts::Expression *stepsBehind(const link::Program &program, const rules::Rules &rules,
                                     int unit, const facts::Expression &start,
                                     const facts::Expression &place);

} // namespace loadline::infer
