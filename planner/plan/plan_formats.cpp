#include "planner/plan/plan_formats.h"

#include "base/markup.h"
#include "base/table_formats.h"
#include "base/text.h"
#include "planner/plan/plan_tables.h"
#include "planner/plan/plan_text.h"

namespace loadline::plan {

namespace {

std::string heading(const Plan &plan) {
  return "Plan of " + oneLine(plan.system.name);
}

TextTable findingsTable(const Plan &plan) {
  TextTable table{{{"Severity"}, {"Finding"}, {"Check"}, {"Where"}}, {}};
  for (const findings::Finding &finding : plan.findings)
    table.rows.push_back({std::string(toString(finding.severity)), finding.message, finding.check,
                          toString(finding.at)});
  return table;
}

TextTable assumptionsTable(const Plan &plan) {
  TextTable table{{{"Taken for granted"}, {"Value"}, {"Why"}}, {}};
  for (const Assumption &assumption : plan.assumptions)
    table.rows.push_back({assumption.field, assumption.value, assumption.source});
  return table;
}

std::vector<NamedTable> allTables(const Plan &plan) {
  std::vector<NamedTable> all = planTables(plan);
  all.push_back({"Findings", findingsTable(plan)});
  all.push_back({"Taken for granted", assumptionsTable(plan)});
  std::erase_if(all, [](const NamedTable &named) { return named.table.rows.empty(); });
  return all;
}

} // namespace

std::string toMarkdown(const Plan &plan) {
  std::string text = "# " + escapedMarkdown(heading(plan)) + "\n\n";
  for (const std::string &line : split(summaryText(plan), '\n'))
    text += escapedMarkdown(line) + "\n";
  for (const NamedTable &named : allTables(plan))
    text += "\n## " + named.title + "\n\n" + markdownTable(named.table);
  return text;
}

std::string toHtml(const Plan &plan) {
  std::string body = "<p>" + escapedMarkup(summaryText(plan)) + "</p>\n";
  for (const NamedTable &named : allTables(plan))
    body += "<h2>" + escapedMarkup(named.title) + "</h2>\n" + htmlTable(named.table);
  return htmlPage(heading(plan), body);
}

} // namespace loadline::plan
