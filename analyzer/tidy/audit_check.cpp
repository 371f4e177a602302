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

/// The findings of the translation unit; made once for all checks of it.
const std::vector<findings::Finding> &findingsOf(clang::ASTContext &context) {
  static const clang::ASTContext *last = nullptr;
  static std::string lastFile;
  static std::vector<findings::Finding> findings;
  const clang::SourceManager &sources = context.getSourceManager();
  const auto entry = sources.getFileEntryRefForID(sources.getMainFileID());
  const std::string file = entry ? entry->getName().str() : "";
  if (last == &context && lastFile == file)
    return findings;
  std::vector<facts::TranslationUnitFacts> units;
  units.push_back(extract::extractFacts(context));
  const link::Program program(std::move(units));
  findings = checks::conclude(program, *shippedRules(), "").findings;
  last = &context;
  lastFile = file;
  return findings;
}

clang::SourceLocation locationOf(const SourcePosition &at, clang::SourceManager &sources) {
  const auto file = sources.getFileManager().getOptionalFileRef(at.file);
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
    : ClangTidyCheck(name, context), id_(name.substr(std::strlen("loadline-")).str()) {}

void AuditCheck::registerPPCallbacks(const clang::SourceManager &,
                                     clang::Preprocessor *preprocessor, clang::Preprocessor *) {
  preprocessor->getDiagnostics().setFatalsAsError(true);
}

void AuditCheck::registerMatchers(clang::ast_matchers::MatchFinder *finder) {
  finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
}

void AuditCheck::check(const clang::ast_matchers::MatchFinder::MatchResult &result) {
  if (!shippedRules()) {
    const Diagnostic &problem = shippedRules().error().front();
    diag(result.SourceManager->getLocForStartOfFile(result.SourceManager->getMainFileID()),
         "%0 (%1)", clang::DiagnosticIDs::Error)
        << problem.message << problem.hint;
    return;
  }
  for (const findings::Finding &finding : findingsOf(*result.Context))
    if (finding.check == id_)
      report(finding, *result.SourceManager);
}

void AuditCheck::report(const findings::Finding &finding, clang::SourceManager &sources) {
  diag(locationOf(finding.at, sources), "%0") << finding.message;
  for (const findings::Step &step : finding.path)
    diag(locationOf(step.at, sources), "%0", clang::DiagnosticIDs::Note) << step.note;
}

} // namespace loadline::tidy
