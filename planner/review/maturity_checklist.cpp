#include "planner/plan/readiness.h"
#include "planner/review/checklists.h"
#include "planner/review/code_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace loadline::review {

namespace {

using plan::ServicePlan;
using State = ChecklistItem::State;

std::string_view nameOf(int level) {
  constexpr std::string_view names[] = {"nobody knows", "known",  "limited",
                                        "joined",       "tested", "kept up"};
  return names[level];
}

/// The plan's own answer to one of its questions.
ChecklistItem fromPlan(const Evidence &of, std::string_view question) {
  for (const plan::ReadinessItem &item : plan::readinessOf(of.system, of.plan))
    if (item.question == question) {
      const State state = item.state == plan::ReadinessItem::State::yes   ? State::met
                          : item.state == plan::ReadinessItem::State::ask ? State::needsPerson
                                                                          : State::notMet;
      return {std::string(question), state, item.because};
    }
  return {std::string(question), State::needsPerson, {}};
}

ChecklistItem boundsHaveReasons(const Evidence &of) {
  ChecklistItem item{"every bound says why it is what it is", State::met, {}};
  for (const ServicePlan &service : of.plan.services)
    if (service.maxInFlight.declared && service.maxInFlight.because.empty())
      item.evidence.push_back(
          fmt::format("{}: {} says no because", service.name, service.maxInFlight.declaredIn));
  if (!item.evidence.empty())
    item.state = State::notMet;
  return item;
}

ChecklistItem boundsHaveDays(const Evidence &of) {
  ChecklistItem item{"every bound says when it is looked at again", State::met, {}};
  for (const ServicePlan &service : of.plan.services)
    if (service.maxInFlight.declared && service.maxInFlight.review.empty())
      item.evidence.push_back(service.name + ": no review date");
  for (const findings::Site &site : of.audit.sites)
    for (const findings::DeclaredBound &declared : site.declared)
      if (declared.review.empty())
        item.evidence.push_back(toString(declared.at) + ": no review date");
  if (!item.evidence.empty())
    item.state = State::notMet;
  return item;
}

/// What a level asks for beyond the one below it.
std::vector<ChecklistItem> askedOf(int level, const Evidence &of) {
  switch (level) {
  case 1:
    return {fromPlan(of, "every service gives its time"),
            fromPlan(of, "every service has a bound, and no queue is without limit"),
            fromPlan(of, "every service says what it does on excess")};
  case 2:
    return {allCodeWasRead(of), everySpawnIsLimited(of), largestInputIsCapped(of)};
  case 3:
    return {everyServiceNamesItsCode(of), boundsAreKept(of), boundsHaveReasons(of),
            fromPlan(of, "no caller can push more than its callees admit")};
  case 4:
    return {fromPlan(of, "a load test has been past the bound, and the bound held"),
            fromPlan(of, "the slow and the dead dependency have been tried")};
  default:
    return {boundsHaveDays(of), fromPlan(of, "bounds were looked at when they were due"),
            fromPlan(of, "saturation, rejections and growth of tasks are measured and shown"),
            fromPlan(of, "alerts exist on the shape of the load, and each has a runbook")};
  }
}

} // namespace

Checklist maturityChecklist(const Evidence &of) {
  constexpr int highest = 5;
  Checklist out{"maturity", "Maturity", {}, ""};
  int reached = 0;
  bool isOpen = true, waitsForPerson = false;
  for (int level = 1; level <= highest; ++level) {
    std::vector<ChecklistItem> items = askedOf(level, of);
    for (ChecklistItem &item : items)
      item = answered(std::move(item), of);
    const auto has = [&](State state) {
      return std::any_of(items.begin(), items.end(),
                         [&](const ChecklistItem &item) { return item.state == state; });
    };
    if (isOpen && !has(State::notMet) && !has(State::needsPerson))
      reached = level;
    else {
      waitsForPerson = waitsForPerson || (isOpen && !has(State::notMet));
      isOpen = false;
    }
    for (ChecklistItem &item : items) {
      item.question = fmt::format("level {}, {}: {}", level, nameOf(level), item.question);
      out.items.push_back(std::move(item));
    }
  }
  out.conclusion = fmt::format("Level {} of {}, {}{}", reached, highest, nameOf(reached),
                               waitsForPerson ? "; the next one waits for a person's word." : ".");
  return out;
}

} // namespace loadline::review
