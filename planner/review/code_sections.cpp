#include "planner/review/code_sections.h"

#include "planner/diagram/words.h"
#include "planner/review/plan_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace loadline::review {

namespace {

std::string findingId(std::size_t index) {
  return fmt::format("finding-{}", index);
}

Cell classCell(findings::SiteClass siteClass) {
  return {std::string(findings::toString(siteClass)),
          siteClass == findings::SiteClass::dangerous ? Tone::alarm
          : siteClass == findings::SiteClass::risky   ? Tone::warning
                                                      : Tone::good};
}

/// The site of a service that says most about its bound: the worst class, then the highest kind.
const findings::Site *worstOf(const std::vector<std::size_t> &sites, const findings::Audit &audit) {
  const findings::Site *worst = nullptr;
  for (const std::size_t i : sites) {
    const findings::Site &site = audit.sites[i];
    const auto rank = [](const findings::Site &s) {
      return std::pair(s.siteClass, s.bound.kind());
    };
    if (!worst || rank(site) > rank(*worst))
      worst = &site;
  }
  return worst;
}

/// By finding: the services that it threatens, as indices in Plan::services.
std::vector<std::vector<std::size_t>> threatened(const findings::Audit &audit,
                                                 const Review &review) {
  std::vector<std::vector<std::size_t>> out(audit.findings.size());
  for (const ServiceCode &code : review.services)
    for (const std::size_t i : code.findings)
      out[i].push_back(code.service);
  return out;
}

std::string boundText(const findings::Site &site) {
  const std::string queue = site.queueBound ? "; queue " + toString(*site.queueBound) : "";
  return toString(site.bound) + queue;
}

Table::Row threatRow(const plan::ServicePlan &service, const ServiceCode &code,
                     const findings::Audit &audit) {
  const findings::Site *worst = worstOf(code.sites, audit);
  Table::Row row{
      fmt::format("code-of-{}", code.service),
      {{service.name, Tone::plain, serviceId(code.service), true},
       {fmt::format("{}", fmt::join(service.code, ", ")), Tone::plain, {}, true},
       {diagram::inWords(service.maxInFlight.declared)},
       worst ? Cell{boundText(*worst), Tone::plain, {}, true} : Cell{"no spawn sites", Tone::muted},
       worst ? classCell(worst->siteClass) : Cell{},
       {std::to_string(code.sites.size())},
       {std::to_string(code.findings.size()), code.findings.empty() ? Tone::good : Tone::alarm}}};
  return row;
}

} // namespace

Section threatsSection(const plan::Plan &plan, const findings::Audit &audit, const Review &review) {
  Table table{{{"Service"},
               {"Code"},
               {"Max in-flight in the spec", true},
               {"Highest bound in the code"},
               {"Class"},
               {"Spawn sites", true},
               {"Findings", true}},
              {}};
  Section section{"threats",
                  "Services against their code",
                  "Each service with code patterns: the bound that the spec promises beside the "
                  "one that its code keeps, "
                  "and the findings that threaten it.",
                  {},
                  {},
                  "No service names its code, so nothing joins the plan to the audit."};
  for (const ServiceCode &code : review.services) {
    const plan::ServicePlan &service = plan.services[code.service];
    Table::Row row = threatRow(service, code, audit);
    for (const std::size_t i : code.findings)
      row.details.push_back({fmt::format("{}: {}", findings::toString(audit.findings[i].severity),
                                         audit.findings[i].message),
                             toneOf(audit.findings[i].severity), findingId(i)});
    table.rows.push_back(std::move(row));
  }
  section.tables.push_back(std::move(table));
  return section;
}

Section codeFindingsSection(const plan::Plan &plan, const findings::Audit &audit,
                            const Review &review, const std::vector<Consequence> &consequences) {
  Section section{
      "code-findings", "Findings in the code", "", {}, {}, "The audit found nothing to fix."};
  const auto services = threatened(audit, review);
  for (std::size_t i = 0; i < audit.findings.size(); ++i) {
    Notice notice = noticeOf(audit.findings[i], findingId(i));
    notice.relation = services[i].empty() ? "in the code of no service" : "threatens";
    for (const std::size_t service : services[i])
      notice.related.push_back(
          {plan.services[service].name, Tone::plain, fmt::format("code-of-{}", service), true});
    section.notices.push_back(std::move(notice));
  }
  for (const Consequence &consequence : consequences) {
    Notice &notice = section.notices[consequence.finding];
    notice.meaning = sentencesOf(consequence, plan);
    if (consequence.limit)
      notice.meaning.push_back(limitText(*consequence.limit));
  }
  std::stable_sort(
      section.notices.begin(), section.notices.end(),
      [](const Notice &a, const Notice &b) { return a.tone > b.tone; }); // alarms first
  return section;
}

Section inventorySection(const plan::Plan &plan, const findings::Audit &audit,
                         const Review &review) {
  std::vector<const ServiceCode *> owner(audit.sites.size(), nullptr);
  for (const ServiceCode &code : review.services)
    for (const std::size_t i : code.sites)
      owner[i] = &code;
  Table table{{{"Place"},
               {"Function"},
               {"Started by"},
               {"Bound"},
               {"Class"},
               {"Origin"},
               {"Limiter"},
               {"Collected"},
               {"Service"}},
              {}};
  for (std::size_t i = 0; i < audit.sites.size(); ++i) {
    const findings::Site &site = audit.sites[i];
    Table::Row row{fmt::format("site-{}", i),
                   {{toString(site.at), Tone::plain, {}, true},
                    {site.function, Tone::plain, {}, true},
                    {site.api, Tone::plain, {}, true},
                    {boundText(site), Tone::plain, {}, true},
                    classCell(site.siteClass),
                    {std::string(1, site.origin)},
                    {site.limiter},
                    {std::string(findings::toString(site.collected))},
                    owner[i] ? Cell{plan.services[owner[i]->service].name, Tone::plain,
                                    fmt::format("code-of-{}", owner[i]->service), true}
                             : Cell{"none", Tone::muted}}};
    for (const findings::Step &step : site.witness)
      row.details.push_back({stepText(step), Tone::muted});
    table.rows.push_back(std::move(row));
  }
  const std::string unmatched =
      review.services.empty()
          ? ""
          : fmt::format(" {} of them lie in the code of no service.", review.unmatchedSites.size());
  return {"inventory",
          "Inventory of spawn sites",
          "Every expression that starts a thread, task, process or coroutine, and how many it can "
          "have alive at once." +
              unmatched,
          {table},
          {},
          "The audit met no spawn sites."};
}

Section notesSection(const findings::Audit &audit) {
  const findings::TranslationUnits &units = audit.translationUnits;
  Table counts{{{"Translation units"}, {"Count", true}}, {}};
  for (const auto &[name, count] :
       {std::pair("total", units.total), std::pair("analysed", units.analysed),
        std::pair("of these with errors", units.withErrors), std::pair("skipped", units.skipped),
        std::pair("failed", units.failed)})
    counts.rows.push_back({"", {{name}, {std::to_string(count)}}});
  counts.rows.push_back(
      {"", {{"calls that stayed unresolved"}, {std::to_string(audit.unresolvedCalls)}}});
  Section section{"notes", "How the audit went", "", {counts}, {}, ""};
  if (audit.notes.empty())
    return section;
  Table notes{{{"Note"}}, {}};
  for (const std::string &note : audit.notes)
    notes.rows.push_back({"", {{note}}});
  section.tables.push_back(std::move(notes));
  return section;
}

} // namespace loadline::review
