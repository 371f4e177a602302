#pragma once

#include "planner/plan/plan_diff.h"
#include "planner/review/matters.h"
#include "planner/review/page.h"

#include <string>
#include <string_view>
#include <vector>

// What moved between two reviews.
//
//     plan, audit, ledger ── snapshotOf ──► Snapshot ── movedBetween ──► Movement ── pageOf ──►
//     Page review JSON ─────── parseSnapshot ──►    │
//                                              └── toJson: a part of the review's JSON

namespace loadline::review {

/// What a review told, by keys that stay the same from one to the next.
struct Snapshot {
  std::vector<Matter> matters;
  std::vector<plan::FigureRow> figures;
};

Snapshot snapshotOf(const plan::Plan &plan, const findings::Audit &audit, const Ledger &ledger);

/// Reads what `loadline review --format json` wrote.
Result<Snapshot> parseSnapshot(std::string_view json, const std::string &file);

struct MovedMatter {
  enum class Direction { worse, better, same } direction = Direction::same;
  Matter matter;      ///< as it is now, or as it was where it is gone
  std::string before; ///< its state; "" where it is new
  std::string after;  ///< "" where it is gone
};

struct Movement {
  std::vector<MovedMatter> matters; ///< worse first, then better, then what moved without harm
  std::vector<plan::Change> figures;

  bool isWorse() const;
};

Movement movedBetween(const Snapshot &before, const Snapshot &after);

/// As a page, for the writers of text, Markdown and HTML.
///   title  of the system
Page pageOf(const Movement &movement, const std::string &title);

/// The JSON of `loadline/movement/v1`.
std::string toJsonText(const Movement &movement);

} // namespace loadline::review
