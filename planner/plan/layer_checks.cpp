#include "planner/plan/check_parts.h"

#include <fmt/format.h>

#include <algorithm>

// The order in which a service wraps its work: what must stand outside of what, and why.

namespace loadline::plan {

using findings::Severity;

namespace {

struct Rule {
  std::string_view outer, inner, because;
};

constexpr Rule rules[] = {
    {"metrics", "rate_limit", "what is refused would not be counted"},
    {"metrics", "shedding", "what is shed would not be counted"},
    {"metrics", "bound", "what is refused would not be counted"},
    {"rate_limit", "bound", "requests over the rate would take slots before they are refused"},
    {"shedding", "bound", "requests to be shed would take slots first"},
    {"cache", "coalescing", "hits would wait for the load of a miss"},
    {"cache", "bound", "hits would take slots"},
    {"coalescing", "bound", "each of those that share one load would take a slot"},
    {"deadline", "retry", "each attempt would have the whole deadline"},
    {"deadline", "bound", "the wait for a slot would not count"},
    {"retry", "hedge", "each hedge would be retried by itself"},
    {"retry", "bound", "slots would be held through the pauses between attempts"},
    {"retry", "breaker", "an open breaker would not stop the attempts"},
    {"retry", "timeout", "all attempts together would have the time of one"},
    {"hedge", "bound", "a hedge would run beside the bound"},
    {"hedge", "timeout", "both attempts together would have the time of one"},
    {"bound", "breaker", "requests would wait for slots behind a breaker that can't see them"},
    {"bound", "pool", "requests would take connections before they have a slot"},
    {"breaker", "timeout", "the breaker would never see a late answer"},
    {"timeout", "pool", "the wait for a connection would not count"},
};

} // namespace

Findings layerOrder(const CheckInput &input) {
  Findings out;
  for (const spec::Service &service : input.workings.system.services) {
    const auto &layers = service.terms.layers;
    const auto find = [&](std::string_view name) {
      return std::find_if(layers.begin(), layers.end(),
                          [&](const auto &layer) { return layer.value == name; });
    };
    for (const Rule &rule : rules) {
      const auto outer = find(rule.outer), inner = find(rule.inner);
      if (outer == layers.end() || inner == layers.end() || outer < inner)
        continue;
      out.push_back(finding("layer-order", Severity::warning,
                            fmt::format("'{}' has its {} around its {}: {}", service.name(),
                                        rule.inner, rule.outer, rule.because),
                            inner->at,
                            {service.name(), std::string(rule.outer), std::string(rule.inner)}));
    }
  }
  return out;
}

} // namespace loadline::plan
