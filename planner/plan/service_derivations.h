#pragma once

#include "planner/plan/derivation_parts.h"

// How the figures of one service came about, by what they answer. Each writes those that are known.

namespace loadline::plan {

/// A service's row, and what its figures were made from.
struct ServiceView {
  const ServicePlan &row;
  spec::ServiceIndex index;
  const Workings &workings;

  const spec::Service &service() const { return workings.system.services[index]; }
  const spec::Deployment &deployment() const { return service().terms.deployment; }
  const latency::Residence &residence() const { return workings.residences[index]; }
  const std::string &nameOf(spec::ServiceIndex i) const {
    return workings.system.services[i].name();
  }
  /// Replicas as declared, 1 where not given.
  Input replicas() const;
  /// The residence time that the service is sized by, or that.
  Input sizingTime() const;
  Input residenceTime(Basis basis) const;
};

/// What arrives, leaves and is inside, and how it grows.
void deriveLoad(const ServiceView &view, Deriving &out);
/// Residence time and success.
void deriveTimes(const ServiceView &view, Deriving &out);
void deriveSuccess(const ServiceView &view, Deriving &out);
/// Bounds, what they are used to, and what callers can offer.
void deriveBounds(const ServiceView &view, Deriving &out);
/// Every constraint, which binds, and the verdict.
void deriveConstraints(const ServiceView &view, Deriving &out);
/// Replicas and what they cost.
void deriveReplicas(const ServiceView &view, Deriving &out);

/// A number of replicas that carries so many arrivals.
struct AskedReplicas {
  std::string_view field;
  std::optional<int> count;
  std::string_view name; ///< of the arrivals
  std::optional<Rate> arrivals;
  bool hasLine = true;   ///< used to the policy's utilization, not in full
  int least = 1;         ///< that there are in any case
  bool isAtMean = false; ///< by the mean residence time, as what a service lets through is
};
void deriveNeed(const ServiceView &view, const AskedReplicas &asked, Deriving &out);

/// Calls `derive(entry, view)` for each entry of a list that tells of some of the plan's services,
/// in the order of these.
template <class Entry, class Derive>
void forEachWithView(const std::vector<Entry> &entries, const Plan &plan, const Workings &workings,
                     Derive derive) {
  std::size_t row = 0;
  for (const Entry &entry : entries) {
    while (plan.services[row].name != entry.service)
      ++row;
    derive(entry, ServiceView{plan.services[row], workings.order[row], workings});
  }
}

} // namespace loadline::plan
