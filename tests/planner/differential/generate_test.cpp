#include "tests/planner/differential/generate.h"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

namespace loadline::differential {

TEST(Generated, SystemsAreTheSameForTheSameNumber) {
  const Generated one = generate(17), two = generate(17);
  EXPECT_EQ(one.model.services.size(), two.model.services.size());
  EXPECT_EQ(one.requests, two.requests);
}
TEST(Generated, StrataComeOnceInSixtyFour) {
  std::set<std::tuple<Topology, Load, bool, bool>> seen;
  for (std::uint64_t number = 0; number < 64; ++number) {
    const Stratum is = generate(number).stratum;
    seen.emplace(is.topology, is.load, is.isClosed, is.isLognormal);
  }
  EXPECT_EQ(seen.size(), 64u);
}
TEST(Generated, SystemsHaveFiveToTwoHundredServices) {
  std::size_t least = 1000, most = 0;
  for (std::uint64_t number = 0; number < 1000; ++number) {
    const std::size_t services = generate(number).model.services.size();
    least = std::min(least, services);
    most = std::max(most, services);
  }
  EXPECT_EQ(least, 5u);
  EXPECT_GT(most, 180u);
  EXPECT_LE(most, 200u);
}

} // namespace loadline::differential
