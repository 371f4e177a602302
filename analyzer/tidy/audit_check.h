#pragma once

#include "analyzer/findings/finding.h"
#include "analyzer/tidy/plan_meaning.h"

#include <clang-tidy/ClangTidyCheck.h>

#include <string>

namespace loadline::tidy {

/// One check of ours inside clang-tidy: the facts of the translation unit go through the same steps
/// as in the whole-program audit, and the findings of this check come out as diagnostics. No check
/// logic lives here.
/// Options, of one check or of all: `Plan`, a spec whose plan says what findings mean; `Root`, the
/// folder that its code patterns are relative to (that of the spec unless given).
class AuditCheck : public clang::tidy::ClangTidyCheck {
public:
  /// `name` is the check's id behind the prefix `loadline-`.
  AuditCheck(llvm::StringRef name, clang::tidy::ClangTidyContext *context);

  /// Takes a header that is missing for an error like others: after a fatal one nothing is told.
  void registerPPCallbacks(const clang::SourceManager &sources, clang::Preprocessor *preprocessor,
                           clang::Preprocessor *moduleExpander) override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &options) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &result) override;

private:
  void report(const findings::Finding &finding, clang::SourceManager &sources);

  void fail(const Diagnostic &problem, clang::SourceManager &sources);

  std::string id_;
  PlanOfCheck plan_;
};

} // namespace loadline::tidy
