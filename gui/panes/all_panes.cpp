#include "gui/models/tables.h"
#include "gui/panes/curve_pane.h"
#include "gui/panes/dashboard_pane.h"
#include "gui/panes/details_pane.h"
#include "gui/panes/pane.h"
#include "gui/panes/source_pane.h"
#include "gui/panes/table_pane.h"
#include "gui/panes/what_if_pane.h"

namespace loadline::panes {

namespace {

PaneWidgets services(const Context &context) {
  return tablePane(context,
                   {"Services", models::servicesTable, "Open a spec to see its services."});
}

PaneWidgets edges(const Context &context) {
  return tablePane(context, {"Edges", models::edgesTable, "Open a spec to see who calls whom."});
}

PaneWidgets tiers(const Context &context) {
  return tablePane(context, {"Tiers", models::tiersTable, "Open a spec to see its tiers."});
}

PaneWidgets findings(const Context &context) {
  return tablePane(context, {"Findings", models::findingsTable,
                             "No findings. Those of a spec and of an audit are listed here.",
                             TableContents::Lists::findings});
}

PaneWidgets inventory(const Context &context) {
  return tablePane(context,
                   {"Inventory", models::inventoryTable,
                    "Open an audit to see every place that starts a thread, task or process."});
}

PaneWidgets ledger(const Context &context) {
  return tablePane(context, {"Ledger", models::ledgerTable,
                             "Open a spec and an audit to hold each bound of the spec against the "
                             "code."});
}

PaneWidgets record(const Context &context) {
  return tablePane(context, {"Record", models::recordTable,
                             "Open a spec and an audit: what is to be decided about them stands "
                             "here, and what was decided.",
                             TableContents::Lists::decisions});
}

PaneWidgets checklists(const Context &context) {
  return tablePane(context, {"Checklists", models::checklistTable,
                             "Open a spec and an audit to have the checklists filled in from them.",
                             TableContents::Lists::decisions});
}

PaneWidgets sets(const Context &context) {
  return tablePane(context, {"Sets", models::setsTable,
                             "Values that are saved under a name in What if stand here side by "
                             "side; selecting one tries it."});
}

PaneWidgets problems(const Context &context) {
  return tablePane(context, {"Problems", models::problemsTable, "Every file could be read."});
}

constexpr Pane all[] = {
    {"services", "Services", Pane::Place::tab, services},
    {"edges", "Edges", Pane::Place::tab, edges},
    {"tiers", "Tiers", Pane::Place::tab, tiers},
    {"findings", "Findings", Pane::Place::tab, findings},
    {"ledger", "Ledger", Pane::Place::tab, ledger},
    {"record", "Record", Pane::Place::tab, record},
    {"checklists", "Checklists", Pane::Place::tab, checklists},
    {"inventory", "Inventory", Pane::Place::tab, inventory},
    {"sets", "Sets", Pane::Place::tab, sets},
    {"dashboard", "In flight", Pane::Place::tab, dashboardPane},
    {"problems", "Problems", Pane::Place::tab, problems},
    {"details", "Details", Pane::Place::beside, detailsPane},
    {"source", "Source", Pane::Place::beside, sourcePane},
    {"what_if", "What if", Pane::Place::beside, whatIfPane},
    {"curve", "Curve", Pane::Place::beside, curvePane},
};

} // namespace

std::span<const Pane> allPanes() {
  return all;
}

} // namespace loadline::panes
