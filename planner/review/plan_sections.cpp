#include "planner/review/plan_sections.h"

#include "base/text.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <unordered_map>

namespace loadline::review {

namespace {

using diagram::inWords;

Cell verdictCell(plan::Verdict verdict) {
  return {inWords(verdict), verdict == plan::Verdict::overCapacity ? Tone::alarm
                            : verdict == plan::Verdict::aboveLine  ? Tone::warning
                            : verdict == plan::Verdict::fits       ? Tone::good
                                                                   : Tone::muted};
}

Cell ratioCell(std::optional<plan::Ratio> ratio) {
  if (!ratio)
    return {diagram::unknownText, Tone::muted};
  return {diagram::timesInWords(*ratio),
          diagram::isOversubscribed(ratio) ? Tone::alarm : Tone::plain};
}

template <class Value>
Cell figure(const std::optional<Value> &value) {
  return {inWords(value), value ? Tone::plain : Tone::muted};
}

std::string replicasText(const plan::ServicePlan &service) {
  if (!service.replicasDeclared && !service.replicasNeeded)
    return "";
  const auto text = [](std::optional<int> count) {
    return count ? std::to_string(*count) : std::string("?");
  };
  return text(service.replicasDeclared) + " / " + text(service.replicasNeeded);
}

std::string recommendedText(const plan::ServicePlan &service) {
  const std::string basis = service.maxInFlight.basis == plan::Basis::p99    ? " (p99)"
                            : service.maxInFlight.basis == plan::Basis::mean ? " (mean)"
                                                                             : "";
  return inWords(service.maxInFlight.recommended) + basis;
}

Table::Row serviceRow(const plan::ServicePlan &service, std::size_t index, const Cell &inCode) {
  return {serviceId(index),
          {{service.name, Tone::plain, {}, true},
           {service.tier < 0 ? "" : std::to_string(service.tier)},
           figure(service.arrivalRate),
           figure(service.residenceTime.mean),
           figure(service.residenceTime.p99),
           figure(service.inFlightMean),
           figure(service.maxInFlight.declared),
           {recommendedText(service)},
           figure(service.utilization),
           {replicasText(service)},
           {inWords(service.binding)},
           inCode,
           verdictCell(service.verdict)}};
}

std::string traitsOf(const plan::EdgePlan &edge) {
  std::string out;
  for (const auto &[holds, word] :
       {std::pair(edge.isParallel, "parallel"), std::pair(edge.isOptional, "optional"),
        std::pair(edge.isAsynchronous, "asynchronous")})
    if (holds)
      out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

} // namespace

Tone toneOf(findings::Severity severity) {
  return severity == findings::Severity::error     ? Tone::alarm
         : severity == findings::Severity::warning ? Tone::warning
                                                   : Tone::muted;
}

std::string stepText(const findings::Step &step) {
  return toString(step.at) + (step.note.empty() ? "" : ": " + step.note);
}

Notice noticeOf(const findings::Finding &finding, const std::string &id) {
  Notice notice;
  notice.id = id;
  notice.tone = toneOf(finding.severity);
  notice.label = findings::toString(finding.severity);
  notice.message = finding.message;
  notice.place = toString(finding.at);
  notice.check = finding.check;
  for (const findings::Step &step : finding.path)
    notice.steps.push_back(stepText(step));
  return notice;
}

Section servicesSection(const plan::Plan &plan, const Review &review) {
  Table table{{{"Service"},
               {"Tier", true},
               {"Arrives", true},
               {"Mean", true},
               {"p99", true},
               {"In flight", true},
               {"Max in-flight", true},
               {"Recommended", true},
               {"Used", true},
               {"Replicas / needed", true},
               {"Bound by"},
               {"In code"},
               {"Verdict"}},
              {}};
  std::unordered_map<std::size_t, Cell> inCode;
  for (const ServiceCode &code : review.services)
    inCode[code.service] = {counted(code.findings.size(), "finding"),
                            code.findings.empty() ? Tone::good : Tone::alarm,
                            fmt::format("code-of-{}", code.service)};
  for (std::size_t i = 0; i < plan.services.size(); ++i) {
    const auto found = inCode.find(i);
    table.rows.push_back(
        serviceRow(plan.services[i], i, found == inCode.end() ? Cell{} : found->second));
  }
  return {"services", "Services", "Every figure is at the planned load.",
          {table},    {},         "The plan has no services."};
}

Section callsSection(const plan::Plan &plan) {
  Table table{{{"From"},
               {"To"},
               {"Rate", true},
               {"Offered in flight", true},
               {"Mean", true},
               {"Admitted", true},
               {"Oversubscription", true},
               {"How"}},
              {}};
  for (const plan::EdgePlan &edge : plan.edges)
    table.rows.push_back({"",
                          {{edge.from, Tone::plain, {}, true},
                           {edge.to, Tone::plain, {}, true},
                           figure(edge.rate),
                           figure(edge.offeredInFlight),
                           figure(edge.offeredMean),
                           figure(edge.admittedInFlight),
                           ratioCell(edge.oversubscription),
                           {traitsOf(edge)}}});
  return {
      "calls",
      "Calls",
      "Offered: what the caller can have in flight at its own bound. Admitted: the callee's bound.",
      {table},
      {},
      "Nothing calls anything."};
}

Section tiersSection(const plan::Plan &plan) {
  Table table{{{"Tier", true},
               {"Services"},
               {"Offered", true},
               {"Admitted", true},
               {"Oversubscription", true},
               {"Offered, clamped", true},
               {"Oversubscription, clamped", true}},
              {}};
  for (std::size_t i = 0; i < plan.tiers.size(); ++i) {
    const plan::TierPlan &tier = plan.tiers[i];
    table.rows.push_back(
        {"",
         {{std::to_string(i)},
          {fmt::format("{}", fmt::join(tier.members, ", ")), Tone::plain, {}, true},
          figure(tier.offered),
          figure(tier.admitted),
          ratioCell(tier.oversubscription),
          figure(tier.offeredClamped),
          ratioCell(tier.oversubscriptionClamped)}});
  }
  return {"tiers",
          "Tiers",
          "Services at one distance from the entry. Clamped: every tier on the way admits no more "
          "than its own bound.",
          {table},
          {},
          "There are no tiers."};
}

Section planFindingsSection(const plan::Plan &plan) {
  Section section{
      "plan-findings", "Findings in the plan", "", {}, {}, "The plan holds: no findings."};
  for (std::size_t i = 0; i < plan.findings.size(); ++i)
    section.notices.push_back(noticeOf(plan.findings[i], fmt::format("plan-finding-{}", i)));
  return section;
}

Section assumptionsSection(const plan::Plan &plan) {
  Table table{{{"Field"}, {"Value", true}, {"Where it comes from"}}, {}};
  for (const plan::Assumption &assumption : plan.assumptions)
    table.rows.push_back(
        {"", {{assumption.field, Tone::plain, {}, true}, {assumption.value}, {assumption.source}}});
  return {"assumptions",
          "Assumptions",
          "What the spec does not say and the plan uses.",
          {table},
          {},
          "The spec says everything that the plan uses."};
}

} // namespace loadline::review
