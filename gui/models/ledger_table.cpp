#include "gui/models/figures.h"
#include "gui/models/tables.h"

namespace loadline::models {

namespace {

const std::vector<Column> columns{
    {"Status", "", Column::Kind::text, false,
     "How the bound of the spec and what the code keeps stand to each other, the broken first"},
    {"Service", "", Column::Kind::text, false, "Whose bound it is"},
    {"Bound", "", Column::Kind::text, false, "Where the spec declares it"},
    {"Spec", "a process", Column::Kind::number, false, "What one replica must keep to"},
    {"Code", "", Column::Kind::text, false, "What the code keeps", 0, true},
    {"In the spec", "", Column::Kind::text, false, "The line that declares it", 3},
    {"In the code", "", Column::Kind::text, false, "The spawn site that it is held against", 2},
    {"How", "", Column::Kind::text, true, "How both were matched, or why they could not be", 1},
};

const QString nothing = QStringLiteral("–");

Row rowOf(const session::Documents &documents, const review::LedgerEntry &entry,
          std::size_t index) {
  const std::string &service = documents.plan->services[entry.service].name;
  Cell spec = numberCell(entry.spec ? std::optional(entry.spec->perProcess.count()) : std::nullopt);
  if (entry.spec)
    spec.text = countText(entry.spec->perProcess.count());
  Cell how = cellOf(entry.why, theme::Emphasis::quiet);
  how.tip = how.text;
  Cell code = cellOf(entry.inCode.empty() ? nothing : toQString(entry.inCode));
  code.tip = code.text;
  return {{boundStatusCell(entry, documents.audit.get()), cellOf(service),
           cellOf(entry.spec ? toQString(entry.spec->what) : nothing), spec, code,
           entry.spec ? placeCell(entry.spec->at) : cellOf(nothing),
           entry.site ? placeCell(documents.audit->sites[*entry.site].at) : cellOf(nothing), how},
          {session::Subject::Kind::bound, service, static_cast<int>(index)},
          {service}};
}

} // namespace

Table ledgerTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (!documents.judgement || !documents.plan || !documents.audit)
    return table;
  const auto &entries = documents.judgement->ledger.entries;
  for (const bool isBroken : {true, false}) // the broken first
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (review::isBroken(entries[i], *documents.audit) == isBroken)
        table.rows.push_back(rowOf(documents, entries[i], i));
  return table;
}

} // namespace loadline::models
