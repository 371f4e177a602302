#include "planner/plan/make_plan.h"
#include "planner/scenario/run_scenario.h"
#include "planner/spec/load_spec.h"
#include "tests/fuzz/targets.h"

namespace loadline::fuzz {

namespace {

/// A system in which every kind of scenario has something to happen to.
const plan::PlannedSpec &planned() {
  static const plan::PlannedSpec spec = [] {
    const policy::Policy policy{{units::Ratio(0.7), {}, "a fuzzer"}};
    const Result<spec::System> system = spec::parseSystem(
        "loadline: 1\nsystem: s\nworkload: [ { to: a, rate: 1000/s } ]\nservices:\n"
        "  a: { deployment: { replicas: 8, cpu: 1, memory: 256Mi, grace: 30s, per_request: { "
        "memory: "
        "64Ki } }, service_time: { mean: 6ms }, calls: [ { to: b, timeout: 1s, retries: 3, "
        "cache_hit: "
        "90%, breaker: { failures: 50%, requests: 20, window: 1s } } ] }\n"
        "  b: { deployment: { max_in_flight: 10, queue: 90 }, service_time: { mean: 70ms } }\n",
        "fuzz.yaml");
    mustHold(system.has_value(), "the system is understood");
    Result<plan::Plan> plan = plan::makePlan(*system, policy, plan::LoadPoint::peak);
    mustHold(plan.has_value(), "the system is planned");
    return plan::PlannedSpec{*system, *std::move(plan)};
  }();
  return spec;
}

} // namespace

void fuzzScenario(std::string_view bytes) {
  constexpr std::size_t longest = 1u << 12;
  const policy::Policy policy{{units::Ratio(0.7), {}, "a fuzzer"}};
  const auto outcome =
      scenario::runScenario(bytes.substr(0, longest), "fuzz.yaml", planned(), policy);
  if (!outcome)
    return mustHold(!toString(outcome.error()).empty(), "a refusal says why");
  for (const scenario::Figure &figure : outcome->figures)
    mustHold(figure.after.find("nan") == std::string::npos, "a figure is a number");
  mustHold(scenario::toJsonText("s", {*outcome}).ends_with("}\n"), "an outcome is written as JSON");
}

} // namespace loadline::fuzz
