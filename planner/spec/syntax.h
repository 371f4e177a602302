#pragma once

#include "base/yaml.h"
#include "planner/spec/terms.h"

#include <vector>

// A spec as it is written: every name still a word. Meaning starts in planner/spec/resolve.h.

namespace loadline::spec::syntax {

struct Call {
  Located<std::string> to;
  CallTerms terms;
};

/// One call, or the calls of one `parallel:` group.
struct Step {
  bool isParallel = false;
  Maybe<double> quorum; ///< calls of the group that must have answered; all unless given
  Maybe<double> limit;  ///< calls of the group at once; all unless given
  std::vector<Call> calls;
};

struct Workload {
  Located<std::string> to;
  Load load;
};

struct Service {
  ServiceTerms terms;
  std::vector<Step> steps;
};

struct Spec {
  Maybe<std::string> system;
  SourcePosition at;
  std::vector<Workload> workload;
  std::vector<Service> services;
  PolicyTerms policy;
  Maybe<Slices> slices;
};

/// Reads the keys and units of a document; what is wrong goes to `errors`, and what can be read is
/// kept, so that later steps find their errors too.
Spec parseSpec(const yaml::Node &document, Diagnostics &errors);

} // namespace loadline::spec::syntax
