#pragma once

#include "planner/sizing/ceilings.h"
#include "planner/spec/system.h"
#include "planner/traffic/call_graph.h"
#include "planner/traffic/entry_rates.h"

#include <optional>
#include <vector>

namespace loadline::sizing {

/// How the arrivals at every service grow from month to month. Each workload compounds its own
/// growth; closed ones do not grow.
class GrowingTraffic {
public:
  /// `today` are the arrivals at the load point, all workloads together.
  GrowingTraffic(const spec::System &system, const traffic::CallGraph &graph,
                 std::vector<units::Rate> today, traffic::LoadPoint at);

  units::Rate arrivals(spec::ServiceIndex service, double months) const;
  /// Of all workloads together, on top of `entering` today.
  units::Rate entering(units::Rate today, double months) const;

  /// The first whole month in which the arrivals at a service are above `limit`; 0 where they are
  /// today, empty where that takes more than a century.
  std::optional<int> monthsUntil(spec::ServiceIndex service, units::Rate limit) const;
  /// As monthsUntil, of a constraint that is used up: a contract may be used in full, a resource is
  /// full then.
  std::optional<int> monthsUntilFull(spec::ServiceIndex service, const Ceiling &ceiling) const;

  /// What grows alike.
  struct Part {
    double factor = 1.0; ///< from one month to the next
    units::Rate entering;
    std::vector<units::Rate> arrivals; ///< today, by service index
  };
  const std::vector<Part> &parts() const { return parts_; }

private:
  std::vector<units::Rate> today_;
  std::vector<Part> parts_; ///< one for each growth that is not 0
};

} // namespace loadline::sizing
