#include "gui/app/export.h"
#include "gui/panes/source_pane.h"
#include "gui/panes/table_pane.h"
#include "tests/gui/gui_test.h"
#include "tests/gui/stand_in.h"

#include <QSlider>

#include <cmath>
#include <csignal>

using namespace loadline;
using session::Subject;
using tests::OpenWindow;

// One review from beginning to end, as a person does it: with keys and the mouse.

class ScriptedReviewTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::filesystem::path path(const char *name) const {
    return std::filesystem::path(folder_.path().toStdString()) / name;
  }

  static QSlider *loadSlider(const QWidget &window) {
    for (auto *slider : window.findChildren<QSlider *>())
      if (slider->accessibleName() == "Load, slider")
        return slider;
    return nullptr;
  }

private slots:
  void fromOpeningToClosingDuringAnAudit() {
    const auto program = tests::standInAudit(
        path(""), "echo '[1/9] a.cpp' >&2\n" + tests::tellsItsId(path("pid")) + "exec sleep 60\n");
    auto open = std::make_unique<OpenWindow>(QSize(1400, 900), session::Documents(), program);
    app::MainWindow &window = open->window;
    QApplication::setActiveWindow(&window);

    const std::filesystem::path example =
        std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples/notifications";
    open->session.open({example / "notifications.yaml", example / "audit.json"});
    QTRY_VERIFY(open->session.documents().judgement);

    QTest::keyClick(&window, Qt::Key_F4); // the first of the findings is the worst
    QVERIFY(window.selection().subject().isFinding());
    const Subject worst = window.selection().subject();
    QCOMPARE(window.tableOf("findings")->shownTable().rows[0].subject, worst);
    window.dock("source")->bringForward();
    OpenWindow::settle();
    auto *source = qobject_cast<panes::SourcePane *>(window.dock("source")->widget());
    QVERIFY(source->text().shownLine() > 0);

    QTest::keyClick(&window, Qt::Key_J, Qt::ControlModifier); // to its service
    QCOMPARE(window.selection().subject().kind, Subject::Kind::service);
    QCOMPARE(window.canvas().selected().service, worst.service);

    window.dock("what_if")->bringForward();
    OpenWindow::settle();
    QSlider *load = loadSlider(window);
    const double before = open->session.documents().plan->system.arrivalRate->count();
    const auto place = [&](double share) {
      return QPoint(static_cast<int>(load->width() * share), load->height() / 2);
    };
    QTest::mousePress(load, Qt::LeftButton, {}, place(0.5));
    for (double share = 0.5; share <= 0.74; share += 0.06)
      QTest::mouseMove(load, place(share));
    load->setValue(48); // three times: where the hand stops
    QTest::mouseRelease(load, Qt::LeftButton, {}, place(0.74));
    const auto rate = [&] { return open->session.documents().plan->system.arrivalRate->count(); };
    QVERIFY2(std::abs(rate() - 3 * before) < 0.02 * before, qPrintable(QString::number(rate())));
    QVERIFY(open->session.documents().asItStands);
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rate(), before);
    QVERIFY(!open->session.documents().asItStands);

    QVERIFY(exportFrom(window, {"picture", path("stack.svg")}).empty());
    QVERIFY(exportFrom(window, {"findings", path("findings.md")}).empty());
    QVERIFY(readFile(path("stack.svg"))->find("<svg") != std::string::npos);
    QVERIFY(readFile(path("findings.md"))->starts_with("# Findings"));

    window.audit().start(example);
    QTRY_VERIFY(std::filesystem::exists(path("pid")));
    QTRY_VERIFY(window.audit().isRunning());
    QVERIFY(window.close());
    open.reset();
    QCOMPARE(::kill(std::stoi(*readFile(path("pid"))), 0), -1);
  }
};

int main(int argc, char **argv) {
  return tests::run<ScriptedReviewTest>(argc, argv);
}
#include "scripted_review_test.moc"
