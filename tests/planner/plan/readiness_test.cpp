#include "planner/plan/readiness.h"

#include "tests/planner/plan/planned.h"

namespace loadline::plan {

namespace {

using State = ReadinessItem::State;

ReadinessItem itemOf(const std::string &services, std::string_view question) {
  const auto made =
      planSpecText("loadline: 1\nworkload: [ { to: a, rate: 100/s } ]\nservices:\n" + services,
                   "spec.yaml", {.rules = sourceRoot() / "rules"});
  for (const ReadinessItem &item : readinessOf(made->system, made->plan))
    if (item.question == question)
      return item;
  ADD_FAILURE() << question;
  return {};
}

} // namespace

TEST(Readiness, AFindingAnswersNo) {
  const ReadinessItem item = itemOf("  a: { service_time: { mean: 1ms } }\n",
                                    "every service has a bound, and no queue is without limit");
  EXPECT_EQ(item.state, State::no);
  EXPECT_EQ(item.because.at(0),
            "nothing limits the requests in flight at 'a'; 1 would keep the policy's headroom");
}

TEST(Readiness, NoFindingAnswersYes) {
  EXPECT_EQ(itemOf("  a: { service_time: { mean: 1ms }, contract: { max_in_flight: 5, on_excess: "
                   "reject } }\n",
                   "every service has a bound, and no queue is without limit")
                .state,
            State::yes);
}

TEST(Readiness, WhatTheSpecLeavesOutIsUnsaid) {
  const ReadinessItem item = itemOf("  a: {}\n", "every service gives its time");
  EXPECT_EQ(item.state, State::unsaid);
  EXPECT_EQ(item.because.at(0), "no service_time: a");
}

TEST(Readiness, WhatNoSpecCanTellIsToAsk) {
  EXPECT_EQ(itemOf("  a: {}\n", "a load test has been past the bound, and the bound held").state,
            State::ask);
}

} // namespace loadline::plan
