#include "analyzer/checks/all_checks.h"
#include "analyzer/infer/gates.h"
#include "analyzer/infer/permits.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::checks {

namespace {

using rules::Limiter;

/// Whether a function gives back a permit itself. What it does not is a signal to others, as the
/// places of a bounded buffer are.
bool givesBack(const Subject &subject, link::FunctionId function, link::VariableId semaphore) {
  const infer::BodyIndex &index = subject.inference.index();
  const auto releases = [&](std::size_t number) {
    const infer::Call &call = index.calls[number];
    const Limiter *limiter = subject.inference.rules().limiter(
        infer::ruleName(subject.inference.program(), call.unit, *call.expression));
    return call.context.function == function && limiter && limiter->does == Limiter::Does::releases;
  };
  return std::ranges::any_of(index.callsOn[semaphore], releases) ||
         std::ranges::any_of(index.callsWith[semaphore], releases);
}

/// How many permits there are, where that is a constant; 0 for any other.
std::int64_t permits(const Subject &subject, link::VariableId semaphore) {
  const bound::Bound most = permitsOf(subject.inference, semaphore).bound;
  return most.form() == bound::Bound::Form::constant ? most.count() : 0;
}

} // namespace

std::vector<findings::Finding> nestedAcquire(const Subject &subject) {
  std::vector<findings::Finding> out;
  const link::Program &program = subject.inference.program();
  for (std::size_t id = 0; id < program.functions().size(); ++id) {
    const auto function = static_cast<link::FunctionId>(id);
    const int unit = program.functions()[id].unit;
    for (const auto &[held, wanted] : permitUse(subject.inference, function).nested) {
      const std::int64_t wide = permits(subject, held.semaphore);
      const std::int64_t narrow = permits(subject, wanted.semaphore);
      // one permit is a lock, held for a moment
      if (narrow <= 1 || wide <= narrow || !givesBack(subject, function, held.semaphore) ||
          !givesBack(subject, function, wanted.semaphore))
        continue;
      const std::string &name = nameIn(subject, wanted.semaphore);
      const infer::Call call{
          .context = {.function = function}, .expression = wanted.acquire, .unit = unit};
      findings::Finding finding = findingIn(
          subject, "nested-acquire", findings::Severity::warning,
          fmt::format("one of {} permits of {} is waited for while one of {} of {} is held; those "
                      "who wait keep all others out. Take {} first, or only try to",
                      narrow, name, wide, nameIn(subject, held.semaphore), name),
          call, name);
      finding.path.push_back(
          {placeIn(subject, unit, held.acquire->at),
           fmt::format("holds one of {} permits of {}", wide, nameIn(subject, held.semaphore))});
      out.push_back(std::move(finding));
    }
  }
  return out;
}

} // namespace loadline::checks
