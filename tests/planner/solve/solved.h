#pragma once

#include "planner/model/model_of.h"
#include "planner/solve/solve.h"
#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

#include <string>

namespace loadline::solve {

/// The solution of a system that is written as the body of a spec; errors fail the test.
inline Solution solved(const std::string &body) {
  const Result<spec::System> system = spec::parseSystem("loadline: 1\n" + body, "spec.yaml");
  EXPECT_TRUE(system) << toString(system.error());
  const Solution out =
      system ? solve(model::modelOf(*system, traffic::LoadPoint::peak)) : Solution{};
  EXPECT_TRUE(out.isSettled);
  return out;
}

/// Expects a figure within this share of another.
#define EXPECT_WITHIN(figure, other, share)                                                        \
  EXPECT_NEAR((figure).count() / (other).count(), 1, share) << (figure).count()

} // namespace loadline::solve
