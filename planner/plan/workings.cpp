#include "planner/plan/workings.h"

#include "planner/latency/residences_at.h"
#include "planner/traffic/call_graph.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <numeric>

namespace loadline::plan {

namespace {

/// Hedges and retries, where a caller makes any.
traffic::AttemptsPerCall attemptsOf(const std::vector<latency::Residence> &residences) {
  const auto isOne = [](const latency::CallResult &call) { return call.attempts == 1.0; };
  const auto areOne = [&](const latency::Residence &residence) {
    return std::all_of(residence.calls.begin(), residence.calls.end(), isOne);
  };
  if (std::all_of(residences.begin(), residences.end(), areOne))
    return {};
  traffic::AttemptsPerCall out;
  for (const latency::Residence &residence : residences) {
    out.emplace_back();
    for (const latency::CallResult &call : residence.calls)
      out.back().push_back(call.attempts);
  }
  return out;
}

std::vector<spec::ServiceIndex> orderOf(const std::vector<int> &tierOf) {
  std::vector<spec::ServiceIndex> order(tierOf.size());
  std::iota(order.begin(), order.end(), 0);
  const auto rank = [&](spec::ServiceIndex i) { return tierOf[i] < 0 ? INT_MAX : tierOf[i]; };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
  return order;
}

void addBounds(const spec::System &system, Workings &out) {
  for (const spec::Service &service : system.services) {
    out.bounds.push_back(sizing::effectiveBound(service.terms));
    out.admits.push_back(out.bounds.back() ? sizing::MaybeConcurrency(out.bounds.back()->admits)
                                           : std::nullopt);
  }
  out.isEntry.resize(system.services.size(), false);
  for (const spec::Workload &workload : system.workload)
    out.isEntry[workload.to] = true;
  out.clients = sizing::clientsOf(system);
}

bool grows(const spec::System &system) {
  for (const spec::Workload &workload : system.workload)
    if (workload.load.growth && !workload.load.isClosed())
      return true;
  return false;
}

bool saysFailures(const spec::System &system) {
  for (const spec::Service &service : system.services) {
    if (service.terms.fails)
      return true;
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls)
        if (call.terms.timeout)
          return true;
  }
  return false;
}

void addTraffic(const spec::System &system, Workings &out) {
  const auto at = [&](traffic::LoadPoint point) {
    return sizing::solveTraffic(system, out.ceilings, *out.graph, out.edges, out.residences, point);
  };
  out.baseline = at(traffic::LoadPoint::baseline);
  out.peak = at(traffic::LoadPoint::peak);
  out.traffic = out.at == traffic::LoadPoint::peak       ? out.peak
                : out.at == traffic::LoadPoint::baseline ? out.baseline
                                                         : at(out.at);
  if (out.traffic.isKnown && grows(system))
    out.growing.emplace(system, *out.graph, out.traffic.arrivals, out.at);
  out.areFailuresKnown = saysFailures(system);
}

/// What lets through what where every autoscaler stands at its most replicas; only where load
/// grows.
void addMostCeilings(const spec::System &system, Workings &out) {
  const auto scales = [](const spec::Service &service) {
    return service.terms.deployment.replicasMax.has_value();
  };
  if (!out.growing || std::none_of(system.services.begin(), system.services.end(), scales))
    return;
  spec::System most = system;
  for (spec::Service &service : most.services)
    if (scales(service))
      service.terms.deployment.replicas = service.terms.deployment.replicasMax;
  out.ceilingsAtMost = sizing::ceilingsByService(most, out.policy, out.edges, out.residences);
}

/// A batch that waits for no more than a time for the calls of further requests.
bool isTimedBatch(const spec::CallTerms &call) {
  return call.batchWait && traffic::isSharedBatch(call) && call.count() > 0;
}

template <class Is>
bool anyCall(const spec::System &system, Is is) {
  for (const spec::Service &service : system.services)
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls)
        if (is(call.terms))
          return true;
  return false;
}

/// The attempts, and instead of a part of a full batch the part of one that so many arrivals fill.
traffic::AttemptsPerCall withBatches(const spec::System &system,
                                     const traffic::AttemptsPerCall &attempts,
                                     const std::vector<units::Rate> &arrivals) {
  traffic::AttemptsPerCall out(system.services.size());
  for (spec::ServiceIndex i = 0; i < out.size(); ++i)
    for (const spec::Step &step : system.services[i].steps)
      for (const spec::Call &call : step.calls) {
        const bool isOne = attempts.empty() || attempts[i].empty();
        double each = isOne ? 1.0 : attempts[i][out[i].size()];
        if (isTimedBatch(call.terms))
          each *= std::min(1.0, call.terms.count()) * call.terms.batchSize() / call.terms.count() /
                  traffic::requestsInBatch(call.terms, arrivals[i]);
        out[i].push_back(each);
      }
  return out;
}

/// How often who calls whom, what that leaves room for, and what arrives where. Of one attempt per
/// call the graph is known before.
std::optional<Diagnostics> flow(const spec::System &system,
                                const traffic::AttemptsPerCall &attempts, Workings &out) {
  if (!attempts.empty()) {
    Result<traffic::CallGraph> graph = traffic::CallGraph::of(system, attempts);
    if (!graph)
      return graph.error();
    out.graph = *graph;
  }
  out.edges = sizing::edges(system, attempts);
  out.ceilings = sizing::ceilingsByService(system, out.policy, out.edges, out.residences);
  addTraffic(system, out);
  return std::nullopt;
}

/// A batch holds more the more arrives, and is full the sooner; what arrives further down is the
/// less. Callers settle one tier a round.
std::optional<Diagnostics> fillBatches(const spec::System &system, Workings &out) {
  constexpr int mostRounds = 50;
  for (int round = 0; round < mostRounds && out.traffic.isKnown; ++round) {
    const std::vector<units::Rate> before = out.traffic.arrivals;
    out.residences = latency::residencesAt(system, before);
    const traffic::AttemptsPerCall attempts = attemptsOf(out.residences);
    if (auto errors = flow(system, withBatches(system, attempts, before), out))
      return errors;
    bool isSettled = out.traffic.isKnown;
    for (std::size_t i = 0; isSettled && i < before.size(); ++i)
      isSettled =
          std::abs(out.traffic.arrivals[i].count() - before[i].count()) <= 1e-9 * before[i].count();
    if (isSettled)
      break;
  }
  return std::nullopt;
}

/// How long requests are inside of services whose callers take them along when they leave: the
/// times of all calls, each with its rate.
void addStays(const spec::System &system, Workings &out) {
  using Choices = std::vector<std::pair<double, latency::Distribution>>;
  std::vector<Choices> stays(system.services.size());
  std::vector<bool> isCut(stays.size());
  for (spec::ServiceIndex from = 0; from < stays.size(); ++from) {
    std::size_t entry = 0;
    for (const spec::Step &step : system.services[from].steps)
      for (const spec::Call &call : step.calls) {
        const auto &calls = out.residences[from].calls;
        const auto *result = entry < calls.size() ? &calls[entry] : nullptr;
        ++entry;
        if (!result || !out.residences[call.to].time)
          continue;
        const double rate =
            out.traffic.arrivals[from].count() * traffic::attempts(call.terms) * result->attempts;
        stays[call.to].emplace_back(rate,
                                    result->held ? *result->held : *out.residences[call.to].time);
        isCut[call.to] = isCut[call.to] || (result->held && rate > 0);
      }
  }
  for (std::size_t w = 0; w < system.workload.size(); ++w)
    if (const auto &time = out.residences[system.workload[w].to].time)
      stays[system.workload[w].to].emplace_back(out.traffic.perWorkload[w].count(), *time);
  for (spec::ServiceIndex i = 0; i < stays.size(); ++i) {
    double all = 0.0;
    for (const auto &[rate, stay] : stays[i])
      all += rate;
    for (auto &[rate, stay] : stays[i])
      rate /= all;
    if (isCut[i])
      out.residences[i].inside = latency::Distribution::mixture(stays[i]);
  }
}

} // namespace

std::optional<KnownOverflow> knownOverflow(const Workings &workings, spec::ServiceIndex service) {
  const auto &bound = workings.bounds[service];
  const auto &least = workings.residences[service].atLeast;
  if (!workings.traffic.isKnown || !bound || !least)
    return std::nullopt;
  const units::Concurrency inFlight = workings.traffic.arrivals[service] * *least;
  if (inFlight < bound->admits)
    return std::nullopt;
  return KnownOverflow{bound->in == "pool.size" ? sizing::Constraint::pool
                                                : sizing::Constraint::inFlight,
                       inFlight, bound->admits};
}

std::optional<sizing::ReplicaNeed> needed(const Workings &workings, spec::ServiceIndex service,
                                          units::Rate arrivals,
                                          const std::optional<units::Duration> &residence,
                                          units::Ratio utilization) {
  const spec::Service &is = workings.system.services[service];
  return sizing::replicasNeeded(is.terms, arrivals, residence, utilization,
                                sizing::limitsOfReplica(workings.ceilings[service], is.replicas()));
}

Result<Workings> work(const spec::System &system, const policy::Policy &policy,
                      traffic::LoadPoint at) {
  Result<traffic::CallGraph> graph = traffic::CallGraph::of(system); // who calls whom, how often
  if (!graph)
    return graph.error();
  Workings out{.system = system, .policy = policy::overridden(policy, system.policy), .at = at};
  out.graph = *graph;
  out.residences = latency::residences(system); // how long a request stays
  if (auto errors = flow(system, attemptsOf(out.residences), out))
    return *errors;
  if (anyCall(system, traffic::isSharedBatch))
    if (auto errors = fillBatches(system, out))
      return *errors;
  const auto cancels = [](const spec::CallTerms &call) {
    return call.cancel && call.cancel->value;
  };
  if (out.traffic.isKnown && anyCall(system, cancels)) {
    addStays(system, out);
    out.ceilings = sizing::ceilingsByService(system, out.policy, out.edges, out.residences);
    addTraffic(system, out);
  }
  out.incoming.resize(system.services.size());
  for (std::size_t e = 0; e < out.edges.size(); ++e)
    out.incoming[out.edges[e].to].push_back(e);
  addBounds(system, out);
  addMostCeilings(system, out);
  out.tierOf = sizing::tiersOf(system, out.edges);
  out.order = orderOf(out.tierOf);
  if (out.traffic.isKnown)
    out.bottlenecks =
        sizing::bottlenecks(system, out.ceilings, out.edges, out.residences, out.traffic);
  return out;
}

} // namespace loadline::plan
