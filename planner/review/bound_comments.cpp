#include "planner/review/bound_comments.h"

#include "base/text.h"
#include "planner/review/matters.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace loadline::review {

namespace {

struct Wanted {
  double units = 0.0;
  std::string reason;
  std::string review; ///< YYYY-MM-DD, or ""
};

/// One line that a comment can hold: a backslash at its end would take in the next line.
std::string reasonText(const std::string &text) {
  std::string out = oneLine(text);
  while (!out.empty() && (out.back() == '\\' || out.back() == ' '))
    out.pop_back();
  return out;
}

const AdvisedLimit *limitFor(std::size_t site, const std::vector<Consequence> &consequences) {
  for (const Consequence &of : consequences)
    if (of.site == site && of.limit)
      return &*of.limit;
  return nullptr;
}

/// What a comment at the site of an entry would say; nothing where the code says its number.
std::optional<Wanted> wantedFor(const LedgerEntry &entry, const plan::Plan &plan,
                                const Judgement &judgement) {
  const std::string &service = plan.services[entry.service].name;
  if (!entry.site || entry.status == BoundStatus::kept || entry.status == BoundStatus::drifted)
    return std::nullopt;
  if (entry.spec && entry.spec->kind != SpecBound::Kind::queue)
    return Wanted{std::max(1.0, std::floor(entry.spec->perProcess.count() + 1e-9)),
                  fmt::format("{} of {} in the spec", entry.spec->what, service),
                  entry.spec->review};
  const AdvisedLimit *limit = limitFor(*entry.site, judgement.consequences);
  return limit && !entry.spec ? std::optional(Wanted{limit->units, limit->reason, ""})
                              : std::nullopt;
}

} // namespace

Result<std::vector<BoundComment>> commentsFor(const std::string &name, const std::string &because,
                                              const plan::Plan &plan, const findings::Audit &audit,
                                              const Judgement &judgement) {
  std::map<std::size_t, Wanted> bySite;
  std::vector<std::string> fit;
  for (const Matter &matter : mattersOf(plan, audit, judgement.ledger)) {
    if (matter.kind != Matter::Kind::bound)
      continue;
    const LedgerEntry &entry = judgement.ledger.entries[matter.index];
    const auto wanted = wantedFor(entry, plan, judgement);
    if (!wanted || !audit.sites[*entry.site].declared.empty())
      continue;
    fit.push_back(matter.key);
    if (name != "all" && name != matter.key)
      continue;
    const auto [place, isNew] = bySite.emplace(*entry.site, *wanted);
    if (!isNew && wanted->units < place->second.units)
      place->second = *wanted;
  }
  if (bySite.empty() && name != "all")
    return Diagnostic{{},
                      fmt::format("no bound '{}' is left without a number by the code", name),
                      fit.empty() ? "there is none that a comment could declare"
                                  : "there are: " + inWords(fit)};
  std::vector<BoundComment> out;
  for (const auto &[site, wanted] : bySite) {
    const std::string reason = reasonText(because.empty() ? wanted.reason : because);
    out.push_back({audit.sites[site].at,
                   fmt::format("loadline: bound({}){}: {}", exactly(wanted.units),
                               wanted.review.empty() ? "" : " review " + wanted.review, reason)});
  }
  return out;
}

} // namespace loadline::review
