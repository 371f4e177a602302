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
                   {"replicas", Align::right},
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

/// The one sentence that a reader needs.
std::string capacityText(const Plan &plan) {
  const SystemPlan &system = plan.system;
  std::string text =
      fmt::format("{}: {} at {}", system.name, shown(system.arrivalRate), toString(plan.at));
  if (!system.maxRate)
    return text + ". No limit is known.\n";
  return text + fmt::format(". It holds {}, then {} is full ({}); {} at the policy's {}.\n",
                            formatted(*system.maxRate), system.bottleneck,
                            words(toString(system.bottleneckConstraint)),
                            shown(system.maxRateAtPolicy), formatted(plan.policyUtilization));
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
    text = fmt::format("Tightest tier: {}, {} ({} clamped)", inWords(tier->members),
                       factor(tier->oversubscription), factor(tier->oversubscriptionClamped));
    if (worst)
      text += fmt::format("; in it {}, {} over all its callers", worst->name,
                          factor(worst->oversubscription));
    text += ".\n";
  }
  if (plan.system.usefulInFlight)
    text += fmt::format("No more than {} requests can be in their calls to {} at once, whatever is "
                        "admitted above it.\n",
                        formatted(*plan.system.usefulInFlight), plan.system.narrowest);
  return text;
}

std::string assumptionsText(const Plan &plan) {
  std::string text;
  for (const Assumption &assumption : plan.assumptions)
    text +=
        wrapped(fmt::format("  {}: {} ({})", assumption.field, assumption.value, assumption.source),
                100, 4);
  return text;
}

} // namespace

std::string findingsText(const std::vector<findings::Finding> &findings) {
  std::string text;
  for (const findings::Finding &finding : findings)
    text += fmt::format("{}: {}: {} [{}]\n", toString(finding.at), toString(finding.severity),
                        finding.message, finding.check);
  return printable(text);
}

std::string toText(const Plan &plan) {
  std::string text = printable(capacityText(plan) + tightestText(plan));
  text += "\n" + render(servicesTable(plan));
  text += "\n" + render(edgesTable(plan));
  text += "\n" + render(tiersTable(plan));
  if (!plan.findings.empty())
    text += "\nFindings\n" + findingsText(plan.findings);
  if (!plan.assumptions.empty())
    text += "\nTaken for granted\n" + printable(assumptionsText(plan));
  return text;
}

std::string derivationsText(const Plan &plan) {
  std::string text;
  const auto add = [&](const std::vector<Derivation> &derivations) {
    for (const Derivation &derivation : derivations) {
      text += fmt::format("\n{} = {}\n  = {}\n", derivation.field, derivation.result,
                          derivation.formula);
      for (const Derivation::Input &input : derivation.inputs)
        text += fmt::format("    {} = {}{}{}\n", input.name, input.value,
                            input.at.file.empty() ? "" : "  " + toString(input.at),
                            input.note.empty() ? "" : "  (" + input.note + ")");
    }
  };
  add(plan.system.derivations);
  for (const ServicePlan &service : plan.services)
    add(service.derivations);
  return printable(text);
}

} // namespace loadline::plan
