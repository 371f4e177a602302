#include "planner/model/model_of.h"

#include "planner/latency/own_work.h"
#include "planner/model/caps.h"
#include "planner/model/discipline.h"
#include "planner/sizing/bounds.h"
#include "planner/traffic/call_graph.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::model {

namespace {

using latency::Distribution;

DrawnTime::Shape shapeOf(const spec::ServiceTime &time) {
  switch (time.shape ? time.shape->value : spec::Shape::lognormal) {
  case spec::Shape::exponential:
    return DrawnTime::Shape::exponential;
  case spec::Shape::erlang:
    return DrawnTime::Shape::erlang;
  case spec::Shape::deterministic:
    return DrawnTime::Shape::deterministic;
  case spec::Shape::lognormal:
    break;
  }
  return DrawnTime::Shape::lognormal;
}

/// `time` as the latency of a plan reads it, in the shape that the spec says; exponential where
/// only the mean is known.
DrawnTime drawn(const Distribution &time, const spec::ServiceTime *declared) {
  DrawnTime out{.shape = DrawnTime::Shape::exponential, .mean = time.mean()};
  if (time.isCertain())
    out.shape = DrawnTime::Shape::deterministic;
  else if (time.deviation() && declared)
    out.shape = shapeOf(*declared);
  if (out.shape == DrawnTime::Shape::erlang)
    out.stages = static_cast<int>(declared->stages->value);
  if (declared && !declared->points.empty()) {
    out = {.shape = DrawnTime::Shape::measured, .points = {}};
    for (const auto &point : declared->points)
      out.points.emplace_back(point.value.share, point.value.time);
    const Distribution written = Distribution::measured(out.points);
    out.mean = written.mean();
    out.spread = *written.deviation() / written.mean();
    out = out.scaled(time.mean() / out.mean);
  }
  if (out.shape == DrawnTime::Shape::lognormal)
    out.logDeviation = std::sqrt(std::log1p(std::pow(*time.deviation() / time.mean(), 2)));
  return out;
}

/// Adds own work and cores. A replica of less than one core is one slower core, as in the plan; of
/// more, a fraction makes all cores a little slower, so that the capacity stays what it is.
void addWork(Service &service, const spec::Service &from, Model &model) {
  const spec::ServiceTerms &terms = from.terms;
  const auto own = latency::ownTime(terms);
  const auto work = latency::cpuWork(terms);
  if (own)
    service.work = drawn(*own, &*terms.serviceTime);
  else if (work)
    service.work = drawn(Distribution::meanOnly(*work), nullptr);
  if (!own && !work && from.steps.empty())
    model.assumptions.push_back(
        fmt::format("{} gives no service time and takes none", from.name()));
  if ((own && !own->deviation()) || (!own && work && work->count() > 0))
    model.assumptions.push_back(
        fmt::format("{}: only the mean of its time is known, taken as exponential", from.name()));
  const Duration mean = service.work.mean;
  if (!work || !terms.deployment.cpu || mean.count() == 0)
    return;
  const double cpu = terms.deployment.cpu->value.count();
  const double whole = cpu < 1                      ? from.replicas()
                       : service.isBalancedAtRandom ? from.replicas() * std::ceil(cpu - 1e-9)
                                                    : std::ceil(from.replicas() * cpu - 1e-9);
  service.cores = static_cast<std::uint64_t>(whole);
  const double speed = from.replicas() * cpu / whole;
  const bool isSlowed = own && cpu < 1; // ownTime() did it
  const Duration onCores = *work / speed;
  const Duration beside =
      std::max(Duration(0), mean - (isSlowed ? onCores : *work)); // of the time without waiting
  service.cpuShare = onCores / (onCores + beside);
  service.work = service.work.scaled((onCores + beside) / mean);
}

void addSlots(Service &service, const spec::Service &from) {
  const spec::ServiceTerms &terms = from.terms;
  const auto bound = sizing::effectiveBound(terms);
  if (!bound)
    return;
  service.slots = static_cast<std::uint64_t>(bound->admits.count());
  if (sizing::queuesWithoutLimit(terms))
    return;
  const auto &queue = terms.deployment.queue;
  service.places =
      queue ? static_cast<std::uint64_t>(from.replicas() * *queue->value.size) : std::uint64_t{0};
}

void addAdaptiveLimit(Service &service, const spec::Deployment &from, Model &model) {
  if (!from.adaptive)
    return;
  const spec::AdaptiveLimit &is = *from.adaptive;
  service.adaptive = AdaptiveLimit{.start = from.maxInFlight->value.count(),
                                   .least = is.least(),
                                   .most = from.mostInFlight()->value.count(),
                                   .target = is.target->value,
                                   .every = is.period(),
                                   .low = is.raisesBelow(),
                                   .high = is.lowersAbove(),
                                   .increase = is.up(),
                                   .decrease = is.down(),
                                   .roundsUp = is.roundsUp()};
  const AdaptiveLimit &limit = *service.adaptive;
  model.assumptions.push_back(fmt::format(
      "{}: the limit of a replica starts at {:.0f} and stays between {:.0f} and {:.0f}; every {} "
      "it is × {}, rounded {}, where the mean time from slot to answer was below {}, and × {}, "
      "rounded down, where it was above {}",
      service.name, limit.start, limit.least, limit.most, units::formatted(limit.every),
      limit.increase, limit.roundsUp ? "up" : "down", units::formatted(limit.target * limit.low),
      limit.decrease, units::formatted(limit.target * limit.high)));
}

/// What a spec leaves open is as in github.com/sony/gobreaker, but for the share.
Breaker breakerOf(const spec::Breaker &from) {
  Breaker breaker{.window = from.window->value, .open = Duration(60)};
  if (from.failures)
    breaker.failures = from.failures->value.count();
  if (from.requests)
    breaker.requests = from.requests->value;
  if (from.open)
    breaker.open = from.open->value;
  return breaker;
}

/// Calls of one request that fill a batch are fewer calls; where they don't, those of several
/// travel together.
void addBatch(Call &call, const spec::CallTerms &terms) {
  const double size = terms.batchSize();
  if (size <= 1)
    return;
  call.count.mean = traffic::tripsOf(terms);
  if (!traffic::isSharedBatch(terms))
    return;
  call.batch = Batch{.size = static_cast<std::uint64_t>(size),
                     .calls = {.mean = std::max(1.0, terms.count())},
                     .wait = {}};
  if (terms.batchWait)
    call.batch->wait = terms.batchWait->value;
}

Call callOf(const spec::Call &from) {
  const spec::CallTerms &terms = from.terms;
  Call call{.to = from.to,
            .count = {.mean = terms.count(),
                      .isGeometric = terms.countShape &&
                                     terms.countShape->value == spec::CountShape::geometric},
            .hits = terms.hits(),
            .joins = terms.joins(),
            .isOptional = terms.isOptional(),
            .isAsync = terms.isAsync(),
            .isCancelled = terms.cancel && terms.cancel->value};
  if (terms.timeout)
    call.timeout = terms.timeout->value;
  if (terms.retries)
    call.retries = static_cast<std::uint64_t>(terms.retries->value);
  addBatch(call, terms);
  if (terms.hedgeAfter)
    call.hedgeAfter = terms.hedgeAfter->value;
  if (terms.backoff)
    call.backoff = terms.backoff->value;
  if (terms.jitter)
    call.jitter = terms.jitter->value.count();
  if (terms.breaker && terms.breaker->window)
    call.breaker = breakerOf(*terms.breaker);
  if (terms.retryBudget)
    call.retryBudget = terms.retryBudget->value.count();
  return call;
}

/// Steps that are not parallel come one call each.
void addSteps(Service &service, const spec::Service &from) {
  for (const spec::Step &step : from.steps) {
    if (step.isParallel) {
      Step &group = service.steps.emplace_back(Step{.isParallel = true});
      if (step.quorum)
        group.quorum = static_cast<std::uint64_t>(step.quorum->value);
      if (step.limit)
        group.limit = static_cast<std::uint64_t>(step.limit->value);
      for (const spec::Call &call : step.calls)
        group.calls.push_back(callOf(call));
      service.meanSlices += 1;
      continue;
    }
    for (const spec::Call &call : step.calls) {
      service.steps.push_back({.calls = {callOf(call)}});
      service.meanSlices += call.terms.count();
    }
  }
}

void addReplicas(Service &service, const spec::Service &from) {
  service.replicas = static_cast<std::uint64_t>(from.replicas());
  const spec::Deployment &is = from.terms.deployment;
  const units::Bytes each = (is.perRequest.memory ? is.perRequest.memory->value : units::Bytes(0)) +
                            (is.perRequest.stack ? is.perRequest.stack->value : units::Bytes(0));
  if (is.memory && each.count() > 0)
    service.heldByMemory =
        (is.memory->value - (is.baseMemory ? is.baseMemory->value : units::Bytes(0))) / each;
  const auto &balance = from.terms.deployment.balance;
  service.isBalancedAtRandom =
      balance && balance->value == spec::Balance::random && service.replicas > 1;
}

/// What the spec's replicas say of an autoscaler, which keeps to the policy's utilization.
void addAutoscaler(Service &service, const spec::Service &from, const spec::PolicyTerms &policy) {
  const spec::Deployment &deployment = from.terms.deployment;
  if (!deployment.replicasMax || (!service.slots && !service.cores))
    return;
  Autoscaler scaler{.least = deployment.replicasMin ? deployment.replicasMin->value : 1,
                    .most = deployment.replicasMax->value,
                    .isOfCores = service.cores.has_value()};
  if (policy.utilization)
    scaler.target = policy.utilization->value.count();
  if (deployment.warmUp)
    scaler.readyAfter = deployment.warmUp->value;
  service.autoscaler = scaler;
}

bool slicesAreIndependent(const spec::System &system, const spec::ServiceTerms &terms) {
  const auto &own = terms.serviceTime ? terms.serviceTime->slices : std::nullopt;
  const auto &said = own ? own : system.slices;
  return said && said->value == spec::Slices::independent;
}

void noteWhatIsLeftOut(Model &model, const spec::Service &service) {
  const spec::ServiceTerms &terms = service.terms;
  const auto note = [&](bool isSaid, std::string_view what) {
    if (isSaid)
      model.leftOut.push_back(fmt::format("{}: {}", service.name(), what));
  };
  bool isBoth = false;
  for (const spec::Step &step : service.steps)
    for (const spec::Call &call : step.calls)
      isBoth = isBoth || (call.terms.joins() > 0 && call.terms.batchSize() > 1);
  note(isBoth, "loads that others join travel without a batch");
  note(terms.maxConnections || terms.maxStreams, "connections and streams are not counted");
}

Workload workloadOf(const spec::Workload &from, traffic::LoadPoint at) {
  Workload workload{.to = from.to};
  if (!from.load.isClosed()) {
    workload.rate = traffic::openRate(from.load, at);
    const Rate peak = traffic::openRate(from.load, traffic::LoadPoint::peak);
    for (const auto &part : from.load.day)
      workload.day.push_back({part.value.from / Duration(24 * 3600),
                              part.value.share.count() * (peak / *workload.rate)});
    return workload;
  }
  workload.clients = static_cast<std::uint64_t>(from.load.clients->value);
  if (from.load.thinkTime)
    workload.think = {DrawnTime::Shape::exponential, from.load.thinkTime->value};
  return workload;
}

} // namespace

Model modelOf(const spec::System &system, traffic::LoadPoint at) {
  Model model;
  for (const spec::Service &from : system.services) {
    Service service{.name = from.name(), .drawsSlices = slicesAreIndependent(system, from.terms)};
    addReplicas(service, from);
    addWork(service, from, model);
    addSlots(service, from);
    addAdaptiveLimit(service, from.terms.deployment, model);
    addAutoscaler(service, from, system.policy);
    addSteps(service, from);
    if (from.terms.fails)
      service.fails = from.terms.fails->value.count();
    noteWhatIsLeftOut(model, from);
    model.services.push_back(std::move(service));
  }
  for (const spec::Workload &workload : system.workload) {
    model.workload.push_back(workloadOf(workload, at));
    if (workload.load.burstFactor)
      model.leftOut.push_back(
          fmt::format("the burst to {} is left out", system.services[workload.to].name()));
  }
  addCaps(model, system);
  addDisciplines(model, system);
  return model;
}

} // namespace loadline::model
