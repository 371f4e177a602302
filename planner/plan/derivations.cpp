#include "planner/plan/derivations.h"
#include "planner/plan/answer_derivations.h"
#include "planner/plan/edge_derivations.h"

#include "base/text.h"
#include "planner/latency/own_work.h"
#include "planner/sizing/room.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

using units::formatted;
using Input = Derivation::Input;

namespace {

Input computed(std::string name, std::string value) {
  return {std::move(name), std::move(value), {}, "computed"};
}

Input utilizationInput(const Workings &workings) {
  const auto &setting = workings.policy.utilization;
  return {"policy utilization", formatted(setting.value), setting.at,
          setting.source == "spec" ? "" : "default of the policy"};
}

Input residenceInput(const ServicePlan &row, const spec::Service &service) {
  const bool isP99 = row.maxInFlight.basis == Basis::p99;
  Input input = computed(fmt::format("residence time ({})", toString(row.maxInFlight.basis)),
                         formatted(isP99 ? *row.residenceTime.p99 : *row.residenceTime.mean));
  if (const auto &time = service.terms.serviceTime; time && service.steps.empty()) {
    input.at = time->at;
    input.note = "";
  }
  return input;
}

/// Where the traffic of a service comes from: workloads that go to it, and what its callers send.
Derivation arrivals(const ServicePlan &row, spec::ServiceIndex service, const Workings &workings) {
  Derivation out{row.name + ".arrival_rate",
                 "sum over callers of caller's arrival rate × calls × (1 − cache hits)",
                 {},
                 formatted(*row.arrivalRate)};
  const auto &system = workings.system;
  for (std::size_t w = 0; w < system.workload.size(); ++w)
    if (system.workload[w].to == service)
      out.inputs.push_back(
          {"workload", formatted(workings.traffic.perWorkload[w]), system.workload[w].load.at,
           system.workload[w].load.isClosed() ? "clients / (think time + residence time)" : ""});
  for (const std::size_t e : workings.incoming[service]) {
    const sizing::Edge &edge = workings.edges[e];
    out.inputs.push_back(
        {fmt::format("{} × {}", system.services[edge.from].name(), threeDigits(edge.attempts)),
         formatted(workings.traffic.perEdge[e]), edge.at, ""});
  }
  return out;
}

Derivation recommended(const ServicePlan &row, const spec::Service &service,
                       const Workings &workings) {
  const Input time = residenceInput(row, service);
  return {row.name + ".max_in_flight.recommended",
          fmt::format("⌈arrival rate × {} / policy utilization⌉", time.name),
          {computed("arrival rate", formatted(*row.arrivalRate)), time, utilizationInput(workings)},
          formatted(*row.maxInFlight.recommended)};
}

Derivation inFlight(const ServicePlan &row) {
  return {row.name + ".in_flight.mean",
          "arrival rate × mean residence time (Little's law)",
          {computed("arrival rate", formatted(*row.arrivalRate)),
           computed("mean residence time", formatted(*row.residenceTime.mean))},
          formatted(*row.inFlightMean)};
}

Derivation utilization(const ServicePlan &row) {
  return {
      row.name + ".utilization",
      "mean in-flight / effective bound",
      {computed("mean in-flight", formatted(*row.inFlightMean)),
       {"effective bound", formatted(*row.maxInFlight.declared), row.maxInFlight.declaredAt,
        row.maxInFlight.because.empty() ? row.maxInFlight.declaredIn : row.maxInFlight.because}},
      formatted(*row.utilization)};
}

Derivation cpuUtilization(const ServicePlan &row, const spec::Service &service) {
  const auto &cpu = *service.terms.deployment.cpu;
  Input replicas{
      "replicas", units::formatted(Concurrency(service.replicas())), {}, "1 where not given"};
  if (service.terms.deployment.replicas)
    replicas = {"replicas", replicas.value, service.terms.deployment.replicas->at, ""};
  return {row.name + ".cpu_utilization",
          "arrival rate × CPU work / (replicas × cpu)",
          {computed("arrival rate", formatted(*row.arrivalRate)),
           {"CPU work", formatted(*latency::cpuWork(service.terms)),
            service.terms.cpuTime ? service.terms.cpuTime->at : service.terms.serviceTime->at, ""},
           replicas,
           {"cpu", formatted(cpu.value), cpu.at, ""}},
          formatted(*row.cpuUtilization)};
}

/// A rounded-up quotient that a number of replicas is the largest of.
struct Need {
  std::string formula;
  std::vector<Input> inputs;
};

/// What each thing that one replica has asks for, used to the share of `line`; to all of it where
/// that is empty.
std::vector<Need> needsOf(const ServicePlan &row, spec::ServiceIndex index,
                          const Workings &workings, const std::optional<Input> &line) {
  const spec::Service &service = workings.system.services[index];
  const spec::Deployment &deployment = service.terms.deployment;
  const Input arrivals = computed("arrival rate", formatted(*row.arrivalRate));
  std::vector<Need> out;
  if (row.maxInFlight.recommended) {
    const auto perPlace = [&](std::string name, Concurrency each, const SourcePosition &at) {
      Need need{"", {arrivals, residenceInput(row, service)}};
      const std::string &time = need.inputs.back().name;
      need.formula = fmt::format("⌈⌈arrival rate × {}{}⌉ / {}⌉", time,
                                 line ? " / policy utilization" : "", name);
      need.inputs.push_back({std::move(name), formatted(each), at, ""});
      out.push_back(std::move(need));
    };
    if (const auto &bound = deployment.maxInFlight)
      perPlace("max_in_flight of a replica", bound->value, bound->at);
    for (const sizing::Room &room : sizing::rooms(deployment))
      if (room.each.count() > 0)
        perPlace(fmt::format("room of {} in a replica", toString(room.constraint)), room.each,
                 room.at);
  }
  if (row.cpuUtilization)
    out.push_back(
        {fmt::format("⌈arrival rate × CPU work / {}⌉", line ? "(policy utilization × cpu)" : "cpu"),
         {arrivals,
          computed("CPU work", formatted(*latency::cpuWork(service.terms))),
          {"cpu", formatted(deployment.cpu->value), deployment.cpu->at, ""}}});
  for (const sizing::Ceiling &ceiling : workings.ceilings[index]) {
    if (!ceiling.toward)
      continue;
    std::string name = fmt::format("{} to {} of a replica", toString(ceiling.constraint),
                                   workings.system.services[*ceiling.toward].name());
    out.push_back({fmt::format("⌈arrival rate / {}⌉",
                               line ? fmt::format("(policy utilization × {})", name) : name),
                   {arrivals,
                    {name, formatted(ceiling.rate / service.replicas()), ceiling.at,
                     "arrivals that they let through"}}});
  }
  return out;
}

/// The largest of the needs.
Derivation replicas(std::string field, int result, std::vector<Need> needs,
                    const std::optional<Input> &line) {
  Derivation out{std::move(field), "", {}, fmt::format("{}", result)};
  for (Need &need : needs) {
    out.formula += (out.formula.empty() ? "" : ", ") + need.formula;
    for (Input &input : need.inputs)
      if (std::none_of(out.inputs.begin(), out.inputs.end(),
                       [&](const Input &there) { return there.name == input.name; }))
        out.inputs.push_back(std::move(input));
  }
  if (needs.size() > 1)
    out.formula = fmt::format("max({})", out.formula);
  if (line)
    out.inputs.push_back(*line);
  return out;
}

/// How the main figures of a service came about, for those that are known.
std::vector<Derivation> derivationsOf(const ServicePlan &row, spec::ServiceIndex index,
                                      const Workings &workings) {
  std::vector<Derivation> out;
  const spec::Service &service = workings.system.services[index];
  if (row.arrivalRate)
    out.push_back(arrivals(row, index, workings));
  if (row.inFlightMean)
    out.push_back(inFlight(row));
  if (row.maxInFlight.recommended)
    out.push_back(recommended(row, service, workings));
  if (row.utilization)
    out.push_back(utilization(row));
  if (row.cpuUtilization)
    out.push_back(cpuUtilization(row, service));
  if (row.replicasNeeded) {
    const Input line = utilizationInput(workings);
    out.push_back(replicas(row.name + ".replicas.needed", *row.replicasNeeded,
                           needsOf(row, index, workings, line), line));
    out.push_back(replicas(row.name + ".replicas.bare", *row.replicas.bare,
                           needsOf(row, index, workings, std::nullopt), std::nullopt));
  }
  addAnswerDerivations(row, index, workings, out);
  return out;
}

/// How the largest entry rate came about.
std::vector<Derivation> derivationsOf(const SystemPlan &system, const Workings &workings) {
  if (!system.maxRate)
    return {};
  const sizing::Bottleneck &first = workings.bottlenecks.front();
  return {{"system.max_rate",
           fmt::format("entry rate × limit of '{}' / arrives there", system.bottleneck),
           {computed("entry rate", formatted(*system.arrivalRate)),
            {fmt::format("limit of '{}'", system.bottleneck), formatted(first.ceiling.rate),
             first.ceiling.at, std::string(toString(first.ceiling.constraint))},
            computed("arrives there", formatted(first.ceiling.rate / first.scale))},
           formatted(*system.maxRate)}};
}

} // namespace

void addDerivations(Plan &plan, const Workings &workings) {
  plan.system.derivations = derivationsOf(plan.system, workings);
  for (std::size_t row = 0; row < plan.services.size(); ++row)
    plan.services[row].derivations =
        derivationsOf(plan.services[row], workings.order[row], workings);
  addEdgeDerivations(plan, workings);
  addTierDerivations(plan, workings);
}

} // namespace loadline::plan
