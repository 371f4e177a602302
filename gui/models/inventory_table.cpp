#include "gui/models/figures.h"
#include "gui/models/tables.h"

namespace loadline::models {

namespace {

using Services = session::Concerns::Services;

const std::vector<Column> columns{
    {"Class", "", Column::Kind::text, false, "safe, risky or dangerous, the worst first"},
    {"Bound", "", Column::Kind::text, false,
     "The most units of this site that can be alive at once"},
    {"Starts", "", Column::Kind::text, false, "The function or type that starts the unit", 2},
    {"Service", "", Column::Kind::text, false, "The service whose code: patterns hold the file", 1},
    {"Limiter", "", Column::Kind::text, false, "What makes the bound", 4},
    {"Collected", "", Column::Kind::text, false, "What becomes of the unit's handle", 5},
    {"Place", "", Column::Kind::text, false, "Where the unit is started"},
    {"Function", "", Column::Kind::text, true, "The function around it", 3},
};

Row rowOf(const findings::Site &site, const Services &services, std::size_t index) {
  Cell bound = cellOf(toString(site.bound));
  if (site.queueBound)
    bound.tip = QStringLiteral("Its queue: ") + toQString(toString(*site.queueBound));
  return {{classCell(site.siteClass), bound, cellOf(site.api), servicesCell(services),
           cellOf(site.limiter), cellOf(toString(site.collected)), placeCell(site.at),
           cellOf(site.function)},
          {session::Subject::Kind::site, services.empty() ? std::string() : services.front(),
           static_cast<int>(index)},
          services};
}

} // namespace

Table inventoryTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (!documents.audit)
    return table;
  const auto &sites = documents.audit->sites;
  const auto &services = documents.concerns.sites;
  for (std::size_t i = 0; i < sites.size(); ++i)
    table.rows.push_back(rowOf(sites[i], i < services.size() ? services[i] : Services(), i));
  return table;
}

} // namespace loadline::models
