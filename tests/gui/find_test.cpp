#include "base/install_paths.h"
#include "gui/panes/details_html.h"
#include "gui/panes/details_links.h"
#include "gui/panes/details_pane.h"
#include "gui/panes/source_pane.h"
#include "gui/panes/table_pane.h"
#include "tests/gui/gui_test.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>

using namespace loadline;
using session::Subject;
using tests::OpenWindow;

namespace {

QLineEdit *filterOf(app::MainWindow &window, const char *pane) {
  return window.dock(pane)->titleBarWidget()->findChild<QLineEdit *>();
}

template <class Widget>
Widget *named(const QWidget &within, const QString &name) {
  for (auto *widget : within.findChildren<Widget *>())
    if (widget->accessibleName() == name)
      return widget;
  return nullptr;
}

QStringList servicesShown(app::MainWindow &window) {
  QStringList names;
  for (const models::Row &row : window.tableOf("services")->shownTable().rows)
    names << QString::fromStdString(row.subject.service);
  return names;
}

/// Presses an entry of the menu behind a button.
void choose(const QWidget &within, const QString &menu, const QString &entry) {
  for (QAction *action : named<QMenu>(within, menu)->actions())
    if (action->text() == entry)
      action->trigger();
}

/// What the findings pane shows in its first column, row by row.
QStringList firstColumn(app::MainWindow &window) {
  QStringList cells;
  const QAbstractItemModel *shown = window.tableOf("findings")->view().model();
  for (int row = 0; row < shown->rowCount(); ++row)
    cells << shown->index(row, 0).data().toString();
  return cells;
}

} // namespace

class FindTest : public QObject {
  Q_OBJECT

private slots:
  void aTableIsFilteredByItsFields() {
    OpenWindow open;
    filterOf(open.window, "services")->setText("util > 70% and not verdict = \"over capacity\"");
    QCOMPARE(servicesShown(open.window), QStringList({"gateway"}));
    filterOf(open.window, "services")->setText("mean < 30ms or service = gate*");
    QVERIFY(servicesShown(open.window).contains("gateway"));
  }

  void aMistakeIsSaidWithItsPlaceAndTheFilterStays() {
    OpenWindow open;
    filterOf(open.window, "services")->setText("gateway");
    filterOf(open.window, "services")->setText("gateway and utl > 3");
    QCOMPARE(servicesShown(open.window), QStringList({"gateway"}));
    const auto *mistake = named<QLabel>(open.window, "Services filter: what is wrong with it");
    QVERIFY(!mistake->isHidden());
    QVERIFY(mistake->text().startsWith("filter:1:13: error: there is no field 'utl'"));
    filterOf(open.window, "services")->clear();
    QVERIFY(mistake->isHidden());
    QCOMPARE(servicesShown(open.window).size(), 7);
  }

  void everyColumnOfEveryTableCanBeNamed() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    for (const panes::Pane &pane : panes::allPanes()) {
      if (!open.window.tableOf(pane.id))
        continue;
      const auto fields =
          models::filterFields(open.window.tableOf(pane.id)->model().table().columns);
      std::set<std::string> names;
      for (const filter::Field &field : fields) {
        QVERIFY2(!field.name.empty(), pane.id);
        QVERIFY2(names.insert(field.name).second, qPrintable(QString::fromStdString(field.name)));
        QVERIFY(filter::parseFilter(
            field.name + (field.measure == filter::Measure::text ? " = a" : " = unknown"), fields));
      }
    }
  }

  void whatDoesNotFitStandsBackInThePicture() {
    OpenWindow open;
    auto *find = named<QLineEdit>(open.window, "Find services");
    find->setText("util > 70%");
    const canvas::IsFaded &isFaded = open.window.canvas().isFaded();
    QVERIFY(isFaded({diagram::Target::Kind::service, "edge", -1}));
    QVERIFY(!isFaded({diagram::Target::Kind::service, "gateway", -1}));
    find->setText("nosuch = 3");
    QVERIFY(find->toolTip().contains("nosuch"));
    QVERIFY(!open.window.canvas().isFaded());
    find->clear();
    QVERIFY(!open.window.canvas().isFaded());
  }

  void enterGoesFromOneThatFitsToTheNext() {
    OpenWindow open;
    auto *find = named<QLineEdit>(open.window, "Find services");
    find->setText("service ~ at"); // gateway, catalog, recommendations and so on
    const qsizetype fitting = servicesShown(open.window).filter("at").size();
    QVERIFY(fitting > 2);
    QStringList seen;
    for (qsizetype i = 0; i <= fitting; ++i) {
      QTest::keyClick(find, Qt::Key_Return);
      seen << QString::fromStdString(open.window.selection().subject().service);
    }
    QCOMPARE(seen.mid(0, fitting).removeDuplicates(), 0);
    QCOMPARE(seen.last(), seen.first());
  }

  void aTeamStandsAsOneBoxAndOpensByAPress() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    auto *menu = named<QMenu>(open.window, "Teams that stand as one box");
    emit menu->aboutToShow();
    for (QAction *action : menu->actions())
      if (action->text() == "messaging")
        action->trigger();
    const diagram::Target box{diagram::Target::Kind::service, "team messaging", -1};
    const auto has = [&](const diagram::Target &target) {
      const auto &groups = open.window.canvas().picture().groups;
      return std::any_of(groups.begin(), groups.end(),
                         [&](const diagram::Group &group) { return group.target == target; });
    };
    QVERIFY(has(box));
    QVERIFY(!has({diagram::Target::Kind::service, "intake", -1}));
    open.window.selection().select({Subject::Kind::edge, "store", 2});
    emit open.window.canvas().activated(box);
    QVERIFY(!has(box));
    QVERIFY(has({diagram::Target::Kind::service, "intake", -1}));
  }

  void findingsAreGroupedByCheckFileAndService_data() {
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("first");
    QTest::addRow("check") << "check"
                           << "unbounded-spawn  (1)";
    QTest::addRow("file") << "file"
                          << "fan_out.cpp  (1)";
    QTest::addRow("service") << "service"
                             << "recommendations  (2)";
  }

  void findingsAreGroupedByCheckFileAndService() {
    QFETCH(QString, by);
    QFETCH(QString, first);
    OpenWindow open;
    choose(*open.window.dock("findings"), "What findings are grouped by", by);
    QCOMPARE(firstColumn(open.window)[0], first);
    QCOMPARE(open.window.tableOf("findings")->shownTable().rows.size(), 3u); // headings are none
    choose(*open.window.dock("findings"), "What findings are grouped by", "nothing");
    QCOMPARE(firstColumn(open.window).size(), 3);
  }

  void aGroupClosesAndOpensByAClickOnItsHeading() {
    OpenWindow open;
    open.window.dock("findings")->bringForward();
    OpenWindow::settle();
    choose(*open.window.dock("findings"), "What findings are grouped by", "service");
    QTableView &view = open.window.tableOf("findings")->view();
    const auto click = [&] {
      QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                        view.visualRect(view.model()->index(0, 0)).center());
    };
    const qsizetype all = firstColumn(open.window).size();
    click();
    QCOMPARE(firstColumn(open.window).size(), all - 2);
    QVERIFY(open.window.selection().subject().kind == Subject::Kind::none);
    click();
    QCOMPARE(firstColumn(open.window).size(), all);
  }

  void steppingPassesOverHeadings() {
    OpenWindow open;
    choose(*open.window.dock("findings"), "What findings are grouped by", "service");
    for (int step = 0; step < 3; ++step) {
      open.window.selection().stepFinding(1);
      QVERIFY(open.window.selection().subject().isFinding());
    }
  }

  void aChipHidesItsSeverity() {
    OpenWindow open;
    open.window.dock("findings")->bringForward();
    OpenWindow::settle();
    auto *notes = named<QToolButton>(*open.window.dock("findings"), "Show notes");
    QCOMPARE(notes->text(), "○ 1");
    notes->click();
    QCOMPARE(open.window.tableOf("findings")->shownTable().rows.size(), 2u);
    notes->click();
    QCOMPARE(open.window.tableOf("findings")->shownTable().rows.size(), 3u);
  }

  void theDetailsOfAFindingLeadToThePageOfItsCheck() {
    OpenWindow open;
    open.window.selection().select({Subject::Kind::codeFinding, "recommendations", 0});
    auto *details = qobject_cast<panes::DetailsPane *>(open.window.dock("details")->widget());
    QVERIFY(details->toHtml().contains("check:unbounded-spawn"));
    emit details->anchorClicked(QUrl("check:unbounded-spawn"));
    const auto page = readShipped("docs", "checks/unbounded-spawn.md");
    QVERIFY(page);
    QVERIFY(details->toPlainText().size() > 200);
    QVERIFY(!details->toPlainText().contains("can't be"));
    emit details->anchorClicked(QUrl("back:"));
    QVERIFY(details->toPlainText().contains("Finding in the code"));
  }

  void everyCheckHasItsPage() {
    const session::Documents documents = tests::notificationDocuments();
    for (const findings::Finding &finding : documents.plan->findings)
      QVERIFY2(readShipped("docs", "checks/" + finding.check + ".md"), finding.check.c_str());
  }

  void aLinkToACheckIsNoWayOutOfItsFolder() {
    for (const char *link : {"check:../../etc/passwd", "check:a/b", "check:", "check:A"})
      QVERIFY(!panes::checkOfLink(link));
  }

  void aPlaceInTheDetailsOpensItsSource() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    const SourcePosition at = open.session.documents().plan->find("store")->at;
    QCOMPARE(panes::placeOfLink(panes::linkOf(at)), std::optional(at));
    auto *details = qobject_cast<panes::DetailsPane *>(open.window.dock("details")->widget());
    emit details->anchorClicked(QUrl(panes::linkOf(at)));
    OpenWindow::settle();
    auto *source = qobject_cast<panes::SourcePane *>(open.window.dock("source")->widget());
    QVERIFY(source->isVisible());
    QCOMPARE(source->text().shownLine(), at.line);
  }

  void aPathWithBlanksAndSignsSurvivesItsLink() {
    const SourcePosition at{"/a b/%20:'\"<ü>.cpp", 3, 4};
    QCOMPARE(panes::placeOfLink(panes::linkOf(at)), std::optional(at));
    QVERIFY(!panes::placeOfLink("at:1:2"));
  }

  void theWayOfALargeInputIsDrawnWhenItsFindingIsSelected() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    const auto marked = [&] {
      int strokes = 0;
      for (const diagram::Group &group : open.window.canvas().picture().groups)
        for (const diagram::Item &item : group.items)
          if (const auto *shape = std::get_if<diagram::Shape>(&item))
            strokes += shape->stroke.role == diagram::Role::selection;
      return strokes;
    };
    QCOMPARE(marked(), 0);
    open.window.selection().select({Subject::Kind::codeFinding, "intake", 0});
    QVERIFY(marked() > 1);
    open.window.selection().select({});
    QCOMPARE(marked(), 0);
  }
};

int main(int argc, char **argv) {
  return tests::run<FindTest>(argc, argv);
}
#include "find_test.moc"
