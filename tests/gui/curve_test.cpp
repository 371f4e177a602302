#include "base/files.h"
#include "gui/app/export.h"
#include "gui/panes/curve_pane.h"
#include "tests/gui/gui_test.h"

using namespace loadline;
using session::Subject;
using tests::OpenWindow;

namespace {

panes::CurvePane &curveIn(app::MainWindow &window) {
  window.dock("curve")->bringForward();
  OpenWindow::settle();
  return *qobject_cast<panes::CurvePane *>(window.dock("curve")->widget());
}

std::string textsOf(const diagram::DisplayList &list) {
  std::string all;
  for (const diagram::Group &group : list.groups)
    for (const diagram::Item &item : group.items)
      if (const auto *text = std::get_if<diagram::Text>(&item))
        all += text->text + "\n";
  return all;
}

/// A solution takes ten times as long under a sanitizer, beside other tests.
constexpr int solvedWithin = 60000; // ms

} // namespace

class CurveTest : public QObject {
  Q_OBJECT

private slots:
  void theCurveOfTheSelectedServiceIsSolvedAndDrawn() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.selection().select({Subject::Kind::service, "sender", -1});
    panes::CurvePane &pane = curveIn(open.window);
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isWorking(), solvedWithin);
    QCOMPARE(pane.curve().service, "sender");
    QCOMPARE(int(pane.curve().points.size()), session::Sweeper::levels);
    const std::string texts = textsOf(pane.picture().picture());
    for (const char *part : {"sender", "planned", "load line", "p99"})
      QVERIFY2(texts.find(part) != std::string::npos, part);
  }

  void anotherSelectionNeedsNoOtherSolution() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    panes::CurvePane &pane = curveIn(open.window);
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isWorking(), solvedWithin);
    open.window.selection().select({Subject::Kind::service, "store", -1});
    QVERIFY(!pane.isWorking());
    QCOMPARE(pane.curve().service, "store");
  }

  void whatIsTriedIsSolvedAnew() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.selection().select({Subject::Kind::service, "store", -1});
    panes::CurvePane &pane = curveIn(open.window);
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isWorking(), solvedWithin);
    open.window.whatIf().set({changes::Change::Kind::bound, "store", 10});
    QVERIFY(pane.curve().points.empty()); // nothing of before is shown as if it were of now
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isWorking(), solvedWithin);
    QCOMPARE(pane.curve().bound->count(), 10.0);
  }

  void nothingIsSolvedWhileThePaneIsNotSeen() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.dock("details")->bringForward();
    OpenWindow::settle();
    QVERIFY(!qobject_cast<panes::CurvePane *>(open.window.dock("curve")->widget())->isWorking());
  }

  void aWindowMayBeClosedWhileItIsSolved() {
    auto open = std::make_unique<OpenWindow>(QSize(1400, 900), tests::notificationDocuments());
    curveIn(open->window);
    QVERIFY(open->window.close());
    open.reset();
  }

  void aLoadTestStandsOverTheCurveOfWhatItAsked() {
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "monday.csv";
    QVERIFY(writeFile(file, "offered,throughput,mean_ms\n15,15,400\n30,29,450\n").empty());
    session::Documents documents = session::opened(tests::notificationDocuments(), {file});
    QVERIFY(documents.problems.empty());
    OpenWindow open({1400, 900}, documents);
    open.window.selection().select({Subject::Kind::service, "intake", -1});
    panes::CurvePane &pane = curveIn(open.window);
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isWorking(), solvedWithin);
    QCOMPARE(int(pane.curve().seen.size()), 1);
    QCOMPARE(pane.curve().seen[0].points[0].factor, 0.5); // 30/s are planned
    QVERIFY(textsOf(pane.picture().picture()).find("monday.csv") != std::string::npos);
    open.window.selection().select({Subject::Kind::service, "store", -1}); // nobody asked it
    QVERIFY(pane.curve().seen.empty());
  }

  void aLoadTestWithoutASpecSaysWhatItWaitsFor() {
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "monday.csv";
    QVERIFY(writeFile(file, "offered,throughput\n15,15\n").empty());
    session::Documents documents = session::opened({}, {file});
    QVERIFY(toString(documents.problems[file]).find("no spec is open") != std::string::npos);
    documents = session::opened(documents, {std::filesystem::path(LOADLINE_SOURCE_DIR) /
                                            "docs/examples/notifications/notifications.yaml"});
    QVERIFY(documents.problems.empty());
  }

  void simulatedLoadsStandBesideTheSolvedOnes() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.selection().select({Subject::Kind::service, "sender", -1});
    panes::CurvePane &pane = curveIn(open.window);
    pane.setSimulating(true);
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isWorking(), 60'000);
    QCOMPARE(int(pane.curve().seen.size()), 1);
    QCOMPARE(int(pane.curve().seen[0].points.size()), 5);
    QVERIFY(textsOf(pane.picture().picture()).find("simulated") != std::string::npos);
    pane.setSimulating(false);
    QVERIFY(pane.curve().seen.empty());
  }

  void theCurveIsExported() {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("curve.svg").toStdString();
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    QVERIFY(exportFrom(open.window, {"curve", file}).empty());
    QVERIFY(readFile(file)->find("Requests in flight") != std::string::npos);
  }
};

int main(int argc, char **argv) {
  return tests::run<CurveTest>(argc, argv);
}
#include "curve_test.moc"
