#include "planner/plan/service_derivations.h"

#include "planner/plan/constraint_names.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

namespace {

void deriveArrivals(const ServiceView &view, Deriving &out) {
  const Workings &workings = view.workings;
  std::vector<Input> inputs;
  for (std::size_t w = 0; w < workings.system.workload.size(); ++w)
    if (const spec::Workload &each = workings.system.workload[w]; each.to == view.index)
      inputs.push_back(workloadInput(workings, w));
  for (const std::size_t e : workings.incoming[view.index]) {
    const sizing::Edge &edge = workings.edges[e];
    inputs.push_back(
        {"from " + view.nameOf(edge.from), precisely(workings.traffic.perEdge[e]), edge.at,
         fmt::format("{} × {} attempts a request", precisely(workings.traffic.arrivals[edge.from]),
                     precisely(edge.attempts))});
  }
  out.addKnown("arrival_rate", view.row.arrivalRate,
               "sum of the workloads that enter and of what callers send", std::move(inputs));
}

void deriveThroughput(const ServiceView &view, Deriving &out) {
  std::vector<Input> inputs = {computed("arrival rate", *view.row.arrivalRate)};
  for (const ConstraintPlan &constraint : view.row.constraints)
    inputs.push_back(limitInput(constraint));
  std::string formula = leastOf(inputs);
  out.addKnown("throughput", view.row.throughput, std::move(formula), std::move(inputs));
}

void deriveGrownRate(const ServiceView &view, Deriving &out) {
  if (!view.row.growth.arrivalRate)
    return;
  const auto &growing = *view.workings.growing;
  std::vector<Input> inputs = {computed("arrival rate", *view.row.arrivalRate),
                               setting("months", view.workings.policy.horizon)};
  std::string formula = "arrival rate";
  for (const auto &part : growing.parts())
    addGrowing(formula, inputs, view.workings, part.arrivals[view.index], part.factor);
  out.addKnown("growth.arrival_rate", view.row.growth.arrivalRate, std::move(formula),
               std::move(inputs));
}

/// When the arrivals at a service get to a limit of it.
struct Reached {
  std::optional<int> months;
  const sizing::Ceiling *ceiling = nullptr;

  void take(const std::optional<int> &in, const sizing::Ceiling &by) {
    if (in && (!months || *in < *months)) {
      months = in;
      ceiling = &by;
    }
  }
};

void deriveReached(const ServiceView &view, std::string_view field, const Reached &reached,
                   double share, Deriving &out) {
  const auto &growing = *view.workings.growing;
  const int months = *reached.months;
  std::vector<Input> inputs = {
      {fmt::format("limit by {}",
                   nameOf(reached.ceiling->constraint,
                          reached.ceiling->toward ? view.nameOf(*reached.ceiling->toward) : "")),
       precisely(reached.ceiling->rate * share), reached.ceiling->at,
       share < 1 ? "times the policy's utilization" : ""}};
  if (months > 0)
    inputs.push_back(computed(fmt::format("arrivals in month {}", months - 1),
                              growing.arrivals(view.index, months - 1)));
  inputs.push_back(
      computed(fmt::format("arrivals in month {}", months), growing.arrivals(view.index, months)));
  out.add(field, precisely(months), "first whole month with more arrivals than the limit",
          std::move(inputs), Derivation::Kind::rule);
}

void deriveMonths(const ServiceView &view, Deriving &out) {
  if (!view.workings.growing)
    return;
  const double line = view.workings.policy.utilization.value.count();
  Reached above, full;
  for (const sizing::Ceiling &ceiling : lastCeilings(view.workings, view.index)) {
    full.take(view.workings.growing->monthsUntilFull(view.index, ceiling), ceiling);
    above.take(view.workings.growing->monthsUntil(view.index, ceiling.rate * line), ceiling);
  }
  if (above.months)
    deriveReached(view, "growth.line_in_months", above, line, out);
  if (full.months)
    deriveReached(view, "growth.full_in_months", full, 1.0, out);
}

} // namespace

Input workloadInput(const Workings &workings, std::size_t workload) {
  const spec::Load &load = workings.system.workload[workload].load;
  std::string note = load.isClosed() ? "clients / (think time + residence time + the wait at "
                                       "what is full)"
                                     : std::string(toString(workings.at));
  return {fmt::format("workload {}", workload + 1),
          precisely(workings.traffic.perWorkload[workload]), load.at, std::move(note)};
}

void addGrowing(std::string &formula, std::vector<Input> &inputs, const Workings &workings,
                Rate today, double factor) {
  if (!(today > Rate(0)))
    return;
  const std::size_t number = inputs.size() / 2; // two of each, after the two that all share
  const std::string rate = fmt::format("growing rate {}", number),
                    month = fmt::format("monthly factor {}", number);
  formula += fmt::format(" + {} × ({} ^ months − 1)", rate, month);
  inputs.push_back(computed(rate, today));
  Input by = computed(month, factor, "1 + growth");
  for (const spec::Workload &workload : workings.system.workload)
    if (workload.load.growth && 1 + workload.load.growth->value.count() == factor &&
        by.at.file.empty())
      by.at = workload.load.growth->at;
  inputs.push_back(std::move(by));
}

void deriveLoad(const ServiceView &view, Deriving &out) {
  const ServicePlan &row = view.row;
  if (!row.arrivalRate)
    return;
  deriveArrivals(view, out);
  deriveThroughput(view, out);
  const Input arrivals = computed("arrival rate", *row.arrivalRate);
  if (row.inFlightMean)
    out.addKnown("in_flight.mean", row.inFlightMean, "arrival rate × mean residence time",
                 {arrivals, computed("mean residence time", *row.residenceTime.mean)});
  if (row.inFlightAtP99) {
    const Input time =
        row.maxInFlight.clientsTime ? view.sizingTime() : computed("p99", *row.residenceTime.p99);
    out.addKnown("in_flight.at_p99", row.inFlightAtP99, "arrival rate × " + time.name,
                 {arrivals, time});
  }
  deriveGrownRate(view, out);
  deriveMonths(view, out);
}

} // namespace loadline::plan
