#include "planner/plan/make_plan.h"
#include "planner/plan/plan_json.h"
#include "planner/plan/plan_text.h"
#include "planner/spec/load_spec.h"
#include "tests/fuzz/targets.h"

#include <cmath>

namespace loadline::fuzz {

namespace {

template <class Value>
void mustBeSound(const std::optional<Value> &value, std::string_view what) {
  mustHold(!value || (std::isfinite(value->count()) && value->count() >= 0), what);
}

void mustBeSound(const plan::ServicePlan &service) {
  mustBeSound(service.arrivalRate, "a rate is finite");
  mustBeSound(service.residenceTime.mean, "a mean time is finite");
  mustBeSound(service.residenceTime.p99, "a p99 is finite");
  mustBeSound(service.inFlightMean, "a number in flight is finite");
  mustBeSound(service.maxInFlight.recommended, "a recommendation is finite");
  mustBeSound(service.utilization, "a utilization is finite");
  mustBeSound(service.oversubscription, "an oversubscription is finite");
  mustHold(service.replicasNeeded.value_or(1) >= 1, "at least one replica is needed");
}

} // namespace

void fuzzSpec(std::string_view bytes) {
  constexpr std::size_t longest = 1u << 16;
  const Result<spec::System> system = spec::parseSystem(bytes.substr(0, longest), "fuzz.yaml");
  if (!system)
    return mustHold(!toString(system.error()).empty(), "a refusal says why");
  const policy::Policy policy{{units::Ratio(0.7), {}, "a fuzzer"}};
  const Result<plan::Plan> plan = plan::makePlan(*system, policy, plan::LoadPoint::peak);
  if (!plan)
    return mustHold(!toString(plan.error()).empty(), "a refusal says why");
  mustHold(plan->services.size() == system->services.size(), "every service has its row");
  for (const plan::ServicePlan &service : plan->services)
    mustBeSound(service);
  mustBeSound(plan->system.maxRate, "the largest rate is finite");
  mustHold(plan::toJsonText(*plan).ends_with("}\n"), "a plan can be written as JSON");
  mustHold(plan::toText(*plan).ends_with("\n"), "a plan can be written as text");
}

} // namespace loadline::fuzz
