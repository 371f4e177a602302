#pragma once

#include "analyzer/findings/inventory.h"
#include "base/diagnostic.h"
#include "planner/changes/change_sets.h"
#include "planner/diagram/bound_stack.h"
#include "planner/loadtest/load_test.h"
#include "planner/plan/plan.h"
#include "planner/review/judgement.h"
#include "planner/review/review.h"
#include "planner/spec/system.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::session {

enum class DocumentKind { spec, audit, loadTest };

/// What a file is by what stands in it, never by its name: JSON is an audit unless it says
/// `loadline` where a spec does, or is the result of a load test; all else is taken for a spec.
DocumentKind kindOf(std::string_view text);

/// The services that each finding and site concerns, by its place in the audit or the plan; none
/// where no pattern or position says so.
struct Concerns {
  using Services = std::vector<std::string>;
  std::vector<Services> codeFindings, sites, planFindings;
};

/// A saved set of values, and the plan with them; or why there is none.
struct TriedSet {
  changes::ChangeSet set;
  std::shared_ptr<const plan::Plan> plan;
  std::string refusal;
};

/// The result of a load test.
struct LoadTestFile {
  std::filesystem::path path;
  std::shared_ptr<const loadtest::LoadTest> test;
};

/// Everything that is open, as one value. Whoever shows it gets the whole of it.
struct Documents {
  std::filesystem::path specPath, auditPath;  ///< empty where none is open
  std::shared_ptr<const spec::System> system; ///< what the plan is of
  std::shared_ptr<const plan::Plan> plan;
  /// While other values are tried: the plan and the system without them. Else null.
  std::shared_ptr<const plan::Plan> asItStands;
  std::shared_ptr<const spec::System> systemAsItStands;
  std::vector<TriedSet> sets; ///< those saved beside the spec, each tried on it as it stands
  std::shared_ptr<const findings::Audit> audit;
  std::vector<LoadTestFile> loadTests; ///< in the order in which they were opened
  Concerns concerns;
  /// Ledger and consequences; null without both files.
  std::shared_ptr<const review::Judgement> judgement;
  /// Whose code each file of the audit is; null without both files.
  std::shared_ptr<const review::Review> review;
  /// What people decided, from the file beside the spec; null without a spec, or where it is wrong.
  std::shared_ptr<const record::Record> record;
  /// The findings of the audit on each service, as the picture's badges want them.
  std::map<std::string, diagram::CodeFindings> badges;
  /// What was wrong with each file that could not be read, or was read with warnings.
  std::map<std::filesystem::path, Diagnostics> problems;

  bool isEmpty() const { return !plan && !audit; }
};

/// The documents after opening files on top of `before`. A file that can't be read leaves what was
/// open and is told in `problems`.
Documents opened(Documents before, const std::vector<std::filesystem::path> &files);

} // namespace loadline::session
