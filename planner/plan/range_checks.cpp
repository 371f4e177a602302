#include "planner/plan/check_parts.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <string>
#include <unordered_map>

namespace loadline::plan {

using findings::Severity;
using units::formatted;

Findings overCapacityInRange(const CheckInput &input) {
  std::unordered_map<std::string, const RangePlan *> ranges;
  for (const RangePlan &range : input.plan.ranges)
    ranges.emplace(range.field, &range);
  Findings out;
  for (std::size_t i = 0; i < input.rows.size() && !ranges.empty(); ++i)
    for (const ConstraintPlan &is : input.rows[i]->constraints) {
      const std::string &name = input.rows[i]->name;
      const auto found = ranges.find(fieldOf(name, is) + ".used");
      if (is.isPromise || is.used >= Ratio(1) || found == ranges.end() || found->second->p95 <= 1)
        continue;
      out.push_back(finding(
          "over-capacity-in-range", Severity::warning,
          fmt::format("'{}' uses {} of its {} at the middle of the spec's ranges, and {} at the "
                      "95th percentile of what they allow, {} at the most",
                      name, formatted(is.used), toString(is.constraint),
                      formatted(Ratio(found->second->p95)), formatted(Ratio(found->second->high))),
          is.at.file.empty() ? input.rows[i]->at : is.at, {name, toString(is.constraint)}));
    }
  return out;
}

} // namespace loadline::plan
