#include "planner/plan/readiness.h"
#include "planner/review/checklists.h"
#include "planner/review/code_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace loadline::review {

namespace {

using State = ChecklistItem::State;

State stateOf(plan::ReadinessItem::State state) {
  switch (state) {
  case plan::ReadinessItem::State::yes:
    return State::met;
  case plan::ReadinessItem::State::no:
    return State::notMet;
  case plan::ReadinessItem::State::unsaid: // somebody knows it, or finds that it is missing
  case plan::ReadinessItem::State::ask:
    break;
  }
  return State::needsPerson;
}

/// What the plan asks and the audit answers better.
bool isAnsweredByCode(std::string_view question) {
  return question == "every service is joined to its code" ||
         question == "the input of the largest request is capped in code";
}

} // namespace

Checklist readinessChecklist(const Evidence &of) {
  Checklist out{"readiness", "Readiness for production", {}, ""};
  for (const plan::ReadinessItem &item : plan::readinessOf(of.system, of.plan)) {
    if (isAnsweredByCode(item.question))
      continue;
    out.items.push_back(
        answered({std::string(item.question), stateOf(item.state), item.because}, of));
    if (item.state == plan::ReadinessItem::State::yes && item.because.empty())
      out.items.back().evidence = {"the plan finds nothing against it"};
  }
  for (ChecklistItem item : {everyServiceNamesItsCode(of), allCodeWasRead(of),
                             everySpawnIsLimited(of), boundsAreKept(of), largestInputIsCapped(of)})
    out.items.push_back(answered(std::move(item), of));
  const auto count = [&](State state) {
    return std::count_if(out.items.begin(), out.items.end(),
                         [&](const ChecklistItem &item) { return item.state == state; });
  };
  out.conclusion = fmt::format("{} met, {} not met, {} need a person.", count(State::met),
                               count(State::notMet), count(State::needsPerson));
  return out;
}

} // namespace loadline::review
