#include "planner/plan/check_parts.h"

#include "base/text.h"
#include "planner/sizing/bounds.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace loadline::plan {

using findings::Severity;
using spec::ServiceIndex;
using units::formatted;

namespace {

/// Whether who finds the service full waits for a place there, holding what it has.
bool keepsWaiting(const spec::ServiceTerms &terms) {
  return sizing::effectiveBound(terms) && sizing::excessOf(terms) == sizing::Excess::waits;
}

/// A call whose caller holds its place until the answer is there, however long that takes.
bool holdsOn(const spec::Call &call) {
  return !call.terms.isAsync() && !call.terms.timeout;
}

/// Circles of services that all make who finds them full wait, along calls that all hold on.
class Circles {
public:
  ///   tierOf  the members of a circle share one tier
  Circles(const spec::System &system, const std::vector<int> &tierOf)
      : system_(system), tierOf_(tierOf) {}

  /// The shortest way round through a service and services that stand after it in the spec, so
  /// that each circle is found from its first member only; empty where there is none.
  std::vector<ServiceIndex> throughFirst(ServiceIndex first) const {
    if (tierOf_[first] < 0 || !keepsWaiting(system_.services[first].terms))
      return {};
    constexpr std::size_t most = 1000; // services that are looked at
    std::vector<std::pair<ServiceIndex, std::size_t>> seen = {{first, 0}}; // and from which of them
    std::unordered_set<ServiceIndex> known;
    for (std::size_t next = 0; next < seen.size() && seen.size() < most; ++next)
      for (const spec::Step &step : system_.services[seen[next].first].steps)
        for (const spec::Call &call : step.calls) {
          if (tierOf_[call.to] != tierOf_[first] || call.to < first || !holdsOn(call) ||
              !keepsWaiting(system_.services[call.to].terms))
            continue;
          if (call.to == first)
            return wayTo(seen, next);
          if (known.insert(call.to).second)
            seen.emplace_back(call.to, next);
        }
    return {};
  }

private:
  static std::vector<ServiceIndex>
  wayTo(const std::vector<std::pair<ServiceIndex, std::size_t>> &seen, std::size_t last) {
    std::vector<ServiceIndex> way;
    for (std::size_t at = last;; at = seen[at].second) {
      way.push_back(seen[at].first);
      if (at == 0)
        break;
    }
    std::reverse(way.begin(), way.end());
    return way;
  }

  const spec::System &system_;
  const std::vector<int> &tierOf_;
};

} // namespace

Findings circularWait(const CheckInput &input) {
  Findings out;
  const spec::System &system = input.workings.system;
  const Circles circles(system, input.workings.tierOf);
  for (ServiceIndex first = 0; first < system.services.size(); ++first) {
    const std::vector<ServiceIndex> way = circles.throughFirst(first);
    if (way.empty())
      continue;
    std::vector<std::string> names, full;
    for (const ServiceIndex member : way) {
      names.push_back(fmt::format("'{}'", system.services[member].name()));
      full.push_back(fmt::format("{} of {}", formatted(*input.workings.admits[member]),
                                 system.services[member].name()));
    }
    const std::string &name = system.services[first].name();
    out.push_back(finding(
        "circular-wait", Severity::warning,
        way.size() == 1
            ? fmt::format("'{}' calls itself and holds its place until the answer is there: once "
                          "all {} wait for another place, none ever ends",
                          name, formatted(*input.workings.admits[first]))
            : fmt::format("{} call each other in a circle and hold their places until the answer "
                          "is there: once all {} wait for the next, none ever ends",
                          listed(names), listed(full)),
        input.rows[first]->maxInFlight.declaredAt, {name}));
  }
  return out;
}

} // namespace loadline::plan
