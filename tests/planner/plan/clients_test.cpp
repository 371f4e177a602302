#include "tests/planner/plan/planned.h"

// Clients that wait for their answers limit what is inside.

namespace loadline::plan {

namespace {

Plan ofTenClients(const std::string &services) {
  return planned("loadline: 1\nworkload: [ { to: a, clients: 10, think_time: 0s } ]\nservices:\n" +
                 services);
}

} // namespace

TEST(Clients, AreTheMostThatIsInside) { // 1000/s × 60 ms would be 60
  const Plan plan = ofTenClients("  a: { deployment: { replicas: 2, max_in_flight: 10, queue: 0 }, "
                                 "service_time: { mean: 10ms, p99: 60ms } }\n");
  const ServicePlan &a = *plan.find("a");
  EXPECT_EQ(a.inFlightAtP99, Concurrency(10));
  EXPECT_EQ(a.maxInFlight.recommended, Concurrency(15)); // ⌈10 / 0.7⌉
  EXPECT_EQ(a.replicasNeeded, 2);
  EXPECT_EQ(messagesOf(plan, "too-few-replicas"), "");
}
TEST(Clients, HaveAsManyInACalleeAsTheyCallAtOnce) { // 10 × 3 calls at once
  const Plan plan = ofTenClients(
      "  a: { service_time: { mean: 1ms }, calls: [ { parallel: [ { to: b, per_request: 3 } ] } ] "
      "}\n  b: { service_time: { mean: 10ms, p99: 100ms } }\n");
  EXPECT_NEAR(plan.find("b")->inFlightAtP99->count(), 30, 1e-9);
}
TEST(Clients, AreNoLimitWhereOthersSendToo) {
  const Plan plan = planned(
      "loadline: 1\nworkload: [ { to: a, clients: 10 }, { to: a, rate: 100/s } ]\nservices:\n"
      "  a: { pool: { size: 100 }, service_time: { mean: 10ms, p99: 60ms } }\n");
  const ServicePlan &a = *plan.find("a");
  EXPECT_NEAR(a.inFlightAtP99->count(), a.arrivalRate->count() * 0.06, 1e-9);
}
TEST(Clients, HaveNoRemedyWhereOthersSendAnyNumberToo) { // 100 would be the clients alone
  const std::string web = "{ contract: { max_in_flight: 30 }, service_time: { mean: 10ms } }\n";
  const std::string clients = "loadline: 1\nworkload: [ { to: a, clients: 100, think_time: 1s }";
  const Plan closed = planned(clients + " ]\nservices:\n  a: " + web);
  EXPECT_EQ(closed.find("a")->remedies->addCapacity, Concurrency(100));
  const Plan mixed = planned(clients + ", { to: a, rate: 50/s } ]\nservices:\n  a: " + web);
  EXPECT_EQ(mixed.find("a")->remedies, std::nullopt);
  EXPECT_EQ(mixed.find("a")->oversubscription, std::nullopt);
}
TEST(Clients, AreNoLimitWhereCallsAreLeftBehind) { // the callee works on after the timeout
  const Plan plan =
      ofTenClients("  a: { service_time: { mean: 1ms }, calls: [ { to: b, timeout: 20ms } ] }\n"
                   "  b: { service_time: { mean: 10ms, p99: 100ms } }\n");
  const ServicePlan &b = *plan.find("b");
  EXPECT_NEAR(b.inFlightAtP99->count(), b.arrivalRate->count() * 0.1, 1e-6);
}

} // namespace loadline::plan
