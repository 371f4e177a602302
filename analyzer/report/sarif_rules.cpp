#include "analyzer/report/sarif_rules.h"

#include "base/files.h"
#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace loadline::report {

namespace {

/// The first paragraph that is no heading, as one line.
std::string firstParagraph(const std::string &page) {
  std::string paragraph;
  for (const std::string &line : split(page, '\n')) {
    if (line.empty() && !paragraph.empty())
      break;
    if (!line.empty() && line[0] != '#')
      paragraph += (paragraph.empty() ? "" : " ") + line;
  }
  return paragraph;
}

std::string_view problemSeverity(findings::Severity severity) {
  return severity == findings::Severity::note ? "recommendation" : toString(severity);
}

} // namespace

std::string sarifLevel(findings::Severity severity) {
  return std::string(toString(severity));
}

std::vector<CheckInfo> withPages(std::vector<CheckInfo> checks,
                                 const std::filesystem::path &folder) {
  for (CheckInfo &check : checks)
    if (const Result<std::string> page = readFile(folder / (check.id + ".md")))
      check.page = *page;
  return checks;
}

nlohmann::json sarifRule(const CheckInfo &check) {
  constexpr std::size_t longestDescription = 1024; // GitHub's limit
  const std::string brief = oneLine(check.shortDescription);
  const std::string paragraph = oneLine(firstParagraph(check.page));
  nlohmann::json help = {{"text", check.page.empty() ? brief : printable(check.page)}};
  if (!check.page.empty())
    help["markdown"] = printable(check.page);
  return {{"id", oneLine(check.id)},
          {"shortDescription", {{"text", elided(brief, longestDescription)}}},
          {"fullDescription",
           {{"text", elided(paragraph.empty() ? brief : paragraph, longestDescription)}}},
          {"help", std::move(help)},
          {"defaultConfiguration", {{"level", sarifLevel(check.severity)}}},
          {"properties",
           {{"tags", {"concurrency", "reliability", "external/cwe/cwe-770"}},
            {"precision", "high"},
            {"problem.severity", problemSeverity(check.severity)}}}};
}

} // namespace loadline::report
