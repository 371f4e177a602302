#include "planner/plan/days.h"

#include "planner/plan/service_derivations.h"
#include "planner/sizing/replicas.h"

#include <fmt/format.h>

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
  Duration from;
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
    out.push_back({*start, (next == starts.end() ? wholeDay : next->count()) - start->count(),
                   workings.graph->arrivals(entering)});
  }
  return out;
}

/// Replicas that an autoscaler would keep; nothing where one replica's room is not known.
std::optional<int> neededAt(const Workings &workings, spec::ServiceIndex i, const ServicePlan &row,
                            Rate arrivals) {
  const auto need =
      needed(workings, i, arrivals, sizingTime(row), workings.policy.utilization.value);
  if (!need)
    return std::nullopt;
  const auto &least = workings.system.services[i].terms.deployment.replicasMin;
  return least ? std::max(need->count, static_cast<int>(least->value)) : need->count;
}

/// What the stretches of a day come to.
void deriveSums(const DayPlan &day, const ServiceView &view, Deriving &out) {
  std::vector<Input> counts, hours, shares;
  std::vector<std::string> names;
  Rate highest(0);
  for (const DayStretch &each : day.hours)
    highest = std::max(highest, each.arrivals);
  for (const DayStretch &each : day.hours) {
    const std::string from = "from " + (each.from.count() > 0 ? precisely(each.from) : "0 h");
    const std::string lasts = fmt::format("{} h", precisely(each.lasts.count() / 3600));
    names.push_back(from);
    counts.push_back(computed(from, each.replicas));
    hours.push_back(computed(from, each.replicas * each.lasts.count() / 3600,
                             fmt::format("{} replicas × {}", each.replicas, lasts)));
    shares.push_back(computed(
        from, Ratio(each.arrivals / highest * (each.lasts.count() / wholeDay)),
        fmt::format("{} of {} × {} of 24 h", precisely(each.arrivals), precisely(highest), lasts)));
  }
  out.add("most", precisely(day.most), largestOf(names), counts);
  out.add("least", precisely(day.least), leastOf(names), counts);
  out.add("replica_hours", precisely(day.replicaHours), "sum of replicas × hours", hours);
  out.add("mean_load", precisely(day.meanLoad), "sum of shares of the highest × of the day",
          shares);
  const auto &price = view.deployment().price;
  if (!price)
    return;
  const Input each = said("price of a replica", *price);
  out.addKnown("following", day.following, "price of a replica × replica hours / 24",
               {each, computed("replica hours", day.replicaHours)});
  out.addKnown("at_most", day.atMost, "price of a replica × most",
               {each, computed("most", day.most)});
}

void derive(const DayPlan &day, const ServiceView &view, Deriving &out) {
  const auto &least = view.deployment().replicasMin;
  for (std::size_t h = 0; h < day.hours.size(); ++h) {
    const std::string field = fmt::format("hours.{}.replicas", h);
    deriveNeed(view,
               {field, day.hours[h].replicas, "arrivals then", day.hours[h].arrivals, true,
                least ? std::max(1, static_cast<int>(least->value)) : 1},
               out);
    out.add(fmt::format("hours.{}.arrival_rate", h), precisely(day.hours[h].arrivals),
            "arrivals when each workload sends its share of that hour",
            {computed("arrivals at peak", view.workings.peak.arrivals[view.index])},
            Derivation::Kind::rule);
  }
  deriveSums(day, view, out);
}

} // namespace

void addDayDerivations(Plan &plan, const Workings &workings) {
  forEachWithView(plan.days, plan, workings, [&](const DayPlan &day, ServiceView view) {
    Deriving out("day:" + day.service, plan.derivations);
    derive(day, view, out);
  });
}

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
      plan.hours.push_back({stretch.from, Duration(stretch.lasts), arrivals, count});
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
