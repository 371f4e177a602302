#include "planner/scenario/subject.h"

#include "base/text.h"
#include "planner/plan/make_plan.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::scenario {

using units::formatted;

namespace {

template <class Value>
std::string shown(const std::optional<Value> &value) {
  return value ? formatted(*value) : "-";
}

template <class Value>
void addIfMoved(Outcome &outcome, const std::string &about, const char *name,
                const std::optional<Value> &before, const std::optional<Value> &after) {
  constexpr double least = 1e-3;
  const double was = before ? before->count() : 0, is = after ? after->count() : 0;
  if (std::abs(is - was) > least * std::max(std::abs(was), std::abs(is)))
    outcome.figures.push_back({about, name, shown(before), shown(after), ""});
}

} // namespace

std::string_view toString(Verdict verdict) {
  constexpr std::string_view words[] = {"holds", "breaks", "stays"};
  return words[static_cast<int>(verdict)];
}

std::optional<Ratio> Node::used() const {
  const auto slots = plan->utilization, cores = plan->cpuUtilization;
  return slots && cores ? std::max(*slots, *cores) : slots ? slots : cores;
}

Node Subject::nodeOf(std::size_t service) const {
  const spec::Service &is = system().services[service];
  return {&is, plan().find(is.name())};
}

std::optional<Node> Subject::node(yaml::Reader &reader, std::string_view key) const {
  const auto name = reader.text(key);
  if (!name) {
    reader.required(key);
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < system().services.size(); ++i) {
    names.push_back(system().services[i].name());
    if (names.back() == name->value)
      return nodeOf(i);
  }
  const std::string near = nearest(name->value, names);
  reader.error(name->at, fmt::format("no service '{}' in {}", name->value, system().file),
               near.empty() ? "services: " + listed(names) : "did you mean '" + near + "'?");
  return std::nullopt;
}

std::vector<Edge> Subject::callsTo(const spec::Service &service) const {
  std::vector<Edge> out;
  for (const spec::Service &from : system().services)
    for (const spec::Step &step : from.steps)
      for (const spec::Call &call : step.calls)
        if (&system().services[call.to] == &service) {
          const plan::ServicePlan *is = plan().find(from.name());
          const double calls = call.terms.count() * (1 - call.terms.hits());
          out.push_back({&from, &call, is->arrivalRate.value_or(Rate(0)) * calls});
        }
  return out;
}

std::optional<plan::Plan> Subject::replan(const spec::System &changed, yaml::Reader &reader) const {
  Result<plan::Plan> after = plan::makePlan(changed, policy_, plan().at, plan::Detail::figures);
  if (after)
    return *std::move(after);
  for (const Diagnostic &error : after.error())
    reader.errors().push_back(error);
  return std::nullopt;
}

std::string overCapacity(const plan::Plan &plan) {
  std::vector<std::string> names;
  for (const plan::ServicePlan &service : plan.services)
    if (service.verdict == plan::Verdict::overCapacity)
      names.push_back(service.name);
  return inWords(names);
}

void addPlanned(Outcome &outcome, const plan::Plan &before, const plan::Plan &after) {
  addIfMoved(outcome, "system", "max rate", before.system.maxRate, after.system.maxRate);
  for (const plan::ServicePlan &service : after.services) {
    const plan::ServicePlan *was = before.find(service.name);
    if (!was)
      continue;
    addIfMoved(outcome, service.name, "rate", was->arrivalRate, service.arrivalRate);
    addIfMoved(outcome, service.name, "in flight", was->inFlightMean, service.inFlightMean);
    addIfMoved(outcome, service.name, "used", Node{nullptr, was}.used(),
               Node{nullptr, &service}.used());
  }
  if (const std::string over = overCapacity(after); !over.empty()) {
    outcome.verdict = Verdict::breaks;
    outcome.conclusions.push_back("At or over capacity: " + over + ".");
  }
}

} // namespace loadline::scenario
