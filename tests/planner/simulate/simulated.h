#pragma once

#include "planner/simulate/model_of.h"
#include "planner/simulate/simulate.h"
#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

#include <string>

namespace loadline::simulate {

/// A system that is written as the body of a spec, as a model; errors fail the test.
inline Model modelled(const std::string &body) {
  const Result<spec::System> system = spec::parseSystem("loadline: 1\n" + body, "spec.yaml");
  EXPECT_TRUE(system) << toString(system.error());
  return system ? modelOf(*system, traffic::LoadPoint::peak) : Model{};
}

/// The simulation of such a system, by ten replications with a fixed seed.
inline Simulation simulated(const std::string &body, Duration warmUp, Duration duration) {
  const Result<Simulation> run =
      simulate(modelled(body), {.seed = 1, .warmUp = warmUp, .duration = duration});
  EXPECT_TRUE(run) << toString(run.error());
  return run ? *run : Simulation{};
}

/// Whether an estimate's interval is at most this share of its value to each side.
template <class Quantity>
bool isWithin(const Estimate<Quantity> &estimate, double share) {
  return estimate.halfWidth <= estimate.value * share;
}

/// Expects that the interval of an estimate holds the exact figure, and that it says something: it
/// is at most `share` of the figure wide to each side.
#define EXPECT_HOLDS(estimate, exact, share)                                                       \
  EXPECT_TRUE((estimate).holds(exact) && isWithin(estimate, share))                                \
      << (estimate).value.count() << " ± " << (estimate).halfWidth.count()

} // namespace loadline::simulate
