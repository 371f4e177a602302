#include "gui/models/table_model.h"
#include "gui/panes/table_pane.h"
#include "tests/gui/gui_test.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProcess>

#include <cmath>

using namespace loadline;
using models::Column;
using tests::OpenWindow;

// What the window shows is what the command line writes: every cell of every table is held against
// the JSON of another process.

namespace {

const QString examples = LOADLINE_SOURCE_DIR "/docs/examples/";

QJsonObject jsonOf(const QStringList &arguments) {
  QProcess program;
  program.start(QFileInfo(LOADLINE_GUI_PROGRAM).dir().filePath("loadline"), arguments);
  program.waitForFinished();
  return QJsonDocument::fromJson(program.readAllStandardOutput()).object();
}

/// "in_flight.mean" within the object.
QJsonValue at(const QJsonObject &object, const QString &path) {
  QJsonValue value = object;
  for (const QString &key : path.split(u'.'))
    value = value.toObject().value(key);
  return value;
}

/// Where a column's figure stands in the JSON, and what it is shown times.
struct Source {
  const char *column; ///< title and unit
  const char *path;
  double times = 1;
};

const std::vector<Source> ofServices{{"Arrivals /s", "arrival_rate"},
                                     {"Mean ms", "residence_time.mean", 1e3},
                                     {"p99 ms", "residence_time.p99", 1e3},
                                     {"In flight mean", "in_flight.mean"},
                                     {"Bound in flight", "max_in_flight.declared"},
                                     {"Needs in flight", "max_in_flight.recommended"},
                                     {"Utilization %", "utilization", 100},
                                     {"Offered × bound", "oversubscription"},
                                     {"Replicas has", "replicas.declared"},
                                     {"Replicas needs", "replicas.needed"},
                                     {"Verdict", "verdict"},
                                     {"Binds", "binding"},
                                     {"Team", "team"}};
const std::vector<Source> ofEdges{{"From", "from"},
                                  {"To", "to"},
                                  {"Rate /s", "rate"},
                                  {"Hedges /s", "hedge_rate"},
                                  {"Offered in flight", "offered_in_flight"},
                                  {"Offered mean", "offered_mean"},
                                  {"Admitted in flight", "admitted_in_flight"},
                                  {"Offered × admitted", "oversubscription"},
                                  {"Declared", "at"}};
const std::vector<Source> ofTiers{{"Offered in flight", "offered"},
                                  {"Offered clamped", "offered_clamped"},
                                  {"Admitted in flight", "admitted"},
                                  {"Offered × admitted", "oversubscription"},
                                  {"Clamped × admitted", "oversubscription_clamped"},
                                  {"Members", "members"}};
const std::vector<Source> ofFindings{
    {"Severity", "severity"}, {"Message", "message"}, {"Check", "check"}, {"Place", "line"}};
const std::vector<Source> ofInventory{
    {"Class", "class"},         {"Bound", "bound"},       {"Starts", "api"}, {"Limiter", "limiter"},
    {"Collected", "collected"}, {"Function", "function"}, {"Place", "line"}};
const std::vector<Source> ofLedger{{"Status", "status"},
                                   {"Service", "service"},
                                   {"Bound", "spec.what"},
                                   {"Spec a process", "spec.per_process"},
                                   {"How", "why"}};

const std::vector<Source> ofRecord{{"Decision", "standing"},
                                   {"Owner", "owner"},
                                   {"Until", "until"},
                                   {"Comment", "comment"},
                                   {"Key", "key"}};
const std::vector<Source> ofChecklists{
    {"Question", "question"}, {"State", "state"}, {"Evidence", "evidence"}};

QString titleOf(const Column &column) {
  return column.unit.isEmpty() ? column.title : column.title + u' ' + column.unit;
}

/// Letters and digits alone: "▲ over capacity" and "over_capacity" say the same.
QString bare(const QString &text) {
  QString out;
  for (const QChar c : text)
    if (c.isLetterOrNumber())
      out += c.toLower();
  return out;
}

/// What people read of a word of the JSON, where it is said in more words.
QString inWords(const QString &word) {
  static const QMap<QString, QString> known{{"above_line", "above the line"},
                                            {"unbounded", "unbounded in code"},
                                            {"undeclared", "undeclared in spec"}};
  return known.value(word, word);
}

bool agrees(const models::Cell &cell, const Column &column, const QJsonValue &value, double times) {
  if (value.isNull() || value.isUndefined())
    return cell.text == QStringLiteral("–");
  if (value.isDouble() && column.kind == Column::Kind::number) {
    const double wanted = value.toDouble() * times;
    return std::abs(cell.number - wanted) <= 1e-9 * std::max(1.0, std::abs(wanted));
  }
  if (value.isDouble()) // a line of a place
    return cell.text.endsWith(u':' + QString::number(value.toInt()));
  if (value.isObject())
    return cell.text.endsWith(u':' + QString::number(value["line"].toInt()));
  if (value.isArray()) {
    QString all;
    for (const QJsonValue &member : value.toArray())
      all += bare(member.toString().replace(" and ", ", "));
    return bare(QString(cell.text).replace(" and ", ", ")) == all;
  }
  const QString text = value.toString();
  return text == QStringLiteral("none")
             ? cell.text == QStringLiteral("–") || cell.text == QStringLiteral("none")
             : bare(cell.text) == bare(text) || bare(cell.text) == bare(inWords(text));
}

/// What differs, a line each.
QStringList differences(const models::Table &table, const std::vector<Source> &sources,
                        const std::function<QJsonObject(const models::Row &)> &objectOf) {
  QStringList found;
  for (const Source &source : sources) {
    const auto column =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const Column &c) {
          return titleOf(c) == QString::fromUtf8(source.column);
        });
    if (column == table.columns.end()) {
      found << QStringLiteral("no column ") + QString::fromUtf8(source.column);
      continue;
    }
    for (const models::Row &row : table.rows) {
      const models::Cell &cell =
          row.cells[static_cast<std::size_t>(column - table.columns.begin())];
      const QJsonValue value = at(objectOf(row), QString::fromUtf8(source.path));
      if (!agrees(cell, *column, value, source.times))
        found << QStringLiteral("%1 of %2: shown %3, JSON %4")
                     .arg(titleOf(*column), row.cells[0].text, cell.text,
                          value.toVariant().toString());
    }
  }
  return found;
}

QJsonObject itemAt(const QJsonObject &json, const char *list, int index) {
  return json[QLatin1String(list)].toArray().at(index).toObject();
}

QStringList specs() {
  return QDir(examples).entryList({"*.yaml"}, QDir::Files);
}

} // namespace

class TableWalkTest : public QObject {
  Q_OBJECT

private slots:
  void everyFigureOfThePlanIsThatOfTheCommandLine_data() {
    QTest::addColumn<QString>("spec");
    for (const QString &spec : specs())
      QTest::addRow("%s", qPrintable(spec)) << examples + spec;
  }

  void everyFigureOfThePlanIsThatOfTheCommandLine() {
    QFETCH(QString, spec);
    const QJsonObject json = jsonOf({"plan", spec, "--format", "json"});
    QVERIFY(json.contains("services"));
    OpenWindow open({1400, 900}, {});
    open.session.openNow({spec.toStdString()});
    const auto shown = [&](const char *pane) { return open.window.tableOf(pane)->shownTable(); };
    const auto indexed = [&](const char *list) {
      return
          [&json, list](const models::Row &row) { return itemAt(json, list, row.subject.index); };
    };
    QCOMPARE(shown("services").rows.size(), std::size_t(json["services"].toObject().size()));
    QCOMPARE(shown("edges").rows.size(), std::size_t(json["edges"].toArray().size()));
    QCOMPARE(shown("tiers").rows.size(), std::size_t(json["tiers"].toArray().size()));
    QCOMPARE(shown("findings").rows.size(), std::size_t(json["findings"].toArray().size()));
    QStringList wrong = differences(shown("services"), ofServices, [&](const models::Row &row) {
      return json["services"][QString::fromStdString(row.subject.service)].toObject();
    });
    wrong += differences(shown("edges"), ofEdges, indexed("edges"));
    wrong += differences(shown("tiers"), ofTiers, [&](const models::Row &row) {
      return itemAt(json, "tiers", static_cast<int>(row.cells[0].number));
    });
    wrong += differences(shown("findings"), ofFindings, indexed("findings"));
    QCOMPARE(wrong.join(u'\n'), QString());
  }

  void inventoryAndLedgerAreThoseOfTheFiles() {
    const QString spec = examples + "notifications/notifications.yaml",
                  audit = examples + "notifications/audit.json";
    const QJsonObject review = jsonOf({"review", spec, "--audit", audit, "--format", "json"});
    QFile file(audit);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject inventory = QJsonDocument::fromJson(file.readAll()).object();
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    const models::Table sites = open.window.tableOf("inventory")->shownTable(),
                        ledger = open.window.tableOf("ledger")->shownTable();
    QCOMPARE(sites.rows.size(), std::size_t(inventory["sites"].toArray().size()));
    QCOMPARE(ledger.rows.size(), std::size_t(review["ledger"].toArray().size()));
    QStringList wrong = differences(sites, ofInventory, [&](const models::Row &row) {
      return itemAt(inventory, "sites", row.subject.index);
    });
    wrong += differences(ledger, ofLedger, [&](const models::Row &row) {
      return itemAt(review, "ledger", row.subject.index);
    });
    QCOMPARE(wrong.join(u'\n'), QString());
  }

  void recordAndChecklistsAreThoseOfTheReview() {
    const QTemporaryDir folder;
    for (const char *file : {"notifications.yaml", "audit.json"})
      QVERIFY(QFile::copy(examples + "notifications/" + file, folder.filePath(file)));
    const QString spec = folder.filePath("notifications.yaml"),
                  audit = folder.filePath("audit.json");
    jsonOf({"review", spec, "--audit", audit, "--decide", "intake.deployment.max_in_flight", "--as",
            "to_fix", "--owner", "anna", "--until", "2999-01-31", "--because", "see the incident"});
    const QJsonObject review = jsonOf({"review", spec, "--audit", audit, "--format", "json"});
    OpenWindow open({1400, 900}, {});
    open.session.openNow({spec.toStdString(), audit.toStdString()});
    const models::Table record = open.window.tableOf("record")->shownTable(),
                        questions = open.window.tableOf("checklists")->shownTable();
    const QJsonArray decisions = review["record"]["decisions"].toArray();
    QHash<QString, QJsonObject> byKey;
    for (const QJsonValue &decision : decisions)
      byKey[decision["key"].toString()] = decision.toObject();
    QCOMPARE(record.rows.size(), std::size_t(decisions.size()));
    QVERIFY(byKey["intake.deployment.max_in_flight"]["owner"] == QStringLiteral("anna"));
    QStringList wrong = differences(
        record, ofRecord, [&](const models::Row &row) { return byKey[row.cells.back().text]; });
    std::vector<QJsonObject> items;
    for (const QJsonValue &list : review["checklists"].toArray())
      for (const QJsonValue &item : list["items"].toArray())
        items.push_back(item.toObject());
    QCOMPARE(questions.rows.size(), items.size());
    wrong += differences(questions, ofChecklists, [&](const models::Row &row) {
      return items.at(static_cast<std::size_t>(row.subject.index));
    });
    QCOMPARE(wrong.join(u'\n'), QString());
  }

  void noTableIsLeftOut() { // a new pane with a table belongs into the walk above
    OpenWindow open;
    QStringList walked{"services", "edges",  "tiers",      "findings", "inventory",
                       "ledger",   "record", "checklists", "sets",     "problems"};
    for (const panes::Pane &pane : panes::allPanes())
      if (open.window.tableOf(pane.id))
        QVERIFY2(walked.removeOne(pane.id), pane.id);
    QVERIFY(walked.isEmpty());
  }

  void aWrongFigureWouldBeFound() {
    const QJsonObject service{{"utilization", 0.5}};
    const models::Table table{{{"Utilization", "%", Column::Kind::number}},
                              {{{models::Cell{"51", 51}}, {}, {}}}};
    QCOMPARE(differences(table, {{"Utilization %", "utilization", 100}},
                         [&](const auto &) { return service; })
                 .size(),
             1);
  }

  void everyModelOfTheWindowIsSound() {
    OpenWindow open({1400, 900}, {});
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    for (const auto *view : open.window.findChildren<QAbstractItemView *>())
      if (view->model())
        testers.push_back(std::make_unique<QAbstractItemModelTester>(
            view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest));
    QVERIFY(testers.size() >= 7);
    open.session.show(tests::notificationDocuments());
    open.window.whatIf().set({changes::Change::Kind::load, "", 3});
    for (auto *filter : open.window.findChildren<QLineEdit *>())
      filter->setText("intake");
    open.window.selection().filterFindings("intake");
    open.window.whatIf().undo();
    open.session.close();
    open.session.show(tests::exampleDocuments());
    for (auto *filter : open.window.findChildren<QLineEdit *>())
      filter->clear();
  }
};

int main(int argc, char **argv) {
  return tests::run<TableWalkTest>(argc, argv);
}
#include "table_walk_test.moc"
