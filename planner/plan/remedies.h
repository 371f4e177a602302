#pragma once

#include "planner/plan/answers.h"
#include "planner/plan/workings.h"

#include <optional>
#include <vector>

namespace loadline::plan {

/// What ends that a caller can offer too much on one edge; empty where it can't.
std::optional<Remedies> edgeRemedies(const Workings &workings, const sizing::Edge &edge);

/// What ends that all callers of a service together can offer too much; the clients of closed
/// workloads stay as they are.
std::optional<Remedies> serviceRemedies(const Workings &workings, spec::ServiceIndex service);

/// What ends that the entries can offer each tier too much, by tier. `admitLess` is of the bounds
/// of all entries with a way there.
std::vector<std::optional<Remedies>> tierRemedies(const Workings &workings,
                                                  const std::vector<sizing::Tier> &tiers);

/// Somebody else runs it, or it lies outside: its capacity is no remedy.
bool isManaged(const spec::Service &service);

} // namespace loadline::plan
