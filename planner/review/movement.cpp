#include "planner/review/movement.h"

#include "base/text.h"
#include "planner/plan/json_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace loadline::review {

namespace {

using Direction = MovedMatter::Direction;

/// A new violation is worse, and so is one of more severity; a broken bound that reads otherwise
/// has moved and is as bad as it was.
Direction directionOf(const Matter *before, const Matter *after) {
  const bool was = before && before->isViolation, is = after && after->isViolation;
  if (was != is)
    return is ? Direction::worse : Direction::better;
  const bool isFinding = before && after && after->kind != Matter::Kind::bound;
  if (isFinding && before->state != after->state)
    return after->state == "error" ? Direction::worse : Direction::better;
  return Direction::same;
}

/// Findings of the plan hold figures in their words; what an audit says may be worded otherwise by
/// another version.
bool readsOtherwise(const Matter &a, const Matter &b) {
  return a.kind == Matter::Kind::plan && a.title != b.title;
}

/// Findings are told by what they say and bounds by where they stand; lines may move.
bool isSame(const Matter &a, const Matter &b) {
  return a.state == b.state && a.isViolation == b.isViolation && !readsOtherwise(a, b);
}

std::string_view toString(Direction direction) {
  constexpr std::string_view words[] = {"worse", "better", "moved"};
  return words[static_cast<std::size_t>(direction)];
}

Tone toneOf(Direction direction) {
  constexpr Tone tones[] = {Tone::alarm, Tone::good, Tone::muted};
  return tones[static_cast<std::size_t>(direction)];
}

std::size_t countOf(const Movement &movement, Direction direction) {
  return static_cast<std::size_t>(
      std::count_if(movement.matters.begin(), movement.matters.end(),
                    [&](const MovedMatter &each) { return each.direction == direction; }));
}

Section mattersSection(const Movement &movement) {
  Table table{{{"Moved"}, {"What"}, {"Before"}, {"Now"}, {"Place"}}, {}};
  for (const MovedMatter &each : movement.matters)
    table.rows.push_back({"",
                          {{std::string(toString(each.direction)), toneOf(each.direction)},
                           {each.matter.title},
                           {each.before.empty() ? "not there" : each.before,
                            each.before.empty() ? Tone::muted : Tone::plain},
                           {each.after.empty() ? "gone" : each.after,
                            each.after.empty() ? Tone::muted : Tone::plain},
                           {toString(each.matter.at), Tone::plain, {}, true}}});
  return {"moved", "Bounds and findings", "", {table}, {}, "No bound and no finding has moved."};
}

Section figuresSection(const Movement &movement) {
  Table table{{{"What"}, {"Figure"}, {"Before", true}, {"Now", true}}, {}};
  for (const plan::Change &change : movement.figures)
    table.rows.push_back({"",
                          {{change.about, Tone::plain, {}, true},
                           {change.field.empty() ? "is" : change.field},
                           {change.before.empty() ? "not there" : change.before},
                           {change.after.empty() ? "not there" : change.after}}});
  return {"figures", "Figures of the plan", "", {table}, {}, "No figure has moved."};
}

} // namespace

Snapshot snapshotOf(const plan::Plan &plan, const findings::Audit &audit, const Ledger &ledger) {
  return {mattersOf(plan, audit, ledger), plan::figuresOf(plan)};
}

bool Movement::isWorse() const {
  return countOf(*this, Direction::worse) > 0;
}

Movement movedBetween(const Snapshot &before, const Snapshot &after) {
  Movement out;
  std::map<std::string, const Matter *> old;
  for (const Matter &matter : before.matters)
    old.emplace(matter.key, &matter);
  const auto add = [&](const Matter *was, const Matter *is) {
    const bool isQuiet = !(was && is) && !(was ? was : is)->isViolation;
    if (isQuiet || (was && is && isSame(*was, *is)))
      return; // a bound that is kept comes and goes with its figure
    const bool isWording = was && is && was->state == is->state && readsOtherwise(*was, *is);
    const auto told = isWording ? &Matter::title : &Matter::state;
    out.matters.push_back(
        {directionOf(was, is), is ? *is : *was, was ? was->*told : "", is ? is->*told : ""});
  };
  for (const Matter &matter : after.matters) {
    const auto found = old.find(matter.key);
    add(found == old.end() ? nullptr : found->second, &matter);
    if (found != old.end())
      old.erase(found);
  }
  for (const Matter &matter : before.matters)
    if (old.contains(matter.key))
      add(&matter, nullptr);
  std::stable_sort(
      out.matters.begin(), out.matters.end(),
      [](const MovedMatter &a, const MovedMatter &b) { return a.direction < b.direction; });
  out.figures = plan::changesBetween(before.figures, after.figures);
  return out;
}

Page pageOf(const Movement &movement, const std::string &title) {
  const std::size_t worse = countOf(movement, Direction::worse);
  Page page;
  page.title = title + ": what moved";
  page.tone = worse > 0 ? Tone::alarm : Tone::good;
  page.verdict = movement.matters.empty() && movement.figures.empty()
                     ? "Nothing moved."
                     : fmt::format("{} worse, {} better; {} moved.", worse,
                                   countOf(movement, Direction::better),
                                   counted(movement.figures.size(), "figure"));
  page.sections = {mattersSection(movement), figuresSection(movement)};
  return page;
}

std::string toJsonText(const Movement &movement) {
  using plan::Json;
  Json matters = Json::array(), figures = Json::array();
  for (const MovedMatter &each : movement.matters)
    matters.push_back({{"direction", toString(each.direction)},
                       {"kind", toString(each.matter.kind)},
                       {"key", printable(each.matter.key)},
                       {"title", printable(each.matter.title)},
                       {"before", plan::word(each.before)},
                       {"after", plan::word(each.after)},
                       {"at", plan::position(each.matter.at)}});
  for (const plan::Change &change : movement.figures)
    figures.push_back({{"about", printable(change.about)},
                       {"field", plan::word(change.field)},
                       {"before", plan::word(change.before)},
                       {"after", plan::word(change.after)}});
  const Json out = {{"schema", "loadline/movement/v1"},
                    {"is_worse", movement.isWorse()},
                    {"matters", std::move(matters)},
                    {"figures", std::move(figures)}};
  return out.dump(2) + "\n";
}

} // namespace loadline::review
