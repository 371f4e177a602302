#pragma once

#include "planner/record/record.h"
#include "planner/review/ledger.h"

#include <string>
#include <string_view>
#include <vector>

// What is asked before a system goes to production, answered from the plan and the audit.

namespace loadline::review {

struct ChecklistItem {
  enum class State {
    met,
    notMet,
    needsPerson ///< neither plan nor audit can tell
  };
  std::string question;
  State state = State::needsPerson;
  std::vector<std::string> evidence;
};

/// "met", "not met", "needs a person".
std::string_view toString(ChecklistItem::State state);

struct Checklist {
  std::string id, title;
  std::vector<ChecklistItem> items;
  std::string conclusion; ///< one sentence
};

/// Everything that a checklist may ask.
struct Evidence {
  const spec::System &system;
  const plan::Plan &plan;
  const findings::Audit &audit;
  const Review &review;
  const Ledger &ledger;
  const record::Record *record = nullptr; ///< holds people's answers
  std::string today = {};                 ///< YYYY-MM-DD: answers of past days count no longer
};

/// The item with a person's answer, if it needs one and the record holds one.
ChecklistItem answered(ChecklistItem item, const Evidence &of);

/// What must be so before a system takes load: the plan's list, and what the code says.
Checklist readinessChecklist(const Evidence &of);

/// Eight questions about capacity, each with its answer from the plan.
Checklist capacityChecklist(const Evidence &of);

/// Levels 0 to 5, each with what it asks for; the level that is reached is the last of which all
/// is met, and of all below it.
Checklist maturityChecklist(const Evidence &of);

/// The questions that neither plan nor audit answers.
std::vector<std::string> questionsForPeople(const Evidence &of);

/// The three of them.
std::vector<Checklist> checklistsOf(const Evidence &of);

} // namespace loadline::review
