#include "gui/models/figures.h"
#include "gui/models/table_model.h"
#include "gui/models/tables.h"
#include "tests/gui/gui_test.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>

using namespace loadline;
using namespace loadline::models;

using MakeTable = Table (*)(const session::Documents &);
Q_DECLARE_METATYPE(MakeTable)

class ModelsTest : public QObject {
  Q_OBJECT

private slots:
  void everyTableIsASoundModel_data() {
    QTest::addColumn<MakeTable>("make");
    QTest::addRow("services") << &servicesTable;
    QTest::addRow("edges") << &edgesTable;
    QTest::addRow("tiers") << &tiersTable;
    QTest::addRow("findings") << &findingsTable;
    QTest::addRow("inventory") << &inventoryTable;
    QTest::addRow("ledger") << &ledgerTable;
    QTest::addRow("sets") << &setsTable;
    QTest::addRow("problems") << &problemsTable;
  }

  void everyTableIsASoundModel() {
    QFETCH(MakeTable, make);
    isSound(make, everything());
  }

  void recordAndChecklistsAreSoundModels() {
    isSound(&recordTable, tests::notificationDocuments());
    isSound(&checklistTable, tests::notificationDocuments());
  }

private:
  static session::Documents everything() {
    session::Documents documents = tests::exampleDocuments();
    documents.problems["spec.yaml"] = {
        {{"spec.yaml", 3, 1}, "unknown key 'servces'", "did you mean 'services'?"}};
    documents.sets = {{{"twice", {{changes::Change::Kind::load, "", 2}}}, documents.plan, ""},
                      {{"never", {}}, nullptr, "calls feed themselves"}};
    return documents;
  }

  static void isSound(MakeTable make, const session::Documents &documents) {
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTable(make({}));
    QCOMPARE(model.rowCount(), 0);
    model.setTable(make(documents));
    QVERIFY(model.rowCount() > 0);
    for (const Row &row : model.table().rows)
      QCOMPARE(row.cells.size(), model.table().columns.size());
    model.setHighlighted("recommendations");
    model.setTable(make({}));
  }

private slots:
  void servicesShowThreeDigitsAndUnitsInTheHeader() {
    const QStringList lines = toText(servicesTable(tests::exampleDocuments())).split(u'\n');
    QCOMPARE(lines[0],
             "Service | Verdict | Arrivals /s | Mean ms | p99 ms | In flight mean | "
             "Bound in flight | Needs in flight | "
             "Utilization % | Offered × bound | Replicas has | Replicas needs | Team | Binds");
    QCOMPARE(lines[1],
             "edge | ● fits | 5000 | 42 | 100 | 210 | 500 | 714 | 42 | 1× | – | – | – | in flight");
    QCOMPARE(lines[2], "gateway | ◆ above the line | 1000 | 150 | 200 | 150 | 200 | 286 | 75 | "
                       "4.29× | – | – | – | in flight");
  }

  void theLedgerShowsWhatTheReviewSays() {
    const session::Documents documents = tests::notificationDocuments();
    const QStringList lines = toText(ledgerTable(documents)).split(u'\n');
    QCOMPARE(lines[0], "Status | Service | Bound | Spec a process | Code | In the spec | In the "
                       "code | How");
    QCOMPARE(lines[2], "▲ unbounded in code | intake | calls to sender at once | 20 | "
                       "size(notifications::Event::recipients) | "
                       "notifications.yaml:26 | fan_out.cpp:12 | it starts a unit for each datum");
    QVERIFY(lines[3].startsWith("▲ unbounded in code | sender")); // the broken first
    QVERIFY(lines[4].startsWith("● kept | intake | deployment.queue | 200"));
    QCOMPARE(lines.size() - 2, qsizetype(documents.judgement->ledger.entries.size()));
  }

  void tiersShowOfferedAgainstAdmittedRawAndClamped() {
    const QStringList lines = toText(tiersTable(tests::exampleDocuments())).split(u'\n');
    QCOMPARE(lines[3], "2 | 1500 | 600 | 350 | 4.29× | 1.71× | auth, catalog and recommendations");
  }

  void edgesSayHowTheirCallsLeave() {
    const QStringList lines = toText(edgesTable(tests::exampleDocuments())).split(u'\n');
    QCOMPARE(lines[3],
             "gateway | auth | 400 | – | 200 | 100 | 100 | 2× | parallel | six_services.yaml:20");
  }

  void findingsOfCodeAndPlanStandTogetherTheWorstFirst() {
    const QStringList lines = toText(findingsTable(tests::exampleDocuments())).split(u'\n');
    QCOMPARE(lines[1], "▲ error | a task for each item of a request, and nothing limits how many | "
                       "recommendations | fan_out.cpp:42 | unbounded-spawn");
    QVERIFY(lines[2].startsWith("▲ error | gateway can have 200 calls"));
    QVERIFY(lines[3].startsWith("○ note | the bound of this pool"));
  }

  void inventoryTellsBoundAndClassOfEachSite() {
    const QStringList lines = toText(inventoryTable(tests::exampleDocuments())).split(u'\n');
    QCOMPARE(lines[1], "▲ dangerous | outside(items) | std::async | recommendations | none | "
                       "escapes | fan_out.cpp:42 | notifyAll");
    QCOMPARE(lines[2], "● safe | 4 | std::thread | – | trip_count | joined | report.cpp:7 | main");
  }

  void figuresSortByValueAndUnknownOnesComeLast() {
    TableModel model;
    model.setTable({{{"Rate", "/s", Column::Kind::number}},
                    {{{cellOf(std::optional(units::Rate(900)))}, {}, {}},
                     {{cellOf(std::optional<units::Rate>())}, {}, {}},
                     {{cellOf(std::optional(units::Rate(1200)))}, {}, {}},
                     {{cellOf(std::optional(units::Rate(0.5)))}, {}, {}}}});
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setSortRole(TableModel::sortRole);
    proxy.sort(0);
    QStringList shown;
    for (int row = 0; row < proxy.rowCount(); ++row)
      shown << proxy.index(row, 0).data().toString();
    QCOMPARE(shown, QStringList({"0.5", "900", "1200", "–"}));
  }

  void aFigureIsSpokenWithItsColumnAndUnit() {
    TableModel model;
    model.setTable(servicesTable(tests::exampleDocuments()));
    QCOMPARE(model.index(0, 2).data(Qt::AccessibleTextRole).toString(), "Arrivals: 5000 /s");
  }

  void controlCharactersOfFilesAreShownEscaped() {
    QCOMPARE(cellOf(std::string_view("a\nb\x1b[31m")).text.count(u'\x1b'), 0);
  }
  void aTooltipTakesNothingForMarkup() {
    QVERIFY(theme::plainTip("<img src=x>").contains("&lt;img"));
  }
  void aDurationTakesTheUnitThatSuitsIt() {
    QCOMPARE(durationText(units::Duration(1.5)), "1.5 s");
    QCOMPARE(durationText(units::Duration(0.25)), "250 ms");
    QCOMPARE(durationText(units::Duration(0.000042)), "42 µs");
  }
};

int main(int argc, char **argv) {
  return tests::run<ModelsTest>(argc, argv);
}
#include "models_test.moc"
