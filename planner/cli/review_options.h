#pragma once

#include "base/exit_code.h"
#include "planner/cli/spec_options.h"
#include "planner/review/judgement.h"

#include <filesystem>
#include <string>
#include <vector>

namespace loadline::cli {

/// What `loadline review` takes.
struct ReviewOptions : SpecOptions {
  std::string audit;
  std::string format = "text";
  std::string output;
  std::vector<std::string> against; ///< old reviews, audits and specs
  std::string record;               ///< "" for the file beside the spec
  std::string accept, annotate, decide, withdraw;
  std::string verdict, owner, until, because; ///< of a decision; `because` of a comment too
  std::string root;                           ///< of the sources; "" for that of the audit

  std::filesystem::path recordPath() const;
};

/// A spec and an audit, and what follows from both.
struct Reviewed {
  plan::PlannedSpec spec;
  findings::Audit audit;
  review::Review review;
  review::Judgement judgement;
};

Result<Reviewed> reviewed(plan::PlannedSpec spec, findings::Audit audit);

/// Writes what the code keeps into the spec, and tells each value.
ExitCode acceptInto(const ReviewOptions &options, const Reviewed &of);
/// Writes a patch that declares bounds in the code.
ExitCode annotateCode(const ReviewOptions &options, const Reviewed &of);
/// Writes a decision into the review record, or takes it out.
ExitCode decideAbout(const ReviewOptions &options, const Reviewed &of);
/// Tells what moved since older results.
ExitCode tellMovement(const ReviewOptions &options, const Reviewed &of);

} // namespace loadline::cli
