#include "base/files.h"
#include "gui/app/export.h"
#include "gui/canvas/picture_file.h"
#include "planner/diagram/bound_stack.h"
#include "planner/diagram/svg.h"
#include "tests/gui/gui_test.h"

#include <QImage>
#include <QTemporaryDir>

using namespace loadline;
using tests::OpenWindow;

class ExportTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::filesystem::path file(const char *name) const {
    return folder_.filePath(QString::fromLatin1(name)).toStdString();
  }
  std::string exported(app::MainWindow &window, const char *what, const char *name) const {
    const Diagnostics problems = exportFrom(window, {what, file(name)});
    return problems.empty() ? *readFile(file(name)) : toString(problems);
  }

private slots:
  void theSvgOfTheWindowIsThatOfTheCommandLine() {
    OpenWindow open;
    const std::string svg = exported(open.window, "picture", "stack.svg");
    const session::Documents &documents = open.session.documents();
    QCOMPARE(svg, toSvg(diagram::boundStack(*documents.plan, {.codeFindings = documents.badges})));
    QVERIFY(svg.find("recommendations") != std::string::npos);
  }

  void aPngHasTwoPixelsToOne() {
    OpenWindow open;
    QVERIFY(exportFrom(open.window, {"picture", file("stack.png")}).empty());
    const QImage image(QString::fromStdString(file("stack.png").string()));
    QCOMPARE(image.width(), int(std::ceil(2 * open.window.titledPicture().size.width)));
  }

  void aHugePictureStaysWithinWhatAnImageCanBe() {
    diagram::DisplayList list;
    list.size = {4e6, 100};
    QVERIFY(canvas::writePicture(list, diagram::Palette::light, file("huge.png")).empty());
    QCOMPARE(QImage(QString::fromStdString(file("huge.png").string())).width(), 12000);
  }

  void aPdfIsTheSameBytesTwice() {
    OpenWindow open;
    const std::string first = exported(open.window, "picture", "first.pdf");
    QVERIFY(first.starts_with("%PDF-"));
    QTest::qWait(1100); // another second
    QCOMPARE(exported(open.window, "picture", "second.pdf"), first);
  }

  void aTableIsWrittenAsItIsShown() {
    OpenWindow open;
    const std::string csv = exported(open.window, "tiers", "tiers.csv");
    QVERIFY(csv.starts_with("Tier,Offered in flight,Offered clamped,Admitted in flight,"));
    QVERIFY(csv.find("2,1500,600,350,4.29×,1.71×,\"auth, catalog and recommendations\"\r\n") !=
            std::string::npos);
  }

  void whatIsFilteredAwayIsNotWritten() {
    OpenWindow open;
    open.window.dock("edges")->titleBarWidget()->findChild<QLineEdit *>()->setText("parallel");
    const std::string markdown = exported(open.window, "edges", "edges.md");
    QVERIFY(markdown.starts_with("# Edges\n\n| From | To | Rate /s |"));
    QCOMPARE(std::count(markdown.begin(), markdown.end(), '\n'), 2 + 2 + 3);
  }

  void htmlTakesNoNameForMarkup() {
    session::Documents documents = tests::exampleDocuments();
    auto plan = std::make_shared<plan::Plan>(*documents.plan);
    plan->services[0].name = "<script>";
    documents.plan = plan;
    OpenWindow open({1400, 900}, documents);
    const std::string html = exported(open.window, "services", "services.html");
    QVERIFY(html.find("<script>") == std::string::npos);
    QVERIFY(html.find("&lt;script&gt;") != std::string::npos);
  }

  void everyTableCanBeWritten_data() {
    QTest::addColumn<QString>("ending");
    for (const char *ending : {"csv", "md", "html"})
      QTest::addRow("%s", ending) << QString::fromLatin1(ending);
  }

  void everyTableCanBeWritten() {
    QFETCH(QString, ending);
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    int written = 0;
    for (const panes::Pane &pane : panes::allPanes())
      if (open.window.tableOf(pane.id)) {
        const std::string text =
            exported(open.window, pane.id, qPrintable(QString(pane.id) + u'.' + ending));
        QVERIFY2(text.size() > 20, pane.id);
        ++written;
      }
    QCOMPARE(written, 10); // all panes that show a table
  }

  void anUnknownFormatOrNameIsToldWithWhatThereIs() {
    OpenWindow open;
    QVERIFY(
        toString(exportFrom(open.window, {"picture", file("a.gif")})).find("svg, png and pdf") !=
        std::string::npos);
    QVERIFY(
        toString(exportFrom(open.window, {"services", file("a.xls")})).find("csv, md and html") !=
        std::string::npos);
    QVERIFY(toString(exportFrom(open.window, {"details", file("a.csv")})).find("services") !=
            std::string::npos);
  }

  void theCommandLineNamesWhatAndWhere() {
    QCOMPARE(app::parseExport("services:out/a.csv")->what, "services");
    QCOMPARE(app::parseExport("services:out/a.csv")->file.string(), "out/a.csv");
    for (const char *bad : {"services", ":a.csv", "services:"})
      QVERIFY(!app::parseExport(bad));
  }
};

int main(int argc, char **argv) {
  return tests::run<ExportTest>(argc, argv);
}
#include "export_test.moc"
