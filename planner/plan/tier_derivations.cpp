#include "planner/plan/edge_derivations.h"
#include "planner/plan/remedy_derivations.h"

#include <fmt/format.h>

namespace loadline::plan {

namespace {

/// The members of every tier, and what enters them.
struct TierView {
  const Workings &workings;
  std::vector<std::vector<spec::ServiceIndex>> members;
  std::vector<sizing::MaybeConcurrency> offered, clamped;
};

/// The sum of one figure of each member.
template <class Figure>
std::vector<Input> ofMembers(const TierView &view, std::size_t tier, Figure figure) {
  std::vector<Input> inputs;
  for (const spec::ServiceIndex member : view.members[tier])
    if (auto input = figure(member, view.workings.system.services[member].name()))
      inputs.push_back(*std::move(input));
  return inputs;
}

void deriveOffered(const TierView &view, const TierPlan &row, std::size_t tier, Deriving &out) {
  const auto of = [&](const std::vector<sizing::MaybeConcurrency> &offered, const char *note) {
    return ofMembers(view, tier, [&](spec::ServiceIndex member, const std::string &name) {
      return offered[member] ? std::optional(computed("to " + name, *offered[member], note))
                             : std::nullopt;
    });
  };
  out.addKnown("offered", row.offered, "sum of what its members are offered",
               of(view.offered, "bounds of the entries × calls at once on every way there, or what "
                                "connections on it carry where that is less"));
  out.addKnown("offered_clamped", row.offeredClamped, "sum of what its members are offered",
               of(view.clamped, "the same, where no service on the way passes on more than its "
                                "bound × calls at once"));
}

void deriveLoads(const TierView &view, const TierPlan &row, std::size_t tier, Deriving &out) {
  const Workings &workings = view.workings;
  out.addKnown("admitted", row.admitted, "sum of the effective bounds of its members",
               ofMembers(view, tier, [&](spec::ServiceIndex member, const std::string &name) {
                 return workings.bounds[member]
                            ? std::optional(boundOf(name, *workings.bounds[member]))
                            : std::nullopt;
               }));
  if (!row.inFlight)
    return;
  out.addKnown("in_flight", row.inFlight, "sum of the mean in-flight of its members",
               ofMembers(view, tier, [&](spec::ServiceIndex member, const std::string &name) {
                 return std::optional(
                     computed("in " + name, workings.traffic.arrivals[member] *
                                                workings.residences[member].stay().mean()));
               }));
  if (row.slack)
    out.addKnown("slack", row.slack, "admitted − in flight",
                 {computed("admitted", *row.admitted), computed("in flight", *row.inFlight)});
}

} // namespace

void addTierDerivations(Plan &plan, const Workings &workings) {
  const sizing::EntryOffers offers(workings.edges, workings.tierOf, workings.admits,
                                   workings.isEntry);
  TierView view{workings, {}, offers.toAll(false), offers.toAll(true)};
  view.members.resize(plan.tiers.size());
  for (spec::ServiceIndex i = 0; i < workings.tierOf.size(); ++i)
    if (workings.tierOf[i] >= 0)
      view.members[static_cast<std::size_t>(workings.tierOf[i])].push_back(i);
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    TierPlan &row = plan.tiers[t];
    Deriving out(fmt::format("tier:{}", t), row.derivations);
    deriveOffered(view, row, t, out);
    deriveLoads(view, row, t, out);
    const auto ratio = [&](std::string_view field, const std::optional<Ratio> &figure,
                           const std::optional<Concurrency> &offered) {
      if (figure)
        out.addFactor(field, figure, "offered / admitted",
                      {computed("offered", *offered), computed("admitted", *row.admitted)});
    };
    ratio("oversubscription", row.oversubscription, row.offered);
    ratio("oversubscription_clamped", row.oversubscriptionClamped, row.offeredClamped);
    if (row.atOnce)
      out.addKnown("offered_at_once", row.atOnce,
                   "sum of what entries admit × the calls of one request there at the same time",
                   atOnceInputs(workings, view.members[t]));
    deriveRemedies(row, out);
  }
}

} // namespace loadline::plan
