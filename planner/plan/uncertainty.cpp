#include "planner/plan/uncertainty.h"

#include "planner/plan/make_plan.h"
#include "planner/rules/named_limits.h"
#include "planner/spec/load_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace loadline::plan {

namespace {

/// The figures of a plan by name, but those that are not known.
class Figures {
public:
  explicit Figures(const Plan &plan) {
    add("system", "arrival_rate", plan.system.arrivalRate);
    add("system", "max_rate", plan.system.maxRate);
    add("system", "max_rate_at_policy", plan.system.maxRateAtPolicy);
    addGrowth("system", plan.system.growth);
    addCost("system", plan.system.cost);
    for (const ServicePlan &service : plan.services)
      addService(service);
    for (const EdgePlan &edge : plan.edges)
      addEdge(edge);
    for (std::size_t t = 0; t < plan.tiers.size(); ++t)
      addTier(fmt::format("tier:{}", t), plan.tiers[t]);
    for (const OversellPlan &promise : plan.oversell)
      addPromise(fmt::format("promise:{}/{}", promise.service, promise.layer), promise);
    for (const ServicePlan &service : plan.services)
      addBurst("burst:" + service.name, burstOf(plan, service.name));
  }
  const std::vector<std::pair<std::string, double>> &rows() const { return rows_; }

private:
  void put(const std::string &name, const char *field, double value) {
    rows_.emplace_back(name + "." + field, value);
  }
  template <class Value>
  void add(const std::string &name, const char *field, const std::optional<Value> &value) {
    if (value)
      put(name, field, value->count());
  }
  void add(const std::string &name, const char *field, const std::optional<int> &value) {
    if (value)
      put(name, field, *value);
  }

  void addService(const ServicePlan &service) {
    const std::string &name = service.name;
    add(name, "arrival_rate", service.arrivalRate);
    add(name, "residence_time.mean", service.residenceTime.mean);
    add(name, "residence_time.p50", service.residenceTime.p50);
    add(name, "residence_time.p95", service.residenceTime.p95);
    add(name, "residence_time.p99", service.residenceTime.p99);
    add(name, "in_flight.mean", service.inFlightMean);
    add(name, "in_flight.at_p99", service.inFlightAtP99);
    add(name, "max_in_flight.declared", service.maxInFlight.declared);
    add(name, "max_in_flight.recommended", service.maxInFlight.recommended);
    add(name, "utilization", service.utilization);
    add(name, "cpu_utilization", service.cpuUtilization);
    add(name, "oversubscription", service.oversubscription);
    add(name, "replicas.needed", service.replicasNeeded);
    add(name, "replicas.bare", service.replicas.bare);
    add(name, "replicas.with_spare", service.replicas.withSpare);
    add(name, "replicas.with_surge", service.replicas.withSurge);
    add(name, "replicas.after_growth", service.replicas.afterGrowth);
    addGrowth(name, service.growth);
    add(name, "success.expected", service.success.success);
    addCost(name, service.cost);
    for (const ConstraintPlan &constraint : service.constraints)
      addConstraint(fieldOf(name, constraint), constraint);
  }
  void addConstraint(const std::string &name, const ConstraintPlan &constraint) {
    put(name, "limit", constraint.limit.count());
    add(name, "in_flight", constraint.inFlight);
    put(name, "used", constraint.used.count());
  }
  void addGrowth(const std::string &name, const GrowthPlan &growth) {
    add(name, "growth.line_in_months", growth.lineInMonths);
    add(name, "growth.full_in_months", growth.fullInMonths);
  }
  void addCost(const std::string &name, const CostPlan &cost) {
    add(name, "cost.declared", cost.declared);
    add(name, "cost.needed", cost.needed);
    if (cost.perMillion)
      put(name, "cost.per_million", *cost.perMillion);
  }
  void addEdge(const EdgePlan &edge) {
    const std::string name = edge.from + ":" + edge.to;
    add(name, "rate", edge.rate);
    add(name, "offered_in_flight", edge.offeredInFlight);
    add(name, "oversubscription", edge.oversubscription);
  }
  void addPromise(const std::string &name, const OversellPlan &promise) {
    add(name, "promised_rate", promise.promisedRate);
    add(name, "rate_factor", promise.rateFactor);
    add(name, "promised_in_flight", promise.promisedInFlight);
    add(name, "in_flight_factor", promise.inFlightFactor);
    add(name, "state", promise.state);
    add(name, "room_for_default", promise.roomForDefault);
  }
  static const BurstPlan *burstOf(const Plan &plan, std::string_view service) {
    for (const BurstPlan &burst : plan.bursts)
      if (burst.service == service)
        return &burst;
    return nullptr;
  }
  /// A service that no burst fills in this draw keeps nobody waiting.
  void addBurst(const std::string &name, const BurstPlan *burst) {
    put(name, "waiting", burst ? burst->waiting.count() : 0);
    put(name, "wait", burst ? burst->wait.count() : 0);
    if (!burst)
      return;
    put(name, "rate", burst->rate.count());
    put(name, "holds", burst->holds.count());
    put(name, "lasts", burst->lasts.count());
    add(name, "drained_in", burst->drainedIn);
    add(name, "replicas", burst->replicas);
  }
  void addTier(const std::string &name, const TierPlan &tier) {
    add(name, "oversubscription", tier.oversubscription);
    add(name, "oversubscription_clamped", tier.oversubscriptionClamped);
    add(name, "slack", tier.slack);
  }

  std::vector<std::pair<std::string, double>> rows_;
};

/// The draws: all low, all high, then by chance.
class Draws {
public:
  explicit Draws(std::size_t ranges) : ranges_(ranges) {}

  std::vector<double> next() {
    std::vector<double> shares(ranges_, made_ == 0 ? 0.0 : 1.0);
    if (made_++ > 1)
      for (double &share : shares) // the top 53 bits, alike on every machine
        share = static_cast<double>(random_() >> 11) * 0x1.0p-53;
    return shares;
  }

private:
  std::size_t ranges_;
  int made_ = 0;
  std::mt19937_64 random_{1};
};

RangePlan rangeOf(std::string field, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return {std::move(field), values.front(), at(0.05), at(0.95), values.back()};
}

/// By more than what nobody sees.
bool isMoved(const RangePlan &range) {
  return range.high - range.low > 1e-6 * std::max(std::abs(range.low), std::abs(range.high));
}

} // namespace

std::vector<RangePlan> rangePlans(const yaml::Node &document,
                                  const std::vector<spec::Range> &ranges, const std::string &file,
                                  const policy::Policy &policy, const limits::Catalogue &limits,
                                  LoadPoint at) {
  if (ranges.empty())
    return {};
  Draws draws(ranges.size());
  std::vector<std::string> order;
  std::map<std::string, std::vector<double>> values;
  int left = 202;
  while (left-- > 0) {
    spec::draw(ranges, draws.next());
    Result<spec::System> system = spec::understand(document, file);
    if (system)
      limits::takeNamedLimits(*system, limits); // an error would have ended the plan before
    const Result<Plan> plan =
        system ? makePlan(*system, policy, at, Detail::figures) : system.error();
    if (!plan)
      continue; // a draw may have no answer, such as calls that never end
    const Figures figures(*plan);
    for (const auto &[field, value] : figures.rows()) {
      std::vector<double> &known = values[field];
      if (known.empty()) // in the first draw, or the first that knows it
        order.push_back(field);
      known.push_back(value);
    }
    constexpr std::size_t large = 1000; // services, beyond which a plan takes its time
    if (plan->services.size() > large)
      left = std::min(left, 20);
  }
  std::vector<RangePlan> out;
  for (const std::string &field : order)
    if (RangePlan range = rangeOf(field, values[field]); isMoved(range))
      out.push_back(std::move(range));
  return out;
}

} // namespace loadline::plan
