#include "gui/models/figures.h"
#include "gui/models/tables.h"

namespace loadline::models {

namespace {

const std::vector<Column> columns{
    {"Place", "", Column::Kind::text, false, "The file, and the line where there is one"},
    {"What is wrong", "", Column::Kind::text, true, ""},
    {"What to do", "", Column::Kind::text, false, "What would be valid, or the next step"},
};

} // namespace

Table problemsTable(const session::Documents &documents) {
  Table table{columns, {}};
  for (const auto &[file, problems] : documents.problems)
    for (const Diagnostic &problem : problems)
      table.rows.push_back(
          {{placeCell(problem.at), cellOf(problem.message), cellOf(problem.hint)}, {}});
  return table;
}

} // namespace loadline::models
