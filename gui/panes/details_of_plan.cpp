#include "gui/panes/details_of_plan.h"

#include "gui/panes/details_parts.h"

#include <algorithm>

namespace loadline::panes {

using models::toQString;
using session::Documents;
using session::Subject;

namespace {

/// A dotted name that may go on in the next line behind each dot.
QString breakable(QString name) {
  return name.replace(u'.', QStringLiteral(".\u200b"));
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

} // namespace

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

void addAssumptions(RichText &text, const plan::Plan &plan) {
  if (plan.assumptions.empty())
    return;
  text.heading(QStringLiteral("Assumed"));
  for (const plan::Assumption &assumption : plan.assumptions)
    text.figure(breakable(toQString(assumption.field)), toQString(assumption.value),
                toQString(assumption.source));
}

} // namespace loadline::panes
