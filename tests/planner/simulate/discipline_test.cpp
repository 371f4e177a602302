#include "planner/queueing/station.h"
#include "tests/planner/simulate/simulated.h"

#include <string>

// In which order those who wait are served: by the priority of their classes, and tenants in turns.

namespace loadline::simulate {

using namespace std::chrono_literals;

namespace {

/// Urgent and other requests at a station of exponential work.
///   contract  beside the classes
Simulation urgentAndOther(double urgent, double other, const std::string &work, int slots,
                          const std::string &contract, const std::string &queue = "unbounded",
                          Duration duration = 10'000s) {
  return simulated("workload:\n"
                   "  - { to: a, class: urgent, rate: " +
                       std::to_string(urgent) +
                       "/s }\n"
                       "  - { to: a, class: other, rate: " +
                       std::to_string(other) +
                       "/s }\n"
                       "services:\n"
                       "  a:\n"
                       "    contract: { classes: { urgent: { priority: 1 }, other: {} }" +
                       contract +
                       " }\n"
                       "    deployment: { max_in_flight: " +
                       std::to_string(slots) + ", queue: " + queue +
                       " }\n"
                       "    service_time: { " +
                       work + " }\n",
                   200s, duration);
}

} // namespace

// [Cobham1954]: class k waits W / ((1 - σ₋) (1 - σ)), W what all would wait for at an idle queue,
// σ the load of its class and those above, σ₋ of those above alone.

TEST(Priorities, OfOneServerAreCobhams) {
  const double urgent = 3, other = 5, work = 0.1;
  const Simulation run =
      urgentAndOther(urgent, other, "mean: 100ms, distribution: exponential", 1, "");
  const double residual = (urgent + other) * work * work; // λ E[S²] / 2
  const double above = urgent * work, all = (urgent + other) * work;
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(work + residual / (1 - above)), 0.01);
  EXPECT_HOLDS(*run.workload[1].residence.mean, Duration(work + residual / (1 - above) / (1 - all)),
               0.04);
}
TEST(Priorities, OfOneServerWithSteadyWorkAreCobhams) {
  const double urgent = 3, other = 5, work = 0.1;
  const Simulation run =
      urgentAndOther(urgent, other, "mean: 100ms, distribution: deterministic", 1, "");
  const double residual = (urgent + other) * work * work / 2;
  const double above = urgent * work, all = (urgent + other) * work;
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(work + residual / (1 - above)), 0.01);
  EXPECT_HOLDS(*run.workload[1].residence.mean, Duration(work + residual / (1 - above) / (1 - all)),
               0.04);
}
TEST(Priorities, OfSeveralServersAreCobhams) {
  const double urgent = 10, other = 25, work = 0.1;
  const int slots = 4;
  const Simulation run =
      urgentAndOther(urgent, other, "mean: 100ms, distribution: exponential", slots, "");
  const double above = urgent * work / slots, all = (urgent + other) * work / slots;
  const double wait =
      queueing::steady({Rate(urgent + other), Duration(work), slots}).wait.count() * (1 - all);
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(work + wait / (1 - above)), 0.01);
  EXPECT_HOLDS(*run.workload[1].residence.mean, Duration(work + wait / (1 - above) / (1 - all)),
               0.04);
}
TEST(Priorities, ReachCalleesThatNameTheClass) {
  const std::string body = "workload:\n"
                           "  - { to: edge, class: urgent, rate: 3/s }\n"
                           "  - { to: edge, class: other, rate: 5/s }\n"
                           "services:\n"
                           "  edge:\n"
                           "    contract: { classes: { urgent: {}, other: {} } }\n"
                           "    service_time: { mean: 10ms, distribution: deterministic }\n"
                           "    calls: [ { to: a } ]\n"
                           "  a:\n"
                           "    contract: { classes: { urgent: { priority: 1 } } }\n"
                           "    deployment: { max_in_flight: 1, queue: unbounded }\n"
                           "    service_time: { mean: 100ms, distribution: exponential }\n";
  const Simulation run = simulated(body, 200s, 10'000s);
  const double residual = 8 * 0.1 * 0.1;
  EXPECT_HOLDS(*run.workload[0].residence.mean, Duration(0.11 + residual / 0.7), 0.01);
  EXPECT_HOLDS(*run.workload[1].residence.mean, Duration(0.11 + residual / 0.7 / 0.2), 0.04);
}

/// One slot and one place in the queue: states by who waits, while the slot is busy.
TEST(Priorities, TakeTheLastPlaceWhereTheLowestIsShed) {
  const double urgent = 6, other = 8, completes = 10;
  const Simulation run = urgentAndOther(urgent, other, "mean: 100ms, distribution: exponential", 1,
                                        ", on_excess: shed", "1");
  // Balance: idle λ = busy μ; with other waiting (μ + urgent) = busy other; with any busy λ / μ.
  const double all = urgent + other, any = all / completes,
               otherWaits = other / (completes + urgent);
  const double idle = 1 / (1 + any + any * any), busy = idle * any;
  const double urgentWaits = any - otherWaits;
  EXPECT_HOLDS(run.workload[0].throughput, Rate(urgent * (1 - busy * urgentWaits)), 0.01);
  EXPECT_HOLDS(run.workload[1].throughput,
               Rate(other * (1 - busy * any) - busy * otherWaits * urgent), 0.02);
  EXPECT_HOLDS(run.services[0].throughput, Rate(completes * (1 - idle)), 0.01);
}
TEST(Priorities, LetTheLowestThroughEveryFewTimes) { // and nobody else below them
  const std::string body = "workload:\n"
                           "  - { to: a, class: urgent, clients: 20, think_time: 0s }\n"
                           "  - { to: a, class: other, clients: 20, think_time: 0s }\n"
                           "services:\n"
                           "  a:\n"
                           "    contract: { classes: { urgent: { priority: 1 }, other: {} }";
  const std::string rest = " }\n"
                           "    deployment: { max_in_flight: 2, queue: unbounded }\n"
                           "    service_time: { mean: 10ms, distribution: exponential }\n";
  const Simulation starved = simulated(body + rest, 10s, 200s);
  EXPECT_NEAR(starved.workload[1].throughput.value.count(), 0, 1e-9);
  const Simulation run = simulated(body + ", lowest_every: 10" + rest, 10s, 200s);
  EXPECT_HOLDS(run.workload[0].throughput, Rate(180), 0.01);
  EXPECT_HOLDS(run.workload[1].throughput, Rate(20), 0.01);
}

namespace {

/// One that asks for more than there is, and one that asks now and then; a request takes 10 ms.
std::string greedyAndModest(const std::string &modest, const std::string &contract) {
  return "workload:\n"
         "  - { to: a, tenant: greedy, clients: 30, think_time: 0s }\n"
         "  - { to: a, tenant: modest, " +
         modest +
         " }\n"
         "services:\n"
         "  a:\n"
         "    contract: { per_tenant: { greedy: {}, modest: {} }" +
         contract +
         " }\n"
         "    deployment: { max_in_flight: 1, queue: unbounded }\n"
         "    service_time: { mean: 10ms, distribution: deterministic }\n";
}

} // namespace

TEST(Turns, ShareWhatThereIsEvenlyAmongThoseWhoWait) {
  const std::string modest = "clients: 6, think_time: 0s";
  const Simulation inOrder = simulated(greedyAndModest(modest, ""), 10s, 200s);
  EXPECT_NEAR(inOrder.workload[1].throughput.value.count(), 100.0 * 6 / 36, 0.05);
  const Simulation inTurns = simulated(greedyAndModest(modest, ", take_turns: true"), 10s, 200s);
  EXPECT_NEAR(inTurns.workload[0].throughput.value.count(), 50, 0.05);
  EXPECT_NEAR(inTurns.workload[1].throughput.value.count(), 50, 0.05);
}
/// Each of its requests is followed by one of the other's: a queue whose work is the two, and whose
/// server is away for one of the other's whenever it is empty [FuhrmannCooper1985].
TEST(Turns, MakeWhoAsksNowAndThenWaitForOneOfTheOthersEach) {
  const double rate = 20, work = 0.01, both = 2 * work;
  const Simulation run = simulated(greedyAndModest("rate: 20/s", ", take_turns: true"), 50s, 2000s);
  const double wait = rate * both * both / 2 / (1 - rate * both) + work / 2;
  EXPECT_HOLDS(*run.workload[1].residence.mean, Duration(wait + work), 0.01);
}
TEST(Turns, AreOfEachTenantOfAKind) { // two of three tenants are of one kind
  const std::string body =
      "workload:\n"
      "  - { to: a, tenant: small, rate: 300/s }\n"
      "  - { to: a, tenant: large, rate: 300/s }\n"
      "services:\n"
      "  a:\n"
      "    contract: { take_turns: true, per_tenant: { small: { count: 2 }, large: {} } }\n"
      "    deployment: { max_in_flight: 1, queue: unbounded }\n"
      "    service_time: { mean: 10ms, distribution: deterministic }\n";
  const Simulation run = simulated(body, 5s, 20s);
  EXPECT_NEAR(run.workload[0].throughput.value.count(), 100.0 * 2 / 3, 1);
  EXPECT_NEAR(run.workload[1].throughput.value.count(), 100.0 / 3, 1);
}

} // namespace loadline::simulate
