#include "analyzer/infer/counter_steps.h"

#include "analyzer/infer/semaphores.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using Does = rules::Limiter::Does;

namespace {

/// A step of a counter, up or down; by 0 where no constant says how much.
struct Step {
  const Context *context = nullptr;
  std::int64_t amount = 0;
  bool grows = false;
};

std::vector<Step> stepsOf(const Inference &inference, link::VariableId counter) {
  std::vector<Step> steps;
  for (const Write *write : inference.allWrites(counter))
    if (write->how == Write::How::stepped)
      steps.push_back({&write->context, write->step, write->grows});
  const BodyIndex &index = inference.index();
  for (const auto *calls : {&index.callsOn[counter], &index.callsWith[counter]})
    for (const std::size_t number : *calls) {
      const Call &call = index.calls[number];
      const rules::Limiter *limiter =
          inference.rules().limiter(ruleName(inference.program(), call.unit, *call.expression));
      if (!limiter || (limiter->does != Does::raises && limiter->does != Does::lowers))
        continue;
      const auto arguments = argumentsOf(*call.expression);
      const std::size_t place = limiter->objectArgument ? 1 : 0;
      const bool isTold =
          place >= arguments.size() || arguments[place]->kind == Expression::Kind::literal;
      const std::int64_t amount = place >= arguments.size() ? 1
                                  : isTold                  ? arguments[place]->value
                                                            : 0;
      steps.push_back({&call.context, amount, limiter->does == Does::raises});
    }
  return steps;
}

} // namespace

std::int64_t loweredByUnit(const Inference &inference, link::VariableId counter,
                           const Expression &start) {
  std::int64_t lowered = 0;
  for (const Step &step : stepsOf(inference, counter))
    if (!step.grows)
      lowered += timesMetByUnit(inference, *step.context, start) * step.amount;
  return lowered;
}

bool isLoweredByMore(const Inference &inference, link::VariableId counter,
                     const Expression &start) {
  const std::vector<Step> steps = stepsOf(inference, counter);
  const auto isUntold = [](const Step &step) { return step.grows && step.amount <= 0; };
  std::int64_t raised = 0, lowered = loweredByUnit(inference, counter, start);
  for (const Step &step : steps)
    (step.grows ? raised : lowered) = std::max(step.grows ? raised : lowered, step.amount);
  return raised > 0 && lowered > raised && std::ranges::none_of(steps, isUntold);
}

bool isLeftOut(const Inference &inference, link::VariableId counter, const Expression &start,
               const Expression *left) {
  return left && loweredByUnit(inference, counter, start) > 0 &&
         loweredByUnit(inference, counter, *left) == 0;
}

} // namespace loadline::infer
