#include "gui/panes/details_html.h"
#include "gui/panes/details_links.h"
#include "gui/panes/details_pane.h"
#include "tests/gui/gui_test.h"

#include <QTextDocument>

using namespace loadline;
using session::Subject;

class DetailsTest : public QObject {
  Q_OBJECT

  static QString textOf(const session::Documents &documents, const Subject &subject) {
    QTextDocument document;
    document.setHtml(panes::detailsHtml(documents, subject, theme::colors(false)));
    return document.toPlainText();
  }

private slots:
  void aFindingOfTheCodeTellsTheBoundThatBelongsThere() {
    const QString text =
        textOf(tests::notificationDocuments(), {Subject::Kind::codeFinding, "intake", 0});
    QVERIFY(text.contains("limit to 20: store: pool 80 / 4 parallel calls"));
    QVERIFY(text.contains("sender (tier 1) breaks first"));
  }

  void aBoundTellsBothPlacesAndHowTheyWereMatched() {
    const QString text =
        textOf(tests::notificationDocuments(), {Subject::Kind::bound, "intake", 0});
    QVERIFY(text.contains("notifications.yaml:15:31"));
    QVERIFY(text.contains("src/intake/workers.cpp:12:5"));
    QVERIFY(text.contains("96 unless config(notifications::Options::workers) says more"));
  }

  void aServiceTellsItsFiguresAndHowTheyCameAbout() {
    const QString text = textOf(tests::exampleDocuments(), {Subject::Kind::service, "gateway", -1});
    for (const char *part :
         {"gateway", "above the line", "1000/s", "150 ms", "max_in_flight.recommended = 358",
          "⌈arrival rate × residence time / utilization⌉", "six_services.yaml:4:5",
          "default of the policy"})
      QVERIFY2(text.contains(part), part);
  }

  void aServiceListsTheFindingsThatThreatenIt() {
    const QString text =
        textOf(tests::exampleDocuments(), {Subject::Kind::service, "recommendations", -1});
    QVERIFY(text.contains("a task for each item of a request"));
    QVERIFY(text.contains("gateway can have 200 calls"));
    QVERIFY(!text.contains("the bound of this pool"));
  }

  void aFindingTellsItsWayAndWhatItThreatens() {
    const QString text =
        textOf(tests::exampleDocuments(), {Subject::Kind::codeFinding, "recommendations", 0});
    for (const char *part :
         {"unbounded-spawn", "src/recommendations/fan_out.cpp:42:5", "Threatens", "recommendations",
          "a loop over the items of the request", "src/recommendations/fan_out.cpp:40:3"})
      QVERIFY2(text.contains(part), part);
  }

  void withoutASelectionTheSystemIsTold() {
    const QString text = textOf(tests::exampleDocuments(), {});
    for (const char *part : {"six services", "700/s", "gateway, by contract",
                             "recommendations, over capacity", "2 of 3"})
      QVERIFY2(text.contains(part), part);
  }

  void aHeadingFoldsWhatIsBelowItUpToTheNextOne() {
    QTextDocument document;
    document.setHtml(panes::detailsHtml(tests::exampleDocuments(),
                                        {Subject::Kind::service, "gateway", -1},
                                        theme::colors(false), {"At the planned load"}));
    const QString text = document.toPlainText();
    QVERIFY(text.contains("At the planned load"));
    QVERIFY(!text.contains("In flight, mean"));
    QVERIFY(text.contains("What it admits"));
    QVERIFY(text.contains("max_in_flight.recommended = 358"));
  }

  void aPressOnAHeadingFoldsItOnEveryPageAndUnfoldsItAgain() {
    tests::OpenWindow open;
    auto *pane = qobject_cast<panes::DetailsPane *>(open.window.dock("details")->widget());
    QVERIFY(pane->toPlainText().contains("Largest rate"));
    emit pane->anchorClicked(QUrl(panes::foldLink("What it holds")));
    QVERIFY(!pane->toPlainText().contains("Largest rate"));
    open.window.selection().select({Subject::Kind::service, "gateway", -1});
    open.window.selection().select({});
    tests::OpenWindow::settle();
    QVERIFY(!pane->toPlainText().contains("Largest rate"));
    emit pane->anchorClicked(QUrl(panes::foldLink("What it holds")));
    QVERIFY(pane->toPlainText().contains("Largest rate"));
  }

  void nothingOpenIsSaid() { QCOMPARE(textOf({}, {}).trimmed(), "Nothing is open."); }

  void whatIsGoneAfterAReloadIsNotToldOf() {
    const QString text = textOf(tests::exampleDocuments(), {Subject::Kind::codeFinding, "", 99});
    QVERIFY(text.contains("six services"));
  }

  void namesOfFilesAreNoMarkup() {
    session::Documents documents = tests::exampleDocuments();
    auto plan = std::make_shared<plan::Plan>(*documents.plan);
    plan->services[0].name = "<img src='x'>\"&";
    documents.plan = plan;
    QVERIFY(textOf(documents, {Subject::Kind::service, "<img src='x'>\"&", -1})
                .contains("<img src='x'>\"&"));
  }

  void linksLeadBackToWhatTheyStandFor() {
    const session::Documents documents = tests::exampleDocuments();
    QCOMPARE(panes::subjectOfLink("service:1", documents),
             Subject({Subject::Kind::service, "gateway", -1}));
    QCOMPARE(panes::subjectOfLink("code-finding:0", documents),
             Subject({Subject::Kind::codeFinding, "recommendations", 0}));
    QVERIFY(!panes::subjectOfLink("service:99", documents));
    QVERIFY(!panes::subjectOfLink("service:-1", documents));
    QVERIFY(!panes::subjectOfLink("https://example.org", documents));
  }
};

int main(int argc, char **argv) {
  return tests::run<DetailsTest>(argc, argv);
}
#include "details_test.moc"
