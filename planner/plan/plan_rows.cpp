#include "planner/plan/plan_rows.h"

#include "planner/latency/own_work.h"
#include "planner/plan/first_of.h"
#include "planner/plan/remedies.h"
#include "planner/plan/service_answers.h"
#include "planner/plan/stack_view.h"
#include "planner/sizing/little.h"
#include "planner/units/rounding.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace loadline::plan {

using spec::ServiceIndex;

namespace {

std::optional<Ratio> ratioOf(const std::optional<Concurrency> &offered,
                             const std::optional<Concurrency> &admitted) {
  return offered && admitted ? std::optional(Ratio(*offered / *admitted)) : std::nullopt;
}

std::optional<Concurrency> offeredBy(const Workings &workings, const sizing::Edge &edge) {
  return sizing::offeredBy(edge, workings.admits[edge.from]);
}

void addTimes(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  if (!workings.residences[i].time)
    return;
  const latency::Distribution *time = &workings.residences[i].stay();
  row.residenceTime.mean = time->mean();
  if (const auto beyond = time->percentiles()) {
    row.residenceTime.p50 = beyond->p50;
    row.residenceTime.p95 = beyond->p95;
    row.residenceTime.p99 = beyond->p99;
  }
  if (!row.arrivalRate)
    return;
  row.inFlightMean = *row.arrivalRate * time->mean();
  row.maxInFlight.basis = row.residenceTime.p99 ? Basis::p99 : Basis::mean;
  const auto clients = sizing::mostOfClients(stackOf(workings), i);
  if (clients && *clients < *row.arrivalRate * *sizingTime(row))
    row.maxInFlight.clientsTime = *clients / *row.arrivalRate;
  if (row.residenceTime.p99)
    row.inFlightAtP99 = *row.arrivalRate * *sizingTime(row);
}

void addBounds(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  if (const auto &bound = workings.bounds[i]) {
    row.maxInFlight.declared = bound->admits;
    row.maxInFlight.declaredIn = bound->in;
    row.maxInFlight.declaredAt = bound->at;
    row.maxInFlight.excess = sizing::excessOf(workings.system.services[i].terms);
    if (const auto &because = bound->rationale->because)
      row.maxInFlight.because = because->value;
    if (const auto &review = bound->rationale->review)
      row.maxInFlight.review = review->value;
  }
  const auto &time = row.residenceTime;
  if (const auto &limit = workings.system.services[i].terms.rateLimit; limit && time.mean)
    row.maxInFlight.atRateLimit = limit->value * *time.mean;
  if (row.arrivalRate && time.mean)
    row.maxInFlight.recommended = sizing::recommendedBound(*row.arrivalRate, *sizingTime(row),
                                                           workings.policy.utilization.value);
  row.utilization = ratioOf(row.inFlightMean, row.maxInFlight.declared);
}

void addReplicas(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  const spec::Service &service = workings.system.services[i];
  const spec::Deployment &deployment = service.terms.deployment;
  if (deployment.replicas)
    row.replicasDeclared = static_cast<int>(deployment.replicas->value);
  const auto work = latency::cpuWork(service.terms);
  if (row.arrivalRate && deployment.cpu && work)
    row.cpuUtilization = Ratio(row.arrivalRate->count() * work->count() /
                               (service.replicas() * deployment.cpu->value.count()));
}

/// The constraint nearest to being used up names itself, and all of them decide the verdict. A
/// resource that is full makes requests wait; a contract that is used in full refuses none yet.
void addVerdict(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  row.throughput = row.arrivalRate;
  if (!row.arrivalRate)
    return;
  constexpr double rounding = 1e-9;
  double highest = -1.0;
  bool isOver = false;
  for (const sizing::Ceiling &ceiling : workings.ceilings[i]) {
    const double used = *row.arrivalRate / ceiling.rate;
    row.throughput = std::min(*row.throughput, ceiling.rate);
    if (used > highest)
      row.binding = ceiling.constraint;
    highest = std::max(highest, used);
    isOver = isOver || (ceiling.isPromise ? used > 1 + rounding : used >= 1 - rounding);
  }
  if (const auto over = knownOverflow(workings, i); over && !isOver) {
    isOver = true;
    row.binding = over->constraint;
  }
  if (highest < 0 && !isOver)
    row.verdict = Verdict::unknown;
  else if (isOver)
    row.verdict = Verdict::overCapacity;
  else if (highest > workings.policy.utilization.value.count() + rounding)
    row.verdict = Verdict::aboveLine;
  else
    row.verdict = Verdict::fits;
}

void addContract(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  if (const auto &rate = workings.system.services[i].terms.contract.cap.maxRate) {
    row.contractRate = rate->value;
    row.contractRateAt = rate->at;
    if (row.maxInFlight.declared)
      row.impliedLatency = *row.maxInFlight.declared / rate->value;
  }
}

/// What callers and clients can have in flight at each service; empty where nobody bounded calls
/// it, or where one of its callers has no bound. Where an open workload sends too, which can offer
/// any number, it is what services offer alone.
std::vector<std::optional<Concurrency>> offeredToServices(const Workings &workings) {
  std::vector<Concurrency> offered;
  for (const auto &clients : workings.clients.of)
    offered.push_back(clients.value_or(Concurrency(0)));
  std::vector<bool> isKnown(offered.size(), true);
  for (const sizing::Edge &edge : workings.edges)
    if (const auto by = offeredBy(workings, edge))
      offered[edge.to] += *by;
    else
      isKnown[edge.to] = false;
  std::vector<std::optional<Concurrency>> out(offered.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (isKnown[i] && offered[i] > Concurrency(0))
      out[i] = offered[i];
  return out;
}

/// Whether all that can be there at once is admitted.
bool fitsAtOnce(const std::optional<Concurrency> &atOnce,
                const std::optional<Concurrency> &admitted) {
  return atOnce && admitted && *atOnce <= *admitted * (1 + 1e-9);
}

/// What can be in the members at once, where they are offered more than they admit and that is
/// less.
std::optional<Concurrency> lessAtOnce(const Workings &workings,
                                      const std::vector<ServiceIndex> &members,
                                      const std::optional<Concurrency> &offered,
                                      const std::optional<Concurrency> &admitted) {
  constexpr double full = 1 + 1e-9;
  constexpr std::size_t large = 500; // services: beyond, the ways to all of them take their time
  if (!offered || !admitted || *offered <= *admitted * full ||
      workings.system.services.size() > large)
    return std::nullopt;
  const auto most = sizing::mostAtOnce(stackOf(workings), members);
  return most && *most * full < *offered ? most : std::nullopt;
}

ServicePlan servicePlan(const Workings &workings, ServiceIndex i) {
  const spec::ServiceTerms &terms = workings.system.services[i].terms;
  ServicePlan row;
  row.name = terms.name.value;
  row.at = terms.name.at;
  row.kind = terms.external && terms.external->value ? NodeKind::external
             : terms.poolSize                        ? NodeKind::pool
                                                     : NodeKind::service;
  row.tier = workings.tierOf[i];
  if (workings.traffic.isKnown)
    row.arrivalRate = workings.traffic.arrivals[i];
  for (const auto &pattern : terms.code)
    row.code.push_back(pattern.value);
  addTimes(workings, i, row);
  addBounds(workings, i, row);
  addReplicas(workings, i, row);
  addContract(workings, i, row);
  addVerdict(workings, i, row);
  addAnswers(workings, i, row);
  return row;
}

///   entering  the workloads that call the service, the first first
EdgePlan entryPlan(const Workings &workings, ServiceIndex to,
                   const std::vector<std::size_t> &entering) {
  EdgePlan row{.from = "workload", .to = workings.system.services[to].name()};
  Rate rate(0);
  Concurrency clients(0);
  bool isOpen = false;
  row.at = workings.system.workload[entering.front()].toAt;
  for (const std::size_t w : entering) {
    const spec::Workload &workload = workings.system.workload[w];
    rate += workings.traffic.perWorkload[w];
    isOpen = isOpen || !workload.load.isClosed();
    clients += Concurrency(workload.load.isClosed() ? workload.load.clients->value : 0.0);
  }
  row.admittedInFlight = workings.admits[to];
  if (workings.traffic.isKnown)
    row.rate = rate;
  if (!isOpen)
    row.offeredInFlight = clients;
  if (workings.traffic.isKnown && workings.residences[to].time)
    row.offeredMean = rate * workings.residences[to].time->mean();
  row.oversubscription = ratioOf(row.offeredInFlight, row.admittedInFlight);
  return row;
}

/// Attempts of one call of the edge when every one of them fails; the most of its entries.
double worstAttempts(const spec::Service &from, ServiceIndex to) {
  double worst = 1.0;
  for (const spec::Step &step : from.steps)
    for (const spec::Call &call : step.calls)
      if (call.to == to)
        worst = std::max(worst, (call.terms.retries ? 1 + call.terms.retries->value : 1.0) *
                                    (traffic::canHedge(call.terms) ? 2.0 : 1.0));
  return worst;
}

/// The second attempts that one request of the caller makes at the callee, at the mean; nothing
/// where no call is hedged, or the callee's spread is not known.
std::optional<double> hedgesOf(const Workings &workings, const sizing::Edge &edge) {
  std::optional<double> sum;
  const auto &time = workings.residences[edge.to].time;
  const auto &results = workings.residences[edge.from].calls;
  std::size_t entry = 0;
  for (const spec::Step &step : workings.system.services[edge.from].steps)
    for (const spec::Call &call : step.calls) {
      const std::size_t i = entry++;
      if (call.to != edge.to || !traffic::canHedge(call.terms) || !time || !time->isSpreadKnown() ||
          i >= results.size())
        continue;
      const double late = 1 - time->cdf(call.terms.hedgeAfter->value); // of the first attempts
      sum = sum.value_or(0.0) +
            traffic::attempts(call.terms) * results[i].attempts * late / (1 + late);
    }
  return sum;
}

EdgePlan edgePlan(const Workings &workings, std::size_t e) {
  const sizing::Edge &edge = workings.edges[e];
  const spec::Service &from = workings.system.services[edge.from];
  const spec::Service &to = workings.system.services[edge.to];
  EdgePlan row{.from = from.name(), .to = to.name(), .at = edge.at};
  if (workings.traffic.isKnown)
    row.rate = workings.traffic.perEdge[e];
  if (const auto hedges = hedgesOf(workings, edge); hedges && workings.traffic.isKnown)
    row.hedgeRate = workings.traffic.arrivals[edge.from] * *hedges;
  row.offeredInFlight = offeredBy(workings, edge);
  if (const auto &bound = workings.admits[edge.from])
    row.offeredMean = std::min(*bound * edge.parallelMean,
                               row.offeredInFlight.value_or(*bound * edge.parallelMean));
  row.isAsynchronous = edge.isAsync;
  row.admittedInFlight = sizing::admittedBy(edge, workings.admits[edge.to]);
  row.oversubscription = ratioOf(row.offeredInFlight, row.admittedInFlight);
  row.offeredRate =
      sizing::rateOffered(edge, workings.system, row.offeredInFlight, meanStay(workings, edge.to));
  if (const spec::Maybe<units::Rate> *rate = sizing::rateAdmitted(edge, to.terms))
    row.admittedRate = (*rate)->value;
  if (row.offeredRate && row.admittedRate)
    row.rateOversubscription = Ratio(*row.offeredRate / *row.admittedRate);
  row.parallelCalls = edge.parallel;
  row.isParallel = edge.isParallel;
  row.isOptional = edge.isOptional;
  row.parallelGroup = edge.parallelGroup;
  if (edge.connections > 0)
    row.connections = Concurrency(edge.connections * from.replicas());
  row.worstAttempts = worstAttempts(from, edge.to);
  row.remedies = edgeRemedies(workings, edge);
  if (row.remedies && sizing::holdsAllClients(stackOf(workings), edge.to))
    row.remedies.reset();
  return row;
}

} // namespace

std::vector<ServicePlan> servicePlans(const Workings &workings) {
  const std::size_t count = workings.system.services.size();
  const auto inherited = sizing::inheritedBounds(count, workings.edges, workings.admits);
  const auto offered = offeredToServices(workings);
  std::vector<ServicePlan> rows;
  rows.reserve(count);
  for (const ServiceIndex i : workings.order) {
    rows.push_back(servicePlan(workings, i));
    if (inherited[i]) {
      rows.back().inheritedInFlight = inherited[i]->admits;
      rows.back().inheritedFrom = workings.system.services[inherited[i]->by].name();
      rows.back().isInheritedByConnections = inherited[i]->isOfConnections;
    }
    rows.back().oversubscription = ratioOf(offered[i], workings.admits[i]);
    rows.back().atOnce = lessAtOnce(workings, {i}, offered[i], workings.admits[i]);
    if (!fitsAtOnce(rows.back().atOnce, workings.admits[i]))
      rows.back().remedies = serviceRemedies(workings, i);
  }
  return rows;
}

std::vector<EdgePlan> edgePlans(const Workings &workings) {
  std::vector<EdgePlan> rows;
  rows.reserve(workings.edges.size() + workings.system.workload.size());
  std::map<ServiceIndex, std::vector<std::size_t>> entering; // workloads
  for (std::size_t w = 0; w < workings.system.workload.size(); ++w)
    entering[workings.system.workload[w].to].push_back(w);
  for (const auto &[to, workloads] : entering)
    rows.push_back(entryPlan(workings, to, workloads));
  for (std::size_t e = 0; e < workings.edges.size(); ++e)
    rows.push_back(edgePlan(workings, e));
  return rows;
}

namespace {

/// What the planned load leaves of a tier; nothing where a member's share is not known.
void addSlack(const Workings &workings, const sizing::Tier &tier, TierPlan &row) {
  Concurrency inside(0);
  for (const ServiceIndex member : tier.members) {
    if (!workings.residences[member].time || !workings.traffic.isKnown)
      return;
    inside += workings.traffic.arrivals[member] * workings.residences[member].stay().mean();
  }
  row.inFlight = inside;
  if (row.admitted)
    row.slack = units::difference(*row.admitted, inside);
}

void addLimits(const Workings &workings, SystemPlan &out) {
  for (const sizing::Bottleneck &each : workings.bottlenecks)
    out.limits.push_back(
        {workings.system.services[each.service].name(), each.ceiling.constraint,
         *out.arrivalRate * each.scale, Ratio(1 / each.scale),
         each.ceiling.toward ? workings.system.services[*each.ceiling.toward].name() : "",
         each.ceiling.of});
  if (out.maxRate)
    out.slack = units::difference(*out.maxRate, *out.arrivalRate);
}

} // namespace

std::vector<TierPlan> tierPlans(const Workings &workings) {
  std::vector<TierPlan> rows;
  const auto tiers =
      sizing::tiers(workings.edges, workings.tierOf, workings.admits, workings.isEntry);
  const auto remedies = tierRemedies(workings, tiers);
  for (const sizing::Tier &tier : tiers) {
    TierPlan row;
    for (const ServiceIndex member : tier.members)
      row.members.push_back(workings.system.services[member].name());
    row.offered = tier.offered;
    row.offeredClamped = tier.offeredClamped;
    row.admitted = tier.admitted;
    row.oversubscription = ratioOf(row.offered, row.admitted);
    row.oversubscriptionClamped = ratioOf(row.offeredClamped, row.admitted);
    addSlack(workings, tier, row);
    row.atOnce = lessAtOnce(workings, tier.members, row.offered, row.admitted);
    if (!fitsAtOnce(row.atOnce, row.admitted))
      row.remedies = remedies[rows.size()];
    rows.push_back(std::move(row));
  }
  return rows;
}

SystemPlan systemPlan(const Workings &workings) {
  SystemPlan out;
  out.name = workings.system.name;
  const auto &rates = workings.traffic.perWorkload;
  if (workings.traffic.isKnown)
    out.arrivalRate = std::accumulate(rates.begin(), rates.end(), Rate(0));
  if (!workings.bottlenecks.empty()) {
    const sizing::Bottleneck *bottleneck = &workings.bottlenecks.front();
    out.maxRate = *out.arrivalRate * bottleneck->scale;
    out.maxRateAtPolicy = *out.maxRate * workings.policy.utilization.value.count();
    out.bottleneck = workings.system.services[bottleneck->service].name();
    out.bottleneckConstraint = bottleneck->ceiling.constraint;
    addLimits(workings, out);
  }
  for (const sizing::Edge &edge : workings.edges) {
    const auto admitted = sizing::admittedBy(edge, workings.admits[edge.to]);
    if (workings.tierOf[edge.from] < 0 || !admitted || edge.isAsync)
      continue;
    const Concurrency useful = *admitted / edge.parallel;
    const std::string &name = workings.system.services[edge.to].name();
    if (out.usefulInFlight &&
        !comesFirst(-useful.count(), name, -out.usefulInFlight->count(), out.narrowest))
      continue;
    out.usefulInFlight = useful;
    out.narrowest = name;
  }
  return out;
}

} // namespace loadline::plan
