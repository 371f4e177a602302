#include "planner/review/record_section.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::review {

namespace {

Tone toneOf(Standing standing) {
  switch (standing) {
  case Standing::open:
  case Standing::lapsed:
    return Tone::alarm;
  case Standing::toFix:
    return Tone::warning;
  case Standing::accepted:
  case Standing::falsePositive:
    return Tone::good;
  }
  return Tone::plain;
}

std::string linkOf(const Matter &matter) {
  constexpr std::string_view prefixes[] = {"bound", "finding", "plan-finding"};
  return fmt::format("{}-{}", prefixes[static_cast<std::size_t>(matter.kind)], matter.index);
}

Cell decidedCell(const std::optional<record::Decision> &decision,
                 std::string record::Decision::*field) {
  return {decision ? (*decision).*field : std::string()};
}

Table::Row rowOf(const SettledMatter &each, const Matter &matter) {
  Table::Row row{"",
                 {{std::string(toString(each.standing)), toneOf(each.standing)},
                  {matter.title, Tone::plain, linkOf(matter)},
                  decidedCell(each.decision, &record::Decision::owner),
                  decidedCell(each.decision, &record::Decision::until),
                  decidedCell(each.decision, &record::Decision::comment)}};
  if (!each.why.empty())
    row.details.push_back({each.why, Tone::alarm});
  row.details.push_back({"key: " + matter.key, Tone::muted}); // whole, for it is to be copied
  return row;
}

Table::Row staleRow(const record::Decision &decision) {
  return {"",
          {{"stale", Tone::warning},
           {decision.seen.empty() ? decision.about.key : decision.seen, Tone::muted},
           {decision.owner},
           {decision.until},
           {decision.comment}},
          {{"the review no longer tells it: take it out with --withdraw", Tone::muted},
           {"key: " + decision.about.key, Tone::muted}}};
}

} // namespace

std::string settlementText(const Settlement &settlement) {
  const auto count = [&](Standing standing) {
    return std::count_if(settlement.settled.begin(), settlement.settled.end(),
                         [&](const SettledMatter &each) { return each.standing == standing; });
  };
  std::string text =
      fmt::format("{} open, {} to fix, {} lapsed, {} accepted, {} false positive",
                  count(Standing::open), count(Standing::toFix), count(Standing::lapsed),
                  count(Standing::accepted), count(Standing::falsePositive));
  return settlement.stale.empty() ? text
                                  : text + fmt::format(", {} stale", settlement.stale.size());
}

Section recordSection(const Settlement &settlement) {
  Table table{{{"Decision"}, {"About"}, {"Owner"}, {"Until", true}, {"Comment"}}, {}};
  for (const SettledMatter &each : settlement.settled)
    table.rows.push_back(rowOf(each, settlement.matters[each.matter]));
  for (const record::Decision &decision : settlement.stale)
    table.rows.push_back(staleRow(decision));
  return {"record",
          "Review record",
          settlementText(settlement) + ".",
          {table},
          {},
          "There is nothing to decide."};
}

} // namespace loadline::review
