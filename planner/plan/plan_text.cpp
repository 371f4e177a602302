#include "planner/plan/plan_text.h"

#include "base/text.h"
#include "base/text_table.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

using units::formatted;
using Align = TextTable::Align;

namespace {

template <class Value>
std::string shown(const std::optional<Value> &value) {
  return value ? formatted(*value) : "-";
}

std::string factor(const std::optional<Ratio> &ratio) {
  return ratio ? units::formattedFactor(*ratio) : "-";
}

/// "312 / 500".
template <class Value>
std::string outOf(const std::optional<Value> &part, const std::optional<Value> &whole) {
  return shown(part) + " / " + shown(whole);
}

/// A sentence as lines of the terminal's width, whatever names it holds.
std::string sentence(std::string_view text, std::size_t indent = 0) {
  constexpr std::size_t width = 100;
  return wrapped(oneLine(text), width, indent);
}

std::string words(std::string_view snake) {
  std::string text(snake);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string replicas(const ServicePlan &service) {
  if (!service.replicasNeeded && !service.replicasDeclared)
    return "-";
  const auto count = [](const std::optional<int> &number) {
    return number ? fmt::format("{}", *number) : "-";
  };
  return count(service.replicasNeeded) + " / " + count(service.replicasDeclared);
}

TextTable servicesTable(const Plan &plan) {
  TextTable table{{{"Service", Align::left, true},
                   {"rate", Align::right},
                   {"mean", Align::right},
                   {"p99", Align::right},
                   {"in flight", Align::right},
                   {"used", Align::right},
                   {"cpu", Align::right},
                   {"advised", Align::right},
                   {"needs / has", Align::right},
                   {"binding"},
                   {"verdict"}},
                  {}};
  for (const ServicePlan &service : plan.services)
    table.rows.push_back({service.name, shown(service.arrivalRate),
                          shown(service.residenceTime.mean), shown(service.residenceTime.p99),
                          outOf(service.inFlightMean, service.maxInFlight.declared),
                          shown(service.utilization), shown(service.cpuUtilization),
                          shown(service.maxInFlight.recommended), replicas(service),
                          words(toString(service.binding)), words(toString(service.verdict))});
  return table;
}

TextTable edgesTable(const Plan &plan) {
  TextTable table{{{"Call", Align::left, true},
                   {"rate", Align::right},
                   {"offered / admits", Align::right},
                   {"over", Align::right},
                   {"promised / allowed", Align::right},
                   {"over", Align::right}},
                  {}};
  for (const EdgePlan &edge : plan.edges)
    table.rows.push_back({edge.from + " -> " + edge.to + (edge.isOptional ? " (optional)" : ""),
                          shown(edge.rate), outOf(edge.offeredInFlight, edge.admittedInFlight),
                          factor(edge.oversubscription), outOf(edge.offeredRate, edge.admittedRate),
                          factor(edge.rateOversubscription)});
  return table;
}

TextTable tiersTable(const Plan &plan) {
  TextTable table{{{"Tier", Align::right},
                   {"members", Align::left, true},
                   {"admits", Align::right},
                   {"offered", Align::right},
                   {"over", Align::right},
                   {"clamped", Align::right},
                   {"over", Align::right}},
                  {}};
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    const TierPlan &tier = plan.tiers[t];
    table.rows.push_back({fmt::format("{}", t), inWords(tier.members), shown(tier.admitted),
                          shown(tier.offered), factor(tier.oversubscription),
                          shown(tier.offeredClamped), factor(tier.oversubscriptionClamped)});
  }
  return table;
}

/// How many of each caller's requests its callees let be in their calls at once.
TextTable inheritedTable(const Plan &plan) {
  TextTable table{{{"Caller", Align::left, true},
                   {"admits", Align::right},
                   {"callees let through", Align::right},
                   {"set by", Align::left, true}},
                  {}};
  for (const ServicePlan &service : plan.services)
    if (service.inheritedInFlight)
      table.rows.push_back({service.name, shown(service.maxInFlight.declared),
                            shown(service.inheritedInFlight), service.inheritedFrom});
  return table;
}

/// The one sentence that a reader needs.
std::string capacityText(const Plan &plan) {
  const SystemPlan &system = plan.system;
  const std::string load =
      fmt::format("{}: {} at {}", system.name, shown(system.arrivalRate), toString(plan.at));
  if (!system.maxRate)
    return sentence(load + ". No limit is known.");
  return sentence(fmt::format("{}. It holds {}, then {} is full ({}); {} at the policy's {}.", load,
                              formatted(*system.maxRate), system.bottleneck,
                              words(toString(system.bottleneckConstraint)),
                              shown(system.maxRateAtPolicy), formatted(plan.policyUtilization)));
}

const TierPlan *tightestTier(const Plan &plan) {
  const TierPlan *tightest = nullptr;
  for (const TierPlan &tier : plan.tiers)
    if (tier.oversubscription &&
        (!tightest || *tier.oversubscription > *tightest->oversubscription))
      tightest = &tier;
  return tightest;
}

/// The tier that is most oversubscribed and, in it, the service that is.
std::string tightestText(const Plan &plan) {
  std::string text;
  if (const TierPlan *tier = tightestTier(plan)) {
    const ServicePlan *worst = nullptr;
    for (const std::string &name : tier->members)
      if (const ServicePlan *member = plan.find(name);
          member->oversubscription &&
          (!worst || *member->oversubscription > *worst->oversubscription))
        worst = member;
    text = fmt::format("Tightest tier: {}, {} ({} clamped)", listed(tier->members),
                       factor(tier->oversubscription), factor(tier->oversubscriptionClamped));
    if (worst)
      text += fmt::format("; in it {}, {} over all its callers", worst->name,
                          factor(worst->oversubscription));
    text = sentence(text + ".");
  }
  if (plan.system.usefulInFlight)
    text += sentence(fmt::format("No more than {} requests can be in their calls to {} at once, "
                                 "whatever is admitted above it.",
                                 formatted(*plan.system.usefulInFlight), plan.system.narrowest));
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

std::string toText(const Plan &plan) {
  std::string text = capacityText(plan) + tightestText(plan);
  text += "\n" + render(servicesTable(plan));
  text += "\n" + render(edgesTable(plan));
  text += "\n" + render(tiersTable(plan));
  if (const TextTable inherited = inheritedTable(plan); !inherited.rows.empty())
    text += "\n" + render(inherited);
  if (!plan.findings.empty())
    text += "\nFindings\n" + findingsText(plan.findings);
  if (!plan.assumptions.empty())
    text += "\nTaken for granted\n" + assumptionsText(plan);
  return text;
}

std::string derivationsText(const Plan &plan) {
  std::string text;
  const auto add = [&](const std::vector<Derivation> &derivations) {
    for (const Derivation &derivation : derivations) {
      text += "\n" + sentence(fmt::format("{} = {}", derivation.field, derivation.result), 4);
      text += sentence("  = " + derivation.formula, 4);
      for (const Derivation::Input &input : derivation.inputs)
        text += sentence(fmt::format("    {} = {}{}{}", input.name, input.value,
                                     input.at.file.empty() ? "" : ", " + toString(input.at),
                                     input.note.empty() ? "" : " (" + input.note + ")"),
                         6);
    }
  };
  add(plan.system.derivations);
  for (const ServicePlan &service : plan.services)
    add(service.derivations);
  return text;
}

} // namespace loadline::plan
