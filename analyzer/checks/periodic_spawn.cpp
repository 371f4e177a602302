#include "analyzer/checks/all_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace loadline::checks {

namespace {

/// The call in a loop around the given one that lets time go by in each round; null where none
/// does.
const infer::Call *pauseAround(const infer::Inference &inference, const infer::Call &call) {
  const infer::BodyIndex &index = inference.index();
  if (call.context.function < 0)
    return nullptr;
  for (const std::size_t number : index.callsOf[call.context.function]) {
    const infer::Call &pause = index.calls[number];
    const rules::Wait *wait =
        inference.rules().wait(infer::ruleName(inference.program(), pause.unit, *pause.expression));
    if (!wait || wait->ends != rules::Wait::Ends::afterATime || pause.context.frames.empty())
      continue;
    const std::size_t common = commonFrames(pause.context, call.context);
    const bool isOnTheWay =
        common == pause.context.frames.size() && pause.context.frames.back().loop &&
        isMetWith(call.context, pause.context, pause.context.frames.back().loop);
    if (isOnTheWay)
      return &pause;
  }
  return nullptr;
}

} // namespace

std::vector<findings::Finding> periodicSpawn(const Subject &subject) {
  const infer::Inference &inference = subject.inference;
  std::map<SourcePosition, const infer::Call *> callAt;
  for (const infer::Call &call : inference.index().calls)
    callAt.emplace(placeIn(subject, call.unit, call.expression->at), &call);
  std::vector<findings::Finding> out;
  for (const findings::Site &site : subject.sites) {
    const auto call = callAt.find(site.at);
    if (site.siteClass != findings::SiteClass::dangerous || call == callAt.end() ||
        isToldElsewhere(site, subject.sites))
      continue;
    const infer::Call *pause = pauseAround(inference, *call->second);
    if (!pause)
      continue;
    findings::Finding finding =
        findingAbout(site, "periodic-spawn", findings::Severity::note,
                     "units are started once in each period, whether those of the last one are "
                     "done or not; wait "
                     "for them before the next, with a deadline shorter than the period");
    finding.path = {
        {placeIn(subject, pause->unit, pause->expression->at), "each round lasts as long as this"}};
    out.push_back(std::move(finding));
  }
  return out;
}

} // namespace loadline::checks
