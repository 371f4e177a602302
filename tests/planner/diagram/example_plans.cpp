#include "tests/planner/diagram/example_plans.h"

namespace loadline::diagram {

namespace {

using plan::Concurrency;
using plan::Rate;
using plan::Ratio;
using namespace std::chrono_literals;

plan::ServicePlan bounded(const std::string &name, int tier, double rate, plan::Duration mean,
                          double admitted) {
  plan::ServicePlan out;
  out.name = name;
  out.tier = tier;
  out.arrivalRate = out.throughput = Rate(rate);
  out.residenceTime = {.mean = mean, .p50 = {}, .p95 = {}, .p99 = 3 * mean};
  out.inFlightMean = Rate(rate) * mean;
  out.inFlightAtP99 = Rate(rate) * (3 * mean);
  out.maxInFlight.declared = Concurrency(admitted);
  out.maxInFlight.declaredIn = "contract.max_in_flight";
  out.utilization = Ratio(out.inFlightMean->count() / admitted);
  out.replicasDeclared = 2;
  out.verdict = *out.utilization >= Ratio(1)    ? plan::Verdict::overCapacity
                : *out.utilization > Ratio(0.7) ? plan::Verdict::aboveLine
                                                : plan::Verdict::fits;
  out.binding = plan::Constraint::inFlight;
  return out;
}

plan::EdgePlan offered(const std::string &from, const std::string &to, double rate, double offers,
                       double admits) {
  plan::EdgePlan out;
  out.from = from;
  out.to = to;
  out.rate = Rate(rate);
  out.offeredInFlight = Concurrency(offers);
  out.admittedInFlight = Concurrency(admits);
  out.oversubscription = Ratio(offers / admits);
  return out;
}

plan::TierPlan tier(std::vector<std::string> members, double offers, double clamped,
                    double admits) {
  plan::TierPlan out;
  out.members = std::move(members);
  out.offered = Concurrency(offers);
  out.offeredClamped = Concurrency(clamped);
  out.admitted = Concurrency(admits);
  out.oversubscription = Ratio(offers / admits);
  out.oversubscriptionClamped = Ratio(clamped / admits);
  return out;
}

} // namespace

plan::Plan sixServices() {
  plan::Plan plan;
  plan.system = {.name = "six services",
                 .maxRate = Rate(300),
                 .maxRateAtPolicy = Rate(210),
                 .bottleneck = "model",
                 .bottleneckConstraint = plan::Constraint::contract};
  plan.services = {bounded("edge", 0, 150, 600ms, 500),
                   bounded("gateway", 1, 150, 500ms, 200),
                   bounded("auth", 2, 150, 50ms, 100),
                   bounded("catalog", 2, 150, 200ms, 150),
                   bounded("recommendations", 2, 150, 500ms, 100),
                   bounded("model", 3, 150, 440ms, 60),
                   bounded("orders_db", 3, 300, 40ms, 50)};
  plan.services[6].kind = plan::NodeKind::pool;
  plan.services[6].binding = plan::Constraint::pool;
  plan.services[5].binding = plan::Constraint::contract;
  plan::EdgePlan entry;
  entry.from = "workload";
  entry.to = "edge";
  entry.rate = Rate(150);
  plan.edges = {entry,
                offered("edge", "gateway", 150, 500, 200),
                offered("gateway", "auth", 150, 200, 100),
                offered("gateway", "catalog", 150, 200, 150),
                offered("gateway", "recommendations", 150, 200, 100),
                offered("recommendations", "model", 150, 100, 60),
                offered("catalog", "orders_db", 150, 150, 50),
                offered("recommendations", "orders_db", 150, 100, 50)};
  for (std::size_t i = 2; i <= 4; ++i) {
    plan.edges[i].isParallel = true;
    plan.edges[i].parallelGroup = 1;
  }
  plan.edges[4].isOptional = true;
  plan.tiers = {tier({"edge"}, 500, 500, 500), tier({"gateway"}, 500, 500, 200),
                tier({"auth", "catalog", "recommendations"}, 1500, 600, 350),
                tier({"model", "orders_db"}, 1000, 300, 110)};
  return plan;
}

plan::ServicePlan service(const std::string &name, int tier, double inFlight) {
  return bounded(name, tier, inFlight, 1s, 100);
}

plan::EdgePlan call(const std::string &from, const std::string &to) {
  return offered(from, to, 100, 50, 100);
}

plan::Plan hub(int count) {
  plan::Plan plan;
  plan.system.name = "hub";
  plan.services.push_back(service("hub", 0, 30));
  for (int i = 0; i < count; ++i) {
    plan.services.push_back(service("leaf" + std::to_string(i), 1, 30));
    plan.edges.push_back(call("hub", plan.services.back().name));
  }
  return plan;
}

} // namespace loadline::diagram
