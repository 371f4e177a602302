#include "gui/models/figures.h"
#include "gui/models/tables.h"

namespace loadline::models {

namespace {

const std::vector<Column> columns{
    {"From", "", Column::Kind::text, false, "The caller; workload where requests enter"},
    {"To", "", Column::Kind::text, false, "The callee"},
    {"Rate", "/s", Column::Kind::number, false,
     "Attempts that reach the callee, retries in and cache hits out"},
    {"Hedges", "/s", Column::Kind::number, false, "The second attempts among them", 6},
    {"Offered", "in flight", Column::Kind::number, false,
     "The caller's bound × the calls that one request has in parallel", 2},
    {"Offered", "mean", Column::Kind::number, false,
     "As offered, cache hits and mean call counts applied", 5},
    {"Admitted", "in flight", Column::Kind::number, false, "The callee's bound", 1},
    {"Offered", "× admitted", Column::Kind::number, false,
     "Above 1 the caller can offer more than the callee admits"},
    {"Calls", "", Column::Kind::text, false, "How the calls leave the caller", 3},
    {"Declared", "", Column::Kind::text, true, "Where the spec says so", 4},
};

QString mannerOf(const plan::EdgePlan &edge) {
  QStringList words{edge.isAsynchronous ? "asynchronous"
                    : edge.isParallel   ? "parallel"
                                        : "in sequence"};
  if (edge.isOptional)
    words << "optional";
  return words.join(", ");
}

Row rowOf(const plan::EdgePlan &edge, std::size_t index) {
  return {{cellOf(edge.from), cellOf(edge.to), cellOf(edge.rate), cellOf(edge.hedgeRate),
           cellOf(edge.offeredInFlight), cellOf(edge.offeredMean), cellOf(edge.admittedInFlight),
           timesCell(edge.oversubscription), cellOf(mannerOf(edge)), placeCell(edge.at)},
          {session::Subject::Kind::edge, edge.to, static_cast<int>(index)},
          {edge.from, edge.to}};
}

} // namespace

Table edgesTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (documents.plan)
    for (std::size_t i = 0; i < documents.plan->edges.size(); ++i)
      table.rows.push_back(rowOf(documents.plan->edges[i], i));
  return table;
}

} // namespace loadline::models
