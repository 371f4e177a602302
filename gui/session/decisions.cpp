#include "gui/session/decisions.h"

#include "planner/record/decide.h"

#include <QDate>

#include <algorithm>

namespace loadline::session {

namespace {

using review::Matter;

std::optional<review::Evidence> evidenceOf(const Documents &documents) {
  if (!documents.system || !documents.plan || !documents.audit || !documents.review ||
      !documents.judgement)
    return {};
  return review::Evidence{*documents.system,
                          *documents.plan,
                          *documents.audit,
                          *documents.review,
                          documents.judgement->ledger,
                          documents.record.get(),
                          QDate::currentDate().toString(Qt::ISODate).toStdString()};
}

std::vector<Matter> mattersOf(const review::Evidence &of) {
  return review::mattersOf(of.plan, of.audit, of.ledger);
}

std::optional<Matter::Kind> kindOf(const Subject &subject) {
  switch (subject.kind) {
  case Subject::Kind::bound:
    return Matter::Kind::bound;
  case Subject::Kind::codeFinding:
    return Matter::Kind::code;
  case Subject::Kind::planFinding:
    return Matter::Kind::plan;
  default:
    return {};
  }
}

/// The key of what the subject stands for; "" where nothing can be decided about it.
std::string keyOf(const review::Evidence &of, const Subject &subject,
                  const std::vector<Matter> &matters) {
  if (const auto kind = kindOf(subject))
    for (const Matter &matter : matters)
      if (matter.kind == *kind && static_cast<int>(matter.index) == subject.index)
        return matter.key;
  if (subject.kind != Subject::Kind::question)
    return {};
  int index = 0;
  for (const review::Checklist &list : review::checklistsOf(of))
    for (const review::ChecklistItem &item : list.items)
      if (index++ == subject.index)
        return item.question;
  return {};
}

} // namespace

void readRecord(Documents &documents) {
  const std::filesystem::path file = record::recordBeside(documents.specPath);
  documents.problems.erase(file);
  documents.record = nullptr;
  if (documents.specPath.empty())
    return;
  Result<record::Record> record = record::recordFile(file);
  if (record)
    documents.record = std::make_shared<const record::Record>(*std::move(record));
  else
    documents.problems[file] = record.error();
}

review::Settlement settlementOf(const Documents &documents) {
  const auto evidence = evidenceOf(documents);
  return evidence ? review::settled(mattersOf(*evidence),
                                    documents.record ? *documents.record : record::Record(),
                                    evidence->today, review::questionsForPeople(*evidence))
                  : review::Settlement();
}

std::vector<review::Checklist> checklistsOf(const Documents &documents) {
  const auto evidence = evidenceOf(documents);
  return evidence ? review::checklistsOf(*evidence) : std::vector<review::Checklist>();
}

std::optional<record::Decision> decisionOf(const Documents &documents, const Subject &subject) {
  const auto evidence = evidenceOf(documents);
  if (!evidence)
    return {};
  if (subject.kind == Subject::Kind::staleDecision) {
    const auto stale = settlementOf(documents).stale;
    return subject.index >= 0 && static_cast<std::size_t>(subject.index) < stale.size()
               ? std::optional(stale[static_cast<std::size_t>(subject.index)])
               : std::nullopt;
  }
  const std::vector<Matter> matters = mattersOf(*evidence);
  const std::string key = keyOf(*evidence, subject, matters);
  if (key.empty())
    return {};
  Result<record::Decision> decision =
      review::decisionAbout(key, matters, review::questionsForPeople(*evidence));
  if (!decision || decision->about.key != key)
    return {}; // a question that the plan or the audit answers
  if (const record::Decision *old =
          documents.record ? documents.record->find(decision->about) : nullptr) {
    const std::string seen = decision->seen; // of today
    *decision = *old;
    decision->seen = seen;
  }
  return *std::move(decision);
}

bool isDecided(const Documents &documents, const record::Subject &about) {
  return documents.record && documents.record->find(about);
}

Diagnostics decide(const Documents &documents, const record::Decision &decision) {
  return record::decideIn(record::recordBeside(documents.specPath), decision);
}

Diagnostics withdraw(const Documents &documents, const record::Subject &about) {
  return record::withdrawFrom(record::recordBeside(documents.specPath), about);
}

} // namespace loadline::session
