#include "gui/panes/details_of_code.h"

#include "analyzer/findings/folded_sites.h"
#include "gui/models/item_at.h"
#include "gui/panes/details_parts.h"

namespace loadline::panes {

using models::itemAt;
using models::toQString;
using session::Documents;
using session::Subject;

namespace {

void addConcerned(RichText &text, const Documents &documents, const QString &heading,
                  const std::vector<session::Concerns::Services> &services, int index) {
  const session::Concerns::Services *concerned = itemAt(services, index);
  if (!concerned || concerned->empty())
    return;
  text.heading(heading);
  for (const std::string &service : *concerned)
    addServiceLink(text, documents, service, toQString(service));
}

void addSteps(RichText &text, const QString &heading, const std::vector<findings::Step> &steps) {
  if (steps.empty())
    return;
  text.heading(heading);
  int number = 0;
  for (const findings::Step &step : steps)
    text.step(++number, toQString(step.note), place(step.at), linkOf(step.at));
}

/// What the finding means for the plan, and the bound that belongs there.
void addMeaning(RichText &text, const Documents &documents, int index) {
  if (!documents.judgement || !documents.plan)
    return;
  for (const review::Consequence &consequence : documents.judgement->consequences) {
    if (static_cast<int>(consequence.finding) != index)
      continue;
    text.heading(QStringLiteral("What it means for the plan"));
    if (consequence.limit)
      text.strong(toQString(limitText(*consequence.limit)));
    for (const std::string &sentence : sentencesOf(consequence, *documents.plan))
      text.paragraph(toQString(sentence));
  }
}

} // namespace

void addFinding(RichText &text, const Documents &documents, const findings::Finding &finding,
                const Subject &subject) {
  const bool isCode = subject.kind == Subject::Kind::codeFinding;
  text.overline(isCode ? QStringLiteral("Finding in the code")
                       : QStringLiteral("Finding in the plan"));
  text.says(models::severityCell(finding.severity).text + QStringLiteral(": ") +
                toQString(finding.check),
            models::emphasisOf(finding.severity));
  text.paragraph(toQString(finding.message));
  addPlace(text, finding.at);
  text.link(QStringLiteral("check:") + toQString(finding.check),
            QStringLiteral("About this check"));
  addConcerned(text, documents, QStringLiteral("Threatens"),
               isCode ? documents.concerns.codeFindings : documents.concerns.planFindings,
               subject.index);
  if (isCode)
    addMeaning(text, documents, subject.index);
  addSteps(text, QStringLiteral("How it comes about"), finding.path);
}

void addBound(RichText &text, const Documents &documents, const review::LedgerEntry &entry) {
  const models::Cell status = models::boundStatusCell(entry, documents.audit.get());
  text.overline(QStringLiteral("Bound"))
      .title(entry.spec ? toQString(entry.spec->what) : QStringLiteral("Undeclared"));
  text.says(status.text, status.emphasis);
  addServiceLink(text, documents, documents.plan->services[entry.service].name,
                 toQString(documents.plan->services[entry.service].name));
  text.heading(QStringLiteral("Held against each other"));
  if (entry.spec) {
    text.figureAt(QStringLiteral("Spec"), models::countText(entry.spec->value.count()),
                  place(entry.spec->at), linkOf(entry.spec->at));
    if (entry.spec->perProcess != entry.spec->value)
      text.figure("Of one process", models::countText(entry.spec->perProcess.count()));
  }
  if (const auto *site = entry.site && documents.audit
                             ? itemAt(documents.audit->sites, static_cast<int>(*entry.site))
                             : nullptr) {
    text.figureAt(QStringLiteral("Code"), toQString(entry.inCode), place(site->at),
                  linkOf(site->at));
    text.link(QStringLiteral("site:%1").arg(*entry.site), toQString(site->function));
  }
  text.paragraph(toQString(entry.why));
}

void addSite(RichText &text, const Documents &documents, const findings::Site &site,
             const Subject &subject) {
  const models::Cell siteClass = models::classCell(site.siteClass);
  text.overline(QStringLiteral("Spawn site")).title(toQString(site.api));
  text.says(siteClass.text, siteClass.emphasis);
  addPlace(text, site.at);
  text.heading(QStringLiteral("Live at once"));
  text.figure("Bound", toQString(toString(site.bound)));
  if (site.queueBound)
    text.figure("Its queue", toQString(toString(*site.queueBound)));
  text.figure("Limiter", toQString(site.limiter));
  text.figure("Collected", toQString(toString(site.collected)));
  text.figure("Function", toQString(site.function));
  addConcerned(text, documents, QStringLiteral("Part of"), documents.concerns.sites, subject.index);
  addSteps(text, QStringLiteral("Witness"), site.witness);
}

void addWorstFindings(RichText &text, const Documents &documents) {
  constexpr int most = 4;
  int added = 0, errors = 0;
  RichText list = text.sibling();
  const auto add = [&](const std::vector<findings::Finding> &findings, Subject::Kind kind) {
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (findings[i].severity == findings::Severity::error && ++errors && added < most) {
        addFindingLine(list, findings[i], kind, i);
        ++added;
      }
  };
  if (documents.audit)
    add(documents.audit->findings, Subject::Kind::codeFinding);
  if (documents.plan)
    add(documents.plan->findings, Subject::Kind::planFinding);
  if (errors > added)
    list.muted(QStringLiteral("and %1 more").arg(errors - added));
  if (!list.isEmpty())
    text.heading(QStringLiteral("Errors")).append(list);
}

void addAudit(RichText &text, const findings::Audit &audit) {
  text.heading(QStringLiteral("Audit of the code"));
  const findings::SiteCounts sites = findings::siteCounts(audit);
  text.figure("Spawn sites", QString::number(sites.all));
  text.figure("Dangerous", QString::number(sites.dangerous));
  text.figure("Risky", QString::number(sites.risky));
  text.figure("Findings", QString::number(audit.findings.size()));
  const findings::TranslationUnits &units = audit.translationUnits;
  text.figure("Files analysed", QString::number(units.analysed),
              QStringLiteral("of %1").arg(units.total));
  if (units.withErrors + units.failed + units.skipped > 0)
    text.muted(QStringLiteral("%1 with errors, %2 failed, %3 skipped")
                   .arg(units.withErrors)
                   .arg(units.failed)
                   .arg(units.skipped));
  for (const std::string &note : audit.notes)
    text.muted(toQString(note));
}

} // namespace loadline::panes
