#include "planner/review/page.h"

#include "analyzer/findings/folded_sites.h"
#include "base/text.h"
#include "planner/diagram/words.h"
#include "planner/review/checklist_section.h"
#include "planner/review/code_sections.h"
#include "planner/review/ledger_section.h"
#include "planner/review/plan_sections.h"
#include "planner/review/record_section.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace loadline::review {

namespace {

using diagram::inWords;

template <class Range, class Claim>
std::size_t countOf(const Range &range, Claim claim) {
  return static_cast<std::size_t>(std::count_if(std::begin(range), std::end(range), claim));
}

Fact loadFact(const plan::Plan &plan) {
  const std::size_t over = countOf(plan.services, [](const auto &service) {
    return service.verdict == plan::Verdict::overCapacity;
  });
  const std::size_t above = countOf(plan.services, [](const auto &service) {
    return service.verdict == plan::Verdict::aboveLine;
  });
  return {"services over capacity", std::to_string(over),
          fmt::format("{} above the load line", above),
          over > 0    ? Tone::alarm
          : above > 0 ? Tone::warning
                      : Tone::good};
}

Fact tiersFact(const plan::Plan &plan) {
  const std::size_t calls = countOf(plan.edges, [](const auto &edge) {
    return diagram::isOversubscribed(edge.oversubscription);
  });
  const std::size_t tiers = countOf(plan.tiers, [](const auto &tier) {
    return diagram::isOversubscribed(tier.oversubscription);
  });
  return {"tiers oversubscribed", std::to_string(tiers), counted(calls, "call") + " oversubscribed",
          tiers + calls > 0 ? Tone::alarm : Tone::good};
}

Fact boundsFact(const Ledger &ledger, const findings::Audit &audit) {
  const auto count = [&](BoundStatus status) {
    return countOf(ledger.entries, [&](const auto &entry) { return entry.status == status; });
  };
  const std::size_t broken = brokenBounds(ledger, audit);
  return {"bounds broken in code", std::to_string(broken),
          fmt::format("{} kept, {} drifted, {} unbounded, {} undeclared, {} not found",
                      count(BoundStatus::kept), count(BoundStatus::drifted),
                      count(BoundStatus::unbounded), count(BoundStatus::undeclared),
                      count(BoundStatus::notFound)),
          broken > 0 ? Tone::alarm : Tone::good};
}

Fact codeFact(const findings::Audit &audit) {
  const std::size_t errors = countOf(
      audit.findings, [](const auto &f) { return f.severity == findings::Severity::error; });
  const std::size_t warnings = countOf(
      audit.findings, [](const auto &f) { return f.severity == findings::Severity::warning; });
  return {"findings in code", std::to_string(audit.findings.size()),
          counted(errors, "error") + ", " + counted(warnings, "warning"),
          errors > 0     ? Tone::alarm
          : warnings > 0 ? Tone::warning
                         : Tone::good};
}

Fact sitesFact(const findings::Audit &audit) {
  const findings::SiteCounts sites = findings::siteCounts(audit);
  return {"spawn sites", std::to_string(sites.all),
          fmt::format("{} dangerous, {} risky, {} safe", sites.dangerous, sites.risky, sites.safe),
          sites.dangerous > 0 ? Tone::alarm : Tone::good};
}

Fact unitsFact(const findings::Audit &audit) {
  const findings::TranslationUnits &units = audit.translationUnits;
  return {"translation units", fmt::format("{} of {}", units.analysed, units.total),
          fmt::format("{} with errors, {} skipped, {} failed", units.withErrors, units.skipped,
                      units.failed),
          units.failed > 0 ? Tone::warning : Tone::plain};
}

Fact rateFact(const plan::Plan &plan) {
  return {"highest rate", inWords(plan.system.maxRate),
          fmt::format("{} at {} utilization", inWords(plan.system.maxRateAtPolicy),
                      inWords(std::optional(plan.policyUtilization))),
          Tone::plain};
}

/// Columns that say nothing in any row only cost room. The first, which names the row, stays.
void dropEmptyColumns(Table &table) {
  for (std::size_t i = table.columns.size(); i-- > 1;) {
    if (!std::all_of(table.rows.begin(), table.rows.end(),
                     [&](const Table::Row &row) { return row.cells[i].text.empty(); }))
      continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    table.columns.erase(table.columns.begin() + at);
    for (Table::Row &row : table.rows)
      row.cells.erase(row.cells.begin() + at);
  }
}

/// What was decided, said with the verdict.
std::string decidedText(const Settlement &settlement) {
  const std::size_t left = leftOf(settlement);
  const std::size_t decided =
      countOf(settlement.settled, [](const SettledMatter &each) { return !each.isLeft(); });
  if (decided == 0)
    return "";
  return left == 0
             ? fmt::format(" All of it is accepted or a false positive ({} decided).", decided)
             : fmt::format(" {} decided, {} left.", decided, left);
}

std::vector<Section> sectionsOf(const plan::Plan &plan, const findings::Audit &audit,
                                const Review &review, const Judgement &judgement) {
  std::vector<Section> out = {servicesSection(plan, review),
                              ledgerSection(plan, audit, judgement.ledger)};
  if (judgement.settlement)
    out.push_back(recordSection(*judgement.settlement));
  out.insert(out.end(), {threatsSection(plan, audit, review),
                         codeFindingsSection(plan, audit, review, judgement.consequences),
                         planFindingsSection(plan), callsSection(plan), tiersSection(plan)});
  for (const Checklist &checklist : judgement.checklists)
    out.push_back(sectionOf(checklist));
  out.insert(out.end(), {inventorySection(plan, audit, review), assumptionsSection(plan),
                         notesSection(audit)});
  return out;
}

} // namespace

std::string serviceId(std::size_t index) {
  return fmt::format("service-{}", index);
}

Page pageOf(const plan::Plan &plan, const findings::Audit &audit, const Review &review,
            const Judgement &judgement) {
  Page page;
  page.title = plan.system.name;
  const std::size_t planned =
      countOf(plan.findings, [](const auto &f) { return f.severity != findings::Severity::note; });
  const std::size_t coded =
      countOf(audit.findings, [](const auto &f) { return f.severity != findings::Severity::note; });
  const std::size_t broken = brokenBounds(judgement.ledger, audit);
  page.tone = planned + coded + broken > 0 ? Tone::alarm : Tone::good;
  page.verdict = planned + coded + broken == 0
                     ? "The plan holds and nothing in the code threatens it."
                     : fmt::format("{} in the plan and {} in the code; {} broken.",
                                   counted(planned, "violation"), coded, counted(broken, "bound"));
  if (judgement.settlement && planned + coded + broken > 0) {
    page.verdict += decidedText(*judgement.settlement);
    page.tone = leftOf(*judgement.settlement) > 0 ? Tone::alarm : Tone::good;
  }
  page.facts = {
      rateFact(plan),  loadFact(plan),   tiersFact(plan), boundsFact(judgement.ledger, audit),
      codeFact(audit), sitesFact(audit), unitsFact(audit)};
  page.sections = sectionsOf(plan, audit, review, judgement);
  for (Section &section : page.sections)
    for (Table &table : section.tables)
      dropEmptyColumns(table);
  return page;
}

} // namespace loadline::review
