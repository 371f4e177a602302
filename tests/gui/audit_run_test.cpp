#include "gui/session/audit_run.h"
#include "tests/gui/gui_test.h"
#include "tests/gui/stand_in.h"

#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

#include <csignal>

using namespace loadline;
using session::AuditRun;
using tests::OpenWindow;
using tests::standInAudit;

class AuditRunTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::filesystem::path path() const { return folder_.path().toStdString(); }
  std::string example() const {
    return LOADLINE_SOURCE_DIR "/docs/examples/notifications/audit.json";
  }
  /// Runs for a minute unless it is stopped; its process id stands in the file.
  std::filesystem::path endless() const {
    return standInAudit(path(), "echo '[1/3] a.cpp' >&2\n" + tests::tellsItsId(path() / "pid") +
                                    "exec sleep 60\n");
  }
  bool isAlive() const {
    const auto pid = readFile(path() / "pid");
    return pid && ::kill(std::stoi(*pid), 0) == 0;
  }

private slots:
  void init() { std::filesystem::remove(path() / "pid"); }

  void progressIsToldAndTheResultOpens() {
    const auto program =
        standInAudit(path(), "echo '[0/2] src/a.cpp' >&2\necho '[1/2] src/b.cpp' >&2\ncp '" +
                                 example() + "' \"$result\"\nexit 1\n"); // findings
    OpenWindow open({900, 600}, {}, program);
    QSignalSpy progressed(&open.window.audit(), &AuditRun::progressed);
    open.window.audit().start(path());
    QTRY_VERIFY(open.session.documents().audit);
    QCOMPARE(progressed.count(), 2);
    QCOMPARE(progressed[1][0].toInt(), 1);
    QCOMPARE(progressed[1][2].toString(), "src/b.cpp");
    QVERIFY(open.session.documents().audit->findings.size() > 0);
    QVERIFY(!open.window.findChild<QProgressBar *>()->isVisible());
  }

  void aRunCanBeCancelled() {
    OpenWindow open({900, 600}, {}, endless());
    QSignalSpy cancelled(&open.window.audit(), &AuditRun::cancelled);
    open.window.audit().start(path());
    QTRY_VERIFY(open.window.findChild<QProgressBar *>()->isVisible());
    QTRY_VERIFY(isAlive());
    for (auto *button : open.window.findChildren<QToolButton *>())
      if (button->accessibleName() == "Cancel the audit")
        button->click();
    QTRY_COMPARE(cancelled.count(), 1);
    QVERIFY(!isAlive());
    QVERIFY(!open.session.documents().audit);
    QVERIFY(!open.window.findChild<QProgressBar *>()->isVisible());
  }

  void aWindowThatIsClosedLeavesNoAuditBehind() {
    auto open = std::make_unique<OpenWindow>(QSize(900, 600), session::Documents(), endless());
    open->window.audit().start(path());
    QTRY_VERIFY(isAlive());
    QVERIFY(open->window.close());
    open.reset();
    QVERIFY(!isAlive());
  }

  void aProgramThatIgnoresTheRequestIsKilled() {
    const auto program = standInAudit(path(), "trap '' TERM\n" + tests::tellsItsId(path() / "pid") +
                                                  "while :; do sleep 0.05; done\n");
    {
      AuditRun run(program, path() / "results");
      run.start(path());
      QTRY_VERIFY(isAlive());
    }
    QVERIFY(!isAlive());
  }

  void whatTheAuditComplainsOfIsTold() {
    const auto program = standInAudit(path(), "echo 'no compile_commands.json here' >&2\nexit 2\n");
    OpenWindow open({900, 600}, {}, program);
    open.window.audit().start(path());
    const auto *banner = open.window.findChild<app::Banner *>();
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(banner->findChild<QLabel *>()->text().contains("no compile_commands.json here"));
  }

  void aProgramThatIsNotThereIsTold() {
    OpenWindow open({900, 600}, {}, "/nonexistent/loadline-audit");
    open.window.audit().start(path());
    QTRY_VERIFY(open.window.findChild<app::Banner *>()->isVisible());
    QVERIFY(!open.window.findChild<QProgressBar *>()->isVisible());
  }

  void anOldResultIsNotTakenForThatOfThisRun() {
    AuditRun good(standInAudit(path(), "cp '" + example() + "' \"$result\"\n"), path() / "kept");
    QSignalSpy finished(&good, &AuditRun::finished);
    good.start(path());
    QTRY_COMPARE(finished.count(), 1);
    AuditRun bad(standInAudit(path(), "exit 0\n"), path() / "kept");
    QSignalSpy failed(&bad, &AuditRun::failed);
    bad.start(path());
    QTRY_COMPARE(failed.count(), 1);
  }

  void theRealAuditRuns() {
    const auto real = std::filesystem::path(LOADLINE_GUI_PROGRAM).parent_path() / "loadline-audit";
    if (!std::filesystem::exists(real))
      QSKIP("built without LLVM");
    const auto project = path() / "project";
    std::filesystem::create_directories(project);
    QVERIFY(writeFile(project / "a.cpp", "#include <thread>\nint main() { for (;;) "
                                         "std::thread([] {}).detach(); }\n")
                .empty());
    QVERIFY(writeFile(project / "compile_commands.json",
                      "[{\"directory\": \"" + project.string() +
                          "\", \"file\": \"a.cpp\", \"arguments\": [\"c++\", \"-c\", \"a.cpp\"]}]")
                .empty());
    OpenWindow open({900, 600}, {}, real);
    open.window.audit().start(project / "compile_commands.json");
    QTRY_VERIFY_WITH_TIMEOUT(open.session.documents().audit, 60000);
    QCOMPARE(open.session.documents().audit->findings.size(), 1u);
  }
};

int main(int argc, char **argv) {
  return tests::run<AuditRunTest>(argc, argv);
}
#include "audit_run_test.moc"
