#include "base/text.h"
#include "planner/review/consequences.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::review {

namespace {

using units::formatted;

std::string loadText(const Consequence &of, const plan::Plan &plan) {
  std::string text = fmt::format("each unit is {}", of.unit);
  if (of.live)
    text += fmt::format("; at {} {} start and {} are alive, each for {}", plan::toString(plan.at),
                        formatted(*of.started), formatted(*of.live), formatted(*of.held));
  if (of.unitsOfLargest > 1)
    text += fmt::format("; {} starts {} at once",
                        of.isRandom ? "a request with more calls than 99 of 100"
                                    : "the largest request",
                        exactly(of.unitsOfLargest));
  return text;
}

std::string breakText(const Consequence &of, const plan::Plan &plan) {
  const EdgeLoad &load = of.edges[*of.breaksFirst];
  const plan::EdgePlan &edge = plan.edges[load.edge];
  const bool isLargest = !load.atPeak || *load.largest > *load.atPeak;
  const plan::ServicePlan *callee = plan.find(edge.to);
  return fmt::format("{} (tier {}) breaks first: {} puts {} in flight on it, and it admits {}: {}",
                     edge.to, callee ? callee->tier : 0,
                     !isLargest ? "the planned load"
                     : of.isRandom && of.unitsOfLargest <= 1
                         ? "a request with more calls than 99 of 100"
                         : "one such request",
                     formatted(isLargest ? *load.largest : *load.atPeak),
                     formatted(*edge.admittedInFlight), formattedFactor(*load.over));
}

std::string memoryText(const Consequence &of) {
  std::string text = fmt::format("a unit holds {} of {} that are free", formatted(*of.memoryOfUnit),
                                 formatted(*of.memoryFree));
  if (of.memoryOver && of.memoryOver->count() > 1)
    text += fmt::format("; the largest request needs {} the memory that there is",
                        formattedFactor(*of.memoryOver));
  if (of.exhausted)
    text +=
        fmt::format("; when nothing below answers it is used up in {}", formatted(*of.exhausted));
  return text;
}

} // namespace

std::vector<std::string> sentencesOf(const Consequence &consequence, const plan::Plan &plan) {
  std::vector<std::string> out = {loadText(consequence, plan)};
  if (consequence.breaksFirst)
    out.push_back(breakText(consequence, plan));
  if (consequence.memoryOfUnit)
    out.push_back(memoryText(consequence));
  return out;
}

} // namespace loadline::review
