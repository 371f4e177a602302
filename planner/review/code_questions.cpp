#include "planner/review/code_questions.h"

#include "analyzer/findings/folded_sites.h"
#include "base/text.h"
#include "planner/review/matters.h"

#include <fmt/format.h>

namespace loadline::review {

namespace {

using State = ChecklistItem::State;

/// Met where nothing speaks against it.
ChecklistItem unless(std::string question, std::vector<std::string> against, std::string met) {
  const State state = against.empty() ? State::met : State::notMet;
  if (against.empty() && !met.empty())
    against.push_back(std::move(met));
  return {std::move(question), state, std::move(against)};
}

std::string placeOf(const findings::Site &site) {
  return fmt::format("{}: {} in {}: {}", toString(site.at), site.api, site.function,
                     toString(site.bound));
}

/// The row that makes a site as bad as it is: its own, or that of a call that reaches it.
const findings::Site &worstRow(const findings::FoldedSite &folded) {
  for (const findings::Site *row : folded.reachedBy)
    if (folded.site->siteClass < folded.worst && row->siteClass == folded.worst)
      return *row;
  return *folded.site;
}

} // namespace

ChecklistItem everySpawnIsLimited(const Evidence &of) {
  std::vector<std::string> against;
  for (const findings::FoldedSite &folded : findings::foldedSites(of.audit))
    if (folded.worst == findings::SiteClass::dangerous)
      against.push_back(placeOf(worstRow(folded)));
  return unless("what starts threads, tasks or processes has a limit", std::move(against),
                fmt::format("{} spawn sites, none dangerous", findings::siteCounts(of.audit).all));
}

ChecklistItem boundsAreKept(const Evidence &of) {
  std::vector<std::string> broken, notFound;
  std::size_t kept = 0;
  for (const Matter &matter : mattersOf(of.plan, of.audit, of.ledger)) {
    if (matter.kind != Matter::Kind::bound)
      continue;
    const BoundStatus status = of.ledger.entries[matter.index].status;
    kept += status == BoundStatus::kept;
    if (matter.isViolation)
      broken.push_back(matter.title + ": " + matter.state);
    else if (status == BoundStatus::notFound)
      notFound.push_back(matter.title + ": " + matter.state);
  }
  const std::string question = "the code keeps the bounds that the plan relies on";
  if (!broken.empty() || notFound.empty())
    return unless(question, std::move(broken), fmt::format("{} bounds, all kept", kept));
  return {question, State::needsPerson, std::move(notFound)};
}

ChecklistItem everyServiceNamesItsCode(const Evidence &of) {
  std::vector<std::string> without;
  for (const plan::ServicePlan &service : of.plan.services)
    if (service.code.empty() && service.kind == plan::NodeKind::service && !service.isManaged)
      without.push_back(service.name);
  return unless("every service of ours names its code",
                without.empty() ? std::vector<std::string>()
                                : std::vector{"no code: " + listed(without)},
                "");
}

ChecklistItem allCodeWasRead(const Evidence &of) {
  const findings::TranslationUnits &units = of.audit.translationUnits;
  const std::string counts = fmt::format("{} of {} translation units, {} with errors",
                                         units.analysed, units.total, units.withErrors);
  return {"all of the code was read",
          units.failed + units.skipped > 0 ? State::notMet : State::met,
          {counts}};
}

ChecklistItem largestInputIsCapped(const Evidence &of) {
  std::vector<std::string> against;
  for (const findings::Site &site : of.audit.sites)
    if (site.bound.kind() == bound::Kind::size)
      against.push_back(placeOf(site));
  return unless("what one request starts is capped, however large it is", std::move(against),
                "no site starts units as the data says");
}

} // namespace loadline::review
