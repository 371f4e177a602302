#include "planner/plan/edge_derivations.h"

#include "planner/plan/constraint_names.h"
#include "planner/plan/remedy_derivations.h"

#include <fmt/format.h>

namespace loadline::plan {

namespace {

/// One call between two services, as a row of the plan.
struct EdgeView {
  const EdgePlan &row;
  const sizing::Edge &edge;
  const Workings &workings;

  const spec::Service &from() const { return workings.system.services[edge.from]; }
  const spec::Service &to() const { return workings.system.services[edge.to]; }
};

void deriveRate(const EdgeView &view, Deriving &out) {
  if (!view.row.rate)
    return;
  const Input attempts{"attempts a request", precisely(view.edge.attempts), view.edge.at,
                       "calls × (1 − cache hits) × (1 − coalesced) / batch, hedges and retries in"};
  const std::string arrivals = "arrival rate of " + view.row.from;
  out.addKnown("rate", view.row.rate, arrivals + " × attempts a request",
               {computed(arrivals, view.workings.traffic.arrivals[view.edge.from]), attempts});
  if (!view.row.hedgeRate)
    return;
  const Rate from = view.workings.traffic.arrivals[view.edge.from];
  const double each = from > Rate(0) ? *view.row.hedgeRate / from : 0.0;
  out.addKnown("hedge_rate", view.row.hedgeRate, arrivals + " × hedges a request",
               {computed(arrivals, from),
                {"hedges a request", precisely(each), view.edge.at,
                 "attempts of hedged calls × late / (1 + late): the share of first attempts that "
                 "has no answer when the hedge is sent"}});
}

/// Where a rate that is admitted is said.
std::string nameOfAdmitted(const EdgeView &view, const spec::Maybe<units::Rate> *rate) {
  const spec::ServiceTerms &to = view.to().terms;
  if (rate == &to.rateLimit)
    return "rate_limit of " + view.row.to;
  return rate == &to.contract.cap.maxRate
             ? "contract.max_rate of " + view.row.to
             : fmt::format("what {} allows {}", view.row.to, view.row.from);
}

/// What contracts and rate limits let through.
void derivePromises(const EdgeView &view, Deriving &out) {
  const EdgePlan &row = view.row;
  const auto &own = view.from().terms.contract.cap.maxRate;
  if (own)
    out.addKnown("offered_rate", row.offeredRate,
                 fmt::format("contract.max_rate of {} × attempts a request", row.from),
                 {said("contract.max_rate of " + row.from, *own),
                  computed("attempts a request", view.edge.attempts)});
  else if (row.offeredRate)
    out.addKnown(
        "offered_rate", row.offeredRate, "offered in flight / mean residence time of " + row.to,
        {computed("offered in flight", *row.offeredInFlight),
         computed("mean residence time of " + row.to, *meanStay(view.workings, view.edge.to))});
  const spec::Maybe<units::Rate> *allowed = sizing::rateAdmitted(view.edge, view.to().terms);
  if (!allowed)
    return;
  const std::string name = nameOfAdmitted(view, allowed);
  out.addSaid("admitted_rate", name, *allowed);
  if (row.rateOversubscription)
    out.addFactor("rate_oversubscription", row.rateOversubscription, "offered rate / " + name,
                  {computed("offered rate", *row.offeredRate), said(name, **allowed)});
}

/// A mean is no more than the most: fewer at a time, and connections, hold it too.
void deriveOfferedMean(const EdgeView &view, const sizing::DeclaredBound &bound, Deriving &out) {
  const EdgePlan &row = view.row;
  std::vector<Input> inputs = {boundOf(row.from, bound),
                               {"mean calls at once", precisely(view.edge.parallelMean),
                                view.edge.at, "cache hits out, counts by their means"}};
  std::vector<std::string> terms = {inputs.front().name + " × mean calls at once"};
  const auto &admits = view.workings.admits[view.edge.from];
  if (row.offeredInFlight && admits && *row.offeredInFlight < *admits * view.edge.parallelMean) {
    inputs.push_back(computed("offered in flight", *row.offeredInFlight));
    terms.push_back(inputs.back().name);
  }
  out.addKnown("offered_mean", row.offeredMean, leastOf(terms), std::move(inputs));
}

void deriveOffered(const EdgeView &view, Deriving &out) {
  const EdgePlan &row = view.row;
  const auto &bound = view.workings.bounds[view.edge.from];
  out.add("parallel_calls", precisely(row.parallelCalls), "calls at once",
          {{"calls at once", precisely(row.parallelCalls), view.edge.at,
            "of one request, at the most: those of a group together, a hedge twice"}},
          Derivation::Kind::said);
  std::vector<Input> inputs;
  std::vector<std::string> terms;
  if (bound && !view.edge.isAsync) {
    inputs.push_back(boundOf(row.from, *bound));
    inputs.push_back({"calls at once", precisely(view.edge.parallel), view.edge.at, ""});
    terms.push_back(fmt::format("{} × calls at once", inputs.front().name));
  }
  if (view.edge.channels > 0) {
    inputs.push_back(carriedInput(view.edge, view.workings));
    terms.push_back(inputs.back().name);
  }
  if (!terms.empty())
    out.addKnown("offered_in_flight", row.offeredInFlight, leastOf(terms), std::move(inputs));
  if (bound)
    deriveOfferedMean(view, *bound, out);
  if (row.connections)
    out.addKnown("connections", row.connections, "replicas × connections of a replica",
                 {computed("replicas", view.from().replicas(), ""),
                  {"connections of a replica", precisely(view.edge.connections),
                   view.edge.connectionsAt, ""}});
}

void deriveWorst(const EdgeView &view, Deriving &out) {
  out.add("worst_attempts", precisely(view.row.worstAttempts), "attempts at worst",
          {{"attempts at worst", precisely(view.row.worstAttempts), view.edge.at,
            "1 + retries, twice as many where each is hedged"}},
          Derivation::Kind::said);
}

///   bound  what is admitted
void deriveAdmitted(const EdgePlan &row, const Input &bound, Deriving &out) {
  out.addSaid("admitted_in_flight", bound);
  if (row.oversubscription)
    out.addFactor("oversubscription", row.oversubscription, "offered in flight / " + bound.name,
                  {computed("offered in flight", *row.offeredInFlight), bound});
}

void deriveEntry(const EdgePlan &row, spec::ServiceIndex to, const Workings &workings,
                 Deriving &out) {
  std::vector<Input> rates, clients;
  for (std::size_t w = 0; w < workings.system.workload.size(); ++w) {
    const spec::Workload &each = workings.system.workload[w];
    if (each.to != to)
      continue;
    rates.push_back(workloadInput(workings, w));
    if (each.load.isClosed())
      clients.push_back(said(fmt::format("clients of workload {}", w + 1), *each.load.clients));
  }
  out.addKnown("rate", row.rate, "sum of the workloads that go there", std::move(rates));
  out.addKnown("offered_in_flight", row.offeredInFlight, "sum of the clients that go there",
               std::move(clients));
  if (row.offeredMean)
    out.addKnown("offered_mean", row.offeredMean, "rate × mean residence time of " + row.to,
                 {computed("rate", *row.rate), computed("mean residence time of " + row.to,
                                                        workings.residences[to].time->mean())});
  out.add("parallel_calls", "1", "calls at once", {{"calls at once", "1", row.at, "of an entry"}},
          Derivation::Kind::said);
  out.add("worst_attempts", "1", "attempts at worst",
          {{"attempts at worst", "1", row.at, "of an entry"}}, Derivation::Kind::said);
  if (workings.bounds[to])
    deriveAdmitted(row, boundOf(row.to, *workings.bounds[to]), out);
}

} // namespace

void addEdgeDerivations(Plan &plan, const Workings &workings) {
  std::vector<spec::ServiceIndex> entries;
  for (spec::ServiceIndex i = 0; i < workings.isEntry.size(); ++i)
    if (workings.isEntry[i])
      entries.push_back(i);
  for (std::size_t e = 0; e < plan.edges.size(); ++e) {
    EdgePlan &row = plan.edges[e];
    Deriving out(fmt::format("{}:{}", row.from, row.to), row.derivations);
    if (e < entries.size()) {
      deriveEntry(row, entries[e], workings, out);
      continue;
    }
    const EdgeView view{row, workings.edges[e - entries.size()], workings};
    deriveRate(view, out);
    deriveOffered(view, out);
    if (row.admittedInFlight)
      deriveAdmitted(row, admittedInput(view.edge, workings), out);
    derivePromises(view, out);
    deriveWorst(view, out);
    deriveRemedies(row, view.edge, workings, out);
  }
}

} // namespace loadline::plan
