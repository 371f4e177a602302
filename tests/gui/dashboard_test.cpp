#include "gui/panes/dashboard_pane.h"

#include "base/files.h"
#include "gui/app/export.h"
#include "tests/gui/gui_test.h"

using namespace loadline;
using session::Subject;
using tests::OpenWindow;

namespace {

panes::DashboardPane &dashboardIn(app::MainWindow &window) {
  window.dock("dashboard")->bringForward();
  OpenWindow::settle();
  return *qobject_cast<panes::DashboardPane *>(window.dock("dashboard")->widget());
}

const diagram::Group *groupNamed(const diagram::DisplayList &list, const std::string &name) {
  for (const diagram::Group &group : list.groups)
    if (group.name == name)
      return &group;
  return nullptr;
}

} // namespace

class DashboardTest : public QObject {
  Q_OBJECT

private slots:
  void theFiguresAreThoseOfThePlan() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    panes::DashboardPane &pane = dashboardIn(open.window);
    QVERIFY(groupNamed(pane.picture().picture(), "sender: 6.71 / 20"));
  }

  void aPressOnARowSelectsItsServiceAndASelectionIsFramed() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    canvas::Canvas &picture = dashboardIn(open.window).picture();
    const diagram::Group *row = groupNamed(picture.picture(), "sender: 6.71 / 20");
    QVERIFY(row);
    QTest::mouseClick(&picture, Qt::LeftButton, {},
                      picture.onWidget(row->bounds).center().toPoint());
    QCOMPARE(open.window.selection().subject().service, "sender");
    QCOMPARE(picture.selected().service, "sender");
  }

  void itIsAsHighAsItNeedsAndTheWheelTurnsThePage() {
    OpenWindow open({900, 600}, tests::notificationDocuments());
    panes::DashboardPane &pane = dashboardIn(open.window);
    QVERIFY(pane.picture().height() >= pane.picture().picture().size.height);
    QVERIFY(pane.picture().picture().size.width <= pane.viewport()->width());
    const double zoom = pane.picture().zoom();
    QWheelEvent turn({50, 50}, pane.picture().mapToGlobal(QPointF(50, 50)), {}, {0, -120},
                     Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&pane.picture(), &turn);
    QVERIFY(!turn.isAccepted());
    QCOMPARE(pane.picture().zoom(), zoom);
  }

  void whatIsTriedIsShown() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    panes::DashboardPane &pane = dashboardIn(open.window);
    open.window.whatIf().set({changes::Change::Kind::bound, "sender", 40});
    OpenWindow::settle();
    QVERIFY(groupNamed(pane.picture().picture(), "sender: 6.71 / 40"));
  }

  void itIsExportedWithoutBeingSeen() {
    const QTemporaryDir folder;
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "views.svg";
    QVERIFY(app::exportFrom(open.window, {"dashboard", file}).empty());
    QVERIFY(readFile(file)->find("How full each bound is") != std::string::npos);
  }
};

int main(int argc, char **argv) {
  return tests::run<DashboardTest>(argc, argv);
}
#include "dashboard_test.moc"
