#include "planner/cli/all_commands.h"

#include "base/text.h"
#include "planner/cli/review_options.h"
#include "planner/plan/plan_diff.h"
#include "planner/plan/plan_text.h"
#include "planner/plan/table_documents.h"
#include "planner/review/audit_file.h"
#include "planner/review/settlement.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace loadline::cli {

namespace {

using findings::Finding;

struct Options : SpecOptions {
  std::string against, audit, record;
  std::string format = "text", output;
};

/// What a check tells, and whether all of the code was read.
struct Told {
  std::string system;
  std::vector<Finding> findings;
  ExitCode complete = ExitCode::clean;
};

/// A violation as a compiler would say it.
Finding findingOf(const review::Matter &matter, const Reviewed &of) {
  if (matter.kind == review::Matter::Kind::code)
    return of.audit.findings[matter.index];
  if (matter.kind == review::Matter::Kind::plan)
    return of.spec.plan.findings[matter.index];
  const auto status = review::toString(of.judgement.ledger.entries[matter.index].status);
  return {.check = fmt::format("{}-bound", status),
          .severity = findings::Severity::warning,
          .message = fmt::format("{}: {}", matter.title, matter.state),
          .at = matter.at,
          .fingerprint = matter.key};
}

/// The violations of plan, code and ledger that the record leaves, by their keys.
std::vector<Finding> leftOf(const Reviewed &of, const record::Record &record,
                            const std::string &today) {
  const review::Settlement settlement = review::settled(
      review::mattersOf(of.spec.plan, of.audit, of.judgement.ledger), record, today);
  std::vector<Finding> out;
  for (const review::SettledMatter &each : settlement.settled) {
    const review::Matter &matter = settlement.matters[each.matter];
    if (!each.isLeft() || !matter.isViolation)
      continue;
    out.push_back(findingOf(matter, of));
    out.back().fingerprint = matter.key;
  }
  return out;
}

std::vector<Finding> notIn(std::vector<Finding> findings, const std::vector<Finding> &before) {
  std::set<std::string> known;
  for (const Finding &finding : before)
    known.insert(finding.fingerprint);
  std::erase_if(findings,
                [&](const Finding &finding) { return known.contains(finding.fingerprint); });
  return findings;
}

/// Plan and code together, less what was decided and what the older spec has too.
Result<Told> toldOfBoth(const Options &options, plan::PlannedSpec spec,
                        std::optional<plan::PlannedSpec> before) {
  const Result<findings::Audit> audit = review::auditFile(options.audit);
  const Result<record::Record> record =
      record::recordFile(options.record.empty() ? record::recordBeside(options.spec)
                                                : std::filesystem::path(options.record));
  if (!audit || !record)
    return audit ? record.error() : audit.error();
  if (audit->translationUnits.analysed == 0)
    return Diagnostic{{options.audit, 0, 0}, "the audit analysed no translation unit"};
  const Result<Reviewed> of = reviewed(std::move(spec), *audit);
  if (!of)
    return of.error();
  Told out{of->spec.plan.system.name, leftOf(*of, *record, options.today),
           audit->translationUnits.failed > 0 ? ExitCode::incomplete : ExitCode::clean};
  if (!before)
    return out;
  const Result<Reviewed> old = reviewed(*std::move(before), *audit);
  if (!old)
    return old.error();
  out.findings = notIn(std::move(out.findings), leftOf(*old, {}, ""));
  return out;
}

Result<Told> told(const Options &options) {
  Result<plan::PlannedSpec> spec = plan::planSpecFile(options.spec, options.planOptions());
  if (!spec)
    return spec.error();
  std::optional<plan::PlannedSpec> before;
  if (!options.against.empty()) {
    Result<plan::PlannedSpec> old = plan::planSpecFile(options.against, options.planOptions());
    if (!old)
      return old.error();
    before = *std::move(old);
  }
  if (!options.audit.empty())
    return toldOfBoth(options, *std::move(spec), std::move(before));
  return Told{spec->plan.system.name,
              before ? plan::differenceOf(before->plan, spec->plan).appeared : spec->plan.findings};
}

nlohmann::ordered_json asJson(const Told &all, std::size_t violations) {
  nlohmann::ordered_json json = {{"schema", "loadline/check/v1"},
                                 {"system", printable(all.system)},
                                 {"violations", violations},
                                 {"complete", all.complete == ExitCode::clean},
                                 {"findings", nlohmann::ordered_json::array()}};
  for (const Finding &finding : all.findings)
    json["findings"].push_back(nlohmann::ordered_json(findings::toJson(finding)));
  return json;
}

std::string written(const std::string &format, const Told &all, std::size_t violations,
                    const std::string &summary) {
  if (format == "json")
    return asJson(all, violations).dump(2) + "\n";
  if (format == "csv")
    return plan::toCsv({{"findings", plan::findingsColumns(all.findings)}});
  const plan::TableDocument document{"Check of " + oneLine(all.system),
                                     summary,
                                     {{"Findings", plan::findingsTable(all.findings)}}};
  return format == "markdown" ? plan::toMarkdown(document)
         : format == "html"   ? plan::toHtml(document)
                              : plan::findingsText(all.findings);
}

ExitCode run(const Options &options) {
  const Result<Told> all = told(options);
  if (!all)
    return refuse(all.error());
  const auto violations = static_cast<std::size_t>(
      std::count_if(all->findings.begin(), all->findings.end(), isViolation));
  const std::string summary = fmt::format("{}: {}", all->system, counted(violations, "violation"));
  fmt::print(stderr, "{}\n", summary);
  return deliver(options.output, written(options.format, *all, violations, summary),
                 combined(all->complete, violations == 0 ? ExitCode::clean : ExitCode::findings));
}

} // namespace

Run declareCheck(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command.add_option("--against", options->against,
                     "Tell only the findings that this older spec does not have");
  command.add_option("--audit", options->audit,
                     "Tell the findings of this audit too, and the bounds that the code does not "
                     "keep; what the review record accepts is left out");
  command
      .add_option("--record", options->record,
                  "The review record (beside the spec unless given: shop.review.yaml)")
      ->type_name("FILE");
  addResultOptions(command, options->format, options->output,
                   {"text", "json", "markdown", "csv", "html"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
