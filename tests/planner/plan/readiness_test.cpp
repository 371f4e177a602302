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

TEST(Readiness, NothingThatTheSpecIsSilentOnIsAnsweredWithYes) {
  const auto made =
      planSpecText("loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n  a: "
                   "{ service_time: { mean: 1ms }, contract: { max_in_flight: 5, "
                   "on_excess: reject }, calls: [ { to: b } ] }\n  b: { pool: { "
                   "size: 5 }, contract: { on_excess: reject }, service_time: { mean: 1ms } }\n",
                   "spec.yaml", {.rules = sourceRoot() / "rules"});
  const std::vector<std::string_view> told = {
      "every service holds the planned load at the policy's line",
      "every service has a bound, and no queue is without limit",
      "no caller can push more than its callees admit", "every service gives its time",
      "every service says what it does on excess"};
  for (const ReadinessItem &item : readinessOf(made->system, made->plan)) {
    const bool isTold = std::find(told.begin(), told.end(), item.question) != told.end();
    EXPECT_EQ(item.state == State::yes, isTold) << item.question;
    if (item.state == State::unsaid) {
      EXPECT_FALSE(item.because.empty()) << item.question;
    }
  }
}

TEST(Readiness, ReviewDatesNeedADayToBeHeldAgainst) {
  constexpr const char *spec =
      "loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n  a: { service_time: { mean: "
      "1ms }, contract: { max_in_flight: { value: 5, because: tested, review: 2027-01-31 } } }\n";
  const auto stateOn = [&](const char *today) {
    const auto made =
        planSpecText(spec, "spec.yaml", {.rules = sourceRoot() / "rules", .today = today});
    for (const ReadinessItem &item : readinessOf(made->system, made->plan))
      if (item.question == "bounds were looked at when they were due")
        return item.state;
    return State::ask;
  };
  EXPECT_EQ(stateOn(""), State::unsaid);
  EXPECT_EQ(stateOn("2026-12-01"), State::yes);
  EXPECT_EQ(stateOn("2027-03-01"), State::no);
}

TEST(Readiness, WhatNoSpecCanTellIsToAsk) {
  EXPECT_EQ(itemOf("  a: {}\n", "a load test has been past the bound, and the bound held").state,
            State::ask);
}

} // namespace loadline::plan
