#pragma once

#include "planner/model/model_of.h"
#include "planner/simulate/simulate.h"
#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

#include <string>

namespace loadline::simulate {

/// A system that is written as the body of a spec, as a model; errors fail the test.
inline Model modelled(const std::string &body) {
  const Result<spec::System> system = spec::parseSystem("loadline: 1\n" + body, "spec.yaml");
  EXPECT_TRUE(system) << toString(system.error());
  return system ? model::modelOf(*system, traffic::LoadPoint::peak) : Model{};
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

/// Whether the 99.9 % interval of ten replications holds the figure: with the hundred comparisons
/// here, five of the 95 % intervals had to miss. That these hold as often as they say is a test of
/// its own.
template <class Quantity>
bool mayBe(const Estimate<Quantity> &estimate, Quantity exact, Quantity slack = {}) {
  constexpr double wider = 4.7809 / 2.2622; // of Student's t with nine degrees of freedom
  return estimate.holdsWithin(exact, estimate.halfWidth * (wider - 1) + slack);
}

/// Expects an exact figure, and that the estimate says something: its 95 % interval is at most
/// `share` of it wide to each side.
#define EXPECT_HOLDS(estimate, exact, share)                                                       \
  EXPECT_TRUE(mayBe(estimate, exact) && isWithin(estimate, share))                                 \
      << (estimate).value.count() << " ± " << (estimate).halfWidth.count()

/// As EXPECT_HOLDS for a figure that is itself only known to this share.
#define EXPECT_AGREES(estimate, figure, slack)                                                     \
  EXPECT_TRUE(mayBe(estimate, figure, (figure) * (slack)) && isWithin(estimate, 0.06))             \
      << (estimate).value.count() << " ± " << (estimate).halfWidth.count()

} // namespace loadline::simulate
