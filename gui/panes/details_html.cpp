#include "gui/panes/details_html.h"

#include "analyzer/findings/folded_sites.h"
#include "gui/models/figures.h"
#include "gui/models/item_at.h"
#include "gui/panes/rich_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace loadline::panes {

using models::durationText;
using models::itemAt;
using models::toQString;
using session::Documents;
using session::Subject;
using theme::Emphasis;

namespace {

template <class Unit>
QString figure(std::optional<units::Quantity<Unit>> value, const char *unit = "") {
  const models::Cell cell =
      models::numberCell(value ? std::optional(value->count()) : std::nullopt);
  return value ? cell.text + QString::fromUtf8(unit) : cell.text;
}

QString figure(std::optional<units::Duration> value) {
  return value ? durationText(*value) : QStringLiteral("–");
}

QString percent(std::optional<units::Ratio> value) {
  return value ? models::percentCell(value).text + QStringLiteral(" %") : QStringLiteral("–");
}

QString count(std::optional<int> value) {
  return value ? QString::number(*value) : QStringLiteral("–");
}

/// Where the link that goes with it leads: of a file with a whole path its name only.
QString place(const SourcePosition &at) {
  SourcePosition shown = at;
  if (at.file.starts_with('/'))
    shown.file = at.file.substr(at.file.rfind('/') + 1);
  return at.file.empty() ? QString() : toQString(toString(shown));
}

void addPlace(RichText &text, const SourcePosition &at) {
  if (!at.file.empty())
    text.link(linkOf(at), place(at));
}

/// A link to a service of the plan; plain text where the plan has none of that name.
void addServiceLink(RichText &text, const Documents &documents, const std::string &name,
                    const QString &label, Emphasis emphasis = Emphasis::none) {
  const plan::ServicePlan *service = documents.plan ? documents.plan->find(name) : nullptr;
  if (service)
    text.link(QStringLiteral("service:") +
                  QString::number(service - documents.plan->services.data()),
              label, emphasis);
  else
    text.says(label, emphasis);
}

/// The line of one finding in a list, as a link.
void addFindingLine(RichText &text, const findings::Finding &finding, Subject::Kind kind,
                    std::size_t index) {
  const char *scheme = kind == Subject::Kind::codeFinding ? "code-finding:" : "plan-finding:";
  text.link(QString::fromLatin1(scheme) + QString::number(index),
            models::marked(toQString(finding.message), models::emphasisOf(finding.severity)),
            models::emphasisOf(finding.severity));
}

/// The findings that concern the service; where there are many, the first and how many more.
void addFindingsOf(RichText &text, const Documents &documents, const std::string &service) {
  constexpr int most = 20;
  int found = 0;
  RichText list = text.sibling();
  const auto add = [&](const std::vector<findings::Finding> &findings,
                       const std::vector<session::Concerns::Services> &services,
                       Subject::Kind kind) {
    for (std::size_t i = 0; i < services.size(); ++i)
      if (std::find(services[i].begin(), services[i].end(), service) != services[i].end() &&
          ++found <= most)
        addFindingLine(list, findings[i], kind, i);
  };
  if (documents.audit)
    add(documents.audit->findings, documents.concerns.codeFindings, Subject::Kind::codeFinding);
  if (documents.plan)
    add(documents.plan->findings, documents.concerns.planFindings, Subject::Kind::planFinding);
  if (found > most)
    list.muted(QStringLiteral("and %1 more: Go → Show its findings").arg(found - most));
  if (found > 0)
    text.heading(QStringLiteral("Findings")).append(list);
}

void addDerivations(RichText &text, const plan::ServicePlan &service) {
  if (service.derivations.empty())
    return;
  text.heading(QStringLiteral("Why these numbers"));
  for (const plan::Derivation &derivation : service.derivations) {
    QString field = toQString(derivation.field);
    field.remove(toQString(service.name) + u'.');
    text.strong(field + QStringLiteral(" = ") + toQString(derivation.result));
    text.muted(toQString(derivation.formula));
    for (const plan::Derivation::Input &input : derivation.inputs) {
      const QString source = input.at.file.empty() ? toQString(input.note) : place(input.at);
      text.figureAt(toQString(input.name), toQString(input.value), source, linkOf(input.at));
    }
  }
}

void addService(RichText &text, const Documents &documents, const plan::ServicePlan &service) {
  static constexpr const char *kinds[] = {"Service", "Pool", "Outside"};
  text.overline(QString::fromLatin1(kinds[static_cast<int>(service.kind)]))
      .title(toQString(service.name));
  text.says(models::verdictCell(service.verdict).text, models::emphasisOf(service.verdict));
  addPlace(text, service.at);
  text.heading(QStringLiteral("At the planned load"));
  text.figure("Arrivals", figure(service.arrivalRate, "/s"));
  text.figure("Throughput", figure(service.throughput, "/s"));
  text.figure("Time, mean", figure(service.residenceTime.mean));
  text.figure("Time, p99", figure(service.residenceTime.p99));
  text.figure("In flight, mean", figure(service.inFlightMean));
  text.figure("In flight at p99", figure(service.inFlightAtP99));
  text.figure("Utilization", percent(service.utilization));
  if (service.cpuUtilization)
    text.figure("CPU utilization", percent(service.cpuUtilization));
  text.heading(QStringLiteral("What it admits"));
  text.figure("Bound", figure(service.maxInFlight.declared),
              toQString(service.maxInFlight.declaredIn));
  text.figure("Needs", figure(service.maxInFlight.recommended),
              service.maxInFlight.basis == plan::Basis::none
                  ? QString()
                  : QStringLiteral("by ") + toQString(toString(service.maxInFlight.basis)));
  text.figure("Offered", figure(service.oversubscription, "×"), QStringLiteral("of its bound"));
  if (service.contractRate)
    text.figure("Contract rate", figure(service.contractRate, "/s"));
  text.figure("Replicas", count(service.replicasDeclared),
              service.replicasNeeded ? QStringLiteral("needs ") + count(service.replicasNeeded)
                                     : QString());
  if (service.binding != plan::Constraint::none)
    text.figure("Binds", models::constraintText(service.binding));
  addFindingsOf(text, documents, service.name);
  addDerivations(text, service);
}

void addEdge(RichText &text, const Documents &documents, const plan::EdgePlan &edge) {
  text.overline(QStringLiteral("Call"))
      .title(toQString(edge.from) + QStringLiteral(" → ") + toQString(edge.to));
  addPlace(text, edge.at);
  text.heading(QStringLiteral("At the planned load"));
  text.figure("Rate", figure(edge.rate, "/s"));
  text.figure("Offered in flight", figure(edge.offeredInFlight));
  text.figure("Offered, mean", figure(edge.offeredMean));
  text.figure("Admitted", figure(edge.admittedInFlight));
  text.figure("Offered / admitted", figure(edge.oversubscription, "×"));
  text.heading(QStringLiteral("Between"));
  for (const std::string &service : {edge.from, edge.to})
    addServiceLink(text, documents, service, toQString(service));
}

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

void addPlan(RichText &text, const Documents &documents) {
  const plan::Plan &plan = *documents.plan;
  text.overline(QStringLiteral("System")).title(toQString(plan.system.name));
  text.heading(QStringLiteral("What it holds"));
  text.figure("Largest rate", figure(plan.system.maxRate, "/s"));
  text.figure(QStringLiteral("At ") + percent(plan.policyUtilization),
              figure(plan.system.maxRateAtPolicy, "/s"));
  if (!plan.system.bottleneck.empty()) {
    text.heading(QStringLiteral("Bottleneck"));
    addServiceLink(text, documents, plan.system.bottleneck,
                   toQString(plan.system.bottleneck) + QStringLiteral(", by ") +
                       models::constraintText(plan.system.bottleneckConstraint));
  }
  constexpr int most = 20;
  int count = 0;
  RichText over = text.sibling();
  for (const plan::ServicePlan &service : plan.services)
    if ((service.verdict == plan::Verdict::overCapacity ||
         service.verdict == plan::Verdict::aboveLine) &&
        ++count <= most)
      addServiceLink(over, documents, service.name,
                     models::marked(toQString(service.name), models::emphasisOf(service.verdict)) +
                         QStringLiteral(", ") + models::verdictText(service.verdict),
                     models::emphasisOf(service.verdict));
  if (count > most)
    over.muted(QStringLiteral("and %1 more: sort the services by their verdict").arg(count - most));
  if (!over.isEmpty())
    text.heading(QStringLiteral("Not within the line")).append(over);
}

/// The first few errors, those of the code before those of the plan.
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

void addAssumptions(RichText &text, const plan::Plan &plan) {
  if (plan.assumptions.empty())
    return;
  text.heading(QStringLiteral("Assumed"));
  for (const plan::Assumption &assumption : plan.assumptions)
    text.figure(toQString(assumption.field), toQString(assumption.value),
                toQString(assumption.source));
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

/// Whether there was something to tell; a selection may outlive what it stood for.
bool addSubject(RichText &text, const Documents &documents, const Subject &subject) {
  const plan::Plan *plan = documents.plan.get();
  const findings::Audit *audit = documents.audit.get();
  switch (subject.kind) {
  case Subject::Kind::none:
  case Subject::Kind::changeSet: // the system, with its values
    return false;
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

QString detailsHtml(const Documents &documents, const Subject &subject,
                    const theme::Colors &colors) {
  RichText text(colors);
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

QString linkOf(const SourcePosition &at) {
  if (at.file.empty())
    return {};
  return QStringLiteral("at:%1:%2:%3")
      .arg(at.line)
      .arg(at.column)
      .arg(QString::fromLatin1(QByteArray::fromStdString(at.file).toHex()));
}

std::optional<SourcePosition> placeOfLink(const QString &link) {
  const QStringList parts = link.split(u':');
  if (parts.size() != 4 || parts[0] != QLatin1String("at"))
    return {};
  return SourcePosition{QByteArray::fromHex(parts[3].toLatin1()).toStdString(), parts[1].toInt(),
                        parts[2].toInt()};
}

std::optional<std::string> checkOfLink(const QString &link) {
  static const QRegularExpression check(QStringLiteral("^check:([a-z0-9-]{1,80})$"));
  const auto match = check.match(link);
  return match.hasMatch() ? std::optional(match.captured(1).toStdString()) : std::nullopt;
}

std::optional<Subject> subjectOfLink(const QString &link, const Documents &documents) {
  const qsizetype colon = link.indexOf(u':');
  const QString kind = link.left(colon), rest = link.mid(colon + 1);
  bool isNumber = false;
  const int index = rest.toInt(&isNumber);
  const auto serviceIn = [&](const std::vector<session::Concerns::Services> &all) {
    const session::Concerns::Services *services = itemAt(all, index);
    return services && !services->empty() ? services->front() : std::string();
  };
  if (!isNumber || index < 0)
    return {};
  if (const auto *service = kind == QLatin1String("service") && documents.plan
                                ? itemAt(documents.plan->services, index)
                                : nullptr)
    return Subject{Subject::Kind::service, service->name, -1};
  if (kind == QLatin1String("plan-finding"))
    return Subject{Subject::Kind::planFinding, serviceIn(documents.concerns.planFindings), index};
  if (kind == QLatin1String("code-finding"))
    return Subject{Subject::Kind::codeFinding, serviceIn(documents.concerns.codeFindings), index};
  if (kind == QLatin1String("site"))
    return Subject{Subject::Kind::site, serviceIn(documents.concerns.sites), index};
  return {};
}

} // namespace loadline::panes
