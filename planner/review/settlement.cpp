#include "planner/review/settlement.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace loadline::review {

namespace {

using record::Decision;
using record::Subject;
using record::Verdict;

Subject subjectOf(const Matter &matter) {
  return {matter.kind == Matter::Kind::bound ? Subject::Kind::bound : Subject::Kind::finding,
          matter.key};
}

/// What a decision about it is made on: numbers that move say another thing.
const std::string &seenOf(const Matter &matter) {
  return matter.kind == Matter::Kind::bound ? matter.state : matter.title;
}

/// Why a decision no longer holds; "" where it does.
std::string lapseOf(const Matter &matter, const Decision &decision, const std::string &today) {
  if (!today.empty() && !decision.until.empty() && decision.until < today)
    return fmt::format("was {} {}", decision.verdict == Verdict::toFix ? "due" : "valid until",
                       decision.until);
  // What is found in code keeps its fingerprint, whatever a plan says of it.
  const bool hasChanged = matter.kind != Matter::Kind::code && !decision.seen.empty() &&
                          decision.seen != seenOf(matter);
  return hasChanged ? fmt::format("decided when it was: {}", decision.seen) : "";
}

Standing standingOf(Verdict verdict) {
  return verdict == Verdict::accepted ? Standing::accepted
         : verdict == Verdict::toFix  ? Standing::toFix
                                      : Standing::falsePositive; // no other fits a matter
}

} // namespace

std::string_view toString(Standing standing) {
  constexpr std::string_view words[] = {"open", "accepted", "false positive", "to fix", "lapsed"};
  return words[static_cast<std::size_t>(standing)];
}

Settlement settled(std::vector<Matter> matters, const record::Record &record,
                   const std::string &today, const std::vector<std::string> &questions) {
  Settlement out{std::move(matters), {}, {}};
  std::map<Subject, const Decision *> left;
  for (const Decision &decision : record.decisions)
    left.emplace(decision.about, &decision);
  for (std::size_t i = 0; i < out.matters.size(); ++i) {
    const Matter &matter = out.matters[i];
    const auto found = left.find(subjectOf(matter));
    if (!matter.isViolation && (found == left.end() || matter.kind == Matter::Kind::bound))
      continue; // a decision about a bound that is not broken any more is stale
    SettledMatter each{i, Standing::open, {}, ""};
    if (found != left.end()) {
      each.decision = *found->second;
      each.why = lapseOf(matter, *each.decision, today);
      each.standing = each.why.empty() ? standingOf(each.decision->verdict) : Standing::lapsed;
      left.erase(found);
    }
    out.settled.push_back(std::move(each));
  }
  for (const std::string &question : questions)
    left.erase({Subject::Kind::question, question});
  for (const Decision &decision : record.decisions)
    if (left.contains(decision.about))
      out.stale.push_back(decision);
  return out;
}

std::size_t leftOf(const Settlement &settlement) {
  return static_cast<std::size_t>(std::count_if(
      settlement.settled.begin(), settlement.settled.end(), [&](const SettledMatter &each) {
        return each.isLeft() && settlement.matters[each.matter].isViolation;
      }));
}

Result<Decision> decisionAbout(const std::string &key, const std::vector<Matter> &matters,
                               const std::vector<std::string> &questions) {
  std::vector<Decision> all, found;
  for (const Matter &matter : matters)
    all.push_back({.about = subjectOf(matter), .seen = seenOf(matter)});
  for (const std::string &question : questions)
    all.push_back({.about = {Subject::Kind::question, question}});
  std::vector<std::string> keys;
  for (const Decision &each : all) {
    if (each.about.key == key)
      return each;
    keys.push_back(each.about.key);
    if (key.size() >= shortestKey && each.about.key.starts_with(key))
      found.push_back(each);
  }
  if (found.size() == 1)
    return found.front();
  if (found.size() > 1)
    return Diagnostic{{}, fmt::format("several things begin with '{}'", key)};
  const std::string near = nearest(key, keys);
  return Diagnostic{{},
                    fmt::format("the review tells nothing of the name '{}'", key),
                    near.empty() ? "a bound as the ledger names it, as in app.pool.size, the "
                                   "fingerprint of a finding, or a question of a checklist"
                                 : fmt::format("did you mean '{}'?", near)};
}

} // namespace loadline::review
