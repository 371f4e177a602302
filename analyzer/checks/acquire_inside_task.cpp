#include "analyzer/checks/all_checks.h"
#include "analyzer/infer/gates.h"
#include "analyzer/infer/spawn_sites.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace loadline::checks {

namespace {

using findings::Site;

/// The worst that rows say of a spawn expression or of a call that reaches it; of equals, the call.
const Site *worstOf(const Subject &subject, const SourcePosition &spawn, const std::string &api) {
  const auto own = std::ranges::find_if(subject.sites, [&](const Site &site) {
    return site.via.empty() && site.at == spawn && site.api == api;
  });
  if (own == subject.sites.end())
    return nullptr;
  const Site *worst = &*own;
  for (const Site &site : subject.sites)
    if (site.via == own->id && (site.siteClass > worst->siteClass ||
                                (worst == &*own && site.siteClass == worst->siteClass)))
      worst = &site;
  return worst;
}

/// The functions that a call starts as units.
std::vector<link::FunctionId> entriesOf(const infer::BodyIndex &index, std::size_t call) {
  std::vector<link::FunctionId> out;
  for (std::size_t id = 0; id < index.edgesInto.size(); ++id)
    if (std::ranges::any_of(index.edgesInto[id], [&](const infer::Edge &edge) {
          return edge.kind == infer::Edge::Kind::spawn && edge.call == call;
        }))
      out.push_back(static_cast<link::FunctionId>(id));
  return out;
}

/// Whether a variable is made anew for each unit.
bool isOwn(const Subject &subject, link::VariableId variable, link::FunctionId unit) {
  const facts::Symbol &symbol = *subject.inference.program().variables()[variable].symbol;
  if (symbol.kind != facts::Symbol::Kind::local || symbol.isReference)
    return false;
  return std::ranges::any_of(
      subject.inference.index().writes[variable], [&](const infer::Write &write) {
        return write.how == infer::Write::How::initial && write.context.function == unit;
      });
}

} // namespace

std::vector<findings::Finding> acquireInsideTask(const Subject &subject) {
  std::vector<findings::Finding> out;
  infer::Inference &inference = subject.inference;
  const infer::BodyIndex &index = inference.index();
  for (const infer::SpawnSite &spawn : findSpawnSites(inference)) {
    const infer::Call &started = index.calls[spawn.call];
    const SourcePosition at = placeIn(subject, started.unit, started.expression->at);
    const Site *site = worstOf(subject, at, spawn.apiName);
    if (!site || site->siteClass == findings::SiteClass::safe)
      continue;
    for (const link::FunctionId entry : entriesOf(index, spawn.call))
      for (const std::size_t number : index.callsOf[entry]) {
        const infer::Call &call = index.calls[number];
        const rules::Limiter *limiter = inference.rules().limiter(
            infer::ruleName(inference.program(), call.unit, *call.expression));
        if (!limiter || limiter->does != rules::Limiter::Does::acquires)
          continue;
        const link::VariableId semaphore =
            infer::permitsObject(inference.program(), call.unit, *call.expression, *limiter);
        if (semaphore < 0 || isOwn(subject, semaphore, entry))
          continue;
        const std::string &name = nameIn(subject, semaphore);
        findings::Finding finding = findingIn(
            subject, "acquire-inside-task", findings::Severity::warning,
            fmt::format("the permit of {} is taken inside the unit, so it limits how many work and "
                        "not how many are alive ({}); take it before {} starts them",
                        name, toString(site->bound), spawn.apiName),
            call, name);
        finding.path.push_back({at, "the unit is started here"});
        if (site->at != at)
          finding.path.push_back({site->at, "which this call repeats"});
        out.push_back(std::move(finding));
      }
  }
  return out;
}

} // namespace loadline::checks
