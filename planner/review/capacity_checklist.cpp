#include "base/text.h"
#include "planner/diagram/words.h"
#include "planner/review/checklists.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace loadline::review {

namespace {

using diagram::inWords;
using plan::ServicePlan;
using State = ChecklistItem::State;

std::string inWords(spec::OnExcess onExcess) {
  constexpr const char *words[] = {"it is refused", "it waits", "it gets a lesser answer",
                                   "what matters least is dropped", "its caller is slowed down"};
  return words[static_cast<std::size_t>(onExcess)];
}

/// A line for each service that has an answer, and one that names those without.
template <class Answer>
ChecklistItem ofServices(std::string question, const Evidence &of, Answer answer) {
  ChecklistItem item{std::move(question), State::met, {}};
  std::vector<std::string> without;
  for (const ServicePlan &service : of.plan.services) {
    const std::string text = answer(service);
    if (text.empty())
      without.push_back(service.name);
    else
      item.evidence.push_back(service.name + ": " + text);
  }
  if (!without.empty()) {
    item.state = State::notMet;
    item.evidence.insert(item.evidence.begin(), "no answer: " + listed(without));
  }
  return item;
}

ChecklistItem arrivals(const Evidence &of) {
  const auto &rate = of.plan.system.arrivalRate;
  return {fmt::format("how much arrives at {}?", plan::toString(of.plan.at)),
          rate ? State::met : State::notMet,
          {rate ? inWords(rate) + " enter the system" : "the spec gives no rate"}};
}

std::string timeOf(const ServicePlan &service) {
  const auto &time = service.residenceTime;
  return time.mean ? fmt::format("mean {}, p99 {}", inWords(time.mean), inWords(time.p99)) : "";
}

std::string inFlightOf(const ServicePlan &service) {
  return service.inFlightMean
             ? fmt::format("{} on average, {} at p99", inWords(service.inFlightMean),
                           inWords(service.inFlightAtP99))
             : "";
}

std::string boundOf(const ServicePlan &service) {
  const auto &most = service.maxInFlight;
  if (!most.declared)
    return "";
  const std::string because = most.because.empty() ? "" : ", because " + most.because;
  return fmt::format("{} ({}){}", inWords(most.declared), most.declaredIn, because);
}

ChecklistItem firstToFill(const Evidence &of) {
  const plan::SystemPlan &system = of.plan.system;
  if (system.bottleneck.empty())
    return {"what runs out first?", State::notMet, {"no service has a capacity that is known"}};
  return {"what runs out first?",
          State::met,
          {fmt::format("{} of {} at {}", inWords(system.bottleneckConstraint), system.bottleneck,
                       inWords(system.maxRate))}};
}

ChecklistItem pushedDown(const Evidence &of) {
  ChecklistItem item{"can each service take what its callers can push into it?", State::met, {}};
  for (const plan::EdgePlan &edge : of.plan.edges)
    if (diagram::isOversubscribed(edge.oversubscription))
      item.evidence.push_back(fmt::format(
          "{} can offer {} to {}, which admits {}: {}", edge.from, inWords(edge.offeredInFlight),
          edge.to, inWords(edge.admittedInFlight), diagram::timesInWords(*edge.oversubscription)));
  if (!item.evidence.empty())
    item.state = State::notMet;
  return item;
}

ChecklistItem onExcess(const Evidence &of) {
  std::unordered_map<std::string, const spec::Service *> byName;
  for (const spec::Service &service : of.system.services)
    byName[service.name()] = &service;
  return ofServices("what becomes of a request too many?", of, [&](const ServicePlan &service) {
    const auto found = byName.find(service.name);
    if (found == byName.end())
      return std::string();
    const spec::ServiceTerms &terms = found->second->terms;
    if (terms.contract.onExcess)
      return inWords(terms.contract.onExcess->value);
    return std::string(terms.poolSize ? "its callers wait" : "");
  });
}

ChecklistItem howLong(const Evidence &of) {
  const plan::GrowthPlan &growth = of.plan.system.growth;
  const std::string question = "how long does it last?";
  if (!growth.arrivalRate)
    return {question, State::notMet, {"the spec gives no growth"}};
  const auto &line = growth.lineInMonths, &full = growth.fullInMonths;
  if (!line && !full)
    return {question, State::met, {"longer than a century"}};
  const bool isFirst = line && (!full || *line < *full); // a contract may fill before the line
  std::string text = isFirst ? fmt::format("at its load line in {} months", *line) : "";
  if (full)
    text += fmt::format("{}full in {} months", isFirst ? ", " : "", *full);
  return {question, State::met, {text}};
}

} // namespace

Checklist capacityChecklist(const Evidence &of) {
  Checklist out{"capacity", "Capacity, question by question", {}, ""};
  out.items = {arrivals(of),
               ofServices("how long does a request take?", of, timeOf),
               ofServices("how many are inside at once?", of, inFlightOf),
               ofServices("how many are admitted, and why so many?", of, boundOf),
               firstToFill(of),
               pushedDown(of),
               onExcess(of),
               howLong(of)};
  const auto met = std::count_if(out.items.begin(), out.items.end(), [](const ChecklistItem &item) {
    return item.state == State::met;
  });
  out.conclusion = fmt::format("{} of {} are answered and fit.", met, out.items.size());
  return out;
}

} // namespace loadline::review
