#include "base/files.h"
#include "gui/session/session.h"
#include "tests/gui/gui_test.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace loadline;
using session::DocumentKind;

namespace {

std::string specOf(const std::string &system) {
  return "loadline: 1\nsystem: " + system +
         "\nworkload: [ { to: app, rate: 100/s } ]\n"
         "services:\n  app: { contract: { max_in_flight: 10 }, service_time: { mean: 10ms }, code: "
         "[ 'src/app/**' ] }\n";
}

std::string auditText() {
  findings::Audit made;
  made.findings = {{.check = "unbounded-spawn",
                    .message = "a thread for each item",
                    .at = {"src/app/main.cpp", 3, 1},
                    .fingerprint = "00"},
                   {.check = "unbounded-spawn",
                    .message = "a thread for each line",
                    .at = {"tools/lines.cpp", 9, 1},
                    .fingerprint = "01"}};
  return findings::toJsonText(made);
}

} // namespace

class SessionTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::filesystem::path write(const std::string &name, const std::string &text) {
    const auto file = std::filesystem::path(folder_.path().toStdString()) / name;
    return writeFile(file, text).empty() ? file : std::filesystem::path();
  }

private slots:
  void aDocumentIsKnownByItsContents() {
    QCOMPARE(session::kindOf(auditText()), DocumentKind::audit);
    QCOMPARE(session::kindOf(specOf("shop")), DocumentKind::spec);
    QCOMPARE(session::kindOf("\xEF\xBB\xBF  {\"schema\": 1}"), DocumentKind::audit);
    QCOMPARE(session::kindOf("{ loadline: 1, system: shop }"), DocumentKind::spec);
    QCOMPARE(session::kindOf("offered,throughput\n10,10\n"), DocumentKind::loadTest);
    QCOMPARE(session::kindOf("Running 10s test @ http://localhost/\n"), DocumentKind::loadTest);
    QCOMPARE(session::kindOf("{\"loadline\": 1}"), DocumentKind::spec);
    QCOMPARE(session::kindOf(""), DocumentKind::spec);
  }

  void specAndAuditOpenInAnyOrderAndAreJoined() {
    const auto documents =
        session::opened({}, {write("audit.txt", auditText()), write("spec.txt", specOf("shop"))});
    QVERIFY(documents.plan && documents.audit && documents.problems.empty());
    QCOMPARE(documents.plan->system.name, "shop");
    QCOMPARE(documents.concerns.codeFindings.size(), 2u);
    QCOMPARE(documents.concerns.codeFindings[0], std::vector<std::string>{"app"});
    QVERIFY(documents.concerns.codeFindings[1].empty());
  }

  void aFindingOfThePlanConcernsTheServiceOfItsLine() {
    const auto documents = session::opened(
        {}, {std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples/six_services.yaml"});
    QVERIFY(documents.plan);
    QCOMPARE(documents.concerns.planFindings.size(), documents.plan->findings.size());
    for (const auto &services : documents.concerns.planFindings)
      QVERIFY(!services.empty());
  }

  void aFileThatGoesBadLeavesWhatWasOpen() {
    const auto file = write("bad.yaml", specOf("before"));
    const auto before = session::opened({}, {file});
    write("bad.yaml", "loadline: 1\nsystm: after\n");
    const auto after = session::opened(before, {file});
    QCOMPARE(after.plan->system.name, "before");
    QVERIFY(after.problems.at(file).front().at.line > 0);
  }

  void aPipeIsRefusedInsteadOfWaitedFor() {
    const auto pipe = std::filesystem::path(folder_.path().toStdString()) / "pipe";
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QCOMPARE(session::opened({}, {pipe}).problems.at(pipe).front().message,
             "is not a regular file");
  }

  void whatIsAskedForWhileReadingIsReadNext() {
    session::Session session;
    session.open({write("one.yaml", specOf("one"))});
    session.open({write("audit.json", auditText())});
    QTRY_VERIFY(!session.isLoading() && session.documents().audit);
    QCOMPARE(session.documents().plan->system.name, "one");
  }

  void closingDropsWhatIsStillBeingRead() {
    session::Session session;
    session.open({write("late.yaml", specOf("late"))});
    session.close();
    QTRY_VERIFY(!session.isLoading());
    QVERIFY(session.documents().isEmpty());
  }

  void eachAtomicSaveIsSeen() {
    const auto file = write("live.yaml", specOf("first"));
    session::Session session;
    session.openNow({file});
    write("live.yaml", specOf("second")); // writeFile replaces the file, as editors do
    QTRY_COMPARE(session.documents().plan->system.name, "second");
    write("live.yaml", specOf("third"));
    QTRY_COMPARE(session.documents().plan->system.name, "third");
  }

  void aNeighbourThatChangesIsNoReasonToReadAgain() {
    session::Session session;
    session.openNow({write("quiet.yaml", specOf("quiet"))});
    QSignalSpy changes(&session, &session::Session::changed);
    write("neighbour.txt", "x");
    QTest::qWait(500);
    QCOMPARE(changes.count(), 0);
  }

  void aSessionMayEndWhileItReads() {
    auto session = std::make_unique<session::Session>();
    session->open({write("ending.json", auditText())});
    session.reset();
    tests::OpenWindow::settle();
  }
};

int main(int argc, char **argv) {
  return tests::run<SessionTest>(argc, argv);
}
#include "session_test.moc"
