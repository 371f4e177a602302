#pragma once

#include "planner/spec/terms.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// A spec that has been understood: names are indices, and nothing in it contradicts itself.

namespace loadline::spec {

using ServiceIndex = std::size_t;

/// Calls of one entry; `to` indexes System::services.
struct Call {
  ServiceIndex to = 0;
  SourcePosition toAt;
  CallTerms terms;
};

/// Steps of a request follow each other; the calls of one step leave together.
struct Step {
  bool isParallel = false;
  Maybe<double> quorum; ///< calls that must have answered, at most as many as there are
  Maybe<double> limit;  ///< calls at once, whole and at least 1
  std::vector<Call> calls;
};

struct Service {
  ServiceTerms terms;
  std::vector<Step> steps;

  const std::string &name() const { return terms.name.value; }
  double replicas() const {
    return terms.deployment.replicas ? terms.deployment.replicas->value : 1.0;
  }
};

struct Workload {
  ServiceIndex to = 0;
  SourcePosition toAt;
  Load load;
};

struct System {
  std::string name;
  std::string file; ///< as the user named it
  std::vector<Workload> workload;
  std::vector<Service> services; ///< in the order of the spec, names unique
  PolicyTerms policy;
  Maybe<Slices> slices;
};

} // namespace loadline::spec
