#include "analyzer/checks/all_checks.h"
#include "analyzer/checks/suppressions.h"
#include "analyzer/cli/arguments.h"
#include "analyzer/cli/audit_run.h"
#include "analyzer/cli/commands.h"
#include "analyzer/link/program.h"
#include "analyzer/report/formats.h"
#include "analyzer/rules/rules.h"
#include "base/files.h"
#include "base/install_paths.h"
#include "base/text.h"
#include "planner/plan/plan_file.h"
#include "planner/review/told_findings.h"

#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <optional>
#include <unistd.h>

namespace {

using namespace loadline;

int code(ExitCode exitCode) {
  return static_cast<int>(exitCode);
}

void tell(const Diagnostics &diagnostics) {
  fmt::print(stderr, "{}", toString(diagnostics));
}

/// Shipped rules first, then `.loadline/` found upwards, then --rules: each may replace the one
/// before.
Result<rules::Rules> allRules(const audit::Arguments &arguments, const std::string &root) {
  const std::filesystem::path shipped = dataFolder("rules");
  if (shipped.empty())
    return missingData("rules");
  std::vector<std::filesystem::path> folders{shipped};
  std::error_code ignored;
  for (std::filesystem::path up = root; !up.empty();
       up = up == up.root_path() ? std::filesystem::path() : up.parent_path())
    if (std::filesystem::is_directory(up / ".loadline", ignored)) {
      folders.push_back(up / ".loadline");
      break;
    }
  folders.insert(folders.end(), arguments.ruleFolders.begin(), arguments.ruleFolders.end());
  return rules::loadRules(folders);
}

findings::Audit auditOf(audit::Extraction extraction, std::size_t total, const rules::Rules &rules,
                        const audit::Arguments &arguments, const std::string &root) {
  findings::Audit out;
  out.root = root;
  out.translationUnits.total = static_cast<int>(total);
  out.translationUnits.analysed = static_cast<int>(extraction.units.size());
  out.translationUnits.failed = static_cast<int>(extraction.failures.size());
  std::map<std::string, int> notes;
  for (const facts::TranslationUnitFacts &unit : extraction.units) {
    out.translationUnits.withErrors += unit.errors > 0;
    for (const std::string &note : unit.notes)
      ++notes[unit.errors > 0 && !note.starts_with(unit.mainFile)
                  ? fmt::format("{}: {}", unit.mainFile, note)
                  : note];
  }
  for (const auto &[note, count] : notes)
    out.notes.push_back(count > 1 ? fmt::format("{} (in {} translation units)", note, count)
                                  : note);
  for (const Diagnostic &failure : extraction.failures)
    out.notes.push_back(
        fmt::format("{}: not analysed: {}", failure.at.file.str(), failure.message));
  const link::Program program(std::move(extraction.units));
  out.unresolvedCalls = program.unresolvedCalls();
  checks::Conclusions conclusions =
      checks::conclude(program, rules, root, arguments.only, arguments.today);
  out.sites = std::move(conclusions.sites);
  out.findings = std::move(conclusions.findings);
  for (std::string &note : checks::takeOutSuppressed(out.findings, program, root))
    out.notes.push_back(std::move(note));
  return out;
}

Diagnostics writeOutputs(const findings::Audit &audit, const audit::Arguments &arguments) {
  std::vector<report::CheckInfo> pages;
  for (const checks::Check &check : checks::allChecks)
    pages.push_back({.id = std::string(check.id),
                     .shortDescription = std::string(check.description),
                     .severity = check.severity});
  pages = report::withPages(std::move(pages), dataFolder("docs") / "checks");
  Diagnostics problems;
  for (const audit::Output &output : arguments.outputs) {
    report::Options options;
    options.text.color = output.file == "-" && wantsColor(arguments.color, STDOUT_FILENO);
    options.sarif.checks = pages;
    const Diagnostics failed =
        writeFile(output.file, report::findFormat(output.format)->write(audit, options));
    problems.insert(problems.end(), failed.begin(), failed.end());
  }
  return problems;
}

ExitCode verdict(const findings::Audit &audit, const audit::Arguments &arguments) {
  ExitCode out = audit.translationUnits.failed > 0 ? ExitCode::incomplete : ExitCode::clean;
  for (const findings::Finding &finding : audit.findings)
    if (finding.severity >= findings::Severity::warning && !arguments.exitZero)
      out = combined(out, ExitCode::findings);
  return out;
}

int run(const audit::Arguments &arguments) {
  const Result<audit::Commands> commands = audit::commandsFor(arguments);
  if (!commands)
    return tell(commands.error()), code(ExitCode::badInput);
  const std::string root = audit::rootFor(arguments, commands->commands);
  const Result<rules::Rules> rules = allRules(arguments, root);
  if (!rules)
    return tell(rules.error()), code(ExitCode::badInput);
  if (!arguments.quiet && !commands->database.empty())
    fmt::print(stderr, "{}",
               printable(fmt::format("loadline-audit: {} of {}\n",
                                     counted(commands->commands.size(), "translation unit"),
                                     commands->database)));
  std::optional<Result<plan::PlannedSpec>> spec; // before the work, which takes its time
  if (!arguments.plan.empty())
    spec = plan::planSpecFile(arguments.plan);
  if (spec && !*spec)
    return tell(spec->error()), code(ExitCode::badInput);
  audit::Extraction extraction =
      audit::extractAll(commands->commands, {.workers = arguments.workers,
                                             .timeLimit = std::chrono::seconds(arguments.timeLimit),
                                             .factsFolder = arguments.factsFolder});
  if (extraction.cancelledBy)
    return 128 + extraction.cancelledBy; // as a shell tells a signal; nothing half-done is written
  if (extraction.units.empty())
    return tell(extraction.failures), code(ExitCode::badInput);
  findings::Audit audit =
      auditOf(std::move(extraction), commands->commands.size(), *rules, arguments, root);
  const int skipped = static_cast<int>(commands->ofAssembler.size());
  audit.translationUnits.skipped = skipped;
  audit.translationUnits.total += skipped;
  if (skipped > 0)
    audit.notes.push_back(fmt::format("{} of the sources {} of an assembler, and skipped", skipped,
                                      skipped == 1 ? "is" : "are"));
  for (const std::string &path : commands->notInDatabase)
    audit.notes.push_back(
        fmt::format("{}: not audited: the compile database has no command for it", path));
  if (spec)
    if (const Diagnostics problems = review::tellMeaning(audit, **spec); !problems.empty())
      return tell(problems), code(ExitCode::badInput);
  if (!arguments.quiet)
    for (const std::string &note : audit.notes)
      fmt::print(stderr, "{}", printable(fmt::format("loadline-audit: note: {}\n", note)));
  if (const Diagnostics problems = writeOutputs(audit, arguments); !problems.empty())
    return tell(problems), code(ExitCode::badInput);
  const bool isWhole = commands->notInDatabase.empty();
  return code(
      combined(verdict(audit, arguments), isWhole ? ExitCode::clean : ExitCode::incomplete));
}

int explain(const std::string &check) {
  const std::filesystem::path page = dataFolder("docs") / "checks" / (check + ".md");
  const Result<std::string> text = readFile(page);
  if (!text)
    return tell(text.error()), code(ExitCode::badInput);
  fmt::print("{}", *text);
  return code(ExitCode::clean);
}

} // namespace

int main(int argc, char **argv) {
  const auto arguments = audit::parseArguments(argc, argv);
  if (const auto *done = std::get_if<ExitCode>(&arguments))
    return code(*done);
  const auto &asked = std::get<audit::Arguments>(arguments);
  return asked.explain.empty() ? run(asked) : explain(asked.explain);
}
