#include "planner/plan/service_derivations.h"

#include "planner/latency/own_work.h"
#include "planner/plan/constraint_names.h"
#include "planner/plan/plan_words.h"
#include "planner/sizing/room.h"

#include <fmt/format.h>

namespace loadline::plan {

namespace {

/// The figures that one constraint is the quotient of.
struct Quotient {
  std::string formula;
  std::vector<Input> inputs;
};

/// "mean residence time" below what it has room for.
Quotient overTime(const ServiceView &view, const std::string &formula, std::vector<Input> inputs) {
  inputs.push_back(computed("mean residence time", view.residence().stay().mean()));
  return {formula + " / mean residence time", std::move(inputs)};
}

Quotient ofBound(const ServiceView &view, const ConstraintPlan &constraint) {
  return overTime(view, "effective bound",
                  {{"effective bound", precisely(*constraint.inFlight), constraint.at,
                    view.row.maxInFlight.declaredIn}});
}

Quotient ofCpu(const ServiceView &view) {
  const spec::ServiceTerms &terms = view.service().terms;
  return {"replicas × cpu / CPU work",
          {view.replicas(),
           said("cpu", *terms.deployment.cpu),
           {"CPU work", precisely(*latency::cpuWork(terms)),
            terms.cpuTime ? terms.cpuTime->at : terms.serviceTime->at, ""}}};
}

/// ⌊what a replica has / what a request takes of it⌋, of all replicas.
Quotient ofRoom(const ServiceView &view, const ConstraintPlan &constraint) {
  const spec::Deployment &is = view.deployment();
  const spec::PerRequest &each = is.perRequest;
  std::vector<Input> inputs = {view.replicas()};
  const auto counted = [&](const char *has, double number, const char *takes,
                           const spec::Maybe<double> &request) {
    inputs.push_back({has, precisely(number), constraint.at, ""});
    inputs.push_back(request ? said(takes, *request)
                             : Input{takes, "1", {}, "default: one of each request"});
    return fmt::format("replicas × ⌊{} / {}⌋", has, takes);
  };
  if (constraint.constraint != Constraint::memory) {
    const bool isThreads = constraint.constraint == Constraint::threads;
    const std::string formula =
        isThreads ? counted("threads", is.threads->value, "threads of a request", each.threads)
                  : counted("descriptors", is.descriptors->value, "descriptors of a request",
                            each.descriptors);
    return overTime(view, formula, std::move(inputs));
  }
  std::vector<std::string> taken;
  const auto add = [&](const char *name, const spec::Maybe<Bytes> &bytes) {
    if (bytes)
      inputs.push_back(said(name, *bytes));
    return bytes.has_value();
  };
  add("memory", is.memory);
  const bool hasBase = add("base memory", is.baseMemory);
  if (add("heap of a request", each.memory))
    taken.emplace_back("heap of a request");
  if (add("stack of a request", each.stack))
    taken.emplace_back("stack of a request");
  return overTime(
      view,
      fmt::format("replicas × ⌊(memory{}) / ({})⌋", hasBase ? " − base memory" : "", sumOf(taken)),
      inputs);
}

const sizing::Edge *edgeTo(const ServiceView &view, const std::string &callee) {
  for (const sizing::Edge &edge : edgesFrom(view.workings, view.index))
    if (view.nameOf(edge.to) == callee)
      return &edge;
  return nullptr;
}

Quotient ofCalls(const ServiceView &view, const ConstraintPlan &constraint) {
  const sizing::Edge &edge = *edgeTo(view, constraint.toward);
  const Input attempts{"attempts a request", precisely(edge.attempts), edge.at,
                       "that reach " + constraint.toward};
  if (constraint.constraint == Constraint::ports)
    return {"replicas × ports / time in wait / new connections a request",
            {view.replicas(),
             setting("ports", view.workings.policy.ephemeralPorts),
             setting("time in wait", view.workings.policy.timeWait),
             {"new connections a request", precisely(edge.newConnections), edge.at, ""}}};
  const std::string time = "mean time of " + constraint.toward;
  return {fmt::format("replicas × requests on connections / {} / attempts a request", time),
          {view.replicas(),
           {"requests on connections", precisely(edge.channels), edge.connectionsAt,
            "of a replica: connections × streams"},
           computed(time, view.workings.residences[edge.to].stay().mean()),
           attempts}};
}

Quotient quotientOf(const ServiceView &view, const ConstraintPlan &constraint) {
  if (!constraint.toward.empty())
    return ofCalls(view, constraint);
  switch (constraint.constraint) {
  case Constraint::cpu:
    return ofCpu(view);
  case Constraint::memory:
  case Constraint::descriptors:
  case Constraint::threads:
    return ofRoom(view, constraint);
  case Constraint::connections: {
    const Input accepted = said("connections accepted", *view.service().terms.maxConnections);
    const double streams =
        constraint.inFlight->count() / view.service().terms.maxConnections->value;
    return overTime(view, "connections accepted × streams",
                    {accepted, computed("streams", streams, "requests on each of them")});
  }
  case Constraint::inFlight:
  case Constraint::pool:
    return ofBound(view, constraint);
  default:
    return {"",
            {{constraint.constraint == Constraint::rateLimit ? "rate_limit" : "contract.max_rate",
              precisely(constraint.limit), constraint.at, ""}}};
  }
}

/// What it has room for, of those that count requests.
void deriveRoom(const ServiceView &view, const ConstraintPlan &constraint, const std::string &field,
                const Quotient &quotient, Deriving &out) {
  if (!constraint.inFlight)
    return;
  std::vector<Input> inputs = quotient.inputs;
  if (constraint.constraint == Constraint::rateLimit) {
    inputs.push_back(computed("mean residence time", view.residence().stay().mean()));
    out.addKnown(field, constraint.inFlight, "rate_limit × mean residence time", std::move(inputs));
    return;
  }
  std::string formula = quotient.formula;
  const auto cut = !constraint.toward.empty() ? formula.find(" / mean time of")
                                              : formula.rfind(" / mean residence time");
  formula.resize(std::min(cut, formula.size()));
  inputs.resize(inputs.size() - (constraint.toward.empty() ? 1 : 2));
  out.addKnown(field, constraint.inFlight, std::move(formula), std::move(inputs));
}

void deriveChoice(const ServiceView &view, Deriving &out) {
  std::vector<Input> inputs;
  for (const ConstraintPlan &constraint : view.row.constraints)
    inputs.push_back({"used of " + nameOf(constraint.constraint, constraint.toward) +
                          (constraint.isPromise ? " (promise)" : ""),
                      precisely(constraint.used), constraint.at, ""});
  if (inputs.empty())
    return;
  out.add("binding", words(toString(view.row.binding)), "what is used up the most", inputs,
          Derivation::Kind::rule);
  inputs.push_back(setting("policy utilization", view.workings.policy.utilization));
  out.add(
      "verdict", words(toString(view.row.verdict)),
      "over capacity where one is used to 100% (a promise: to more), above line where one is used "
      "to more than the policy's utilization, fits below",
      std::move(inputs), Derivation::Kind::rule);
}

} // namespace

std::string nameOf(Constraint constraint, const std::string &toward, const std::string &of) {
  return words(toString(constraint)) + (toward.empty() ? "" : " to " + toward) +
         (of.empty() ? "" : " of " + of);
}

Input limitInput(const ConstraintPlan &constraint) {
  return {"limit by " + nameOf(constraint.constraint, constraint.toward),
          precisely(constraint.limit), constraint.at, ""};
}

void deriveConstraints(const ServiceView &view, Deriving &out) {
  if (!view.row.arrivalRate)
    return;
  for (const ConstraintPlan &constraint : view.row.constraints) {
    const std::string field = fmt::format("constraints.{}{}{}", toString(constraint.constraint),
                                          constraint.toward.empty() ? "" : ":", constraint.toward);
    const Quotient quotient = quotientOf(view, constraint);
    if (quotient.formula.empty())
      out.addSaid(field + ".limit", quotient.inputs.front());
    else
      out.add(field + ".limit", precisely(constraint.limit), quotient.formula, quotient.inputs);
    deriveRoom(view, constraint, field + ".in_flight", quotient, out);
    out.add(field + ".used", precisely(constraint.used), "arrival rate / limit",
            {computed("arrival rate", *view.row.arrivalRate),
             {"limit", precisely(constraint.limit), constraint.at, ""}});
  }
  if (const auto &used = view.row.cpuUtilization) {
    const Quotient cpu = ofCpu(view);
    std::vector<Input> inputs = cpu.inputs;
    inputs.push_back(computed("arrival rate", *view.row.arrivalRate));
    out.addKnown("cpu_utilization", used, "arrival rate × CPU work / (replicas × cpu)",
                 std::move(inputs));
  }
  deriveChoice(view, out);
}

} // namespace loadline::plan
