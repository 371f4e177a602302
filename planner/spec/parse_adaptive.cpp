#include "planner/spec/parts.h"
#include "planner/units/rounding.h"

#include <fmt/format.h>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

const std::vector<std::string> roundingWords = {"down", "up"};

/// The limit has room to move, and starts in it.
void checkRoom(Reader &reader, const AdaptiveLimit &limit, const Maybe<Concurrency> &start) {
  if (limit.min && limit.max && limit.max->value < limit.min->value) {
    reader.error(limit.max->at, "'max' is below 'min'");
    return;
  }
  if (limit.min && start && start->value.count() < limit.min->value)
    reader.error(limit.min->at, "'min' is above 'max_in_flight', where the limit starts",
                 "min ≤ max_in_flight ≤ max");
  if (limit.max && start && limit.max->value < start->value.count())
    reader.error(limit.max->at, "'max' is below 'max_in_flight', where the limit starts",
                 "min ≤ max_in_flight ≤ max");
}

void checkSteps(Reader &reader, const AdaptiveLimit &limit) {
  if (limit.increase && !units::isAbove(limit.increase->value, 1.0))
    reader.error(limit.increase->at, "'increase' must be above 1", "as in 'increase: 1.1'");
  if (limit.decrease && !units::isBelow(limit.decrease->value, 1.0))
    reader.error(limit.decrease->at, "'decrease' must be below 1", "as in 'decrease: 0.9'");
  if ((limit.low || limit.high) && limit.lowersAbove() < limit.raisesBelow())
    reader.error(
        (limit.high ? limit.high : limit.low)->at,
        fmt::format("'high' ({}) is below 'low' ({})", limit.lowersAbove(), limit.raisesBelow()),
        "one mean time would raise the limit and lower it");
}

} // namespace

AdaptiveLimit parseAdaptive(const Node &node, const Maybe<Concurrency> &start,
                            Diagnostics &errors) {
  Reader reader(node, "adaptive", errors);
  AdaptiveLimit limit;
  limit.target = readPositive(reader, "target", units::parseDuration);
  limit.min = readCount(reader, "min", 1);
  limit.max = readCount(reader, "max", 1);
  limit.every = readPositive(reader, "every", units::parseDuration);
  limit.low = readPositive(reader, "low", units::parseNumber);
  limit.high = readPositive(reader, "high", units::parseNumber);
  limit.increase = readPositive(reader, "increase", units::parseNumber);
  limit.decrease = readPositive(reader, "decrease", units::parseNumber);
  limit.rounding = readWord<Rounding>(reader, "rounding", roundingWords);
  finishRequiring(reader, "target", "adaptive", "50ms");
  checkRoom(reader, limit, start);
  checkSteps(reader, limit);
  return limit;
}

} // namespace loadline::spec::syntax
