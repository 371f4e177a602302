#include "planner/changes/change.h"

#include "base/files.h"
#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

namespace loadline::changes {
namespace {

using Kind = Change::Kind;
using units::Concurrency;
using units::Rate;

const std::string text = "loadline: 1\n"
                         "workload: [ { to: app, rate: { baseline: 100/s, peak: 300/s } } ]\n"
                         "services:\n"
                         "  app:\n"
                         "    deployment: { replicas: 3, max_in_flight: 20 } # three pods\n"
                         "    service_time: { mean: 4ms, p99: 20ms }\n"
                         "    calls: [ { to: db, cache_hit: 50% } ]\n"
                         "  db: { pool: { size: 40 } }\n";

spec::System system() {
  return *spec::parseSystem(text, "spec.yaml");
}

/// The spec after the edits of the changes.
std::string written(const Changes &changes) {
  const auto result = spec::edited(text, "spec.yaml", changed(system(), changes).edits);
  return result ? *result : toString(result.error());
}

TEST(Changes, OfLoadScalesEveryRate) {
  const Changed of = changed(system(), {{Kind::load, "", 3}});
  EXPECT_EQ(of.system.workload[0].load.rate->value, Rate(300));
  EXPECT_EQ(of.system.workload[0].load.peak->value, Rate(900));
}

TEST(Changes, OfLatencyScalesMeanAndPercentile) {
  const Changed of = changed(system(), {{Kind::latency, "app", 2.5}});
  EXPECT_DOUBLE_EQ(of.system.services[0].terms.serviceTime->mean->value.count(), 0.010);
  EXPECT_DOUBLE_EQ(of.system.services[0].terms.serviceTime->p99->value.count(), 0.050);
}

TEST(Changes, OfFanOutScaleEveryCallThatTheServiceMakes) {
  const auto calls = spec::parseSystem(
      "loadline: 1\nworkload: [ { to: app, rate: 9/s } ]\nservices:\n"
      "  app: { calls: [ { to: db, per_request: 4 }, { to: log } ] }\n  db: {}\n  log: {}\n",
      "spec.yaml");
  ASSERT_TRUE(calls) << toString(calls.error());
  const Changed of = changed(*calls, {{Kind::fanOut, "app", 2.5}});
  EXPECT_EQ(of.system.services[0].steps[0].calls[0].terms.perRequest->value, 10);
  EXPECT_EQ(of.system.services[0].steps[1].calls[0].terms.perRequest->value, 2.5);
  ASSERT_EQ(of.edits.size(), 1u);
  EXPECT_EQ(of.edits[0].text, "10");
  EXPECT_EQ(of.unwritten, std::vector<std::string>{
                              "the call of app to log says no number yet: per_request: 2.5"});
}

TEST(Changes, OfABoundIsSharedByTheReplicas) {
  const Changed of = changed(system(), {{Kind::bound, "app", 100}});
  EXPECT_EQ(of.system.services[0].terms.deployment.maxInFlight->value, Concurrency(34));
}

TEST(Changes, OfABoundMoveWhatALimitThatAdaptsRisesTo) {
  const auto changedTo = [](double bound) {
    const spec::System is =
        *spec::parseSystem("loadline: 1\nworkload: [ { to: app, rate: 1/s } ]\nservices: { app: { "
                           "deployment: { replicas: 2, max_in_flight: 20, adaptive: { target: 9ms, "
                           "min: 10, max: 80 } } } }\n",
                           "spec.yaml");
    const Changed of = changed(is, {{Kind::bound, "app", bound}});
    const spec::Deployment &app = of.system.services[0].terms.deployment;
    return std::vector<double>{app.adaptive->min->value, app.maxInFlight->value.count(),
                               app.adaptive->max->value};
  };
  EXPECT_EQ(changedTo(300), (std::vector<double>{10, 20, 150}));
  EXPECT_EQ(changedTo(30), (std::vector<double>{10, 15, 15}));
  EXPECT_EQ(changedTo(8), (std::vector<double>{4, 4, 4}));
}

TEST(Changes, OfCacheHitsMeetEveryCallToTheService) {
  const Changed of = changed(system(), {{Kind::cacheHits, "db", 0.9}});
  EXPECT_EQ(of.system.services[0].steps[0].calls[0].terms.cacheHit->value, units::Ratio(0.9));
}

TEST(Changes, OfAServiceThatIsGoneSayNothing) {
  const Changed of = changed(system(), {{Kind::replicas, "gone", 3}});
  EXPECT_TRUE(of.edits.empty());
}

TEST(Changes, AreWrittenIntoTheSpecAndItsCommentsStay) {
  const std::string after =
      written({{Kind::load, "", 2}, {Kind::replicas, "app", 5}, {Kind::bound, "db", 60}});
  EXPECT_NE(after.find("{ baseline: 200/s, peak: 600/s }"), std::string::npos) << after;
  EXPECT_NE(after.find("{ replicas: 5, max_in_flight: 20 } # three pods"), std::string::npos);
  EXPECT_NE(after.find("{ size: 60 }"), std::string::npos);
  EXPECT_EQ(spec::parseSystem(after, "spec.yaml")->workload[0].load.peak->value, Rate(600));
}

TEST(Changes, ThatNoValueCanSayAreToldInWords) {
  const Changed of = changed(system(), {{Kind::replicas, "db", 2}, {Kind::down, "db", 1}});
  EXPECT_EQ(of.unwritten,
            (std::vector<std::string>{"db says no replicas yet: deployment: { replicas: 2 }",
                                      "db being down is a case to try and no value to write"}));
}

TEST(Changes, OfOneKindAndServiceReplaceEachOther) {
  const Changes twice = with(with({}, {Kind::load, "", 2}), {Kind::load, "", 3});
  EXPECT_EQ(twice, (Changes{{Kind::load, "", 3}}));
  EXPECT_TRUE(with(twice, {Kind::load, "", 1}).empty());
}

} // namespace
} // namespace loadline::changes
