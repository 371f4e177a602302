#include "planner/plan/plan_formats.h"

#include "base/text.h"
#include "planner/plan/plan_text.h"
#include "planner/plan/table_documents.h"

namespace loadline::plan {

namespace {

TextTable assumptionsTable(const Plan &plan) {
  TextTable table{{{"Taken for granted"}, {"Value"}, {"Why"}}, {}};
  for (const Assumption &assumption : plan.assumptions)
    table.rows.push_back({assumption.field, assumption.value, assumption.source});
  return table;
}

TableDocument tablesOf(const Plan &plan) {
  TableDocument out{"Plan of " + oneLine(plan.system.name), summaryText(plan), planTables(plan)};
  out.tables.push_back({"Findings", findingsTable(plan.findings)});
  out.tables.push_back({"Taken for granted", assumptionsTable(plan)});
  return out;
}

} // namespace

std::string toMarkdown(const Plan &plan) {
  return toMarkdown(tablesOf(plan));
}

std::string toHtml(const Plan &plan) {
  return toHtml(tablesOf(plan));
}

} // namespace loadline::plan
