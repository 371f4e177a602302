#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>

// Counters that rounds change by something else than adding or taking away: by a factor, or bit by
// bit.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

/// Whether rounds change the counter by a factor alone: `i *= 2`, `i >>= 1`.
bool Inference::isScaled(link::VariableId counter, const Statement &loop) const {
  return std::ranges::all_of(index_.writes[counter], [&](const Write &write) {
    return !isInRound(write.context, loop) || write.by == "*" || write.by == "<<" ||
           write.by == "/" || write.by == ">>";
  });
}

/// Whether a round may combine the counter with something so that it need not come nearer to its
/// limit: `i ^= 1`, `i %= n`. `mask &= mask - 1` takes a bit away each time.
bool Inference::isMixed(link::VariableId counter, const Statement &loop) const {
  const auto isOneLess = [&](const Write &write) {
    return write.value && write.value->kind == Expression::Kind::binary &&
           write.value->text == "-" &&
           write.value->operands[1].kind == Expression::Kind::literal &&
           write.value->operands[0].kind == Expression::Kind::reference &&
           program_.variableOf(write.unit, write.value->operands[0].symbol) == counter;
  };
  return std::ranges::any_of(index_.writes[counter], [&](const Write &write) {
    return isInRound(write.context, loop) && write.how == Write::How::stepped &&
           (write.by == "%" || write.by == "|" || write.by == "^" ||
            (write.by == "&" && !isOneLess(write)));
  });
}

/// The least factor by which a round changes the counter; nothing where it is not told, or changes
/// nothing.
std::optional<std::int64_t> Inference::factorOf(link::VariableId counter,
                                                const Statement &loop) const {
  constexpr std::int64_t widest = 62;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const Write &write : index_.writes[counter]) {
    if (!isInRound(write.context, loop))
      continue;
    if (!write.value || write.value->kind != Expression::Kind::literal || write.value->value < 1)
      return std::nullopt;
    const bool isShift = write.by == "<<" || write.by == ">>";
    least = std::min(least, isShift ? std::int64_t{1} << std::min(write.value->value, widest)
                                    : write.value->value);
  }
  return least > 1 ? std::optional(least) : std::nullopt;
}

/// How often no number of any width can be scaled before nothing of it is left.
std::int64_t Inference::roundsUntilShiftedOut(link::VariableId counter,
                                              const Statement &loop) const {
  constexpr std::int64_t widestNumber = 64; // bits
  const auto factor = static_cast<std::uint64_t>(factorOf(counter, loop).value_or(2));
  return widestNumber / (std::bit_width(factor) - 1) + 1;
}

/// Why the rounds of a loop that scales its counter, or mixes it with others, are not known;
/// nothing where they are, and for any other loop.
std::optional<Derived> Inference::unscalable(const Context &context, const Statement &loop,
                                             const Comparison &counts, bool isDown) {
  const std::string &name = program_.variables()[counts.counter].symbol->name;
  const auto because = [&](const std::string &why) {
    return Derived{Bound::unknown(why), {{position(unitOf(context), loop.at), why}}};
  };
  if (isMixed(counts.counter, loop))
    return because(name + " is combined with what need not bring it to its limit");
  if (!isScaled(counts.counter, loop))
    return std::nullopt;
  if (!factorOf(counts.counter, loop))
    return because(name + " is scaled by what is not known");
  if (isDown && counts.limit->kind == Expression::Kind::literal &&
      counts.limit->value < (counts.op == ">=" ? 1 : 0))
    return endlessRounds(context, loop, name + " is never divided below 0");
  if (isDown && counts.op == "!=" && leastStart(counts.counter, loop) < 0)
    return because(name + " may start below 0");
  if (!isDown && counts.op == "!=")
    return because(name + " may be scaled beyond its limit");
  if (!isDown && leastStart(counts.counter, loop) < 1)
    return because(name + " may start at 0, which no factor changes");
  return std::nullopt;
}

/// `for (m = 1; m; m <<= 1)`: until the last bit is shifted out; nothing for any other loop.
std::optional<Derived> Inference::shiftedOut(const Context &context, const Statement &loop,
                                             link::VariableId counter) const {
  const auto isElse = [&](const Write &write) {
    return isInRound(write.context, loop) && write.by != "<<";
  };
  if (!isChangedIn(counter, loop) || std::ranges::any_of(index_.writes[counter], isElse) ||
      !factorOf(counter, loop) || !stepsInEachRound(counter, context, loop))
    return std::nullopt;
  return Derived{Bound::constant(roundsUntilShiftedOut(counter, loop)),
                 {{position(unitOf(context), loop.at),
                   fmt::format("until all bits of {} are shifted out",
                               program_.variables()[counter].symbol->name)}}};
}

} // namespace loadline::infer
