#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

namespace loadline::spec {

namespace {

using namespace std::chrono_literals;

/// A system of one service whose body is `body`, with a load of its own.
Result<System> withService(const std::string &body) {
  return parseSystem(
      "loadline: 1\nworkload: [ { to: app, rate: 10/s } ]\nservices:\n  app: " + body + "\n",
      "spec.yaml");
}

Service serviceOf(const std::string &body) {
  const Result<System> system = withService(body);
  EXPECT_TRUE(system) << toString(system.error());
  return system ? system->services.front() : Service{};
}

std::string errorOf(const std::string &body) {
  const Result<System> system = withService(body);
  return system ? "no error" : toString(system.error());
}

} // namespace

TEST(Spec, ItsNameIsThatOfTheFileUnlessGiven) {
  EXPECT_EQ(withService("{}")->name, "spec");
}

TEST(Spec, EveryValueKeepsItsPlace) {
  const Service service = serviceOf("{ contract: { max_in_flight: 5 } }");
  EXPECT_EQ(toString(service.terms.contract.cap.maxInFlight->at), "spec.yaml:4:37");
}

TEST(Spec, ALayerIsOneOfTheTableAndStandsOnce) {
  EXPECT_EQ(errorOf("{ layers: [ bound, timeouts ] }"),
            "spec.yaml:4:27: error: 'timeouts' is no layer (did you mean 'timeout'?)\n");
  EXPECT_EQ(errorOf("{ layers: [ bound, bound ] }"),
            "spec.yaml:4:27: error: the layer 'bound' stands there twice\n");
}

TEST(Spec, ThatSaysAKeyTwiceHasItsOtherErrorsToldToo) {
  EXPECT_EQ(errorOf("{ contract: { max_in_flight: 5, max_in_flight: 6, max_rate: 5 } }"),
            "spec.yaml:4:40: error: duplicate key 'max_in_flight' (it stands on line 4 already; "
            "keep one of the two)\n"
            "spec.yaml:4:68: error: '5' is no rate: it does not say per what time (write it as in "
            "1200/s, 1.2k/s or 90/min)\n");
}
TEST(Spec, ThatNamesAServiceTwiceHasTheErrorsOfBothTold) {
  const auto system = parseSystem("loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n"
                                  "  a: { contract: { max_rate: 5 } }\n"
                                  "  a: { contract: { max_rate: 6 } }\n",
                                  "spec.yaml");
  ASSERT_FALSE(system);
  const std::string errors = toString(system.error());
  EXPECT_NE(errors.find("5:3: error: duplicate key 'a'"), std::string::npos) << errors;
  EXPECT_NE(errors.find("4:30: error: '5' is no rate"), std::string::npos) << errors;
  EXPECT_NE(errors.find("5:30: error: '6' is no rate"), std::string::npos) << errors;
}
TEST(Spec, WithAValueWhereAMapBelongsNamesItsKeys) {
  EXPECT_EQ(errorOf("{ pool: 50 }"), "spec.yaml:4:16: error: pool must be a map, not a plain value "
                                     "(write 'key: value' lines; it takes size)\n");
}
TEST(Spec, WithARangeThatGoesDownHasItsOtherErrorsToldToo) {
  EXPECT_EQ(errorOf("{ service_time: { mean: 9..5ms }, layers: [ bound, bound ] }"),
            "spec.yaml:4:32: error: the range '9..5ms' ends below its start\n"
            "spec.yaml:4:59: error: the layer 'bound' stands there twice\n");
}

TEST(Sidecar, StandsBetweenAServiceAndItsCallers) {
  const auto system = parseSystem(
      "loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n"
      "  a: { calls: [ { to: b, timeout: 1s } ] }\n"
      "  b: { deployment: { replicas: 3 }, contract: { per_caller: { a: { max_rate: 5/s } } },\n"
      "       sidecar: { service_time: { mean: 1ms }, max_in_flight: 32 } }\n",
      "spec.yaml");
  ASSERT_TRUE(system) << toString(system.error());
  ASSERT_EQ(system->services.size(), 3u);
  const Service &sidecar = system->services[2];
  EXPECT_EQ(sidecar.name(), "b-sidecar");
  EXPECT_EQ(sidecar.replicas(), 3);
  EXPECT_EQ(sidecar.terms.deployment.maxInFlight->value, Concurrency(32));
  EXPECT_EQ(sidecar.terms.contract.perCaller.size(), 1u);
  EXPECT_EQ(system->services[0].steps.at(0).calls.at(0).to, 2u);
  EXPECT_EQ(sidecar.steps.at(0).calls.at(0).to, 1u);
}
TEST(Sidecar, WhoseNameIsTakenIsAnError) {
  const auto system =
      parseSystem("loadline: 1\nworkload: [ { to: b, rate: 10/s } ]\nservices:\n"
                  "  b: { sidecar: { service_time: { mean: 1ms } } }\n  b-sidecar: {}\n",
                  "spec.yaml");
  ASSERT_FALSE(system);
  EXPECT_EQ(toString(system.error()),
            "spec.yaml:5:3: error: 'b-sidecar' is the name of the sidecar of 'b' (give the service "
            "another name)\n");
}

TEST(Spec, ASoleRateIsTheBaselineWithoutAPeak) {
  const Load load = withService("{}")->workload.front().load;
  EXPECT_EQ(load.rate->value, Rate(10));
  EXPECT_FALSE(load.peak);
}

TEST(Spec, AClosedLoadHasClientsThatThink) {
  const auto system = parseSystem("loadline: 1\nworkload: [ { to: app, clients: 250, think_time: "
                                  "1s } ]\nservices: { app: {} }\n",
                                  "spec.yaml");
  ASSERT_TRUE(system);
  EXPECT_TRUE(system->workload.front().load.isClosed());
  EXPECT_EQ(system->workload.front().load.thinkTime->value, Duration(1s));
}

TEST(Spec, AQueueMayBeUnboundedByName) {
  const Service service = serviceOf("{ deployment: { max_in_flight: 5, queue: unbounded } }");
  ASSERT_TRUE(service.terms.deployment.queue);
  EXPECT_FALSE(service.terms.deployment.queue->value.size);
}

TEST(Spec, ALimitThatAdaptsHasDefaults) {
  const AdaptiveLimit limit =
      *serviceOf("{ deployment: { max_in_flight: 80, adaptive: { target: 50ms } } }")
           .terms.deployment.adaptive;
  EXPECT_EQ(limit.target->value, Duration(50ms));
  EXPECT_EQ(limit.least(), 1);
  EXPECT_EQ(limit.period(), Duration(1s));
  EXPECT_EQ(limit.raisesBelow(), 0.8);
  EXPECT_EQ(limit.lowersAbove(), 1.1);
  EXPECT_EQ(limit.up(), 1.1);
  EXPECT_EQ(limit.down(), 0.9);
  EXPECT_FALSE(limit.roundsUp());
}

TEST(Spec, ALimitThatAdaptsRisesToItsMaxOrStaysBelowItsStart) {
  const auto most = [](const std::string &more) {
    return serviceOf("{ deployment: { max_in_flight: 80, adaptive: { target: 50ms" + more +
                     " } } }")
        .terms.deployment.mostInFlight()
        ->value;
  };
  EXPECT_EQ(most(""), Concurrency(80));
  EXPECT_EQ(most(", max: 400"), Concurrency(400));
}

TEST(Spec, CallsOfAParallelGroupFormOneStep) {
  const Service service = serviceOf("{ calls: [ { to: app, per_request: 0.1 }, { parallel: [ { to: "
                                    "app, cache_hit: 95% }, { to: app, cache_hit: 1 } ] } ] }");
  ASSERT_EQ(service.steps.size(), 2u);
  EXPECT_FALSE(service.steps[0].isParallel);
  EXPECT_TRUE(service.steps[1].isParallel);
  EXPECT_EQ(service.steps[1].calls.size(), 2u);
}

TEST(Spec, ACountMayHaveADistribution) {
  const Service service =
      serviceOf("{ calls: [ { to: app, per_request: { mean: 0.5, distribution: geometric } } ] }");
  EXPECT_EQ(service.steps[0].calls[0].terms.count(), 0.5);
  EXPECT_EQ(service.steps[0].calls[0].terms.countShape->value, CountShape::geometric);
}

TEST(Spec, ACapForOneCallerNamesAService) {
  EXPECT_EQ(errorOf("{ contract: { per_caller: { ap: { max_rate: 5/s } } } }"),
            "spec.yaml:4:36: error: per_caller names 'ap', which is no service of this spec (did "
            "you mean 'app'?)\n");
}

TEST(Spec, AllErrorsAreToldInTheOrderOfTheText) {
  EXPECT_EQ(errorOf("{ contract: { max_rate: 5 }, slo: { p99: 3 }, calls: [ { to: nowhere } ] }"),
            "spec.yaml:4:32: error: '5' is no rate: it does not say per what time (write it as in "
            "1200/s, 1.2k/s or 90/min)\n"
            "spec.yaml:4:49: error: '3' is no duration: it has no unit (write it as in 250ms, 1.5s "
            "or 1h30m)\n"
            "spec.yaml:4:69: error: 'app' calls 'nowhere', which is no service of this spec (one "
            "of app; or add 'nowhere:' below 'services')\n");
}

TEST(Spec, AMisspelledMandatoryKeyIsToldOnce) {
  EXPECT_EQ(errorOf("{ calls: [ { too: app } ] }"),
            "spec.yaml:4:21: error: a call has no key 'too' (did you mean 'to'?)\n");
}

TEST(Spec, AnErlangTimeNeedsItsStages) {
  EXPECT_EQ(errorOf("{ service_time: { mean: 5ms, distribution: erlang } }"),
            "spec.yaml:4:51: error: an erlang service time needs 'stages' (as in 'stages: 4')\n");
}

TEST(Spec, AP99BelowTheMeanIsRefused) {
  EXPECT_EQ(errorOf("{ service_time: { mean: 5ms, p99: 4ms } }"),
            "spec.yaml:4:42: error: 'p99' is below 'mean' (of 100 requests 99 take no longer than "
            "p99)\n");
}

TEST(Spec, OneCalleeMayBeCalledInSeveralSteps) {
  EXPECT_EQ(serviceOf("{ calls: [ { to: app, cache_hit: 95% }, { to: app, cache_hit: 95% } ] }")
                .steps.size(),
            2u);
}

} // namespace loadline::spec
