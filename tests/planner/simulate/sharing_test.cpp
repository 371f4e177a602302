#include "tests/planner/simulate/simulated.h"

#include <cmath>

// What the calls of several requests share: loads, batches and caches. Each against a closed form.

namespace loadline::simulate {

using namespace std::chrono_literals;

namespace {

/// Open arrivals at `a`, which does nothing but call `b`; that takes 100 ms.
Model calling(const std::string &rate, const std::string &call) {
  return modelled("workload: [ { to: a, rate: " + rate + " } ]\nservices:\n  a: { calls: [ " +
                  call +
                  " ] }\n  b: { service_time: { mean: 100ms, distribution: deterministic } }\n");
}

Simulation run(const Model &model) {
  return *simulate(model, {.seed = 1, .warmUp = 20s, .duration = 2000s});
}

Model cached(double joins) {
  Model model = calling("50/s", "{ to: b }");
  model.services[0].steps[0].calls[0].cache = model::Cache{.keys = 1, .lives = 2s};
  model.services[0].steps[0].calls[0].joins = joins;
  return model;
}

} // namespace

TEST(Coalescing, MakesOneLoadOfAllMissesWhileItIsUnderWay) { // S + 1/λ from one to the next
  const Simulation is = run(calling("50/s", "{ to: b, coalesce: 100% }"));
  EXPECT_HOLDS(is.services[1].arrivals, Rate(1 / (0.1 + 1.0 / 50)), 0.01);
  EXPECT_HOLDS(is.workload[0].throughput, Rate(50), 0.01);
  // Who joins waits for what is left: the first S, the λS others half of it at the mean.
  EXPECT_HOLDS(*is.workload[0].residence.mean, Duration((0.1 + 5 * 0.05) / 6), 0.01);
}
TEST(Coalescing, LeavesTheRestOfTheMissesToThemselves) {
  // A share j of λ joins while one is under way, P = 1 − e^{−l S} with l loads a second.
  const Simulation is = run(calling("50/s", "{ to: b, coalesce: 60% }"));
  const double loads = is.services[1].arrivals.value.count();
  EXPECT_GT(loads, 50 * 0.4);
  EXPECT_LT(loads, 50 * 0.4 * 1.2);
}
TEST(Coalescing, TellsAllWhoJoinedOfAFailure) {
  const Simulation is = run(modelled(R"(
workload: [ { to: a, rate: 50/s } ]
services:
  a: { calls: [ { to: b, coalesce: 100%, timeout: 40ms, retries: 1 } ] }
  b: { service_time: { mean: 100ms, distribution: deterministic } }
)"));
  EXPECT_EQ(is.workload[0].throughput.value, Rate(0));
  EXPECT_HOLDS(is.workload[0].failures, Rate(50), 0.01);
  EXPECT_HOLDS(is.services[1].arrivals, Rate(2 / (0.08 + 1.0 / 50)), 0.01);
}

TEST(Batches, OfOneRequestAreFewerCalls) { // 500 in hundreds: five, one after the other
  const Simulation is = run(calling("1/s", "{ to: b, per_request: 500, batch: 100 }"));
  EXPECT_NEAR(is.workload[0].residence.mean->value.count(), 0.5, 1e-9);
  EXPECT_HOLDS(is.services[1].arrivals, Rate(5), 0.05);
}
TEST(Batches, OfSeveralRequestsWaitUntilTheyAreFull) { // the k-th of ten waits (10 − k) / λ
  const Simulation is = run(calling("50/s", "{ to: b, batch: 10 }"));
  EXPECT_HOLDS(is.services[1].arrivals, Rate(5), 0.01);
  EXPECT_HOLDS(*is.workload[0].residence.mean, Duration(0.1 + 4.5 / 50), 0.01);
}
TEST(Batches, LeaveAfterTheirWaitThoughTheyAreNotFull) { // one every w + 1/λ
  const Simulation is = run(calling("50/s", "{ to: b, batch: { size: 1000, wait: 200ms } }"));
  EXPECT_HOLDS(is.services[1].arrivals, Rate(1 / (0.2 + 1.0 / 50)), 0.01);
  EXPECT_HOLDS(*is.workload[0].residence.mean, Duration(0.1 + (0.2 + 10 * 0.1) / 11), 0.01);
}

TEST(Batches, TakeThePartOfARequestThatFits) { // 2, 2 and 1 of 2 fill 5, then 1, 2 and 2
  const Simulation is = run(calling("100/s", "{ to: b, per_request: 2, batch: 5 }"));
  EXPECT_HOLDS(is.services[1].arrivals, Rate(40), 0.01);
  EXPECT_HOLDS(*is.workload[0].residence.mean, Duration(0.1 + 6 / 5.0 / 100), 0.01);
}
TEST(Batches, OfWhichEitherFailsFailTheRequestInBoth) { // one of five requests is in two of them
  const Simulation is = run(modelled(R"(
workload: [ { to: a, rate: 100/s } ]
services:
  a: { calls: [ { to: b, per_request: 2, batch: 5 } ] }
  b: { fails: 50%, service_time: { mean: 1ms, distribution: deterministic } }
)"));
  EXPECT_HOLDS(is.workload[0].failures, Rate(100 * (0.8 * 0.5 + 0.2 * 0.75)), 0.02);
}
TEST(Batches, OfAGroupAreOneAnswerHoweverTheyLeave) {
  const Simulation is = run(modelled(R"(
workload: [ { to: a, rate: 100/s } ]
services:
  a:
    calls:
      - parallel: [ { to: b, per_request: 2, batch: 5 }, { to: c } ]
        quorum: 2
  b: { service_time: { mean: 1ms, distribution: deterministic } }
  c: { service_time: { mean: 300ms, distribution: deterministic } }
)"));
  EXPECT_NEAR(is.workload[0].residence.mean->value.count(), 0.3, 1e-9);
}

TEST(Caches, OfManyKeysHitAsOftenAsTheirLivesSay) { // λT / (1 + λ(S + T)) of one key
  Model model = calling("50/s", "{ to: b }");
  model.services[0].steps[0].calls[0].cache = model::Cache{.keys = 500, .lives = 20s};
  model.services[1].work.mean = Duration(0);
  const Simulation is = run(model);
  EXPECT_HOLDS(is.services[1].arrivals, Rate(50 / (1 + 0.1 * 20)), 0.01);
}
TEST(Caches, SendAHerdWhenAHotKeyIsOver) {
  // All who miss during the first load S load, too: 1 + λS, the last of them (1 − e^{−λS})/λ before
  // S is over at the mean, and the key lives on from the last answer.
  const double rate = 50, load = 0.1;
  const double last = load - (1 - std::exp(-rate * load)) / rate;
  EXPECT_HOLDS(run(cached(0)).services[1].arrivals,
               Rate((1 + rate * load) / (1 / rate + last + load + 2)), 0.02);
}
TEST(Caches, SendOneLoadWhereMissesAreCoalesced) {
  EXPECT_HOLDS(run(cached(1)).services[1].arrivals, Rate(1 / (1.0 / 50 + 0.1 + 2)), 0.01);
}

} // namespace loadline::simulate
