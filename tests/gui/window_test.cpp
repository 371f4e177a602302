#include "base/files.h"
#include "gui/panes/table_pane.h"
#include "tests/gui/gui_test.h"

#include <QFontDatabase>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>

using namespace loadline;
using session::Subject;
using tests::OpenWindow;

namespace {

panes::TablePane &tableIn(app::MainWindow &window, const char *dock) {
  return *qobject_cast<panes::TablePane *>(window.dock(dock)->widget());
}

std::string repeated(const std::string &part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i)
    text += part;
  return text;
}

} // namespace

class WindowTest : public QObject {
  Q_OBJECT

private slots:
  void aFontIsInstalled() { // without one every letter is an empty box, and nothing else would fail
    QVERIFY(!QFontDatabase::families().isEmpty());
    QVERIFY(QFontMetrics(QApplication::font()).horizontalAdvance(u'A') > 0);
    QVERIFY(QFontMetrics(QApplication::font()).inFont(u'A'));
  }

  void itOpensTheExampleSpecAndShowsItsServices() {
    OpenWindow open({1400, 900}, {});
    open.session.openNow(
        {std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples/six_services.yaml"});
    QCOMPARE(tableIn(open.window, "services").model().rowCount(), 7);
    QVERIFY(open.window.canvas().isVisible());
    QCOMPARE(open.window.canvas().nodes().size(), 8u); // and the workload
  }

  void selectingAFindingShowsTheServiceThatItThreatens() {
    OpenWindow open;
    tableIn(open.window, "findings").view().selectRow(0);
    QCOMPARE(open.window.selection().subject().kind, Subject::Kind::codeFinding);
    QCOMPARE(open.window.canvas().selected().service, "recommendations");
  }

  void aServiceOutOfSightIsBroughtIntoView() {
    OpenWindow open;
    canvas::Canvas &canvas = open.window.canvas();
    canvas.zoomTo(4);
    tableIn(open.window, "findings").view().selectRow(0);
    for (const diagram::Group &group : canvas.picture().groups)
      if (group.target == canvas.selected())
        QVERIFY(QRectF(canvas.rect()).intersects(canvas.onWidget(group.bounds)));
  }

  void fromAFindingToItsServiceAndToAllItsFindings() {
    OpenWindow open;
    tableIn(open.window, "findings").view().selectRow(0);
    open.window.showService();
    QCOMPARE(open.window.selection().subject(),
             Subject({Subject::Kind::service, "recommendations", -1}));
    QCOMPARE(tableIn(open.window, "services").view().currentIndex().data().toString(),
             "recommendations");
    open.window.showFindings();
    QVERIFY(open.window.dock("findings")->isVisible());
    QCOMPARE(tableIn(open.window, "findings").view().model()->rowCount(), 2); // of three
  }

  void shortcutsJumpBothWays() {
    OpenWindow open;
    QApplication::setActiveWindow(
        &open.window); // nobody else does where there is no window manager
    tableIn(open.window, "findings").view().selectRow(0);
    QTest::keyClick(&open.window, Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(open.window.selection().subject().kind, Subject::Kind::service);
    QTest::keyClick(&open.window, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tableIn(open.window, "findings").view().model()->rowCount(), 2);
    QTest::keyClick(&open.window, Qt::Key_F4);
    QVERIFY(open.window.selection().subject().isFinding());
  }

  void openingAPaneSelectsNothing() {
    OpenWindow open;
    for (const panes::Pane &pane : panes::allPanes())
      open.window.dock(pane.id)->bringForward();
    OpenWindow::settle();
    QCOMPARE(open.window.selection().subject(), Subject());
  }

  void aReloadKeepsTheSelection() {
    OpenWindow open;
    tableIn(open.window, "services").view().selectRow(1);
    const Subject before = open.window.selection().subject();
    open.session.show(tests::exampleDocuments());
    QCOMPARE(open.window.selection().subject(), before);
    QCOMPARE(tableIn(open.window, "services").view().currentIndex().row(), 1);
  }

  void filterWordsMustAllBeInARow() {
    OpenWindow open;
    panes::TablePane &edges = tableIn(open.window, "edges");
    auto *filter = open.window.dock("edges")->titleBarWidget()->findChild<QLineEdit *>();
    filter->setText("GATEWAY parallel");
    QCOMPARE(edges.view().model()->rowCount(), 3);
    filter->setText("gateway nowhere");
    QCOMPARE(edges.view().model()->rowCount(), 0);
  }

  void resetLayoutBringsEveryPaneBack() {
    OpenWindow open;
    open.window.dock("details")->close();
    open.window.dock("findings")->setFloating(true);
    open.window.resetLayout();
    OpenWindow::settle();
    QVERIFY(open.window.dock("details")->isVisible());
    QVERIFY(!open.window.dock("findings")->isFloating());
  }

  void theLayoutIsRemembered() {
    QTemporaryDir folder;
    for (const bool isFirst : {true, false}) {
      session::Session session;
      session::Settings settings(folder.filePath("settings.ini"));
      app::MainWindow window(session, settings);
      session.show(tests::exampleDocuments());
      window.show();
      if (isFirst)
        window.dock("details")->close();
      OpenWindow::settle();
      QVERIFY(window.dock("details")->isHidden());
      window.close();
    }
  }

  void aDroppedFileIsOpened() {
    OpenWindow open({1000, 700}, {});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(LOADLINE_SOURCE_DIR "/docs/examples/six_services.yaml")});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&open.window, &enter);
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&open.window, &drop);
    QTRY_VERIFY(open.session.documents().plan);
  }

  void whateverAFileHoldsTheWindowRunsAndSaysWhatIsWrong_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("binary") << QByteArray("\x7f\x45LF\0\1\2\xff\xfe\x80", 10);
    QTest::addRow("deep JSON list") << QByteArray::fromStdString(repeated("[", 100000));
    QTest::addRow("deep JSON object") << QByteArray::fromStdString(repeated("{\"a\":", 100000));
    QTest::addRow("deep YAML") << QByteArray::fromStdString("a: " + repeated("[", 100000));
    QTest::addRow("JSON of another kind")
        << QByteArray("{\"schema\": \"loadline/plan/v1\", \"services\": {}}");
    QTest::addRow("audit of the wrong shape")
        << QByteArray("{\"schema\": \"loadline/audit/v1\", \"sites\": 7}");
    QTest::addRow("half a JSON") << QByteArray("{\"schema\": \"loadline/audit/v1\", \"sites\": [");
    QTest::addRow("unknown key") << QByteArray("loadline: 1\nsystem: x\nservces: {}\n");
    QTest::addRow("duplicate key") << QByteArray("loadline: 1\nloadline: 1\n");
    QTest::addRow("markup in a message") << QByteArray("<script>alert(1)</script>: 1\n");
    QTest::addRow("aliases that multiply")
        << QByteArray("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
                      "[*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                      "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: "
                      "&f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n"
                      "g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: [*g,*g,*g,*g,*g,*g,*g,*g,*g]\n");
  }

  void whateverAFileHoldsTheWindowRunsAndSaysWhatIsWrong() {
    QFETCH(QByteArray, text);
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("file").toStdString();
    QVERIFY(writeFile(file, text.toStdString()).empty());
    OpenWindow open;
    open.session.open({file});
    QTRY_VERIFY_WITH_TIMEOUT(
        !open.session.isLoading() && !open.session.documents().problems.empty(), 60000);
    const auto *banner = open.window.findChild<app::Banner *>();
    QVERIFY(banner->isVisible());
    QVERIFY(banner->findChild<QLabel *>()->text().contains("/file"));
    QCOMPARE(tableIn(open.window, "services").model().rowCount(), 7); // what was open stays
    open.window.dock("problems")->bringForward();
    OpenWindow::settle();
    QVERIFY(!open.window.grab().isNull());
  }

  void aMissingFileAndAFolderAreToldOfToo() {
    QTemporaryDir folder;
    OpenWindow open({900, 600}, {});
    open.session.openNow(
        {folder.path().toStdString(), folder.filePath("nowhere.yaml").toStdString()});
    QCOMPARE(open.session.documents().problems.size(), 2u);
    QVERIFY(open.window.findChild<app::Banner *>()->isVisible());
  }

  void theBannerLeadsToAllProblems() {
    session::Documents documents = tests::exampleDocuments();
    documents.problems["spec.yaml"] = {{{"spec.yaml", 3, 1}, "first", ""},
                                       {{"spec.yaml", 4, 1}, "second", ""}};
    OpenWindow open({900, 600}, documents);
    QTest::mouseClick(open.window.findChild<app::Banner *>()->findChild<QPushButton *>(),
                      Qt::LeftButton);
    OpenWindow::settle();
    QVERIFY(!tableIn(open.window, "problems").view().visibleRegion().isEmpty());
    QCOMPARE(tableIn(open.window, "problems").model().rowCount(), 2);
  }

  void aMendedFileTakesTheBannerAway() {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("spec.yaml").toStdString();
    OpenWindow open({900, 600}, {});
    QVERIFY(writeFile(file, "loadline: 1\n").empty());
    open.session.openNow({file});
    QVERIFY(open.window.findChild<app::Banner *>()->isVisible());
    const auto good =
        readFile(std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples/six_services.yaml");
    QVERIFY(writeFile(file, *good).empty());
    QTRY_VERIFY(!open.window.findChild<app::Banner *>()->isVisible());
  }

  void whatFailedBeforeIsForgottenWhenAnotherFileIsOpened() {
    OpenWindow open({900, 600}, {});
    open.session.openNow({"/nowhere.yaml"});
    open.session.open(
        {std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples/six_services.yaml"});
    QTRY_VERIFY(open.session.documents().plan);
    QVERIFY(!open.window.findChild<app::Banner *>()->isVisible());
  }

  void itMayBeClosedWhileReading() {
    findings::Audit large;
    large.findings.assign(20000, {.check = "unbounded-spawn",
                                  .message = "a thread for each item",
                                  .at = {"src/a.cpp", 3, 1},
                                  .fingerprint = "00"});
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("large.json").toStdString();
    QVERIFY(writeFile(file, findings::toJsonText(large)).empty());
    auto open = std::make_unique<OpenWindow>(QSize(900, 600), session::Documents());
    open->session.open({file});
    QVERIFY(open->session.isLoading());
    QVERIFY(open->window.close());
    QVERIFY(!open->window.isVisible());
    open.reset();
    OpenWindow::settle();
  }

  void theStartPageStandsAloneAndComesBack() {
    OpenWindow open({900, 600}, {});
    QVERIFY(open.window.dock("services")->isHidden());
    open.session.show(tests::exampleDocuments());
    OpenWindow::settle();
    QVERIFY(open.window.dock("services")->isVisible());
    open.session.close();
    QVERIFY(open.window.findChild<app::StartPage *>()->isVisible());
    QVERIFY(open.window.dock("services")->isHidden());
  }

  void anExampleOfTheStartPageOpensByAPress() {
    OpenWindow open({900, 600}, {});
    for (QPushButton *button :
         open.window.findChild<app::StartPage *>()->findChildren<QPushButton *>())
      if (button->accessibleName() == "Open six_services.yaml")
        QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(open.session.documents().plan);
  }

  void aQuestionOpensAnExampleAndThePaneThatAnswersIt_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < app::allQuestions().size(); ++i)
      QTest::addRow("%s", app::allQuestions()[i].text) << static_cast<int>(i);
  }

  void aQuestionOpensAnExampleAndThePaneThatAnswersIt() {
    QFETCH(int, index);
    const app::Question &question = app::allQuestions()[static_cast<std::size_t>(index)];
    OpenWindow open({1400, 900}, {});
    for (QPushButton *button :
         open.window.findChild<app::StartPage *>()->findChildren<QPushButton *>())
      if (button->accessibleName() == question.text)
        QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(open.session.documents().plan);
    QTRY_VERIFY(open.window.dock(question.pane)->isVisible());
    QVERIFY(!open.window.dock(question.pane)->visibleRegion().isEmpty());
    QCOMPARE(bool(open.session.documents().audit), question.files.size() > 1);
    QVERIFY(open.session.documents().problems.empty());
  }

  void aQuestionIsAskedOfWhatIsOpen() {
    OpenWindow open({1400, 900});
    const auto *plan = open.session.documents().plan.get();
    for (QAction *action : open.window.findChildren<QAction *>())
      if (action->text() == app::allQuestions()[3].text)
        action->trigger();
    OpenWindow::settle();
    QVERIFY(!open.window.dock("tiers")->visibleRegion().isEmpty());
    QCOMPARE(open.session.documents().plan.get(), plan);
  }
};

int main(int argc, char **argv) {
  return tests::run<WindowTest>(argc, argv);
}
#include "window_test.moc"
