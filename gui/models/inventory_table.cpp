#include "gui/models/figures.h"
#include "gui/models/tables.h"

namespace loadline::models {

namespace {

using theme::Emphasis;

const std::vector<Column> columns{
    {"Class", "", Column::Kind::text, false, "safe, risky or dangerous, the worst first"},
    {"Bound", "", Column::Kind::text, false, "The most units of this site that can be alive at once"},
    {"Starts", "", Column::Kind::text, false, "The function or type that starts the unit"},
    {"Service", "", Column::Kind::text, false, "The service whose code: patterns hold the file"},
    {"Limiter", "", Column::Kind::text, false, "What makes the bound"},
    {"Collected", "", Column::Kind::text, false, "What becomes of the unit's handle"},
    {"Place", "", Column::Kind::text, false, "Where the unit is started"},
    {"Function", "", Column::Kind::text, true, "The function around it"},
};

Row rowOf(const findings::Site &site, const std::string &service, std::size_t index) {
  const auto quiet = [](std::string_view text) { return cellOf(text.empty() ? "–" : text, text.empty() ? Emphasis::quiet : Emphasis::none); };
  Cell bound = cellOf(toString(site.bound));
  if (site.queueBound)
    bound.tip = QStringLiteral("Its queue: ") + toQString(toString(*site.queueBound));
  return {{classCell(site.siteClass), bound, cellOf(site.api), quiet(service), cellOf(site.limiter),
           cellOf(toString(site.collected)), placeCell(site.at), cellOf(site.function)},
          {session::Subject::Kind::site, service, static_cast<int>(index)}};
}

} // namespace

Table inventoryTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (!documents.audit)
    return table;
  const auto &sites = documents.audit->sites;
  for (std::size_t i = 0; i < sites.size(); ++i)
    table.rows.push_back(rowOf(sites[i], i < documents.siteServices.size() ? documents.siteServices[i] : std::string(), i));
  return table;
}

} // namespace loadline::models
