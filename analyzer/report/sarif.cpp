#include "analyzer/report/sarif.h"

#include "analyzer/report/sarif_rules.h"
#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

// findings ── worst first, cut ──► results ─┐
// checks ──────────────────────► rules ─────┼──► run
// notes, failures, what was cut ► notifications ┘

namespace loadline::report {

using findings::Audit;
using findings::Finding;
using findings::Severity;
using findings::Step;
using nlohmann::json;

namespace {

/// SARIF reads `[text](target)` as a link and `{0}` as a placeholder; code in a message is neither.
std::string message(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    const bool wouldLink = c == '(' && !out.empty() && out.back() == ']';
    const bool wouldPlace = c >= '0' && c <= '9' && !out.empty() && out.back() == '{';
    if (wouldLink || wouldPlace)
      out += ' ';
    out += c;
  }
  return out;
}

json location(const SourcePosition &at) {
  const int line = std::max(at.line, 1);
  const int column = std::max(at.column, 1);
  json artifact = {{"uri", uriPath(at.file.str())}, {"uriBaseId", "%SRCROOT%"}};
  if (!at.file.empty() && at.file.str().front() == '/') // outside the root: a header of the system
    artifact = {{"uri", "file://" + uriPath(at.file.str())}};
  return {{"artifactLocation", std::move(artifact)},
          {"region",
           {{"startLine", line},
            {"startColumn", column},
            {"endLine", line},
            {"endColumn", column + 1}}}};
}

json codeFlow(const Finding &finding, std::size_t most) {
  json steps = json::array();
  for (const Step &step : finding.path) {
    if (steps.size() == most)
      break;
    steps.push_back(
        {{"location",
          {{"physicalLocation", location(step.at)}, {"message", {{"text", message(step.note)}}}}}});
  }
  return {{"threadFlows", json::array({{{"locations", std::move(steps)}}})}};
}

/// GitHub tells alerts apart by hash and number, `hash:number`; our fingerprints of equal ones end
/// in `-number`.
std::string lineHash(const std::string &fingerprint) {
  const std::size_t dash = fingerprint.find('-');
  return dash == std::string::npos
             ? fingerprint + ":1"
             : fingerprint.substr(0, dash) + ":" + fingerprint.substr(dash + 1);
}

/// The rules of a run and the number of each.
struct Rules {
  json list = json::array();
  std::map<std::string, std::size_t, std::less<>> indexOf;

  std::size_t add(const CheckInfo &check) {
    const auto [found, isNew] = indexOf.emplace(check.id, list.size());
    if (isNew)
      list.push_back(sarifRule(check));
    return found->second;
  }
};

json result(const Finding &finding, std::size_t rule, std::size_t steps) {
  const std::string fingerprint = oneLine(finding.fingerprint);
  json out = {{"ruleId", oneLine(finding.check)},
              {"ruleIndex", rule},
              {"level", sarifLevel(finding.severity)},
              {"message", {{"text", message(finding.message)}}},
              {"locations", json::array({{{"physicalLocation", location(finding.at)}}})},
              {"partialFingerprints",
               {{"primaryLocationLineHash", lineHash(fingerprint)}, {"loadline/v1", fingerprint}}}};
  if (steps > 0)
    out["codeFlows"] = json::array({codeFlow(finding, steps)});
  return out;
}

json notification(const char *level, std::string_view text) {
  return {{"level", level}, {"message", {{"text", message(text)}}}};
}

struct Results {
  json list = json::array();
  std::size_t findingsLeftOut = 0;
  std::size_t stepsLeftOut = 0;
};

Results resultsOf(const Audit &audit, Rules &rules, const SarifOptions &options) {
  std::vector<const Finding *> worstFirst;
  for (const Finding &finding : audit.findings)
    worstFirst.push_back(&finding);
  std::stable_sort(worstFirst.begin(), worstFirst.end(),
                   [](const Finding *a, const Finding *b) { return a->severity > b->severity; });
  Results out;
  std::size_t stepsLeft = options.mostSteps;
  for (const Finding *finding : worstFirst) {
    if (out.list.size() == options.mostResults)
      break;
    const std::size_t steps =
        std::min({finding->path.size(), options.mostStepsOfResult, stepsLeft});
    stepsLeft -= steps;
    out.stepsLeftOut += finding->path.size() - steps;
    const std::size_t rule = rules.add({.id = finding->check, .shortDescription = finding->check});
    out.list.push_back(result(*finding, rule, steps));
  }
  out.findingsLeftOut = worstFirst.size() - out.list.size();
  return out;
}

json notifications(const Audit &audit, const Results &results) {
  constexpr std::size_t mostNotes = 200;
  const findings::TranslationUnits &units = audit.translationUnits;
  json out = json::array();
  if (units.failed > 0)
    out.push_back(
        notification("error", fmt::format("{} of {} translation units failed and gave no facts",
                                          units.failed, units.total)));
  if (units.withErrors > 0)
    out.push_back(notification(
        "warning",
        fmt::format(
            "{} of {} translation units had errors; what could be read of them was analysed",
            units.withErrors, units.total)));
  if (results.findingsLeftOut > 0)
    out.push_back(
        notification("warning", fmt::format("{} findings are left out; the worst {} are here",
                                            results.findingsLeftOut, results.list.size())));
  if (results.stepsLeftOut > 0)
    out.push_back(notification(
        "warning", fmt::format("{} steps of paths are left out", results.stepsLeftOut)));
  for (std::size_t i = 0; i < std::min(audit.notes.size(), mostNotes); ++i)
    out.push_back(notification("note", audit.notes[i]));
  if (audit.notes.size() > mostNotes)
    out.push_back(notification(
        "note", fmt::format("{} more notes are left out", audit.notes.size() - mostNotes)));
  return out;
}

json driver(const SarifOptions &options, Rules rules) {
  return {{"name", options.tool},
          {"version", LOADLINE_VERSION},
          {"semanticVersion", LOADLINE_VERSION},
          {"rules", std::move(rules.list)}};
}

} // namespace

std::string uriPath(std::string_view path) {
  constexpr std::string_view kept =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string out;
  for (const char c : path)
    out += kept.find(c) != std::string_view::npos
               ? std::string(1, c)
               : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

std::string toSarif(const Audit &audit, const SarifOptions &options) {
  Rules rules;
  for (const CheckInfo &check : options.checks)
    rules.add(check);
  Results results = resultsOf(audit, rules, options);
  const bool isSuccessful = audit.translationUnits.failed == 0;
  json run = {{"invocations",
               json::array({{{"executionSuccessful", isSuccessful},
                             {"toolExecutionNotifications", notifications(audit, results)}}})},
              {"columnKind", "unicodeCodePoints"},
              {"automationDetails", {{"id", "loadline/audit/"}}},
              {"tool", {{"driver", driver(options, std::move(rules))}}},
              {"results", std::move(results.list)}};
  if (!audit.root.empty() && audit.root[0] == '/')
    run["originalUriBaseIds"] = {
        {"%SRCROOT%",
         {{"uri", "file://" + uriPath(audit.root) + (audit.root.back() == '/' ? "" : "/")}}}};
  const nlohmann::ordered_json out = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                      {"version", "2.1.0"},
                                      {"runs", json::array({std::move(run)})}};
  return out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace loadline::report
