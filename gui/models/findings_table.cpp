#include "gui/models/figures.h"
#include "gui/models/tables.h"

#include <algorithm>

namespace loadline::models {

namespace {

using session::Subject;
using Services = session::Concerns::Services;

const std::vector<Column> columns{
    {"Severity", "", Column::Kind::text, false, "The worst first"},
    {"Message", "", Column::Kind::text, true, ""},
    {"Service", "", Column::Kind::text, false,
     "The service that it threatens, by the spec's code: patterns"},
    {"Place", "", Column::Kind::text, false, "Where it is, in the code or in the spec", 1},
    {"Check", "", Column::Kind::text, false, "What found it", 2},
};

Row rowOf(const findings::Finding &finding, Subject::Kind kind, std::size_t index,
          const Services &services) {
  Cell message = cellOf(finding.message);
  message.tip = message.text;
  return {{severityCell(finding.severity), message, servicesCell(services), placeCell(finding.at),
           cellOf(finding.check, theme::Emphasis::quiet)},
          {kind, services.empty() ? std::string() : services.front(), static_cast<int>(index)},
          services};
}

void add(Table &table, const std::vector<findings::Finding> &findings,
         const std::vector<Services> &services, Subject::Kind kind) {
  for (std::size_t i = 0; i < findings.size(); ++i)
    table.rows.push_back(
        rowOf(findings[i], kind, i, i < services.size() ? services[i] : Services()));
}

} // namespace

Table findingsTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (documents.audit)
    add(table, documents.audit->findings, documents.concerns.codeFindings,
        Subject::Kind::codeFinding);
  if (documents.plan)
    add(table, documents.plan->findings, documents.concerns.planFindings,
        Subject::Kind::planFinding);
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const Row &a, const Row &b) {
    return a.cells[0].number < b.cells[0].number;
  });
  return table;
}

} // namespace loadline::models
