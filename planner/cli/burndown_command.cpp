#include "base/date.h"
#include "planner/cli/all_commands.h"
#include "planner/review/audit_file.h"
#include "planner/review/burn_down.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace loadline::cli {

namespace {

struct Options {
  std::vector<std::string> audits; ///< DAY=FILE
  std::string until, format = "text", output;
};

Result<review::AuditOn> auditOn(const std::string &argument) {
  const std::size_t equals = argument.find('=');
  const std::string day = argument.substr(0, equals);
  if (equals == std::string::npos || !isDate(day))
    return Diagnostic{{},
                      fmt::format("'{}' names no audit and its day", argument),
                      "as in 2027-01-31=audit.json"};
  const Result<findings::Audit> audit = review::auditFile(argument.substr(equals + 1));
  if (!audit)
    return audit.error();
  return review::AuditOn{day, findings::siteCounts(*audit)};
}

ExitCode run(const Options &options) {
  std::vector<review::AuditOn> audits;
  Diagnostics errors;
  for (const std::string &argument : options.audits)
    if (const Result<review::AuditOn> audit = auditOn(argument); audit)
      audits.push_back(*audit);
    else
      errors.insert(errors.end(), audit.error().begin(), audit.error().end());
  if (!errors.empty())
    return refuse(errors);
  const Result<review::BurnDown> of = review::burnDown(std::move(audits), options.until);
  if (!of)
    return refuse(of.error());
  const auto report = review::burnDownReport(*of);
  const std::string text =
      options.format == "text"
          ? reportText(report)
          : reportMarkdown("Burn-down of spawn sites", report) +
                fmt::format("\n```mermaid\n{}```\n", review::burnDownChart(*of));
  return deliver(options.output, text, of->isLate() ? ExitCode::findings : ExitCode::clean);
}

} // namespace

Run declareBurndown(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command
      .add_option("AUDITS", options->audits,
                  "Audits of the same code and their days: 2027-01-31=january.json …")
      ->type_name("DAY=FILE")
      ->required();
  command
      .add_option("--until", options->until,
                  "The day by which none should be left; a pace that does not get there exits with "
                  "1")
      ->type_name("DATE")
      ->check(dateProblem);
  addResultOptions(command, options->format, options->output, {"text", "markdown"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
