#include "planner/plan/plan_text.h"

#include "base/text.h"
#include "base/text_table.h"
#include "planner/plan/constraint_names.h"
#include "planner/plan/plan_tables.h"
#include "planner/plan/plan_words.h"
#include "planner/plan/tightest.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace loadline::plan {

using units::formatted;
using Align = TextTable::Align;

namespace {

/// A sentence as lines of the terminal's width, whatever names it holds.
std::string sentence(std::string_view text, std::size_t indent = 0) {
  constexpr std::size_t width = 100;
  return wrapped(oneLine(text), width, indent);
}

/// The one sentence that a reader needs.
std::string capacityText(const Plan &plan) {
  const SystemPlan &system = plan.system;
  const std::string load =
      fmt::format("{}: {} at {}", system.name, shown(system.arrivalRate), toString(plan.at));
  if (!system.maxRate)
    return sentence(load + ". No limit is known.");
  const LimitPlan &first = system.limits.front();
  return sentence(fmt::format("{}. It holds {}, then {} is full ({}); {} at the policy's {}.", load,
                              formatted(*system.maxRate), system.bottleneck,
                              nameOf(first.constraint, first.toward, first.of),
                              shown(system.maxRateAtPolicy), formatted(plan.policyUtilization)));
}

/// "backend admits 200, any tenant 20": the bounds of one service, the widest first.
std::string boundsText(const WayStep &step) {
  std::string text = fmt::format("{} admits {}", step.service, shown(step.admits));
  for (const auto &[tenant, bound] : step.tenants)
    text += fmt::format(", {} tenant {}", tenant, formatted(bound));
  if (step.callsAtOnce > 1)
    text += fmt::format(" and makes {} calls at once", threeDigits(step.callsAtOnce));
  return text;
}

/// The bounds on the way to the most oversubscribed service, and the signal that it is full; ""
/// where nothing is.
std::string wayText(const SystemPlan &system) {
  if (system.way.empty())
    return "";
  std::string text = "The way there: ";
  for (const WayStep &step : system.way)
    text += boundsText(step) + (&step == &system.way.back() ? "." : "; ");
  return sentence(text) +
         sentence(fmt::format("Its signal: more than 95% of the {} in flight at {} for {}, while "
                              "{}.",
                              shown(system.way.back().admits), system.signal->service,
                              formatted(system.signal->lasts), seenOf(system.signal->excess)));
}

/// Of all calls the one that can have most there for what it is admitted; null where all are
/// admitted. A service that admits all its callers may allow one of them less.
const EdgePlan *mostOversubscribedCall(const Plan &plan) {
  const EdgePlan *worst = nullptr;
  for (const EdgePlan &edge : plan.edges)
    if (edge.remedies && edge.oversubscription && *edge.oversubscription > Ratio(1) &&
        (!worst || *edge.oversubscription > *worst->oversubscription))
      worst = &edge;
  return worst;
}

/// The tier that is most oversubscribed, and the service that is.
std::string tightestText(const Plan &plan) {
  std::string text;
  if (plan.system.tightestTier) {
    const TierPlan &tier = plan.tiers[static_cast<std::size_t>(*plan.system.tightestTier)];
    const auto atOnce = overAtOnce(tier);
    text = fmt::format("Tightest tier: {}, ", listed(tier.members));
    text += tier.atOnce && *atOnce <= Ratio(1)
                ? fmt::format("{} of it at once, as calls that follow each other are never made "
                              "together",
                              factor(atOnce))
                : fmt::format("{} ({} clamped)", factor(tier.oversubscription),
                              factor(tier.oversubscriptionClamped));
  }
  if (const ServicePlan *worst = mostOversubscribed(plan))
    text += fmt::format("{} {}, {} over all its callers",
                        text.empty()                              ? "Most oversubscribed:"
                        : worst->tier == plan.system.tightestTier ? "; in it"
                                                                  : ". Most oversubscribed:",
                        worst->name, factor(worst->oversubscription));
  else if (const EdgePlan *call = mostOversubscribedCall(plan))
    text +=
        fmt::format("{} the call {} -> {}, {}",
                    text.empty() ? "Most oversubscribed:" : ". Most oversubscribed:", call->from,
                    call->to, factor(call->oversubscription));
  else if (!text.empty())
    text += ". No service can be offered more at once than it admits";
  if (!text.empty())
    text = sentence(text + ".");
  if (plan.system.usefulInFlight)
    text += sentence(fmt::format(
        "No more than {} {} calls to {} admitted at once, whatever is admitted above it.",
        formatted(*plan.system.usefulInFlight),
        plan.system.usefulInFlight->count() == 1 ? "request can have its"
                                                 : "requests can have all their",
        plan.system.narrowest));
  return text;
}

std::string assumptionsText(const Plan &plan) {
  std::string text;
  for (const Assumption &assumption : plan.assumptions)
    text += sentence(
        fmt::format("  {}: {} ({})", assumption.field, assumption.value, assumption.source), 4);
  return text;
}

} // namespace

std::string findingsText(const std::vector<findings::Finding> &findings) {
  std::string text;
  for (const findings::Finding &finding : findings)
    text += oneLine(fmt::format("{}: {}: {} [{}]", toString(finding.at), toString(finding.severity),
                                finding.message, finding.check)) +
            "\n";
  return text;
}

std::string summaryText(const Plan &plan) {
  return capacityText(plan) + tightestText(plan) + wayText(plan.system);
}

std::string toText(const Plan &plan) {
  std::string text = summaryText(plan);
  for (const NamedTable &named : planTables(plan))
    text += "\n" + renderWithin(named.table);
  if (!plan.findings.empty())
    text += "\nFindings\n" + findingsText(plan.findings);
  if (!plan.assumptions.empty())
    text += "\nTaken for granted\n" + assumptionsText(plan);
  return text;
}

namespace {

std::string derivationText(const Derivation &derivation) {
  std::string text = sentence(fmt::format("{} = {}", derivation.field, derivation.result), 4);
  text += sentence("  = " + derivation.formula, 4);
  for (const Derivation::Input &input : derivation.inputs)
    text += sentence(fmt::format("    {} = {}{}{}", input.name, input.value,
                                 input.at.file.empty() ? "" : ", " + toString(input.at),
                                 input.note.empty() ? "" : " (" + input.note + ")"),
                     6);
  return text;
}

std::vector<const Derivation *> allDerivations(const Plan &plan) {
  std::vector<const Derivation *> all;
  for (const Derivation &derivation : plan.system.derivations)
    all.push_back(&derivation);
  for (const ServicePlan &service : plan.services)
    for (const Derivation &derivation : service.derivations)
      all.push_back(&derivation);
  for (const EdgePlan &edge : plan.edges)
    for (const Derivation &derivation : edge.derivations)
      all.push_back(&derivation);
  for (const TierPlan &tier : plan.tiers)
    for (const Derivation &derivation : tier.derivations)
      all.push_back(&derivation);
  for (const Derivation &derivation : plan.derivations)
    all.push_back(&derivation);
  return all;
}

/// How well words fit a field: "edge.max_in_flight.recommended" is itself; "edge.recommended" its
/// service and its end; "edge.max_in_flight" a group that it belongs to.
enum class Fit { none, group, ends, exactly };

Fit fitOf(const std::string &field, const std::string &words) {
  if (field == words)
    return Fit::exactly;
  const std::size_t dot = words.rfind('.');
  if (dot != std::string::npos && field.starts_with(words.substr(0, dot + 1)) &&
      field.ends_with(words.substr(dot)))
    return Fit::ends;
  return field.starts_with(words + ".") ? Fit::group : Fit::none;
}

/// Those that fit best: one figure, or all of a group.
std::vector<const Derivation *> meantBy(const std::vector<const Derivation *> &all,
                                        const std::string &words) {
  Fit best = Fit::none;
  std::vector<const Derivation *> found;
  for (const Derivation *derivation : all) {
    const Fit fit = fitOf(derivation->field, words);
    if (fit > best)
      found.clear();
    best = std::max(best, fit);
    if (fit != Fit::none && fit == best && (found.empty() || fit == Fit::group))
      found.push_back(derivation);
  }
  return found;
}

} // namespace

std::string derivationsText(const Plan &plan) {
  std::string text;
  for (const Derivation *derivation : allDerivations(plan))
    text += "\n" + derivationText(*derivation);
  return text;
}

Result<std::string> whyText(const Plan &plan, const std::string &field) {
  const std::vector<const Derivation *> all = allDerivations(plan);
  std::string text;
  for (const Derivation *derivation : meantBy(all, field))
    text += (text.empty() ? "" : "\n") + derivationText(*derivation);
  if (!text.empty())
    return text;
  std::vector<std::string> names;
  for (const Derivation *derivation : all)
    names.push_back(derivation->field);
  const std::string near = nearest(field, names);
  const std::string service = field.substr(0, field.find('.') + 1);
  std::vector<std::string> ofService;
  for (const std::string &name : names)
    if (name.starts_with(service))
      ofService.push_back(name);
  return Diagnostic{{},
                    fmt::format("no figure '{}' with a derivation", field),
                    near.empty() ? "one of " + inWords(ofService.empty() ? names : ofService)
                                 : fmt::format("did you mean '{}'?", near)};
}

} // namespace loadline::plan
