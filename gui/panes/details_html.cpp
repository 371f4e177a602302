#include "gui/panes/details_html.h"

#include "gui/models/figures.h"
#include "gui/models/item_at.h"
#include "gui/panes/details_of_code.h"
#include "gui/panes/details_of_plan.h"
#include "gui/session/decisions.h"

namespace loadline::panes {

using models::itemAt;
using models::toQString;
using session::Documents;
using session::Subject;

namespace {

bool addQuestion(RichText &text, const Documents &documents, int index) {
  for (const review::Checklist &list : session::checklistsOf(documents))
    for (const review::ChecklistItem &item : list.items) {
      if (index-- != 0)
        continue;
      text.overline(toQString(list.title)).title(toQString(item.question));
      text.strong(toQString(toString(item.state)));
      for (const std::string &evidence : item.evidence)
        text.paragraph(toQString(evidence));
      text.muted(toQString(list.conclusion));
      return true;
    }
  return false;
}

bool addStaleDecision(RichText &text, const Documents &documents, const Subject &subject) {
  const auto decision = session::decisionOf(documents, subject);
  if (!decision)
    return false;
  text.overline(QStringLiteral("Stale decision")).title(toQString(decision->about.key));
  text.paragraph(QStringLiteral("The review no longer tells what was decided about."));
  text.figure("Was", toQString(decision->seen));
  text.figure("Decided", toQString(toString(decision->verdict)));
  text.figure("Owner", toQString(decision->owner));
  text.figure("Why", toQString(decision->comment));
  return true;
}

/// Whether there was something to tell; a selection may outlive what it stood for.
bool addSubject(RichText &text, const Documents &documents, const Subject &subject) {
  const plan::Plan *plan = documents.plan.get();
  const findings::Audit *audit = documents.audit.get();
  switch (subject.kind) {
  case Subject::Kind::none:
  case Subject::Kind::changeSet: // the system, with its values
    return false;
  case Subject::Kind::question:
    return addQuestion(text, documents, subject.index);
  case Subject::Kind::staleDecision:
    return addStaleDecision(text, documents, subject);
  case Subject::Kind::service:
    if (const auto *service = plan ? plan->find(subject.service) : nullptr)
      return addService(text, documents, *service), true;
    return false;
  case Subject::Kind::edge:
    if (const auto *edge = plan ? itemAt(plan->edges, subject.index) : nullptr)
      return addEdge(text, documents, *edge), true;
    return false;
  case Subject::Kind::planFinding:
    if (const auto *finding = plan ? itemAt(plan->findings, subject.index) : nullptr)
      return addFinding(text, documents, *finding, subject), true;
    return false;
  case Subject::Kind::codeFinding:
    if (const auto *finding = audit ? itemAt(audit->findings, subject.index) : nullptr)
      return addFinding(text, documents, *finding, subject), true;
    return false;
  case Subject::Kind::bound:
    if (const auto *entry = plan && documents.judgement
                                ? itemAt(documents.judgement->ledger.entries, subject.index)
                                : nullptr)
      return addBound(text, documents, *entry), true;
    return false;
  case Subject::Kind::site:
    if (const auto *site = audit ? itemAt(audit->sites, subject.index) : nullptr)
      return addSite(text, documents, *site, subject), true;
    return false;
  }
  return false;
}

} // namespace

QString detailsHtml(const Documents &documents, const Subject &subject, const theme::Colors &colors,
                    const QStringList &folded) {
  RichText text(colors, folded);
  if (addSubject(text, documents, subject))
    return text.html();
  if (documents.isEmpty())
    text.muted(QStringLiteral("Nothing is open."));
  if (documents.plan)
    addPlan(text, documents);
  addWorstFindings(text, documents);
  if (documents.audit)
    addAudit(text, *documents.audit);
  if (documents.plan)
    addAssumptions(text, *documents.plan);
  return text.html();
}

} // namespace loadline::panes
