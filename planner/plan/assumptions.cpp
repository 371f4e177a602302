#include "planner/plan/assumptions.h"

#include "base/text.h"
#include "planner/latency/own_work.h"
#include "planner/traffic/call_graph.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace loadline::plan {

namespace {

/// A row where `holds` is true of some service; `field` is their common key.
template <class Holds>
void aboutServices(std::vector<Assumption> &out, const Workings &workings, std::string_view field,
                   std::string value, std::string source, Holds holds) {
  std::vector<std::string> first;
  std::size_t count = 0;
  for (std::size_t i = 0; i < workings.system.services.size(); ++i)
    if (holds(workings.system.services[i], i) && ++count <= mostListed)
      first.push_back(workings.system.services[i].name());
  if (count > 0)
    out.push_back({fmt::format("{} of {}", field, listed(first, count)), std::move(value),
                   std::move(source)});
}

template <class Holds>
void aboutCalls(std::vector<Assumption> &out, const Workings &workings, std::string_view field,
                std::string value, std::string source, Holds holds) {
  aboutServices(out, workings, field, std::move(value), std::move(source),
                [&](const spec::Service &service, std::size_t) {
                  for (const spec::Step &step : service.steps)
                    for (const spec::Call &call : step.calls)
                      if (holds(step, call))
                        return true;
                  return false;
                });
}

void addPolicy(std::vector<Assumption> &out, const Workings &workings) {
  const auto &utilization = workings.policy.utilization;
  if (utilization.source != "spec")
    out.push_back({"policy.utilization", units::formatted(utilization.value), utilization.source});
}

void addLoad(std::vector<Assumption> &out, const Workings &workings) {
  bool hasBurst = false, hasGrowth = false, isClosed = false;
  for (const spec::Workload &workload : workings.system.workload) {
    hasBurst = hasBurst || workload.load.burstFactor;
    hasGrowth = hasGrowth || workload.load.growth;
    isClosed = isClosed || workload.load.isClosed();
  }
  if (hasBurst)
    out.push_back(workings.at == LoadPoint::burst
                      ? Assumption{"workload.burst", "all at once, without end",
                                   "figures are for the peak times the factor of each burst"}
                      : Assumption{"workload.burst", "left out of the rates",
                                   "figures are for the rate without its bursts; what a burst "
                                   "leaves waiting is told beside"});
  if (hasGrowth)
    out.push_back({"workload.rate.growth", "left out of the rates",
                   "figures are for today; months and replicas of growth are counted from there"});
  if (isClosed)
    out.push_back({"workload.clients",
                   "clients / (think time + residence time + the wait at what is full)",
                   "all that meet a full constraint wait there alike; other waiting comes on top"});
}

void addTimes(std::vector<Assumption> &out, const Workings &workings) {
  out.push_back({"waiting", "none",
                 "residence times hold no waiting for slots or cores: they are right at low "
                 "utilization and grow above the line"});
  aboutServices(out, workings, "service_time", "0 s, the service only calls", "not given",
                [](const spec::Service &service, std::size_t) {
                  return !service.terms.serviceTime && !service.steps.empty();
                });
  aboutServices(out, workings, "service_time",
                "not known, so neither is anything that waits for it", "not given",
                [](const spec::Service &service, std::size_t) {
                  return !service.terms.serviceTime && service.steps.empty();
                });
  aboutServices(out, workings, "service_time",
                "spread not known, so no p99 of it or of its callers",
                "needs p99, cv or distribution", [&](const spec::Service &service, std::size_t i) {
                  const auto &whole = workings.residences[i].time;
                  if (whole && whole->isSpreadKnown())
                    return false; // so that of each part is
                  const auto own = latency::ownTime(service.terms);
                  return own && !own->deviation();
                });
  aboutServices(out, workings, "service_time", "log-normal", "default for a mean and a p99",
                [](const spec::Service &service, std::size_t) {
                  const auto &time = service.terms.serviceTime;
                  return time && time->p99 && !time->shape;
                });
  aboutServices(out, workings, "service_time.p50", "left out", "mean and p99 give the log-normal",
                [](const spec::Service &service, std::size_t) {
                  const auto &time = service.terms.serviceTime;
                  return time && time->mean && time->p50;
                });
  aboutServices(out, workings, "residence_time",
                "log-normals with the mean, spread and skewness of their parts",
                "parts are taken as independent; a parallel group takes its slowest call",
                [&](const spec::Service &service, std::size_t i) {
                  const auto &time = workings.residences[i].time;
                  return !service.steps.empty() && time && time->deviation() && !time->isCertain();
                });
}

/// A group of calls that are waited for together, of one of which only the mean is known.
bool isGroupOfMeans(const spec::Step &step, const Workings &workings) {
  std::size_t awaited = 0;
  bool isMean = false;
  for (const spec::Call &call : step.calls) {
    if (call.terms.isAsync())
      continue;
    awaited += call.terms.count() > 1 ? 2 : 1;
    const auto &time = workings.residences[call.to].time;
    isMean = isMean || (time && !time->isSpreadKnown());
  }
  return step.isParallel && awaited > 1 && isMean;
}

void addGroups(std::vector<Assumption> &out, const Workings &workings) {
  aboutServices(
      out, workings, "calls.parallel", "the largest of the means",
      "the spread of a callee is not known; the mean of the slowest call is more than "
      "that",
      [&](const spec::Service &service, std::size_t i) {
        return workings.residences[i].time &&
               std::any_of(service.steps.begin(), service.steps.end(),
                           [&](const spec::Step &step) { return isGroupOfMeans(step, workings); });
      });
  aboutCalls(out, workings, "calls.batch",
             "requests come at random, and those of all replicas fill one batch",
             "each waits until its batch is full or has waited long enough",
             [](const spec::Step &, const spec::Call &call) {
               return traffic::isSharedBatch(call.terms) && !call.terms.isAsync();
             });
}

/// What has no figure for another reason than a missing service_time.
void addUnknown(std::vector<Assumption> &out, const Workings &workings) {
  if (!workings.traffic.isKnown)
    out.push_back({"arrival rates", "not known", workings.traffic.unknownBecause});
  std::set<std::string> reasons;
  for (const latency::Residence &residence : workings.residences)
    if (!residence.time && !residence.isMissing)
      reasons.insert(residence.unknownBecause);
  for (const std::string &reason : reasons)
    out.push_back({"residence_time", "not known", reason});
}

void addCalls(std::vector<Assumption> &out, const Workings &workings) {
  if (!workings.areFailuresKnown)
    aboutCalls(out, workings, "calls.retries", "no extra load",
               "no failure is known; in the worst case every call is made 1 + retries times",
               [](const spec::Step &, const spec::Call &call) {
                 return call.terms.retries && call.terms.retries->value > 0;
               });
  aboutCalls(
      out, workings, "calls.breaker", "left out of the figures", "the plan is for the good day",
      [](const spec::Step &, const spec::Call &call) { return call.terms.breaker.has_value(); });
  aboutCalls(
      out, workings, "calls.cancel", "left out", "no call is given up, so none is cancelled",
      [](const spec::Step &, const spec::Call &call) { return call.terms.cancel.has_value(); });
  aboutCalls(out, workings, "calls.per_request (geometric, in a parallel group)",
             "the mean, rounded up, at once", "a geometric count has no largest value",
             [](const spec::Step &step, const spec::Call &call) {
               return step.isParallel && call.terms.countShape &&
                      call.terms.countShape->value == spec::CountShape::geometric;
             });
}

void addDeployment(std::vector<Assumption> &out, const Workings &workings) {
  for (const spec::Service &service : workings.system.services)
    for (const spec::NamedLimit &limit : service.terms.limits)
      out.push_back({fmt::format("{} of {}", limit.bounds, service.name()),
                     fmt::format("no more than {} ({})", limit.value, limit.id.value),
                     limit.source});
  for (const spec::Service &service : workings.system.services)
    if (service.terms.deployment.adaptive)
      out.push_back({fmt::format("deployment.adaptive of {}", service.name()),
                     fmt::format("left at {}",
                                 units::formatted(service.terms.deployment.mostInFlight()->value)),
                     "the plan takes the most that the limit rises to; the simulation moves it"});
  aboutServices(out, workings, "deployment.queue", "without limit", "not given",
                [](const spec::Service &service, std::size_t) {
                  return sizing::queuesWithoutLimit(service.terms);
                });
  aboutServices(out, workings, "deployment.replicas", "1", "not given",
                [](const spec::Service &service, std::size_t) {
                  const spec::Deployment &deployment = service.terms.deployment;
                  return !deployment.replicas && (deployment.maxInFlight || deployment.cpu);
                });
  aboutServices(out, workings, "deployment.balance: random", "left out",
                "replicas are planned as one station",
                [](const spec::Service &service, std::size_t) {
                  const auto &balance = service.terms.deployment.balance;
                  return balance && balance->value == spec::Balance::random;
                });
  aboutServices(out, workings, "deployment.memory", "left out", "memory per request is not known",
                [](const spec::Service &service, std::size_t) {
                  const spec::Deployment &deployment = service.terms.deployment;
                  return deployment.memory && !deployment.perRequest.memory &&
                         !deployment.perRequest.stack;
                });
  aboutServices(out, workings, "deployment.per_request", "1 descriptor or thread", "not given",
                [](const spec::Service &service, std::size_t) {
                  const spec::Deployment &deployment = service.terms.deployment;
                  return (deployment.descriptors && !deployment.perRequest.descriptors) ||
                         (deployment.threads && !deployment.perRequest.threads);
                });
  aboutServices(out, workings, "deployment.warm_up", "left out of the figures",
                "no replica comes or goes on the good day; bursts tell whether new ones help",
                [](const spec::Service &service, std::size_t) {
                  return service.terms.deployment.warmUp.has_value();
                });
  if (!workings.areFailuresKnown)
    aboutServices(out, workings, "slo.success", "left out", "no failure is known",
                  [](const spec::Service &service, std::size_t) {
                    return service.terms.slo.success.has_value();
                  });
  aboutServices(out, workings, "service_time.slices", "left out", "means do not depend on it",
                [&](const spec::Service &service, std::size_t) {
                  const auto &time = service.terms.serviceTime;
                  const auto slices = time && time->slices ? time->slices : workings.system.slices;
                  return time && slices && slices->value == spec::Slices::independent &&
                         !service.steps.empty();
                });
}

} // namespace

std::vector<Assumption> assumptionsOf(const Workings &workings) {
  std::vector<Assumption> out;
  addPolicy(out, workings);
  addLoad(out, workings);
  addTimes(out, workings);
  addGroups(out, workings);
  addUnknown(out, workings);
  addCalls(out, workings);
  addDeployment(out, workings);
  return out;
}

} // namespace loadline::plan
