#include "base/files.h"
#include "gui/panes/source_pane.h"
#include "gui/session/editor.h"
#include "tests/gui/gui_test.h"

#include <QLabel>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextLayout>

using namespace loadline;
using session::Subject;
using tests::OpenWindow;

namespace {

panes::SourcePane &sourceIn(app::MainWindow &window) {
  window.dock("source")->bringForward();
  OpenWindow::settle();
  return *qobject_cast<panes::SourcePane *>(window.dock("source")->widget());
}

QString textsOf(const QWidget &pane) {
  QStringList texts;
  for (const QLabel *label : pane.findChildren<QLabel *>())
    texts << label->text();
  return texts.join(u'\n');
}

QString lineOf(const panes::SourceText &text, int line) {
  return text.document()->findBlockByNumber(line - 1).text();
}

/// Colours of the first line, a name for each stretch of one.
QStringList coloured(const QString &source, panes::Language language, int line = 1) {
  QTextDocument document;
  panes::Highlighter highlighter(&document, theme::colors(false));
  highlighter.setLanguage(language);
  document.setPlainText(source);
  highlighter.rehighlight(); // at once, else when the program is idle
  const QTextBlock block = document.findBlockByNumber(line - 1);
  QStringList found;
  for (const QTextLayout::FormatRange &range : block.layout()->formats())
    found << block.text().mid(range.start, range.length);
  return found;
}

} // namespace

class SourceTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  std::filesystem::path write(const std::string &name, const std::string &text) {
    const auto file = std::filesystem::path(folder_.path().toStdString()) / name;
    return writeFile(file, text).empty() ? file : std::filesystem::path();
  }

private slots:
  void aFindingOfTheCodeShowsItsFileAtItsLine() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.selection().select({Subject::Kind::codeFinding, "intake", 0});
    panes::SourcePane &pane = sourceIn(open.window);
    const SourcePosition &at = open.session.documents().audit->findings[0].at;
    QCOMPARE(pane.text().shownLine(), at.line);
    QVERIFY(lineOf(pane.text(), at.line).contains("dispatch("));
    QVERIFY(textsOf(pane).contains("workers.cpp:43"));
  }

  void thePathIsWalkedStepByStep() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.selection().select({Subject::Kind::codeFinding, "intake", 0});
    panes::SourcePane &pane = sourceIn(open.window);
    QVERIFY(pane.stops().size() > 1);
    for (int stop = 0; stop < static_cast<int>(pane.stops().size()); ++stop, pane.step(1)) {
      QCOMPARE(pane.stop(), stop);
      QCOMPARE(pane.text().shownLine(), pane.stops()[static_cast<std::size_t>(stop)].at.line);
    }
    QCOMPARE(pane.stop(), static_cast<int>(pane.stops().size()) - 1); // and stays at the last
    open.window.selection().stepCode(-1);
    QCOMPARE(pane.stop(), static_cast<int>(pane.stops().size()) - 2);
  }

  void linesThatSomethingIsSaidOfAreMarked() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.selection().select({Subject::Kind::codeFinding, "intake", 0});
    const panes::SourceText &text = sourceIn(open.window).text();
    QVERIFY(text.told(43).contains(
        QString::fromStdString(open.session.documents().audit->findings[0].message)));
    QVERIFY(text.told(12).contains("emplace_back: max(96, "));
    QCOMPARE(text.told(11), QString());
  }

  void aFindingOfThePlanShowsTheSpec() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    QVERIFY(!open.session.documents().plan->findings.empty());
    open.window.selection().select({Subject::Kind::planFinding, "", 0});
    panes::SourcePane &pane = sourceIn(open.window);
    QVERIFY(pane.text().toPlainText().contains("loadline: 1"));
    QCOMPARE(pane.text().shownLine(), open.session.documents().plan->findings[0].at.line);
  }

  void aFileThatIsNotHereIsSaidAndNothingElseIsShown() {
    OpenWindow open({1400, 900}, tests::exampleDocuments());
    open.window.selection().select({Subject::Kind::codeFinding, "recommendations", 0});
    panes::SourcePane &pane = sourceIn(open.window);
    QVERIFY(textsOf(pane).contains("fan_out.cpp is not on this machine"));
    QVERIFY(!pane.text().isVisible());
  }

  void whatIsNoRegularFileIsNeverOpened() {
    QVERIFY(models::fileOf({}, {"/dev/zero", 1, 1}).empty());
    QVERIFY(models::fileOf({}, {folder_.path().toStdString(), 1, 1}).empty());
  }

  void aSourceThatIsNewerThanTheAuditIsMarkedStale() {
    session::Documents documents = tests::exampleDocuments();
    documents.auditPath = write("audit.json", "{}");
    const auto source = write("src.cpp", "int main() {}\n");
    QVERIFY(!models::isNewerThanAudit(documents, source));
    std::filesystem::last_write_time(
        documents.auditPath, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    QVERIFY(models::isNewerThanAudit(documents, source));
  }

  void aSourceThatIsSavedIsReadAgain() {
    session::Documents documents = tests::exampleDocuments();
    const auto source = write("live.cpp", "int before;\n");
    auto audit = std::make_shared<findings::Audit>(*documents.audit);
    audit->findings[0].at = {source.string(), 1, 1};
    documents.audit = audit;
    OpenWindow open({1400, 900}, documents);
    open.window.selection().select({Subject::Kind::codeFinding, "recommendations", 0});
    panes::SourcePane &pane = sourceIn(open.window);
    QVERIFY(pane.text().toPlainText().contains("before"));
    QVERIFY(writeFile(source, "int after;\n").empty());
    QTRY_VERIFY(pane.text().toPlainText().contains("after"));
  }

  void theEditorGetsThePlaceAsArguments() {
    const SourcePosition at{"/tmp/$(touch x); {line} '.cpp", 7, 0};
    QCOMPARE(session::editorCommand({"code", "--goto", "{file}:{line}:{column}"}, at),
             QStringList({"code", "--goto", "/tmp/$(touch x); {line} '.cpp:7:1"}));
    QCOMPARE(session::editorCommand({"{file}"}, at), QStringList({"{file}"})); // no program
  }

  void theEditorIsStartedWithoutAShell() {
    const auto told = folder_.filePath("told.txt");
    const auto editor =
        write("editor", "#!/bin/sh\nfor a in \"$@\"; do echo \"[$a]\"; done > '" +
                            told.toStdString() + ".part'\nmv '" + told.toStdString() + ".part' '" +
                            told.toStdString() + "'\n");
    std::filesystem::permissions(editor, std::filesystem::perms::owner_all);
    QVERIFY(session::openInEditor({QString::fromStdString(editor.string()), "+{line}", "{file}"},
                                  {"/a b/`id`.cpp", 3, 1})
                .empty());
    QTRY_VERIFY(QFile::exists(told));
    QCOMPARE(*readFile(told.toStdString()), "[+3]\n[/a b/`id`.cpp]\n");
  }

  void anEditorThatIsNotThereIsSaid() {
    const Diagnostics told =
        session::openInEditor({"/nonexistent/editor", "{file}"}, {"a.cpp", 1, 1});
    QCOMPARE(told.size(), 1u);
    QVERIFY(told[0].message.find("/nonexistent/editor") != std::string::npos);
  }

  void theEditorIsRemembered() {
    const QString file = folder_.filePath("settings.ini");
    session::Settings(file).setEditor({"vi", "+{line}", "{file}"});
    QCOMPARE(session::Settings(file).editor(), QStringList({"vi", "+{line}", "{file}"}));
    session::Settings(file).reset();
    QCOMPARE(session::Settings(file).editor().first(), "xdg-open");
  }

  void cppIsColoured() {
    using panes::Language;
    QCOMPARE(coloured("for (int i = 0x1'0; s != \"a\\\"//\"; ++i) // end", Language::cpp),
             QStringList({"for", "int", "0x1'0", "\"a\\\"//\"", "// end"}));
    QCOMPARE(coloured("#include <a>", Language::cpp), QStringList({"#include"}));
    QCOMPARE(coloured("a /* b\nc */ return d;", Language::cpp, 2), QStringList({"c */", "return"}));
    QCOMPARE(coloured("int a;", Language::plain), QStringList());
  }

  void yamlIsColoured() {
    QCOMPARE(coloured("max_in_flight: 20 # why", panes::Language::yaml),
             QStringList({"max_in_flight", "20", "# why"}));
    QCOMPARE(coloured("- { to: \"a#b\", rate: 5/s }", panes::Language::yaml),
             QStringList({"to", "\"a#b\"", "rate", "5"}));
  }

  void anyTextIsColouredInTime() {
    const QString nasty = QString("/*\"'#: {").repeated(20000);
    for (const auto language : {panes::Language::cpp, panes::Language::yaml})
      QVERIFY(coloured(nasty, language).size() < 200000);
  }
};

int main(int argc, char **argv) {
  return tests::run<SourceTest>(argc, argv);
}
#include "source_test.moc"
