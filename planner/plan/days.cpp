#include "planner/plan/days.h"

#include "planner/sizing/replicas.h"

#include <algorithm>
#include <set>

namespace loadline::plan {

namespace {

constexpr double wholeDay = 86400.0; // s

/// The share of its peak that a workload sends at a time of the day: that of the last hour named
/// before, which at night is the last of the day before.
double shareAt(const spec::Load &load, Duration time) {
  if (load.day.empty())
    return 1.0;
  double share = load.day.back().value.share.count();
  for (const auto &hour : load.day)
    if (hour.value.from <= time)
      share = hour.value.share.count();
  return share;
}

/// A part of the day in which nothing changes.
struct Stretch {
  double lasts;               ///< s
  std::vector<Rate> arrivals; ///< by service
};

std::vector<Stretch> stretchesOf(const Workings &workings) {
  const spec::System &system = workings.system;
  std::set<Duration> starts = {Duration(0)};
  for (const spec::Workload &workload : system.workload)
    for (const auto &hour : workload.load.day)
      starts.insert(hour.value.from);
  std::vector<Stretch> out;
  for (auto start = starts.begin(); start != starts.end(); ++start) {
    const auto next = std::next(start);
    std::vector<Rate> entering(system.services.size());
    for (std::size_t w = 0; w < system.workload.size(); ++w)
      entering[system.workload[w].to] +=
          workings.peak.perWorkload[w] * shareAt(system.workload[w].load, *start);
    out.push_back({(next == starts.end() ? wholeDay : next->count()) - start->count(),
                   workings.graph->arrivals(entering)});
  }
  return out;
}

/// Replicas that an autoscaler would keep; nothing where one replica's room is not known.
std::optional<int> neededAt(const Workings &workings, spec::ServiceIndex i, const ServicePlan &row,
                            Rate arrivals) {
  const ResidenceTime &time = row.residenceTime;
  const auto need = needed(workings, i, arrivals, time.p99 ? time.p99 : time.mean,
                           workings.policy.utilization.value);
  if (!need)
    return std::nullopt;
  const auto &least = workings.system.services[i].terms.deployment.replicasMin;
  return least ? std::max(need->count, static_cast<int>(least->value)) : need->count;
}

} // namespace

std::vector<DayPlan> dayPlans(const Workings &workings, const std::vector<ServicePlan> &rows) {
  std::vector<DayPlan> out;
  const auto &workload = workings.system.workload;
  if (!workings.peak.isKnown ||
      std::all_of(workload.begin(), workload.end(),
                  [](const spec::Workload &each) { return each.load.day.empty(); }))
    return out;
  const std::vector<Stretch> day = stretchesOf(workings);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const spec::ServiceIndex i = workings.order[r];
    const spec::ServiceTerms &terms = workings.system.services[i].terms;
    DayPlan plan{.service = rows[r].name, .meanLoad = Ratio(0), .most = 0, .least = 0};
    Rate highest(0), mean(0);
    bool isKnown = true;
    for (const Stretch &stretch : day) {
      const Rate arrivals = stretch.arrivals[i];
      const auto need = neededAt(workings, i, rows[r], arrivals);
      isKnown = isKnown && need;
      const int count = need.value_or(0);
      plan.least = plan.most == 0 ? count : std::min(plan.least, count);
      plan.most = std::max(plan.most, count);
      plan.replicaHours += count * stretch.lasts / 3600;
      highest = std::max(highest, arrivals);
      mean += arrivals * (stretch.lasts / wholeDay);
    }
    if (!isKnown || highest <= Rate(0) || mean >= highest * (1 - 1e-12))
      continue;
    plan.meanLoad = Ratio(mean / highest);
    if (const auto &price = terms.deployment.price) {
      plan.following = price->value * (plan.replicaHours / 24);
      plan.atMost = price->value * plan.most;
    }
    out.push_back(std::move(plan));
  }
  return out;
}

} // namespace loadline::plan
