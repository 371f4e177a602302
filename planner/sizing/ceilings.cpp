#include "planner/sizing/ceilings.h"

#include "planner/latency/own_work.h"
#include "planner/sizing/bounds.h"
#include "planner/sizing/room.h"

namespace loadline::sizing {

namespace {

/// Nothing where requests take no time: then no number of them is ever inside.
void addInFlight(std::vector<Ceiling> &out, Constraint constraint, units::Concurrency bound,
                 const latency::Residence &residence, const SourcePosition &at) {
  if (residence.time && residence.stay().mean().count() > 0)
    out.push_back({constraint, bound / residence.stay().mean(), at, bound});
}

} // namespace

std::vector<Ceiling> ceilings(const spec::ServiceTerms &service,
                              const latency::Residence &residence, double streams) {
  std::vector<Ceiling> out;
  out.reserve(4);
  if (const auto bound = effectiveBound(service))
    addInFlight(out, bound->in == "pool.size" ? Constraint::pool : Constraint::inFlight,
                bound->admits, residence, bound->at);
  const double replicas = service.deployment.replicas ? service.deployment.replicas->value : 1.0;
  const auto work = latency::cpuWork(service);
  if (const auto &cpu = service.deployment.cpu; cpu && work && work->count() > 0)
    out.push_back(
        {Constraint::cpu, units::Rate(replicas * cpu->value.count() / work->count()), cpu->at});
  for (const Room &room : rooms(service.deployment))
    addInFlight(out, room.constraint, room.each * replicas, residence, room.at);
  if (const auto &connections = service.maxConnections)
    addInFlight(out, Constraint::connections, units::Concurrency(connections->value * streams),
                residence, connections->at);
  if (const auto &rate = service.rateLimit) { // what is inside at that rate, whoever sends it
    out.push_back({Constraint::rateLimit, rate->value, rate->at});
    if (residence.time)
      out.back().inFlight = rate->value * residence.stay().mean();
  }
  if (const auto &rate = service.contract.cap.maxRate)
    out.push_back({Constraint::contract, rate->value, rate->at, {}, true});
  return out;
}

const spec::Cap *capFor(const spec::ServiceTerms &callee, const std::string &caller) {
  const spec::Cap *fallback = nullptr;
  for (const spec::CallerCap &entry : callee.contract.perCaller) {
    if (entry.caller.value == caller)
      return &entry.cap;
    if (entry.caller.value == "default")
      fallback = &entry.cap;
  }
  return fallback;
}

std::vector<Ceiling> ceilings(const spec::Cap &cap, const latency::Residence &callee,
                              const std::string &whose) {
  std::vector<Ceiling> out;
  if (cap.maxRate)
    out.push_back({Constraint::contract, cap.maxRate->value, cap.maxRate->at});
  if (cap.maxInFlight)
    addInFlight(out, Constraint::inFlight, cap.maxInFlight->value, callee, cap.maxInFlight->at);
  for (Ceiling &ceiling : out) {
    ceiling.isPromise = true;
    ceiling.of = whose;
  }
  return out;
}

std::vector<Ceiling> ceilings(const Edge &edge, double replicas, const latency::Residence &callee,
                              const policy::Policy &policy) {
  std::vector<Ceiling> out;
  if (edge.channels > 0)
    addInFlight(out, Constraint::connections, units::Concurrency(edge.channels * replicas), callee,
                edge.connectionsAt);
  if (edge.newConnections > 0) { // in calls, of which only some may open a connection
    const units::Rate opened =
        units::Concurrency(policy.ephemeralPorts.value * replicas) / policy.timeWait.value;
    out.push_back({Constraint::ports, opened * (edge.attempts / edge.newConnections), edge.at});
  }
  for (Ceiling &ceiling : out)
    ceiling.toward = edge.to;
  return out;
}

} // namespace loadline::sizing
