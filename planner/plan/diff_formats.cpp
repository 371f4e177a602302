#include "planner/plan/plan_diff.h"

#include "base/text.h"
#include "planner/plan/table_documents.h"

namespace loadline::plan {

namespace {

std::string orNotThere(const std::string &side) {
  return side.empty() ? "not there" : side;
}

TextTable changesTable(const PlanDiff &diff) {
  TextTable table{{{"What"},
                   {"Figure"},
                   {"Before", TextTable::Align::right},
                   {"After", TextTable::Align::right},
                   {"Moved", TextTable::Align::right}},
                  {}};
  for (const Change &change : diff.changes)
    table.rows.push_back({change.about, change.field.empty() ? "is" : change.field,
                          orNotThere(change.before), orNotThere(change.after), change.moved});
  return table;
}

TextTable changesColumns(const PlanDiff &diff) {
  TextTable table{
      {{"about"}, {"field"}, {"before"}, {"after"}, {"before_value"}, {"after_value"}, {"moved"}},
      {}};
  const auto number = [](const std::optional<double> &value) {
    return value ? exactly(*value) : "";
  };
  for (const Change &change : diff.changes)
    table.rows.push_back({change.about, change.field, change.before, change.after,
                          number(change.beforeValue), number(change.afterValue), change.moved});
  return table;
}

TableDocument documentOf(const PlanDiff &diff) {
  const bool isNothing = diff.changes.empty() && diff.appeared.empty() && diff.gone.empty();
  return {"What moved",
          isNothing ? "Nothing moved." : "",
          {{"Figures", changesTable(diff)},
           {"New findings", findingsTable(diff.appeared)},
           {"Findings that are gone", findingsTable(diff.gone)}}};
}

} // namespace

std::string toMarkdown(const PlanDiff &diff) {
  return toMarkdown(documentOf(diff));
}

std::string toHtml(const PlanDiff &diff) {
  return toHtml(documentOf(diff));
}

std::string toCsv(const PlanDiff &diff) {
  return toCsv(std::vector<NamedTable>{{"changes", changesColumns(diff)},
                                       {"appeared", findingsColumns(diff.appeared)},
                                       {"gone", findingsColumns(diff.gone)}});
}

} // namespace loadline::plan
