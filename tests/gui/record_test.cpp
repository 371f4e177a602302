#include "base/files.h"
#include "gui/models/tables.h"
#include "gui/panes/table_pane.h"
#include "gui/session/decisions.h"
#include "tests/gui/gui_test.h"

#include <QMenu>

using namespace loadline;
using tests::OpenWindow;

namespace {

namespace fs = std::filesystem;

/// A window with a spec and an audit of its own, so that a record can be written beside them.
struct OpenReview {
  explicit OpenReview(const std::string &record = {}) {
    for (const char *file : {"notifications.yaml", "audit.json"})
      fs::copy_file(fs::path(LOADLINE_SOURCE_DIR) / "docs/examples/notifications" / file,
                    path(file));
    if (!record.empty() && !writeFile(path("notifications.review.yaml"), record).empty())
      qFatal("the record could not be written");
    open.session.openNow({path("notifications.yaml"), path("audit.json")});
    OpenWindow::settle();
  }

  fs::path path(const char *file) const { return folder.filePath(file).toStdString(); }
  std::string record() const {
    const auto text = readFile(path("notifications.review.yaml"));
    return text ? *text : std::string();
  }

  panes::TablePane &pane(const char *id) {
    open.window.dock(id)->bringForward();
    OpenWindow::settle();
    return *open.window.tableOf(id);
  }
  /// Selects the first row whose first cell holds the word; its subject.
  session::Subject select(const char *id, const QString &word) {
    for (const models::Row &row : pane(id).model().table().rows)
      if (row.cells[0].text.contains(word)) {
        open.window.selection().select(row.subject);
        OpenWindow::settle();
        return row.subject;
      }
    qFatal("no such row");
  }
  QString stateOf(const char *id, const session::Subject &subject) {
    const models::Table &table = pane(id).model().table();
    const int row = pane(id).model().rowOf(subject);
    return row < 0 ? QString() : table.rows[static_cast<std::size_t>(row)].cells[0].text;
  }
  QLineEdit &field(const char *id, const QString &name) {
    for (auto *field : pane(id).findChildren<QLineEdit *>())
      if (field->accessibleName() == name)
        return *field;
    qFatal("no such field");
  }
  QStringList choices(const char *id) {
    QStringList texts;
    for (const QAction *action : menu(id).actions())
      texts << action->text();
    return texts;
  }
  void choose(const char *id, const QString &text) {
    for (QAction *action : menu(id).actions())
      if (action->text().startsWith(text)) {
        action->trigger();
        return OpenWindow::settle();
      }
    qFatal("no such choice");
  }
  QMenu &menu(const char *id) {
    auto *found = pane(id).findChild<QMenu *>(QString(), Qt::FindChildrenRecursively);
    emit found->aboutToShow();
    return *found;
  }

  QTemporaryDir folder;
  OpenWindow open{{1400, 900}, {}};
};

} // namespace

class RecordTest : public QObject {
  Q_OBJECT

private slots:
  void whatIsLeftToDecideStandsFirst() {
    OpenReview review;
    const models::Table &table = review.pane("record").model().table();
    QVERIFY(table.rows.size() >= 4);
    QCOMPARE(table.rows.front().cells[0].text, "▲ open");
  }

  void aDecisionIsWrittenBesideTheSpecAndShown() {
    OpenReview review;
    const session::Subject about = review.select("record", "open");
    review.field("record", "Owner").setText("anna");
    review.field("record", "Until").setText("2999-01-31");
    review.field("record", "Comment").setText("after the campaign");
    review.choose("record", "To fix");
    QCOMPARE(review.stateOf("record", about), "◆ to fix");
    for (const char *line :
         {"verdict: to_fix", "owner: anna", "until: 2999-01-31", "comment: after the campaign"})
      QVERIFY2(review.record().find(line) != std::string::npos, review.record().c_str());
  }

  void whatCanNotBeRecordedIsSaidAndNothingIsWritten() {
    OpenReview review;
    review.select("record", "open");
    review.choose("record", "To fix");
    QLabel *fault = nullptr;
    for (auto *label : review.pane("record").findChildren<QLabel *>())
      if (label->accessibleName() == QStringLiteral("Why nothing was decided"))
        fault = label;
    QVERIFY(fault && fault->isVisible());
    QVERIFY2(fault->text().contains("owner"), qPrintable(fault->text()));
    review.field("record", "Owner").setText("anna");
    review.field("record", "Until").setText("soon");
    review.choose("record", "To fix");
    QVERIFY2(fault->text().contains("'soon' is no date"), qPrintable(fault->text()));
    QCOMPARE(review.record(), std::string());
  }

  void aDecisionIsWithdrawn() {
    OpenReview review;
    const session::Subject about = review.select("record", "open");
    QVERIFY(!review.choices("record").contains("Withdraw the decision"));
    review.choose("record", "Accepted");
    QCOMPARE(review.stateOf("record", about), "● accepted");
    review.choose("record", "Withdraw");
    QCOMPARE(review.stateOf("record", about), "▲ open");
  }

  void aFindingIsDecidedAboutWhereverItIsSelected() {
    OpenReview review;
    const session::Subject finding = review.select("findings", "warning");
    review.choose("record", "False positive");
    QCOMPARE(review.stateOf("record", finding), "● false positive");
  }

  void aQuestionForAPersonIsAnswered() {
    OpenReview review;
    const session::Subject question = review.select("checklists", "needs a person");
    QCOMPARE(review.choices("checklists"), (QStringList{"Met", "Not met"}));
    review.field("checklists", "Owner").setText("ben");
    review.choose("checklists", "Met");
    QCOMPARE(review.stateOf("checklists", question), "● met");
    QVERIFY(review.record().find("question: ") != std::string::npos);
  }

  void aQuestionThatThePlanAnswersIsNobodysToDecide() {
    OpenReview review;
    review.select("checklists", "● met");
    QCOMPARE(review.choices("checklists"), QStringList());
  }

  void aStaleDecisionCanOnlyBeWithdrawn() {
    OpenReview review("loadline_review: 1\ndecisions:\n  - bound: gone.pool.size\n"
                      "    verdict: accepted\n");
    review.select("record", "stale");
    QCOMPARE(review.choices("record"), (QStringList{"Withdraw the decision"}));
    review.choose("record", "Withdraw");
    QCOMPARE(review.record().find("gone"), std::string::npos);
  }

  void aRecordThatCanNotBeReadIsToldWithItsPlace() {
    OpenReview review("loadline_review: 1\ndecisions:\n  - bound: a\n    verdict: perhaps\n");
    const models::Table problems = models::problemsTable(review.open.session.documents());
    QCOMPARE(problems.rows.size(), std::size_t(1));
    QVERIFY(models::toText(problems).contains("notifications.review.yaml:4"));
  }
};

int main(int argc, char **argv) {
  return tests::run<RecordTest>(argc, argv);
}
#include "record_test.moc"
