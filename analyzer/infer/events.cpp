#include "analyzer/infer/inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

// Which events make a loop go round: those that it waits for itself, and those behind what others
// put into a queue for it.

namespace loadline::infer {

using facts::Statement;
using rules::NumberSource;

std::optional<findings::Step> Inference::eventOf(const Context &context,
                                                 const Statement &loop) const {
  for (const std::size_t number : index_.callsOf[context.function]) {
    const Call &call = index_.calls[number];
    if (!isInside(call.context, loop))
      continue;
    const rules::EventSource *event =
        rules_.eventSource(ruleName(program_, unitOf(context), *call.expression));
    if (event && (event->runs == rules::EventSource::Runs::perCall ||
                  event->runs == rules::EventSource::Runs::onceLater))
      return findings::Step{position(unitOf(context), call.expression->at),
                            fmt::format("each round waits for {} ({})",
                                        event->what.empty() ? "an event" : "a " + event->what,
                                        event->name),
                            true};
  }
  return std::nullopt;
}

/// The event that a function takes each time that it runs, so that whoever runs it does so for
/// each.
std::optional<findings::Step> Inference::eventTakenBy(link::FunctionId function) const {
  for (const std::size_t number : index_.callsOf[function]) {
    const Call &call = index_.calls[number];
    const rules::EventSource *event =
        rules_.eventSource(ruleName(program_, call.unit, *call.expression));
    if (call.context.frames.empty() && event && event->runs == rules::EventSource::Runs::perCall)
      return findings::Step{position(call.unit, call.expression->at),
                            fmt::format("{} takes {} each time that it runs ({})",
                                        program_.functions()[function].symbol->name,
                                        event->what.empty() ? "an event" : "a " + event->what,
                                        event->name),
                            true};
  }
  return std::nullopt;
}

/// Where the containers that a loop takes elements from are filled for each event, and the event:
/// the last steps of who makes the loop go round. Empty where no event is seen.
std::vector<findings::Step> Inference::eventsBehind(const Context &context, const Statement &loop) {
  const auto gives = [&](const Call &call, NumberSource::Gives what) {
    const NumberSource *rule = rules_.number(ruleName(program_, call.unit, *call.expression));
    return rule && rule->gives == what && call.context.function >= 0;
  };
  std::set<link::VariableId> queues;
  for (const std::size_t number : index_.callsOf[context.function]) {
    const Call &call = index_.calls[number];
    if (!isInside(call.context, loop) || !gives(call, NumberSource::Gives::oneLess) ||
        call.expression->operands.empty())
      continue;
    const link::VariableId queue =
        baseVariable(program_, call.unit, call.expression->operands.front());
    if (queue >= 0)
      queues.insert(queue);
  }
  for (const link::VariableId queue : queues)
    for (const std::size_t number : index_.callsOn[queue]) {
      const Call &fill = index_.calls[number];
      if (!gives(fill, NumberSource::Gives::oneElement) || isInside(fill.context, loop))
        continue;
      if (const auto event = eventAround(fill.context))
        return {{position(fill.unit, fill.expression->at),
                 fmt::format("each round takes from {}, which is filled here",
                             program_.variables()[queue].symbol->name)},
                *event};
    }
  return {};
}

/// The event for which a place runs: one that a loop around it waits for, or one that runs its
/// function.
std::optional<findings::Step> Inference::eventAround(const Context &context) {
  for (const Frame &frame : context.frames)
    if (auto event = frame.loop ? eventOf(context, *frame.loop) : std::nullopt)
      return event;
  const Derived runs = invocations(context.function);
  const auto event = std::ranges::find_if(runs.witness, &findings::Step::isEvent);
  return event == runs.witness.end() ? std::nullopt : std::optional(*event);
}

} // namespace loadline::infer
