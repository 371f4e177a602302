#include "analyzer/extract/compile.h"

#include "analyzer/extract/clang_names.h"
#include "analyzer/extract/extract_facts.h"
#include "analyzer/extract/symbol_table.h"
#include "analyzer/extract/undeclared_names.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/DiagnosticLex.h>
#include <clang/Basic/DiagnosticParse.h>
#include <clang/Basic/FileManager.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Frontend/Utils.h>
#include <clang/Tooling/Tooling.h>
#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>

#include <filesystem>
#include <optional>
#include <unistd.h>

namespace loadline::extract {

namespace {

constexpr std::size_t mostErrorsTold = 3;

/// What one run of the compiler gives.
struct Outcome {
  std::optional<facts::TranslationUnitFacts> facts;
  std::vector<std::string> dependencies;
  int errors = 0;
  bool isMisread = false; ///< an error is more than the `#error` of a source that is for elsewhere
  std::vector<std::string> messages;
  std::string cutOff; ///< why the rest of the source was not read; else ""
};

/// Tells which functions of the headers of one unit are known already.
class KnownHeaders {
public:
  KnownHeaders(const clang::SourceManager &sources, facts::KnownBefore known)
      : sources_(sources), known_(known) {}

  bool hold(const clang::FunctionDecl &function) {
    const auto [file, offset] = sources_.getDecomposedExpansionLoc(function.getLocation());
    if (!known_.functions || file.isInvalid() || file == sources_.getMainFileID() ||
        function.isTemplated())
      return false;
    const auto [entry, isNew] = files_.try_emplace(file);
    if (isNew)
      entry->second = known_.functions->inFile(pathOf(sources_, file));
    if (!entry->second)
      return false;
    const int line = static_cast<int>(sources_.getLineNumber(file, offset));
    const auto found = entry->second->find(facts::KnownFunctions::nameOf(usrOf(function), line));
    return found != entry->second->end() && found->second < known_.position;
  }

private:
  const clang::SourceManager &sources_;
  facts::KnownBefore known_;
  llvm::DenseMap<clang::FileID, const facts::KnownFunctions::InFile *> files_;
};

class Consumer : public clang::ASTConsumer {
public:
  Consumer(clang::CompilerInstance &compiler, facts::KnownBefore known, Outcome &outcome)
      : sources_(compiler.getSourceManager()), known_(sources_, known), outcome_(outcome) {}

  bool shouldSkipFunctionBody(clang::Decl *decl) override {
    if (sources_.isInSystemHeader(sources_.getExpansionLoc(decl->getLocation())))
      return true;
    const clang::FunctionDecl *function = decl->getAsFunction();
    return function && known_.hold(*function);
  }

  void HandleTranslationUnit(clang::ASTContext &context) override {
    outcome_.facts = extractFacts(context);
  }

private:
  const clang::SourceManager &sources_;
  KnownHeaders known_;
  Outcome &outcome_;
};

/// Every file that the compiler opened, system headers included.
class AllDependencies : public clang::DependencyCollector {
public:
  bool needSystemDependencies() override { return true; }
};

class Action : public clang::ASTFrontendAction {
public:
  Action(Outcome &outcome, Undeclared undeclared, facts::KnownBefore known)
      : outcome_(outcome), undeclared_(undeclared), known_(known) {}

  bool BeginInvocation(clang::CompilerInstance &compiler) override {
    compiler.getFrontendOpts().SkipFunctionBodies = true; // then the consumer is asked for each
    compiler.getFrontendOpts().DisableFree = true; // the process ends when the facts are taken
    compiler.getDiagnostics().setFatalsAsError(
        true); // after a fatal one nothing more is instantiated
    return true;
  }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                        llvm::StringRef) override {
    dependencies_ = std::make_shared<AllDependencies>();
    dependencies_->attachToPreprocessor(compiler.getPreprocessor());
    if (undeclared_ == Undeclared::kept)
      compiler.setExternalSemaSource(new UndeclaredNames(compiler));
    return std::make_unique<Consumer>(compiler, known_, outcome_);
  }

  void EndSourceFileAction() override {
    for (const std::string &dependency : dependencies_->getDependencies())
      outcome_.dependencies.push_back(std::filesystem::absolute(dependency).string());
  }

private:
  Outcome &outcome_;
  Undeclared undeclared_;
  facts::KnownBefore known_;
  std::shared_ptr<AllDependencies> dependencies_;
};

/// Without the hint that a name might have been meant where that name stands already.
std::string withoutEcho(const std::string &message) {
  constexpr std::string_view hint = "; did you mean ";
  const std::size_t at = message.find(hint);
  if (at == std::string::npos)
    return message;
  const std::string meant = message.substr(at + hint.size(), message.size() - at - hint.size() - 1);
  return message.substr(0, at).ends_with(meant) ? message.substr(0, at) : message;
}

class ErrorCounter : public clang::DiagnosticConsumer {
public:
  explicit ErrorCounter(Outcome &outcome) : outcome_(outcome) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic &info) override {
    if (level < clang::DiagnosticsEngine::Error)
      return;
    ++outcome_.errors;
    outcome_.isMisread |= info.getID() != clang::diag::err_pp_hash_error;
    const bool cutsOff = info.getID() == clang::diag::err_bracket_depth_exceeded;
    if (cutsOff && outcome_.cutOff.empty())
      outcome_.cutOff = textOf(info);
    if (outcome_.messages.size() < mostErrorsTold)
      outcome_.messages.push_back(textOf(info));
  }

private:
  static std::string textOf(const clang::Diagnostic &info) {
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    std::string place;
    if (info.hasSourceManager() && info.getLocation().isValid())
      place = info.getLocation().printToString(info.getSourceManager()) + ": ";
    return place + withoutEcho(text.str().str());
  }

  Outcome &outcome_;
};

Outcome run(const std::vector<std::string> &arguments, Undeclared undeclared,
            facts::KnownBefore known) {
  Outcome outcome;
  ErrorCounter errors(outcome);
  const llvm::IntrusiveRefCntPtr<clang::FileManager> files(
      new clang::FileManager(clang::FileSystemOptions()));
  clang::tooling::ToolInvocation invocation(
      arguments, std::make_unique<Action>(outcome, undeclared, known), files.get());
  invocation.setDiagnosticConsumer(&errors);
  invocation.run();
  return outcome;
}

std::vector<std::string> withOurFlags(std::vector<std::string> arguments) {
  const std::vector<std::string> ours = {
      "-fsyntax-only", "-w", "-Wno-error", "-ferror-limit=0",
      fmt::format("-resource-dir={}/lib/clang/{}", LOADLINE_LLVM_ROOT, LOADLINE_LLVM_MAJOR)};
  arguments.insert(arguments.end() - 1, ours.begin(), ours.end());
  return arguments;
}

/// Without the code generation flags of another compiler, the last thing to try when the driver
/// refuses.
std::vector<std::string> withoutMachineFlags(const std::vector<std::string> &arguments) {
  std::vector<std::string> kept;
  for (const std::string &word : arguments)
    if (word.rfind("-m", 0) != 0 && word.rfind("-march", 0) != 0 && word.rfind("-W", 0) != 0)
      kept.push_back(word);
  return kept;
}

/// Why a unit with a syntax tree is none to rely on; "" where it is. With errors it gives what its
/// tree holds, but not where that is nothing, or where the parser left before the end. A source that
/// refuses a platform by `#error` says itself that it holds nothing for it.
std::string whyUseless(const Outcome &outcome) {
  if (!outcome.cutOff.empty())
    return outcome.cutOff;
  const bool isEmpty = outcome.facts->functions.empty() && outcome.facts->initialValues.empty();
  return isEmpty && outcome.isMisread ? outcome.messages.front() : "";
}

} // namespace

Result<facts::TranslationUnitFacts>
compileToFacts(const CompileCommand &command, Undeclared undeclared, facts::KnownBefore known) {
  if (::chdir(command.directory.c_str()) != 0)
    return Diagnostic{{command.file, 0, 0},
                      fmt::format("its folder '{}' does not exist", command.directory)};
  AdjustedCommand adjusted = adjustedForClang(command);
  Outcome outcome = run(withOurFlags(adjusted.arguments), undeclared, known);
  if (!outcome.facts) {
    adjusted.notes.push_back(
        "Clang's driver refused the flags; warning and machine flags were dropped");
    outcome = run(withOurFlags(withoutMachineFlags(adjusted.arguments)), undeclared, known);
  }
  if (!outcome.facts)
    return Diagnostic{{command.file, 0, 0},
                      outcome.messages.empty() ? "Clang gave no syntax tree"
                                               : outcome.messages.front()};
  if (std::string why = whyUseless(outcome); !why.empty())
    return Diagnostic{{command.file, 0, 0}, std::move(why)};
  facts::TranslationUnitFacts facts = *std::move(outcome.facts);
  facts.mainFile = command.file;
  facts.errors += outcome.errors; // beside what was nested too deep to be read
  facts.dependencies = std::move(outcome.dependencies);
  facts.notes.insert(facts.notes.begin(), adjusted.notes.begin(), adjusted.notes.end());
  facts.notes.insert(facts.notes.end(), outcome.messages.begin(), outcome.messages.end());
  return facts;
}

} // namespace loadline::extract
