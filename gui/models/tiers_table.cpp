#include "base/text.h"
#include "gui/models/figures.h"
#include "gui/models/tables.h"

namespace loadline::models {

namespace {

const std::vector<Column> columns{
    {"Tier", "", Column::Kind::number, false, "Distance from the entry, the entry 0"},
    {"Offered", "in flight", Column::Kind::number, false,
     "The entry's bound × the fan-out on the way"},
    {"Offered", "clamped", Column::Kind::number, false,
     "The same where every tier on the way admits no more than its own bound", 2},
    {"Admitted", "in flight", Column::Kind::number, false, "The bounds of its members together"},
    {"Offered", "× admitted", Column::Kind::number, false, "Offered / admitted"},
    {"Clamped", "× admitted", Column::Kind::number, false, "Offered, clamped / admitted", 1},
    {"Members", "", Column::Kind::text, true, "The services at this distance"},
};

Row rowOf(std::size_t number, const plan::TierPlan &tier) {
  return {{numberCell(static_cast<double>(number)), cellOf(tier.offered),
           cellOf(tier.offeredClamped), cellOf(tier.admitted), timesCell(tier.oversubscription),
           timesCell(tier.oversubscriptionClamped), cellOf(inWords(tier.members))},
          {},
          tier.members};
}

} // namespace

Table tiersTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (documents.plan)
    for (std::size_t tier = 0; tier < documents.plan->tiers.size(); ++tier)
      table.rows.push_back(rowOf(tier, documents.plan->tiers[tier]));
  return table;
}

} // namespace loadline::models
