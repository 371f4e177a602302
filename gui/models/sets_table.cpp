#include "gui/models/figures.h"
#include "gui/models/tables.h"

#include <algorithm>

namespace loadline::models {

namespace {

const std::vector<Column> columns{
    {"Set", "", Column::Kind::text, false, "Values that were saved under a name"},
    {"Holds", "/s", Column::Kind::number, false, "The largest rate of the whole system"},
    {"Set by", "", Column::Kind::text, false, "The service that sets it", 2},
    {"Fullest", "%", Column::Kind::number, false, "The largest utilization of a service"},
    {"Over", "capacity", Column::Kind::number, false, "Services at or over capacity"},
    {"Over", "the line", Column::Kind::number, false, "Services above the policy's limit", 1},
    {"Findings", "", Column::Kind::number, false, "Findings of the plan", 3},
    {"Changes", "", Column::Kind::text, true, "What differs from the plan as it stands", 4},
};

double countOf(const plan::Plan &plan, plan::Verdict verdict) {
  return static_cast<double>(
      std::count_if(plan.services.begin(), plan.services.end(),
                    [&](const plan::ServicePlan &s) { return s.verdict == verdict; }));
}

std::optional<units::Ratio> fullest(const plan::Plan &plan) {
  std::optional<units::Ratio> most;
  for (const plan::ServicePlan &service : plan.services)
    if (service.utilization && (!most || *most < *service.utilization))
      most = service.utilization;
  return most;
}

Cell countCell(double count, theme::Emphasis emphasis) {
  return numberCell(count, count > 0 ? emphasis : theme::Emphasis::none);
}

Row rowOf(const QString &name, const plan::Plan *plan, const QString &changes, int index) {
  Row row{{cellOf(name)}, {session::Subject::Kind::changeSet, "", index}, {}};
  if (!plan) {
    row.cells.resize(columns.size() - 1, cellOf(QStringLiteral("–"), theme::Emphasis::quiet));
    row.cells.push_back(cellOf(changes, theme::Emphasis::bad));
    return row;
  }
  row.cells.push_back(cellOf(plan->system.maxRate));
  row.cells.push_back(cellOf(plan->system.bottleneck));
  row.cells.push_back(percentCell(fullest(*plan)));
  row.cells.push_back(countCell(countOf(*plan, plan::Verdict::overCapacity), theme::Emphasis::bad));
  row.cells.push_back(
      countCell(countOf(*plan, plan::Verdict::aboveLine), theme::Emphasis::caution));
  row.cells.push_back(numberCell(static_cast<double>(plan->findings.size())));
  row.cells.push_back(cellOf(changes, theme::Emphasis::quiet));
  row.cells.back().tip = changes;
  return row;
}

} // namespace

Table setsTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (documents.sets.empty() || !documents.plan)
    return table;
  const plan::Plan &asItStands = documents.asItStands ? *documents.asItStands : *documents.plan;
  table.rows.push_back(rowOf(QStringLiteral("As it stands"), &asItStands, {}, -1));
  for (std::size_t i = 0; i < documents.sets.size(); ++i) {
    const session::TriedSet &tried = documents.sets[i];
    QStringList changes;
    for (const changes::Change &change : tried.set.changes)
      changes << toQString(inWords(change));
    table.rows.push_back(
        rowOf(toQString(tried.set.name), tried.plan.get(),
              tried.plan ? changes.join(QStringLiteral(", ")) : toQString(tried.refusal),
              static_cast<int>(i)));
  }
  return table;
}

} // namespace loadline::models
