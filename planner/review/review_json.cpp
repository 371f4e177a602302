#include "base/text.h"
#include "planner/plan/json_parts.h"
#include "planner/review/code_bound.h"
#include "planner/review/formats.h"
#include "planner/review/live_units.h"
#include "planner/review/snapshot_json.h"

namespace loadline::review {

namespace {

using plan::Json;
using plan::number;
using plan::position;
using plan::word;

std::string_view toString(SpecBound::Kind kind) {
  constexpr std::string_view words[] = {"in_flight", "queue", "part", "fan_out"};
  return words[static_cast<std::size_t>(kind)];
}

Json specJson(const std::optional<SpecBound> &bound) {
  if (!bound)
    return {};
  return {{"what", printable(bound->what)},
          {"kind", toString(bound->kind)},
          {"value", number(bound->value.count())},
          {"per_process", number(bound->perProcess.count())},
          {"at", position(bound->at)},
          {"kept_by", word(bound->keptBy)}};
}

Json codeJson(const LedgerEntry &entry, const findings::Audit &audit) {
  if (!entry.site)
    return {};
  const findings::Site &site = audit.sites[*entry.site], &row = audit.sites[*entry.decidedBy];
  const auto kind = entry.spec ? entry.spec->kind : SpecBound::Kind::inFlight;
  const bound::Bound &bound = *partFor(row, kind);
  const CodeBound read = codeBound(bound);
  Json settings = Json::array();
  for (const std::string &setting : read.settings)
    settings.push_back(printable(setting));
  return {{"id", printable(site.id)},
          {"at", position(site.at)},
          {"function", printable(site.function)},
          {"bound", printable(toString(bound))},
          {"value", number(read.count)},
          {"settings", std::move(settings)},
          {"reached_from", *entry.decidedBy == *entry.site ? Json() : position(row.at)}};
}

Json entryJson(const LedgerEntry &entry, const plan::Plan &plan, const findings::Audit &audit) {
  return {{"service", printable(plan.services[entry.service].name)},
          {"status", toString(entry.status)},
          {"is_broken", isBroken(entry, audit)},
          {"spec", specJson(entry.spec)},
          {"code", codeJson(entry, audit)},
          {"why", printable(entry.why)}};
}

Json edgeJson(const EdgeLoad &load, const plan::Plan &plan) {
  const plan::EdgePlan &edge = plan.edges[load.edge];
  return {{"from", printable(edge.from)},
          {"to", printable(edge.to)},
          {"calls_of_unit", number(load.callsOfUnit)},
          {"at_plan", number(load.atPeak)},
          {"largest", number(load.largest)},
          {"admitted", number(edge.admittedInFlight)},
          {"oversubscription", number(load.over)}};
}

Json limitJson(const std::optional<AdvisedLimit> &limit) {
  if (!limit)
    return {};
  return {{"units", number(limit->units)},
          {"service", printable(limit->service)},
          {"reason", printable(limit->reason)}};
}

Json consequenceJson(const Consequence &of, const plan::Plan &plan, const findings::Audit &audit) {
  Json edges = Json::array();
  for (const EdgeLoad &load : of.edges)
    edges.push_back(edgeJson(load, plan));
  Json sentences = Json::array();
  for (const std::string &sentence : sentencesOf(of, plan))
    sentences.push_back(printable(sentence));
  return {{"finding", printable(audit.findings[of.finding].fingerprint)},
          {"site", printable(audit.sites[of.site].id)},
          {"service", printable(plan.services[of.service].name)},
          {"unit", printable(of.unit)},
          {"started", number(of.started)},
          {"held", number(of.held)},
          {"live", number(of.live)},
          {"units_of_largest", number(of.unitsOfLargest)},
          {"edges", std::move(edges)},
          {"breaks_first", of.breaksFirst
                               ? Json(printable(plan.edges[of.edges[*of.breaksFirst].edge].to))
                               : Json()},
          {"memory_of_unit", number(of.memoryOfUnit)},
          {"memory_free", number(of.memoryFree)},
          {"exhausted_after", number(of.exhausted)},
          {"limit", limitJson(of.limit)},
          {"sentences", std::move(sentences)}};
}

Json settlementJson(const std::optional<Settlement> &settlement) {
  if (!settlement)
    return {};
  Json settled = Json::array(), stale = Json::array();
  for (const SettledMatter &each : settlement->settled) {
    const record::Decision decision = each.decision.value_or(record::Decision());
    settled.push_back({{"key", printable(settlement->matters[each.matter].key)},
                       {"standing", toString(each.standing)},
                       {"owner", word(decision.owner)},
                       {"until", word(decision.until)},
                       {"comment", word(decision.comment)},
                       {"why", word(each.why)}});
  }
  for (const record::Decision &decision : settlement->stale)
    stale.push_back(printable(decision.about.key));
  return {{"left", leftOf(*settlement)},
          {"decisions", std::move(settled)},
          {"stale", std::move(stale)}};
}

Json checklistsJson(const std::vector<Checklist> &checklists) {
  Json out = Json::array();
  for (const Checklist &checklist : checklists) {
    Json items = Json::array();
    for (const ChecklistItem &item : checklist.items) {
      Json evidence = Json::array();
      for (const std::string &each : item.evidence)
        evidence.push_back(printable(each));
      items.push_back({{"question", printable(item.question)},
                       {"state", toString(item.state)},
                       {"evidence", std::move(evidence)}});
    }
    out.push_back(
        {{"id", checklist.id}, {"conclusion", checklist.conclusion}, {"items", std::move(items)}});
  }
  return out;
}

} // namespace

std::string toJsonText(const plan::Plan &plan, const findings::Audit &audit, const Review &review,
                       const Judgement &judgement) {
  Json ledger = Json::array(), consequences = Json::array(), services = Json::array();
  for (const LedgerEntry &entry : judgement.ledger.entries)
    ledger.push_back(entryJson(entry, plan, audit));
  for (const Consequence &of : judgement.consequences)
    consequences.push_back(consequenceJson(of, plan, audit));
  for (const ServiceCode &code : review.services)
    services.push_back({{"name", printable(plan.services[code.service].name)},
                        {"sites", code.sites.size()},
                        {"findings", code.findings.size()}});
  const Snapshot snapshot = snapshotOf(plan, audit, judgement.ledger);
  const Json out = {{"schema", "loadline/review/v1"},
                    {"system", printable(plan.system.name)},
                    {"services", std::move(services)},
                    {"ledger", std::move(ledger)},
                    {"consequences", std::move(consequences)},
                    {"matters", mattersJson(snapshot)},
                    {"figures", figuresJson(snapshot)},
                    {"record", settlementJson(judgement.settlement)},
                    {"checklists", checklistsJson(judgement.checklists)},
                    {"unmatched_sites", review.unmatchedSites.size()},
                    {"unmatched_findings", review.unmatchedFindings.size()}};
  return out.dump(2) + "\n";
}

} // namespace loadline::review
