#pragma once

#include "analyzer/facts/expression.h"
#include "analyzer/link/program.h"
#include "analyzer/rules/rules.h"

#include <optional>
#include <string>

// Functions that carry a position on, as the rules name them.

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

} // namespace loadline::infer
