#pragma once

#include "base/yaml_reader.h"
#include "planner/plan/plan_file.h"
#include "planner/rules/policy.h"
#include "planner/scenario/outcome.h"

#include <optional>
#include <string>

namespace loadline::scenario {

using units::Bytes;
using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

/// A service of the spec with its row of the plan.
struct Node {
  const spec::Service *service = nullptr;
  const plan::ServicePlan *plan = nullptr;

  Rate arrivals() const { return plan->arrivalRate.value_or(Rate(0)); }
  /// The larger one of slots and cores used; empty where neither is bounded.
  std::optional<Ratio> used() const;
};

/// Calls of one service to another, as the spec writes them, with their rate before retries.
struct Edge {
  const spec::Service *from = nullptr;
  const spec::Call *call = nullptr;
  Rate rate;
};

/// What a scenario happens to.
class Subject {
public:
  Subject(const plan::PlannedSpec &planned, const policy::Policy &policy)
      : planned_(planned), policy_(policy) {}

  const spec::System &system() const { return planned_.system; }
  const plan::Plan &plan() const { return planned_.plan; }
  const policy::Policy &policy() const { return policy_; }

  Node nodeOf(std::size_t service) const;
  /// The service that a key names; an error where it names none.
  std::optional<Node> node(yaml::Reader &reader, std::string_view key) const;
  std::vector<Edge> callsTo(const spec::Service &service) const;

  /// The plan of a changed system. What can't be planned is an error of the scenario.
  std::optional<plan::Plan> replan(const spec::System &changed, yaml::Reader &reader) const;

private:
  const plan::PlannedSpec &planned_;
  const policy::Policy &policy_;
};

/// Figures of all services whose use or rate moves, of the largest entry rate, and the verdict.
void addPlanned(Outcome &outcome, const plan::Plan &before, const plan::Plan &after);

/// "a, b and c" of the services at or over capacity; "" for none.
std::string overCapacity(const plan::Plan &plan);

} // namespace loadline::scenario
