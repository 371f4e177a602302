#include "analyzer/checks/all_checks.h"
#include "analyzer/infer/gates.h"
#include "analyzer/infer/spawn_sites.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::checks {

std::vector<findings::Finding> limiterPerCall(const Subject &subject) {
  std::vector<findings::Finding> out;
  infer::Inference &inference = subject.inference;
  for (const infer::SpawnSite &spawn : findSpawnSites(inference)) {
    const infer::Call &call = inference.index().calls[spawn.call];
    const auto gate = gateAt(inference, call.context, *call.expression);
    if (!gate || !gate->ownedIn || gate->limiter == "once" || gate->most.witness.empty())
      continue;
    const SourcePosition at = placeIn(subject, call.unit, call.expression->at);
    const auto site = std::ranges::find_if(subject.sites, [&](const findings::Site &row) {
      return row.at == at && row.api == spawn.apiName && row.via.empty() &&
             row.siteClass == findings::SiteClass::dangerous;
    });
    if (site == subject.sites.end())
      continue;
    findings::Finding finding = findingAbout(
        *site, "limiter-per-call", findings::Severity::note,
        fmt::format("what limits the units is made in the call that starts them: it lets one call "
                    "start {}, and all calls together as many as like; one limiter for all calls "
                    "would count them",
                    toString(gate->most.bound)));
    finding.path.clear();
    for (const findings::Step &step : gate->most.witness)
      finding.path.push_back({relativeTo(subject.root, step.at), step.note});
    out.push_back(std::move(finding));
  }
  return out;
}

} // namespace loadline::checks
