#include "planner/sizing/ceilings.h"

#include "planner/latency/own_work.h"
#include "planner/sizing/bounds.h"

namespace loadline::sizing {

namespace {

/// Nothing where requests take no time: then no number of them is ever inside.
void addInFlight(std::vector<Ceiling> &out, Constraint constraint, units::Concurrency bound,
                 const latency::Residence &residence, const SourcePosition &at) {
  if (residence.time && residence.time->mean().count() > 0)
    out.push_back({constraint, bound / residence.time->mean(), at});
}

} // namespace

std::vector<Ceiling> ceilings(const spec::ServiceTerms &service,
                              const latency::Residence &residence) {
  std::vector<Ceiling> out;
  if (const auto bound = effectiveBound(service))
    addInFlight(out, bound->in == "pool.size" ? Constraint::pool : Constraint::inFlight,
                bound->admits, residence, bound->at);
  const auto work = latency::cpuWork(service);
  if (const auto &cpu = service.deployment.cpu; cpu && work && work->count() > 0) {
    const double replicas = service.deployment.replicas ? service.deployment.replicas->value : 1.0;
    out.push_back(
        {Constraint::cpu, units::Rate(replicas * cpu->value.count() / work->count()), cpu->at});
  }
  if (const auto &rate = service.contract.cap.maxRate)
    out.push_back({Constraint::contract, rate->value, rate->at});
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

std::vector<Ceiling> ceilings(const spec::Cap &cap, const latency::Residence &callee) {
  std::vector<Ceiling> out;
  if (cap.maxRate)
    out.push_back({Constraint::rateLimit, cap.maxRate->value, cap.maxRate->at});
  if (cap.maxInFlight)
    addInFlight(out, Constraint::contract, cap.maxInFlight->value, callee, cap.maxInFlight->at);
  return out;
}

} // namespace loadline::sizing
