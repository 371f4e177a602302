#include "analyzer/tidy/audit_check.h"

#include "analyzer/checks/all_checks.h"
#include "analyzer/extract/extract_facts.h"
#include "analyzer/link/program.h"
#include "analyzer/rules/rules.h"
#include "base/install_paths.h"

#include <clang/ASTMatchers/ASTMatchers.h>
#include <clang/Basic/FileManager.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Preprocessor.h>

#include <optional>

namespace loadline::tidy {

namespace {

/// The rules, read once a process.
const Result<rules::Rules> &shippedRules() {
  static const Result<rules::Rules> rules = [] {
    const std::filesystem::path folder = dataFolder("rules");
    return folder.empty() ? Result<rules::Rules>(missingData("rules")) : rules::loadRules({folder});
  }();
  return rules;
}

/// The findings of the translation unit, and what they mean for the plan; made once for all checks
/// that ask for the same.
const Result<std::vector<findings::Finding>> &findingsOf(clang::ASTContext &context,
                                                         const PlanOfCheck &plan) {
  static const clang::ASTContext *last = nullptr;
  static std::string lastFile;
  static PlanOfCheck lastPlan;
  static Result<std::vector<findings::Finding>> findings = std::vector<findings::Finding>();
  const clang::SourceManager &sources = context.getSourceManager();
  const auto entry = sources.getFileEntryRefForID(sources.getMainFileID());
  const std::string file = entry ? entry->getName().str() : "";
  if (last == &context && lastFile == file && lastPlan == plan)
    return findings;
  std::vector<facts::TranslationUnitFacts> units;
  units.push_back(extract::extractFacts(context));
  const link::Program program(std::move(units));
  checks::Conclusions conclusions = checks::conclude(program, *shippedRules(), "");
  findings::Audit audit;
  audit.sites = std::move(conclusions.sites);
  audit.findings = std::move(conclusions.findings);
  const Diagnostics problems = plan.spec.empty() ? Diagnostics() : tellMeaning(audit, plan);
  last = &context;
  lastFile = file;
  lastPlan = plan;
  findings = std::move(audit.findings);
  if (!problems.empty())
    findings = problems;
  return findings;
}

clang::SourceLocation locationOf(const SourcePosition &at, clang::SourceManager &sources) {
  const auto file = sources.getFileManager().getOptionalFileRef(at.file.str());
  if (!file)
    return {};
  clang::SourceLocation place = sources.translateFileLineCol(&file->getFileEntry(), at.line, 1);
  // columns count characters, Clang's count bytes
  const char *text = place.isValid() ? sources.getCharacterData(place) : "";
  int bytes = 0;
  for (int characters = 1; text[bytes] != '\0' && text[bytes] != '\n'; ++bytes)
    if ((static_cast<unsigned char>(text[bytes]) & 0xc0) != 0x80 && characters++ >= at.column)
      break;
  return place.isValid() ? place.getLocWithOffset(bytes) : place;
}

} // namespace

AuditCheck::AuditCheck(llvm::StringRef name, clang::tidy::ClangTidyContext *context)
    : ClangTidyCheck(name, context), id_(name.substr(std::strlen("loadline-")).str()),
      plan_{Options.getLocalOrGlobal("Plan", "").str(),
            Options.getLocalOrGlobal("Root", "").str()} {}

void AuditCheck::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &options) {
  Options.store(options, "Plan", plan_.spec);
  Options.store(options, "Root", plan_.root);
}

void AuditCheck::registerPPCallbacks(const clang::SourceManager &,
                                     clang::Preprocessor *preprocessor, clang::Preprocessor *) {
  preprocessor->getDiagnostics().setFatalsAsError(true);
}

void AuditCheck::registerMatchers(clang::ast_matchers::MatchFinder *finder) {
  finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
}

void AuditCheck::check(const clang::ast_matchers::MatchFinder::MatchResult &result) {
  if (!shippedRules())
    return fail(shippedRules().error().front(), *result.SourceManager);
  const auto &findings = findingsOf(*result.Context, plan_);
  if (!findings)
    return fail(findings.error().front(), *result.SourceManager);
  for (const findings::Finding &finding : *findings)
    if (finding.check == id_)
      report(finding, *result.SourceManager);
}

void AuditCheck::fail(const Diagnostic &problem, clang::SourceManager &sources) {
  std::string text = problem.at.file.empty() ? "" : toString(problem.at) + ": ";
  text += problem.message + (problem.hint.empty() ? "" : " (" + problem.hint + ")");
  diag(sources.getLocForStartOfFile(sources.getMainFileID()), "%0", clang::DiagnosticIDs::Error)
      << text;
}

void AuditCheck::report(const findings::Finding &finding, clang::SourceManager &sources) {
  diag(locationOf(finding.at, sources), "%0") << finding.message;
  for (const findings::Step &step : finding.path)
    diag(locationOf(step.at, sources), "%0", clang::DiagnosticIDs::Note) << step.note;
}

} // namespace loadline::tidy
