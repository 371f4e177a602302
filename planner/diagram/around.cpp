#include "planner/diagram/around.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <vector>

namespace loadline::diagram {

namespace {

using plan::EdgePlan;
using plan::ServicePlan;

/// A smaller one comes first.
auto urgency(const EdgePlan &edge) {
  const double over = edge.oversubscription ? edge.oversubscription->count() : 0;
  return std::tuple(-std::max(over, 1.0), edge.rate ? -edge.rate->count() : 0);
}

auto badness(const ServicePlan &service) {
  const int verdict =
      service.verdict == plan::Verdict::unknown ? -1 : static_cast<int>(service.verdict);
  return std::tuple(verdict, service.oversubscription ? service.oversubscription->count() : 0,
                    service.utilization ? service.utilization->count() : 0);
}

using Names = std::unordered_set<std::string_view>;

Names namesOf(const plan::Plan &plan) {
  Names names;
  for (const ServicePlan &service : plan.services)
    names.insert(service.name);
  return names;
}

class Neighbourhood {
public:
  Neighbourhood(const plan::Plan &plan, const Names &all, std::string_view service,
                std::size_t most)
      : plan_(plan), all_(all), most_(most), names_{service} {}

  Names names() {
    const Names itself = names_;
    // Half of the room at most for callers: a database that everybody calls still shows its own.
    addNext(itself, &EdgePlan::to, &EdgePlan::from, std::max<std::size_t>(most_ / 2, 2));
    const Names callees = addNext(itself, &EdgePlan::from, &EdgePlan::to, most_);
    addNext(callees, &EdgePlan::from, &EdgePlan::to, most_);
    return names_;
  }

private:
  using End = std::string EdgePlan::*;

  /// What calls with this end among `known` have at their other end, until there are `room`.
  Names addNext(const Names &known, End end, End other, std::size_t room) {
    std::vector<const EdgePlan *> calls;
    for (const EdgePlan &edge : plan_.edges)
      if (known.count(edge.*end) > 0 && all_.count(edge.*other) > 0)
        calls.push_back(&edge);
    std::stable_sort(calls.begin(), calls.end(), [](const EdgePlan *x, const EdgePlan *y) {
      return urgency(*x) < urgency(*y);
    });
    Names added;
    for (const EdgePlan *call : calls)
      if (names_.size() < room && names_.insert(call->*other).second)
        added.insert(call->*other);
    return added;
  }

  const plan::Plan &plan_;
  const Names &all_;
  std::size_t most_;
  Names names_;
};

template <class Value, class Keep>
std::vector<Value> kept(const std::vector<Value> &values, Keep keep) {
  std::vector<Value> out;
  std::copy_if(values.begin(), values.end(), std::back_inserter(out), keep);
  return out;
}

} // namespace

std::string worstOf(const plan::Plan &plan) {
  const auto worst = std::max_element(
      plan.services.begin(), plan.services.end(),
      [](const ServicePlan &x, const ServicePlan &y) { return badness(x) < badness(y); });
  return worst == plan.services.end() ? std::string() : worst->name;
}

plan::Plan around(const plan::Plan &plan, const std::string &service, std::size_t most) {
  if (!plan.find(service))
    return plan;
  const Names all = namesOf(plan);
  const Names names = Neighbourhood(plan, all, service, most).names();
  plan::Plan out;
  out.file = plan.file;
  out.at = plan.at;
  out.system = plan.system;
  out.policyUtilization = plan.policyUtilization;
  out.services =
      kept(plan.services, [&](const ServicePlan &each) { return names.count(each.name) > 0; });
  out.edges = kept(plan.edges, [&](const EdgePlan &edge) {
    return names.count(edge.to) > 0 && (names.count(edge.from) > 0 || all.count(edge.from) == 0);
  });
  for (const plan::TierPlan &tier : plan.tiers) {
    out.tiers.push_back(tier);
    out.tiers.back().members =
        kept(tier.members, [&](const std::string &name) { return names.count(name) > 0; });
  }
  return out;
}

} // namespace loadline::diagram
