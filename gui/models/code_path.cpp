#include "gui/models/code_path.h"

#include "gui/models/figures.h"
#include "gui/models/item_at.h"

#include <algorithm>
#include <chrono>

namespace loadline::models {

using session::Documents;
using session::Subject;
using theme::Emphasis;

namespace {

Emphasis classEmphasis(findings::SiteClass siteClass) {
  return siteClass == findings::SiteClass::dangerous ? Emphasis::bad
         : siteClass == findings::SiteClass::risky   ? Emphasis::caution
                                                     : Emphasis::good;
}

void add(std::vector<CodeStop> &stops, const SourcePosition &at, const QString &note,
         Emphasis emphasis = Emphasis::none) {
  if (!at.file.empty() && at.line > 0)
    stops.push_back({at, note, emphasis});
}

void addSteps(std::vector<CodeStop> &stops, const std::vector<findings::Step> &steps) {
  for (const findings::Step &step : steps)
    add(stops, step.at, toQString(step.note));
}

void addFinding(std::vector<CodeStop> &stops, const findings::Finding *finding) {
  if (!finding)
    return;
  add(stops, finding->at, toQString(finding->message), emphasisOf(finding->severity));
  addSteps(stops, finding->path);
}

QString inWords(const findings::Site &site) {
  return toQString(site.api) + QStringLiteral(": ") + toQString(toString(site.bound));
}

void addSite(std::vector<CodeStop> &stops, const findings::Site *site) {
  if (!site)
    return;
  add(stops, site->at, inWords(*site), classEmphasis(site->siteClass));
  addSteps(stops, site->witness);
}

void addBound(std::vector<CodeStop> &stops, const Documents &documents, int index) {
  const auto *entry =
      documents.judgement ? itemAt(documents.judgement->ledger.entries, index) : nullptr;
  if (!entry)
    return;
  if (entry->spec)
    add(stops, entry->spec->at, toQString(entry->spec->what));
  if (entry->site && documents.audit)
    addSite(stops, itemAt(documents.audit->sites, static_cast<int>(*entry->site)));
}

void addService(std::vector<CodeStop> &stops, const plan::Plan &plan, const std::string &name) {
  const plan::ServicePlan *service = plan.find(name);
  if (!service)
    return;
  add(stops, service->at, toQString(name), emphasisOf(service->verdict));
  add(stops, service->maxInFlight.declaredAt, toQString(service->maxInFlight.declaredIn));
  add(stops, service->contractRateAt, QStringLiteral("contract.max_rate"));
}

} // namespace

std::vector<CodeStop> codePath(const Documents &documents, const Subject &subject) {
  std::vector<CodeStop> stops;
  const plan::Plan *plan = documents.plan.get();
  const findings::Audit *audit = documents.audit.get();
  if (subject.kind == Subject::Kind::codeFinding && audit)
    addFinding(stops, itemAt(audit->findings, subject.index));
  else if (subject.kind == Subject::Kind::planFinding && plan)
    addFinding(stops, itemAt(plan->findings, subject.index));
  else if (subject.kind == Subject::Kind::site && audit)
    addSite(stops, itemAt(audit->sites, subject.index));
  else if (subject.kind == Subject::Kind::bound)
    addBound(stops, documents, subject.index);
  else if (subject.kind == Subject::Kind::service && plan)
    addService(stops, *plan, subject.service);
  else if (subject.kind == Subject::Kind::edge && plan)
    if (const auto *edge = itemAt(plan->edges, subject.index))
      add(stops, edge->at, toQString(edge->from + " → " + edge->to));
  return stops;
}

std::vector<CodeStop> codeMarks(const Documents &documents, const std::string &file) {
  std::vector<CodeStop> marks;
  const auto addOf = [&](const std::vector<findings::Finding> &all) {
    for (const findings::Finding &finding : all)
      if (finding.at.file == file)
        add(marks, finding.at, toQString(finding.message), emphasisOf(finding.severity));
  };
  if (documents.audit) {
    for (const findings::Site &site : documents.audit->sites)
      if (site.at.file == file)
        add(marks, site.at, inWords(site), classEmphasis(site.siteClass));
    addOf(documents.audit->findings);
  }
  if (documents.plan)
    addOf(documents.plan->findings);
  std::stable_sort(marks.begin(), marks.end(), [](const CodeStop &a, const CodeStop &b) {
    return std::pair(a.at.line, a.emphasis) < std::pair(b.at.line, b.emphasis);
  });
  return marks;
}

std::filesystem::path fileOf(const Documents &documents, const SourcePosition &at) {
  if (at.file.empty())
    return {};
  const std::filesystem::path named = at.file.str();
  std::vector<std::filesystem::path> folders;
  if (documents.audit && !documents.audit->root.empty())
    folders.emplace_back(documents.audit->root);
  for (const auto &opened : {documents.specPath, documents.auditPath})
    if (!opened.empty())
      folders.push_back(opened.parent_path());
  folders.emplace_back();
  for (const std::filesystem::path &folder : folders) {
    std::error_code error;
    const std::filesystem::path file = std::filesystem::absolute(folder / named, error);
    if (!error && std::filesystem::is_regular_file(file, error))
      return file.lexically_normal();
  }
  return {};
}

bool isNewerThanAudit(const Documents &documents, const std::filesystem::path &file) {
  if (documents.auditPath.empty() || file == documents.specPath)
    return false;
  std::error_code first, second;
  const auto written = std::filesystem::last_write_time(file, first);
  const auto audited = std::filesystem::last_write_time(documents.auditPath, second);
  // A checkout writes both within moments, in any order.
  return !first && !second && written > audited + std::chrono::seconds(10);
}

} // namespace loadline::models
