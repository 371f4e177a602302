#include "planner/formulas/all_calculators.h"
#include "planner/formulas/solve.h"
#include "planner/formulas/write_answer.h"

#include <gtest/gtest.h>

namespace loadline::formulas {

namespace {

const policy::Policy seventyPercent{{units::Ratio(0.7), {}, "the test"}};

Result<Answer> solved(std::string_view calculator, const Given &given) {
  return solve(*findCalculator(calculator), given, seventyPercent);
}

std::string refusal(std::string_view calculator, const Given &given) {
  const auto answer = solved(calculator, given);
  return answer ? "no error" : toString(answer.error());
}

double figure(std::string_view calculator, const Given &given, std::string_view name) {
  const auto answer = solved(calculator, given);
  EXPECT_TRUE(answer) << toString(answer.error());
  const Value *value = answer ? answer->find(name) : nullptr;
  EXPECT_NE(value, nullptr) << name;
  return value ? value->number() : -1;
}

std::string wordOf(std::string_view calculator, const Given &given, std::string_view name) {
  const auto answer = solved(calculator, given);
  return answer && answer->find(name) ? answer->find(name)->word : "";
}

} // namespace

TEST(Solve, FindsWhicheverOfLittlesThreeIsMissing) {
  EXPECT_DOUBLE_EQ(figure("little", {{"rate", "1000/s"}, {"time", "100ms"}}, "in_flight"), 100);
  EXPECT_DOUBLE_EQ(figure("little", {{"rate", "1000/s"}, {"in_flight", "100"}}, "time"), 0.1);
  EXPECT_DOUBLE_EQ(figure("little", {{"time", "100ms"}, {"in_flight", "100"}}, "rate"), 1000);
}
TEST(Solve, NothingThatArrivesFillsNothing) {
  EXPECT_DOUBLE_EQ(figure("little", {{"rate", "0/s"}, {"time", "100ms"}}, "in_flight"), 0);
  EXPECT_DOUBLE_EQ(figure("little", {{"rate", "0/s"}, {"time", "100ms"}}, "bound"), 0);
}
TEST(Solve, TellsWhenAChangeHasPaidForItself) { // 56,000 each, two a year
  const Given given = {{"loss", "10000"},  {"per", "5min"},     {"lasts", "28min"},
                       {"outages", "2/y"}, {"change", "28000"}, {"horizon", "3y"},
                       {"avoided", "50%"}};
  EXPECT_DOUBLE_EQ(figure("outage-cost", given, "outage"), 56000);
  EXPECT_DOUBLE_EQ(figure("outage-cost", given, "lifetime"), 336000);
  EXPECT_DOUBLE_EQ(figure("outage-cost", given, "saved"), 140000);
  EXPECT_DOUBLE_EQ(figure("outage-cost", given, "pays_after"), 0.5 * 365 * 86400);
}
TEST(Solve, TakesThePolicysUtilizationUnlessAnotherIsGiven) {
  EXPECT_DOUBLE_EQ(figure("little", {{"in_flight", "70"}}, "bound"), 100);
  EXPECT_DOUBLE_EQ(figure("little", {{"in_flight", "70"}, {"utilization", "50%"}}, "bound"), 140);
}
TEST(Solve, AddsNothingByRounding) {
  EXPECT_DOUBLE_EQ(figure("little", {{"in_flight", "60"}, {"utilization", "60%"}}, "bound"), 100);
}
TEST(Solve, RefusesWhatContradictsItself) {
  EXPECT_EQ(refusal("little", {{"rate", "10/s"}, {"time", "1s"}, {"in_flight", "20"}}),
            "--in-flight: error: it is given as 20, but rate × time = 10 for rate = 10/s and time "
            "= 1 s (leave one of them out)\n");
}
TEST(Solve, TakesThreeThatAgree) {
  EXPECT_DOUBLE_EQ(
      figure("little", {{"rate", "10/s"}, {"time", "1s"}, {"in_flight", "10"}}, "in_flight"), 10);
}
TEST(Solve, SaysWhatIsMissing) {
  EXPECT_EQ(refusal("little", {{"rate", "10/s"}}),
            "loadline: error: nothing follows from --rate alone (it takes --time for in_flight; "
            "--in-flight for time; --limit for time_at_limit)\n");
}
TEST(Solve, SaysWhatAnEmptyOneTakes) {
  EXPECT_EQ(refusal("error-budget", {}).substr(0, 60),
            "loadline: error: error-budget needs something to reckon with");
}
TEST(Solve, AnswersFromFallbacksWhereTheySuffice) {
  EXPECT_DOUBLE_EQ(figure("ports", {}, "ports"), 28232);
}
TEST(Solve, RefusesNamesThatAreResultsOnly) {
  EXPECT_EQ(refusal("breaker", {{"trips", "1"}}), "loadline: error: breaker takes no 'trips'\n");
  EXPECT_EQ(refusal("breaker", {{"colour", "1"}}), "loadline: error: breaker takes no 'colour'\n");
}
TEST(Solve, RefusesListsThatDontMatch) {
  EXPECT_EQ(refusal("inherit", {{"capacity", "50,200,200"}, {"calls", "1,2"}}),
            "loadline: error: bound = min over callees of capacity / calls has no value for "
            "capacity = 50, 200 and 200 and calls = 1 and 2 (it takes one number of calls for all "
            "callees, or one for each)\n");
}
TEST(Solve, RefusesBoundsInTheWrongOrder) {
  EXPECT_EQ(refusal("shed", {{"active", "5"}, {"places", "100"}, {"full", "50"}}),
            "loadline: error: dropped = ((active − places) / (full − places))², from 0 to 1 has no "
            "value for active = 5, places = 100 and full = 50 (it takes full above places)\n");
  EXPECT_EQ(figure("shed", {{"active", "5"}, {"places", "50"}, {"full", "100"}}, "dropped"), 0);
  Given scaling = {{"pods", "5"}, {"metric", "2"}, {"target", "1"}, {"least", "9"}, {"most", "3"}};
  EXPECT_NE(refusal("autoscale", scaling).find("least ≤ most"), std::string::npos);
  scaling.back().second = "9";
  EXPECT_EQ(figure("autoscale", scaling, "desired"), 9);
  EXPECT_NE(refusal("bands", {{"tasks", "7"}, {"edges", "50,5"}}).find("edges that rise"),
            std::string::npos);
}
TEST(Solve, RefusesHalfAStep) {
  EXPECT_EQ(refusal("retry", {{"retries", "2.5"}}),
            "--retries: error: '2.5' is no whole number: attempts after the first\n");
  EXPECT_EQ(figure("retry", {{"retries", "2"}}, "worst_attempts"), 3);
}
TEST(Solve, CallsNoFigureEndlessThatIsOnlyTooLarge) {
  EXPECT_NE(refusal("tree", {{"branching", "10"}, {"depth", "400"}}).find("below 10^308"),
            std::string::npos);
  EXPECT_NE(refusal("retry", {{"retries", "3"}, {"layers", "1000"}}).find("below 10^308"),
            std::string::npos);
  EXPECT_EQ(figure("tree", {{"branching", "10"}, {"depth", "300"}}, "leaves"), 1e300);
}
TEST(Solve, SaysHowManyClientsItCanTake) {
  EXPECT_NE(refusal("clients", {{"clients", "1e7"}, {"time", "1s"}})
                .find("(it takes whole numbers of clients and workers up to 1,000,000)"),
            std::string::npos);
}
TEST(Solve, RefusesToCompareTwoKinds) {
  EXPECT_NE(refusal("compare", {{"before", "5/s"}, {"after", "5s"}}), "no error");
}
TEST(Solve, TakesTheFormulaThatUsesMoreOfWhatIsGiven) { // 4 × 1 s, and waits of 100, 200 and 400 ms
  const Given retries = {{"retries", "3"}, {"timeout", "1s"}};
  EXPECT_DOUBLE_EQ(figure("retry", retries, "longest"), 4);
  Given withBackoff = retries;
  withBackoff.emplace_back("backoff", "100ms");
  EXPECT_DOUBLE_EQ(figure("retry", withBackoff, "longest"), 4.7);
}
TEST(Solve, RefusesSharesOfMoreThanAll) {
  EXPECT_EQ(
      refusal("retry", {{"retries", "2"}, {"failure", "150%"}}),
      "--failure: error: '150%' is more than all of it: chance that an attempt fails, independent "
      "of the others (a share goes from 0 to 100%)\n");
  EXPECT_DOUBLE_EQ(figure("admission", {{"load", "150%"}}, "low_rejected"), 1);
}
TEST(Solve, RefusesWhatWouldComeOutBelowZero) {
  EXPECT_EQ(refusal("ports", {{"first", "60999"}, {"last", "32768"}}),
            "loadline: error: ports = last − first + 1 would be below 0 for last = 32768 and first "
            "= 60999\n");
  EXPECT_EQ(refusal("cascade", {{"pods", "3"}, {"lost", "5"}}),
            "loadline: error: left = pods − lost would be below 0 for pods = 3 and lost = 5\n");
  EXPECT_DOUBLE_EQ(figure("cascade", {{"pods", "3"}, {"lost", "3"}}, "left"), 0);
}
TEST(Solve, NamesWhatNoResultRestsOn) {
  const auto answer = solved("little", {{"rate", "10/s"}, {"time", "1s"}, {"headroom", "20%"}});
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->unused.empty());
  const auto idle = solved("queue", {{"places", "10"}, {"rate", "5/s"}, {"waiting", "3"}});
  ASSERT_TRUE(idle);
  EXPECT_EQ(idle->unused, std::vector<std::string_view>{"waiting"});
}
TEST(Solve, NamesTheItemThatBinds) {
  EXPECT_EQ(wordOf("budget", {{"layers", "tier=120,tenant=20,caller=50"}}, "binding"), "tenant");
  EXPECT_EQ(wordOf("inherit", {{"capacity", "100,90"}, {"calls", "1,3"}}, "binding"), "#2");
}

TEST(WriteAnswer, StartsItsJsonWithTheSchemaAndGivesBaseUnits) {
  const auto answer = solved("little", {{"rate", "60/min"}, {"in_flight", "0.25"}});
  ASSERT_TRUE(answer);
  const std::string json = toJsonText(*answer);
  EXPECT_TRUE(
      json.starts_with("{\n  \"schema\": \"loadline/formula/v1\",\n  \"calculator\": \"little\","));
  EXPECT_NE(json.find("\"time\": {\n      \"value\": 0.25,\n      \"unit\": \"s\",\n      "
                      "\"text\": \"250 ms\""),
            std::string::npos)
      << json;
}
TEST(WriteAnswer, ShowsWhatHasNoEndAsNull) {
  const auto answer = solved("overload", {{"load", "5"}, {"lasts", "30s"}, {"after", "1"}});
  ASSERT_TRUE(answer);
  EXPECT_NE(toJsonText(*answer).find("\"drain\": {\n      \"value\": null,\n      \"unit\": "
                                     "\"s\",\n      \"text\": \"without limit\""),
            std::string::npos);
}
TEST(WriteAnswer, ShowsEightDigitsWithTheirUnit) {
  EXPECT_EQ(toString(Value{Dimension::duration, {0.02048}}), "20.48 ms");
  EXPECT_EQ(toString(Value{Dimension::rate, {470.5333333333}}), "470.53333/s");
  EXPECT_EQ(toString(Value{Dimension::number, {4.5173346e-05}}), "0.000045173346");
  EXPECT_EQ(toString(Value{Dimension::bytes, {66000}}), "66 KB");
  EXPECT_EQ(toString(Value{Dimension::bytes, {65536}}), "64 KiB");
  EXPECT_EQ(toString(Value{Dimension::moment, {51785}}), "14:23:05");
  EXPECT_EQ(toString(Value{Dimension::truth, {1}}), "yes");
}

// Beyond the worked vectors: one case a hand can check for each formula that no vector reaches.

TEST(Calculators, RetriesMultiplyThroughLayers) {
  EXPECT_DOUBLE_EQ(figure("retry", {{"retries", "3"}, {"failure", "50%"}}, "attempts"), 1.875);
  EXPECT_DOUBLE_EQ(figure("retry", {{"retries", "3"}, {"layers", "3"}}, "worst_amplification"), 64);
  EXPECT_DOUBLE_EQ(figure("retry", {{"retries", "3"}, {"failure", "10%"}}, "attempts"), 1.111);
  EXPECT_DOUBLE_EQ(
      figure("retry", {{"retries", "4"}, {"backoff", "1s"}, {"backoff_cap", "4s"}}, "waits"), 11);
}
TEST(Calculators, TheBoundStackOfTwoCallers) { // oracle M20
  const Given given = {{"offered", "64,40"},
                       {"calls", "3,1"},
                       {"pods", "10,5"},
                       {"cache_hit", "80%,0"},
                       {"admitted", "800"}};
  EXPECT_DOUBLE_EQ(figure("oversubscription", given, "demand"), 2120);
  EXPECT_DOUBLE_EQ(figure("oversubscription", given, "demand_mean"), 584);
  EXPECT_DOUBLE_EQ(figure("oversubscription", given, "oversubscription"), 2.65);
  EXPECT_DOUBLE_EQ(figure("oversubscription", given, "oversubscription_mean"), 0.73);
}
TEST(Calculators, ABreakerThatStartsAnewEachSecondNeverOpensOnHalfSecondTimeouts) {
  EXPECT_EQ(
      figure("breaker", {{"interval", "1s"}, {"timeout", "500ms"}, {"rate", "1000/s"}}, "can_trip"),
      0);
  EXPECT_EQ(
      figure("breaker", {{"interval", "1s"}, {"timeout", "400ms"}, {"rate", "1000/s"}}, "can_trip"),
      1);
  EXPECT_EQ(
      figure("breaker", {{"interval", "1s"}, {"timeout", "400ms"}, {"rate", "5/s"}}, "can_trip"),
      0);
}
TEST(Calculators, ThePreStopWaitCountsAgainstTheGrace) {
  const Given given = {{"in_flight", "200"},
                       {"workers", "10"},
                       {"time", "1s"},
                       {"pre_stop", "15s"},
                       {"grace", "30s"}};
  EXPECT_DOUBLE_EQ(figure("drain", given, "needed"), 35);
  EXPECT_EQ(figure("drain", given, "fits"), 0);
}
TEST(Calculators, BatchingSharesTheFixedCost) {
  const Given given = {{"size", "100"},
                       {"fixed", "5ms"},
                       {"per_item", "50us"},
                       {"interval", "100ms"},
                       {"rate", "500/s"}};
  EXPECT_DOUBLE_EQ(figure("flush", given, "call_time"), 0.010);
  EXPECT_DOUBLE_EQ(figure("flush", given, "gain"), 50.5);
  EXPECT_DOUBLE_EQ(figure("flush", given, "crossover"), 1000);
  EXPECT_DOUBLE_EQ(figure("flush", given, "added"), 0.05);
}
TEST(Calculators, TiersPassOnWhatTheyMiss) {
  const Given given = {{"rate", "1000/s"}, {"hits", "80%,50%"}, {"times", "1ms,10ms,100ms"}};
  EXPECT_NEAR(figure("cache-tiers", given, "origin_rate"), 100, 1e-9);
  EXPECT_NEAR(figure("cache-tiers", given, "time"), 0.001 + 0.2 * 0.01 + 0.1 * 0.1, 1e-12);
}
TEST(Calculators, DeadlinesShrinkDownTheChain) {
  EXPECT_EQ(figure("deadline", {{"chain", "800ms,500ms,200ms"}, {"reserve", "100ms"}}, "shrinks"),
            1);
  EXPECT_EQ(figure("deadline", {{"chain", "800ms,750ms"}, {"reserve", "100ms"}}, "shrinks"), 0);
  EXPECT_NEAR(figure("deadline",
                     {{"timeout", "800ms"}, {"spent", "150ms,50ms"}, {"reserve", "100ms"}}, "left"),
              0.5, 1e-12);
}
TEST(Calculators, StepsOfARequestAreNoChain) { // after each other, none is inside of another
  const auto answer = solved("deadline", {{"timeout", "800ms"}, {"times", "300ms,200ms,250ms"}});
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->find("serial_fits"), nullptr);
  EXPECT_EQ(answer->find("shrinks"), nullptr);
}
TEST(Calculators, APipelineGoesAtThePaceOfItsSlowestStage) {
  const Given given = {
      {"times", "read=1ms,parse=4ms,write=2ms"}, {"workers", "1,3,1"}, {"items", "1001"}};
  EXPECT_DOUBLE_EQ(figure("pipeline", given, "throughput"), 500);
  EXPECT_EQ(wordOf("pipeline", given, "binding"), "write");
  EXPECT_DOUBLE_EQ(figure("pipeline", given, "duration"), 2.007);
}
TEST(Calculators, LostPodsLeaveTheirLoadToTheOthers) {
  const Given given = {{"pods", "8"}, {"lost", "2"}, {"rate", "800/s"}, {"per_pod", "120/s"}};
  EXPECT_NEAR(figure("cascade", given, "after"), 133.3333, 1e-4);
  EXPECT_EQ(figure("cascade", given, "survives"), 0);
  EXPECT_DOUBLE_EQ(figure("cascade", given, "most_lost"), 1);
}
TEST(Calculators, ABudgetBurnsAsFastAsItFails) {
  EXPECT_NEAR(figure("error-budget", {{"objective", "99.9%"}, {"error_rate", "1%"}}, "burn_rate"),
              10, 1e-9);
  EXPECT_NEAR(
      figure("error-budget", {{"objective", "99.9%"}, {"error_rate", "1%"}}, "exhausted_after"),
      3 * 86400, 1e-3);
}
TEST(Calculators, AvailabilitiesMultiply) {
  EXPECT_NEAR(figure("availability", {{"parts", "99%,99%"}}, "serial"), 0.9801, 1e-12);
  EXPECT_NEAR(figure("availability", {{"replicas", "99%,99%"}}, "redundant"), 0.9999, 1e-12);
}
TEST(Calculators, AWindowLimitsWhatIsUnderWay) {
  EXPECT_DOUBLE_EQ(
      figure("flow-window", {{"window", "64KiB"}, {"round_trip", "50ms"}}, "bandwidth"),
      65536 / 0.05);
}
TEST(Calculators, PodsFollowFromAPodsRateToo) {
  const Given given = {{"rate", "5000/s"}, {"per_pod_rate", "400/s"}, {"pods", "20"}};
  EXPECT_DOUBLE_EQ(figure("pods", given, "pods_bare"), 13);
  EXPECT_DOUBLE_EQ(figure("pods", given, "pods_needed"), 18);
  EXPECT_DOUBLE_EQ(figure("pods", given, "planned_rate"), 5600);
}
TEST(Calculators, ATreeOfCallsGrowsWithItsDepth) {
  const Given given = {{"branching", "5"}, {"depth", "3"}, {"limit", "2"}};
  EXPECT_DOUBLE_EQ(figure("tree", given, "leaves"), 125);
  EXPECT_DOUBLE_EQ(figure("tree", given, "tasks"), 156);
  EXPECT_DOUBLE_EQ(figure("tree", given, "tasks_limited"), 15);
  EXPECT_DOUBLE_EQ(figure("tree", {{"branching", "1"}, {"depth", "3"}}, "tasks"), 4);
}
TEST(Calculators, StartingTasksKeepsCoresBusy) {
  EXPECT_NEAR(figure("spawn-cost", {{"rate", "1.5M/s"}, {"cost", "300ns"}}, "cores"), 0.45, 1e-12);
}
TEST(Calculators, AnUpdateTakesPodsAwayRoundedDownAndAddsThemRoundedUp) {
  const Given given = {{"pods", "10"}, {"per_pod", "100"}, {"in_flight", "600"}};
  EXPECT_DOUBLE_EQ(figure("rolling-update", given, "least_pods"), 8);
  EXPECT_DOUBLE_EQ(figure("rolling-update", given, "most_pods"), 13);
  EXPECT_DOUBLE_EQ(figure("rolling-update", given, "used"), 0.75);
}
TEST(Calculators, OldPodsCarryTheClimbUntilNewOnesAreReady) {
  const Given given = {{"rate", "2000/s"},
                       {"peak", "5000/s"},
                       {"ramp", "300s"},
                       {"ready", "90s"},
                       {"capacity", "3000/s"}};
  EXPECT_DOUBLE_EQ(figure("scale-up", given, "rate_when_ready"), 2900);
  EXPECT_EQ(figure("scale-up", given, "holds"), 1);
  EXPECT_DOUBLE_EQ(figure("scale-up", {{"rate", "2000/s"}, {"peak", "5000/s"}, {"ready", "90s"}},
                          "rate_when_ready"),
                   5000);
}
TEST(Calculators, AJobWithinATimeTakesWholeRounds) {
  const Given given = {{"items", "1000"}, {"time", "2s"}, {"within", "25s"}, {"workers", "8"}};
  EXPECT_DOUBLE_EQ(figure("batch", given, "workers_needed"), 84); // twelve rounds
  EXPECT_DOUBLE_EQ(figure("batch", given, "pods_needed"), 11);
}
TEST(Calculators, ALimitGoesUpWhenItIsFastAndDownWhenItIsSlow) {
  EXPECT_EQ(wordOf("adaptive-limit", {{"latency", "79ms"}, {"target", "100ms"}}, "step"), "up");
  EXPECT_EQ(wordOf("adaptive-limit", {{"latency", "100ms"}, {"target", "100ms"}}, "step"), "stays");
  EXPECT_EQ(wordOf("adaptive-limit", {{"latency", "111ms"}, {"target", "100ms"}}, "step"), "down");
}
TEST(Calculators, ABackendNeedsHitsBeforeIt) {
  EXPECT_NEAR(figure("mixture", {{"rate", "5000/s"}, {"backend_most", "100/s"}}, "hit_needed"),
              0.98, 1e-12);
}
TEST(Calculators, AnObjectiveFollowsFromTheTimeThatMayBeBad) {
  EXPECT_NEAR(figure("error-budget", {{"budget", "43.2min"}}, "objective"), 0.999, 1e-12);
}
TEST(Calculators, QueuesWaitAsTheLibrarySays) {
  const Given given = {{"rate", "120/s"}, {"time", "50ms"}, {"workers", "8"}, {"target", "5ms"}};
  EXPECT_DOUBLE_EQ(figure("waiting", given, "workers_needed"), 9);
  EXPECT_NEAR(figure("waiting", given, "wait"), 0.0089, 1e-4);
  EXPECT_NEAR(figure("waiting", {{"rate", "8/s"}, {"time", "100ms"}}, "residence_percentile"),
              2.302585, 1e-6);
  EXPECT_NEAR(
      figure("waiting", {{"rate", "8/s"}, {"time", "100ms"}, {"service_spread", "2"}}, "residence"),
      1.1, 1e-9);
  EXPECT_NEAR(figure("loss",
                     {{"rate", "8/s"}, {"time", "100ms"}, {"workers", "1"}, {"places", "4"}},
                     "lost"),
              0.088819498656, 1e-9);
  EXPECT_NEAR(figure("loss",
                     {{"rate", "8/s"}, {"time", "100ms"}, {"workers", "1"}, {"places", "4"}},
                     "residence"),
              0.2563065207, 1e-9);
  EXPECT_NEAR(
      figure("clients",
             {{"clients", "100"}, {"think_time", "1s"}, {"time", "100ms"}, {"workers", "10"}},
             "residence"),
      0.1312505137, 1e-9);
  EXPECT_NEAR(figure("join", {{"rate", "0.5/s"}, {"time", "1s"}, {"branches", "2"}}, "residence"),
              2.875, 1e-9);
}
TEST(Calculators, ScalabilityWithoutCoherencyTendsToALimit) {
  const Given given = {{"alone", "100/s"}, {"contention", "0.05"}, {"number", "20"}};
  EXPECT_NEAR(figure("scalability", given, "peak"), 2000, 1e-9);
  EXPECT_NEAR(figure("scalability", given, "throughput"), 2000 / 1.95, 1e-9);
}
TEST(Calculators, AQueueThatIsOverrunHasNoEnd) {
  const auto answer = solved("waiting", {{"rate", "11/s"}, {"time", "1s"}, {"workers", "10"}});
  ASSERT_TRUE(answer) << toString(answer.error());
  EXPECT_EQ(toString(*answer->find("wait")), "without limit");
}
TEST(Calculators, AQueueCountsItsWorkersInWholeNumbers) {
  EXPECT_NE(refusal("waiting", {{"rate", "8/s"}, {"time", "100ms"}, {"workers", "1.5"}}),
            "no error");
}
TEST(Calculators, AnIncidentMayLastPastMidnight) {
  EXPECT_DOUBLE_EQ(figure("incident", {{"start", "23:50"}, {"end", "00:10"}}, "duration"), 1200);
}
TEST(Calculators, PermitsCapHedgesInABrownOut) {
  const Given given = {{"late", "5%"}, {"rate", "1000/s"}, {"permits", "20"}, {"time", "100ms"}};
  EXPECT_DOUBLE_EQ(figure("hedge", given, "worst"), 2);
  EXPECT_DOUBLE_EQ(figure("hedge", given, "capped_multiplier"), 1.2);
}
TEST(Calculators, ABudgetCapsRetriesThroughLayers) {
  EXPECT_NEAR(figure("retry", {{"retries", "3"}, {"layers", "3"}, {"budget", "10%"}},
                     "budgeted_amplification"),
              1.331, 1e-12);
}
TEST(Calculators, AStackShrinksWhenAQuarterSuffices) {
  EXPECT_EQ(
      figure("stack-growth", {{"needed", "9KiB"}, {"start", "2KiB"}, {"used", "3KiB"}}, "shrinks"),
      1);
  EXPECT_EQ(
      figure("stack-growth", {{"needed", "9KiB"}, {"start", "2KiB"}, {"used", "4KiB"}}, "shrinks"),
      0);
}
TEST(Calculators, ABudgetIsSplitByShares) {
  const Given given = {
      {"total", "1000"}, {"parts", "read=600,write=300,background=150"}, {"share", "60%"}};
  EXPECT_DOUBLE_EQ(figure("budget", given, "part"), 600);
  EXPECT_DOUBLE_EQ(figure("budget", given, "left"), -50);
  EXPECT_DOUBLE_EQ(figure("budget", given, "oversell"), 1.05);
}
TEST(Calculators, MemoryRunsOutAtTheRateOfTasksThatStay) {
  EXPECT_DOUBLE_EQ(figure("memory", {{"limit", "1GB"}, {"per_task", "100KB"}, {"rate", "1000/s"}},
                          "exhausted_after"),
                   10);
}

} // namespace loadline::formulas
