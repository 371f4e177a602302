#include "planner/curve/load_curve.h"
#include "planner/curve/seen.h"
#include "planner/diagram/load_curve.h"
#include "planner/diagram/svg.h"
#include "planner/plan/plan_file.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::curve {

namespace {

/// One worker that takes 10 ms: full at 100/s.
const char *const oneWorker = "loadline: 1\nsystem: one\nworkload: [ { to: app, rate: 50/s } ]\n"
                              "services:\n  app: { deployment: { replicas: 1, max_in_flight: 1 }, "
                              "service_time: { mean: 10ms, distribution: exponential } }\n";

plan::PlannedSpec planned(const char *text) {
  return plan::planSpecText(text, "one.yaml").value();
}

LoadCurve curveOf(const char *text, int count = 24) {
  const plan::PlannedSpec spec = planned(text);
  return curve::curveOf(sweep(spec.system, spec.plan, count), spec.plan, "app");
}

} // namespace

TEST(LoadCurve, GoesFromLittleToMoreThanTheSystemHolds) {
  const std::vector<double> factors = factorsFor(planned(oneWorker).plan, 24);
  EXPECT_NEAR(factors.front(), 2 * 1.15 / 20, 1e-9); // it holds twice the planned load
  EXPECT_NEAR(factors.back(), 2 * 1.15, 1e-9);
}

TEST(LoadCurve, IsThatOfOneWorkerInTheory) { // M/M/1: R = S / (1 - rho)
  const plan::PlannedSpec spec = planned(oneWorker);
  const Level half = levelAt(spec.system, spec.plan.at, 1.0);
  EXPECT_NEAR(half.solution.find("app")->residence.mean->count(), 0.020, 0.020 * 0.01);
  const Level most = levelAt(spec.system, spec.plan.at, 1.6);
  EXPECT_NEAR(most.solution.find("app")->residence.mean->count(), 0.050, 0.050 * 0.01);
}

TEST(LoadCurve, MarksTheLoadLineAndWhatIsFull) {
  const LoadCurve curve = curveOf(oneWorker);
  EXPECT_NEAR(*curve.loadLine, 0.7 * 2, 1e-6); // 70 % of 100/s, in times of 50/s
  ASSERT_FALSE(curve.limits.empty());
  EXPECT_NEAR(curve.limits.front().factor, 2.0, 1e-6);
  EXPECT_EQ(curve.limits.front().service, "app");
}

TEST(LoadCurve, HasItsKneeAtHalfOfOneWorker) { // x (1 - x) is largest at 1/2 [Kleinrock1979]
  const LoadCurve curve = curveOf(oneWorker, 60);
  ASSERT_TRUE(curve.knee);
  EXPECT_NEAR(*curve.knee, 1.0, 0.08);
}

TEST(LoadCurve, GoesPastAContractToWhereTheResourceIsFull) {
  const char *const capped = "loadline: 1\nsystem: one\nworkload: [ { to: app, rate: 25/s } ]\n"
                             "services:\n  app: { contract: { max_rate: 30/s }, "
                             "deployment: { replicas: 1, max_in_flight: 1 }, "
                             "service_time: { mean: 10ms, distribution: exponential } }\n";
  const plan::PlannedSpec spec = planned(capped);
  EXPECT_NEAR(heldFactor(spec.plan), 30.0 / 25, 1e-9);
  EXPECT_NEAR(factorsFor(spec.plan, 24).back(), 100.0 / 25 * 1.15, 1e-6);
  const LoadCurve curve = curveOf(capped, 60);
  EXPECT_NEAR(*curve.loadLine, 0.7 * 30 / 25, 1e-9); // the contract's, which is nearer
  EXPECT_NEAR(*curve.knee, 2.0, 0.16);               // half of the worker, at 50/s
  ASSERT_EQ(curve.limits.size(), 2u);
  EXPECT_EQ(curve.limits[0].constraint, plan::Constraint::contract);
}

TEST(LoadCurve, SaysWhatLiesBeyondTheLoadsThatAreDrawn) {
  const LoadCurve curve =
      curveOf("loadline: 1\nsystem: two\nworkload: [ { to: gate, rate: 50/s } ]\n"
              "services:\n  gate: { deployment: { replicas: 1, max_in_flight: 1 }, "
              "service_time: { mean: 10ms, distribution: exponential }, calls: [ { to: app } ] }\n"
              "  app: { deployment: { replicas: 1, max_in_flight: 100 }, "
              "service_time: { mean: 1ms, distribution: exponential } }\n");
  EXPECT_TRUE(curve.isKneeBeyond);
  const std::string svg = toSvg(diagram::loadCurve(curve));
  for (const char *part : {"load line at 1400× planned →", "knee beyond →"})
    EXPECT_NE(svg.find(part), std::string::npos) << part;
}

TEST(LoadCurve, EndsWhereNobodyWaitsForItAnyMore) {
  const plan::PlannedSpec spec = planned(oneWorker);
  int asked = 0;
  EXPECT_EQ(sweep(spec.system, spec.plan, 50, [&] { return ++asked <= 3; }).levels.size(), 3u);
}

TEST(LoadCurve, IsDrawnWithItsMarks) {
  const std::string svg = toSvg(diagram::loadCurve(curveOf(oneWorker)));
  for (const char *part : {"planned", "load line", "knee", "app full", "p99", "bound"})
    EXPECT_NE(svg.find(part), std::string::npos) << part;
}

TEST(LoadCurve, TellsLoadsInRoundNumbers) {
  const diagram::DisplayList list = diagram::loadCurve(curveOf(oneWorker));
  std::vector<std::string> loads;
  for (const diagram::Item &item : list.groups.at(0).items)
    if (const auto *text = std::get_if<diagram::Text>(&item);
        text && text->text.size() > 2 && text->text.ends_with("/s"))
      loads.push_back(text->text);
  EXPECT_EQ(loads, (std::vector<std::string>{"0/s", "25/s", "50/s", "75/s", "100/s"}));
}

TEST(LoadCurve, GrowsWithItsPaneAsFarAsThatReadsWell) {
  const auto heightIn = [](double pane) {
    return diagram::loadCurve(curveOf(oneWorker), {400, pane}).size.height;
  };
  EXPECT_EQ(heightIn(700), 700);
  EXPECT_EQ(heightIn(10), heightIn(300));
  EXPECT_LT(heightIn(5000), 1000);
}

TEST(LoadCurve, StaysInsideItsPicture) {
  const diagram::DisplayList list = diagram::loadCurve(curveOf(oneWorker));
  const diagram::Box whole{0, 0, list.size.width, list.size.height};
  for (const diagram::Group &group : list.groups)
    for (const diagram::Item &item : group.items)
      EXPECT_TRUE(whole.grownBy(1).contains(boundsOf(item)));
}

TEST(LoadCurve, LeavesAirBetweenATitleAndTheMarksThatRunPastIt) {
  const diagram::DisplayList list = diagram::loadCurve(curveOf(oneWorker));
  int titles = 0;
  for (const diagram::Group &group : list.groups)
    for (std::size_t i = 1; i < group.items.size(); ++i) {
      const auto *text = std::get_if<diagram::Text>(&group.items[i]);
      const auto *ground = std::get_if<diagram::Shape>(&group.items[i - 1]);
      if (!text ||
          (text->text != "Time from arrival to answer" && text->text != "Requests in flight"))
        continue;
      ++titles;
      ASSERT_TRUE(ground && ground->fill.role == diagram::Role::canvas);
      const diagram::Box words = boundsOf(*text), free = boundsOf(*ground);
      EXPECT_GE(free.right() - words.right(), 6);
      EXPECT_GE(words.y - free.y, 4);
    }
  EXPECT_EQ(titles, 2);
}

TEST(LoadCurve, OfWhatIsNotThereSaysSo) {
  EXPECT_NE(toSvg(diagram::loadCurve({.service = "nobody"})).find("Nothing is known"),
            std::string::npos);
}

TEST(LoadCurve, GoesOnBeyondWhatAServiceWithoutABoundCanEverServe) {
  const LoadCurve curve =
      curveOf("loadline: 1\nsystem: one\nworkload: [ { to: app, rate: 50/s } ]\n"
              "services:\n  app: { deployment: { replicas: 1, cpu: 1 }, "
              "service_time: { mean: 10ms, distribution: exponential }, "
              "calls: [ { to: store } ] }\n"
              "  store: { service_time: { mean: 5ms, p99: 30ms } }\n");
  ASSERT_EQ(curve.points.size(), 24u);
  EXPECT_TRUE(std::isfinite(curve.points.front().p99->count()));
  EXPECT_FALSE(curve.points.back().p99 && std::isfinite(curve.points.back().p99->count()));
}

TEST(Seen, PutsALoadTestOnTheAxisOfTheServiceThatItAsked) {
  const plan::PlannedSpec spec = planned(oneWorker); // 50/s are planned
  loadtest::LoadTest test{.file = "runs/monday.csv"};
  test.points = {{.offered = Rate(25), .throughput = Rate(25), .mean = Duration(0.013)},
                 {.offered = Rate(120), .throughput = Rate(99), .mean = Duration(2)},
                 {.throughput = Rate(75)}};
  const Seen seen = seenBy(test, *spec.plan.find("app"));
  EXPECT_EQ(seen.name, "monday.csv");
  ASSERT_EQ(seen.points.size(), 3u);
  EXPECT_DOUBLE_EQ(seen.points[0].factor, 0.5);
  EXPECT_DOUBLE_EQ(seen.points[1].factor, 2.4); // what was sent, not what was answered
  EXPECT_DOUBLE_EQ(seen.points[2].factor, 1.5);
  EXPECT_DOUBLE_EQ(seen.points[1].mean->count(), 2);
}

TEST(Seen, IsAboutWhatAWorkloadCalls) {
  const plan::PlannedSpec spec =
      planned("loadline: 1\nsystem: two\nworkload: [ { to: app, rate: 5/s } ]\nservices:\n"
              "  app: { service_time: { mean: 1ms }, calls: [ { to: store } ] }\n"
              "  store: { service_time: { mean: 1ms } }\n");
  EXPECT_TRUE(isEntry(spec.plan, "app"));
  EXPECT_FALSE(isEntry(spec.plan, "store"));
}

TEST(Seen, SimulatesLoadsUpToAlmostWhatTheSystemHolds) {
  const std::vector<double> factors = simulatedFactors(planned(oneWorker).plan);
  EXPECT_NEAR(factors.front(), 0.25 * 2, 1e-9);
  EXPECT_NEAR(factors.back(), 0.95 * 2, 1e-9);
}

TEST(Seen, ASimulatedLevelIsThatOfOneWorkerInTheory) { // M/M/1: R = S / (1 - rho), p99 = R ln 100
  const plan::PlannedSpec spec = planned(oneWorker);
  const auto level = simulatedAt(spec.system, spec.plan, 1.0);
  ASSERT_TRUE(level);
  const Seen seen = seenIn({*level}, "app");
  ASSERT_EQ(seen.points.size(), 1u);
  EXPECT_NEAR(seen.points[0].mean->count(), 0.020, 0.020 * 0.05);
  EXPECT_NEAR(seen.points[0].p99->count(), 0.020 * std::log(100), 0.0921 * 0.08);
  EXPECT_NEAR(seen.points[0].inFlight->count(), 1.0, 0.05);
}

TEST(Seen, IsDrawnAndNamed) {
  LoadCurve curve = curveOf(oneWorker);
  const std::string without = diagram::toSvg(diagram::loadCurve(curve));
  curve.seen = {{Seen::By::loadTest, "monday <b>.csv", {{.factor = 0.5, .mean = Duration(0.013)}}},
                {Seen::By::simulation, "simulated", {{.factor = 99, .mean = Duration(0.5)}}}};
  const std::string svg = diagram::toSvg(diagram::loadCurve(curve));
  EXPECT_EQ(without.find("monday"), std::string::npos);
  EXPECT_NE(svg.find("monday &lt;b&gt;.csv"), std::string::npos);
  EXPECT_NE(svg.find("simulated (1 at higher loads)"), std::string::npos);
}

} // namespace loadline::curve
