#include "planner/rules/limits.h"
#include "tests/fuzz/targets.h"

namespace loadline::fuzz {

void fuzzLimits(std::string_view bytes) {
  constexpr std::size_t longest = 1u << 16;
  limits::Catalogue catalogue;
  const Diagnostics errors = limits::addLimits(catalogue, bytes.substr(0, longest), "fuzz.yaml", 0);
  mustHold(errors.empty() || !toString(errors).empty(), "a refusal says why");
  for (const limits::Limit &limit : catalogue.limits) {
    mustHold(!limit.source.empty(), "a limit has a source");
    mustHold(catalogue.find(limit.id) == &limit, "an id stands once");
    const auto constraint = limits::constraintOf(catalogue, {limit.id, limit.at});
    mustHold(!constraint || constraint->most >= 0, "a constraint is no less than nothing");
  }
}

} // namespace loadline::fuzz
