#include "planner/review/checklist_section.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::review {

namespace {

using State = ChecklistItem::State;

Tone toneOf(State state) {
  constexpr Tone tones[] = {Tone::good, Tone::alarm, Tone::warning};
  return tones[static_cast<std::size_t>(state)];
}

} // namespace

std::vector<std::string> questionsForPeople(const Evidence &of) {
  Evidence unanswered = of;
  unanswered.record = nullptr;
  std::vector<std::string> out;
  for (const ChecklistItem &item : readinessChecklist(unanswered).items)
    if (item.state == State::needsPerson)
      out.push_back(item.question);
  return out;
}

std::string_view toString(State state) {
  constexpr std::string_view words[] = {"met", "not met", "needs a person"};
  return words[static_cast<std::size_t>(state)];
}

ChecklistItem answered(ChecklistItem item, const Evidence &of) {
  const record::Decision *answer =
      item.state == State::needsPerson && of.record
          ? of.record->find({record::Subject::Kind::question, item.question})
          : nullptr;
  if (!answer)
    return item;
  std::string said = answer->owner.empty() ? "in the record" : answer->owner + " says so";
  if (!answer->until.empty())
    said += ", until " + answer->until;
  if (!answer->comment.empty())
    said += ": " + answer->comment;
  const bool isPast = !answer->until.empty() && !of.today.empty() && answer->until < of.today;
  if (!isPast)
    item.state = answer->verdict == record::Verdict::met ? State::met : State::notMet;
  item.evidence.insert(item.evidence.begin(), isPast ? "no longer: " + said : said);
  return item;
}

std::vector<Checklist> checklistsOf(const Evidence &of) {
  return {capacityChecklist(of), readinessChecklist(of), maturityChecklist(of)};
}

Section sectionOf(const Checklist &checklist) {
  constexpr std::size_t most = 4; // of the same kind of evidence nobody reads more
  Table table{{{"State"}, {"Question"}}, {}};
  for (const ChecklistItem &item : checklist.items) {
    Table::Row row{"", {{std::string(toString(item.state)), toneOf(item.state)}, {item.question}}};
    for (std::size_t i = 0; i < std::min(most, item.evidence.size()); ++i)
      row.details.push_back({item.evidence[i], Tone::muted});
    if (item.evidence.size() > most)
      row.details.push_back(
          {fmt::format("… and {} more", item.evidence.size() - most), Tone::muted});
    table.rows.push_back(std::move(row));
  }
  return {checklist.id, checklist.title, checklist.conclusion, {table}, {}, ""};
}

} // namespace loadline::review
