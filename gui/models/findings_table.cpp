#include "gui/models/figures.h"
#include "gui/models/tables.h"

#include <algorithm>

namespace loadline::models {

namespace {

using session::Subject;

const std::vector<Column> columns{
    {"Severity", "", Column::Kind::text, false, "The worst first"},
    {"Message", "", Column::Kind::text, true, ""},
    {"Service", "", Column::Kind::text, false, "The service that it threatens, by the spec's code: patterns"},
    {"Place", "", Column::Kind::text, false, "Where it is, in the code or in the spec"},
    {"Check", "", Column::Kind::text, false, "What found it"},
};

std::string serviceAt(const std::vector<std::string> &services, std::size_t index) {
  return index < services.size() ? services[index] : std::string();
}

Row rowOf(const findings::Finding &finding, Subject subject) {
  Cell message = cellOf(finding.message);
  message.tip = message.text;
  const Cell service = subject.service.empty() ? cellOf(QStringLiteral("–"), theme::Emphasis::quiet) : cellOf(subject.service);
  return {{severityCell(finding.severity), message, service, placeCell(finding.at), cellOf(finding.check, theme::Emphasis::quiet)},
          std::move(subject)};
}

void add(Table &table, const std::vector<findings::Finding> &findings, const std::vector<std::string> &services, Subject::Kind kind) {
  for (std::size_t i = 0; i < findings.size(); ++i)
    table.rows.push_back(rowOf(findings[i], {kind, serviceAt(services, i), static_cast<int>(i)}));
}

} // namespace

Table findingsTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (documents.audit)
    add(table, documents.audit->findings, documents.findingServices, Subject::Kind::codeFinding);
  if (documents.plan)
    add(table, documents.plan->findings, documents.planFindingServices, Subject::Kind::planFinding);
  std::stable_sort(table.rows.begin(), table.rows.end(),
                   [](const Row &a, const Row &b) { return a.cells[0].number < b.cells[0].number; });
  return table;
}

} // namespace loadline::models
