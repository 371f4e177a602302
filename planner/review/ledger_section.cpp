#include "planner/review/ledger_section.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::review {

namespace {

Cell statusCell(const LedgerEntry &entry, const findings::Audit &audit) {
  const Tone tone = isBroken(entry, audit)              ? Tone::alarm
                    : entry.status == BoundStatus::kept ? Tone::good
                                                        : Tone::muted;
  return {std::string(statusText(entry.status)), tone};
}

/// "500", or "500 (100 a process)" where replicas share it.
std::string declaredText(const SpecBound &bound) {
  const std::string whole = exactly(bound.value.count());
  return bound.value == bound.perProcess
             ? whole
             : fmt::format("{} ({} a process)", whole, threeDigits(bound.perProcess.count()));
}

/// Both places, and how they came together.
Cell placesCell(const LedgerEntry &entry, const findings::Audit &audit) {
  std::vector<std::string> places;
  if (entry.spec)
    places.push_back(toString(entry.spec->at));
  if (entry.site)
    places.push_back(toString(audit.sites[*entry.site].at));
  return {fmt::format("{}: {}", inWords(places), entry.why), Tone::muted,
          entry.site ? fmt::format("site-{}", *entry.site) : std::string()};
}

Table::Row rowOf(const LedgerEntry &entry, std::size_t index, const plan::Plan &plan,
                 const findings::Audit &audit) {
  return {fmt::format("bound-{}", index),
          {{plan.services[entry.service].name, Tone::plain, serviceId(entry.service), true},
           statusCell(entry, audit),
           {entry.spec ? entry.spec->what : "", Tone::plain, {}, entry.spec.has_value()},
           {entry.spec ? declaredText(*entry.spec) : ""},
           {entry.inCode, Tone::plain, {}, !entry.inCode.empty()}},
          {placesCell(entry, audit)}};
}

} // namespace

Section ledgerSection(const plan::Plan &plan, const findings::Audit &audit, const Ledger &ledger) {
  Table table{{{"Service"}, {"Status"}, {"Bound"}, {"Spec", true}, {"Code"}}, {}};
  for (std::size_t i = 0; i < ledger.entries.size(); ++i)
    table.rows.push_back(rowOf(ledger.entries[i], i, plan, audit));
  return {"ledger",
          "Ledger of bounds",
          "Each bound of the spec against what the code keeps, both as numbers of one process.",
          {table},
          {},
          "The spec declares no bound."};
}

} // namespace loadline::review
