#include "gui/panes/what_if_row.h"
#include "tests/gui/gui_test.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTemporaryDir>

using namespace loadline;
using changes::Change;
using Kind = Change::Kind;

namespace {

template <class Widget>
Widget *named(const QWidget &window, const QString &name) {
  for (auto *widget : window.findChildren<Widget *>())
    if (widget->accessibleName() == name)
      return widget;
  return nullptr;
}

} // namespace

class WhatIfTest : public QObject {
  Q_OBJECT

private slots:
  void threeTimesTheLoadIsPlannedAndTheOldPlanKept() {
    tests::OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.whatIf().set({Kind::load, "", 3});
    const session::Documents &documents = open.session.documents();
    QCOMPARE(documents.plan->find("intake")->arrivalRate->count(), 90.0);
    QCOMPARE(documents.asItStands->find("intake")->arrivalRate->count(), 30.0);
    QVERIFY(documents.plan->find("intake")->verdict == plan::Verdict::overCapacity);
  }

  void theListOfServicesShowsThatItOpens() {
    tests::OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.dock("what_if")->bringForward();
    tests::OpenWindow::settle();
    auto *box = named<QComboBox>(open.window, "Service whose values are tried");
    const QImage mark = box->grab(QRect(box->width() - 18, 4, 14, box->height() - 8)).toImage();
    const QColor ground = mark.pixelColor(0, 0);
    bool isMarked = false;
    for (int y = 0; y < mark.height(); ++y)
      for (int x = 0; x < mark.width(); ++x)
        isMarked = isMarked || mark.pixelColor(x, y).lightness() < ground.lightness() - 60;
    QVERIFY(isMarked);
  }

  void undoGoesBackAndRedoForth() {
    tests::OpenWindow open({1400, 900}, tests::notificationDocuments());
    session::WhatIf &whatIf = open.window.whatIf();
    whatIf.set({Kind::load, "", 3});
    whatIf.undo();
    QVERIFY(!open.session.documents().asItStands);
    QCOMPARE(open.session.documents().plan->find("intake")->arrivalRate->count(), 30.0);
    whatIf.redo();
    QCOMPARE(open.session.documents().plan->find("intake")->arrivalRate->count(), 90.0);
  }

  void oneGestureIsOneStepToUndo() {
    tests::OpenWindow open({1400, 900}, tests::notificationDocuments());
    session::WhatIf &whatIf = open.window.whatIf();
    for (const double factor : {1.5, 2.0, 2.5})
      whatIf.set({Kind::load, "", factor}, 7);
    whatIf.undo();
    QVERIFY(whatIf.changes().empty());
    QVERIFY(!whatIf.canUndo());
  }

  void aFieldTriesItsValueOnTheSelectedService() {
    tests::OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.selection().select({session::Subject::Kind::service, "store", -1});
    auto *bound = named<QDoubleSpinBox>(open.window, "Bound");
    QCOMPARE(bound->value(), 80.0);
    bound->setValue(10);
    QVERIFY(open.window.whatIf().changes() == (changes::Changes{{Kind::bound, "store", 10}}));
    QCOMPARE(open.session.documents().plan->find("store")->maxInFlight.declared->count(), 10.0);
  }

  void theSliderOfTheLoadGoesToTenTimes() {
    tests::OpenWindow open({1400, 900}, tests::notificationDocuments());
    named<QSlider>(open.window, "Load, slider")->setValue(100);
    QVERIFY(open.window.whatIf().changes() == (changes::Changes{{Kind::load, "", 10}}));
  }

  void thePictureShowsWhereTheWaterStood() {
    tests::OpenWindow open({1400, 900}, tests::notificationDocuments());
    const auto texts = [&] {
      std::string all;
      for (const diagram::Group &group : open.window.canvas().picture().groups)
        for (const diagram::Item &item : group.items)
          if (const auto *text = std::get_if<diagram::Text>(&item))
            all += text->text + "\n";
      return all;
    };
    QVERIFY(texts().find("was ") == std::string::npos);
    open.window.whatIf().set({Kind::load, "", 2});
    QVERIFY(texts().find("was 33.5%") != std::string::npos);
  }

  void aDependencyThatIsDownFailsItsCallers() {
    tests::OpenWindow open({1400, 900}, tests::notificationDocuments());
    open.window.selection().select({session::Subject::Kind::service, "mail_gateway", -1});
    named<QCheckBox>(open.window, "Down")->setChecked(true);
    QCOMPARE(open.session.documents().plan->find("intake")->success.success->count(), 0.0);
  }

  void writingChangesTheSpecAndNothingElseInIt() {
    QTemporaryDir folder;
    const QString file = folder.filePath("spec.yaml");
    QVERIFY(
        QFile::copy(LOADLINE_SOURCE_DIR "/docs/examples/notifications/notifications.yaml", file));
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    const auto text = [&] {
      QFile opened(file);
      opened.open(QIODevice::ReadOnly);
      return opened.readAll();
    };
    const QByteArray before = text();
    tests::OpenWindow open({1400, 900}, {});
    open.session.openNow({file.toStdString()});
    open.window.whatIf().set({Kind::bound, "store", 60});
    named<QPushButton>(open.window, "Write into the spec")->click();
    QCOMPARE(text(), QByteArray(before).replace("pool: { size: 80 }", "pool: { size: 60 }"));
    QVERIFY(open.window.whatIf().changes().empty());
    QTRY_COMPARE(open.session.documents().plan->find("store")->maxInFlight.declared->count(), 60.0);
  }

  void valuesAreSavedUnderANameAndStandSideBySide() {
    QTemporaryDir folder;
    const QString file = folder.filePath("spec.yaml");
    QVERIFY(
        QFile::copy(LOADLINE_SOURCE_DIR "/docs/examples/notifications/notifications.yaml", file));
    tests::OpenWindow open({1400, 900}, {});
    open.session.openNow({file.toStdString()});
    open.window.whatIf().set({Kind::load, "", 3});
    named<QLineEdit>(open.window, "Name under which the values are saved")->setText("friday");
    named<QPushButton>(open.window, "Save the values under the name")->click();
    const auto rows = [&] { return open.window.tableOf("sets")->shownTable().rows; };
    QTRY_COMPARE(rows().size(), 2u);
    QCOMPARE(rows()[0].cells[0].text, "As it stands");
    QCOMPARE(rows()[1].cells[0].text, "friday");
    QCOMPARE(rows()[1].cells.back().text, "load × 3");
    QVERIFY(rows()[1].cells[4].number > rows()[0].cells[4].number); // more is over capacity
    QVERIFY(QFile::exists(folder.filePath("spec.what_if.yaml")));

    open.window.selection().select({session::Subject::Kind::changeSet, "", -1});
    QVERIFY(open.window.whatIf().changes().empty());
    open.window.selection().select({session::Subject::Kind::changeSet, "", 0});
    QVERIFY(open.window.whatIf().changes() == (changes::Changes{{Kind::load, "", 3}}));

    named<QPushButton>(open.window, "Forget the values of the name")->click();
    QTRY_COMPARE(rows().size(), 0u);
    QVERIFY(!QFile::exists(folder.filePath("spec.what_if.yaml")));
  }

  void aMistakeInTheSavedSetsIsToldAndTheSpecStaysOpen() {
    QTemporaryDir folder;
    const QString file = folder.filePath("spec.yaml");
    QVERIFY(
        QFile::copy(LOADLINE_SOURCE_DIR "/docs/examples/notifications/notifications.yaml", file));
    QFile sets(folder.filePath("spec.what_if.yaml"));
    QVERIFY(sets.open(QIODevice::WriteOnly));
    sets.write("sets:\n  - name: a\n    changes: [ { lod: 3 } ]\n");
    sets.close();
    tests::OpenWindow open({1400, 900}, {});
    open.session.openNow({file.toStdString()});
    QVERIFY(open.session.documents().plan);
    QVERIFY(toString(open.session.documents().problems.begin()->second)
                .find("spec.what_if.yaml:3:18") != std::string::npos);
    open.session.reload();
    QTRY_VERIFY(!open.session.isLoading());
    QCOMPARE(open.session.documents().specPath.filename().string(), "spec.yaml");
  }

  void aSpecThatIsReadAgainIsTriedAgain() {
    tests::OpenWindow open({1400, 900}, {});
    open.session.openNow({LOADLINE_SOURCE_DIR "/docs/examples/notifications/notifications.yaml"});
    open.window.whatIf().set({Kind::load, "", 3});
    open.session.openNow({LOADLINE_SOURCE_DIR "/docs/examples/notifications/notifications.yaml"});
    QCOMPARE(open.session.documents().plan->find("intake")->arrivalRate->count(), 90.0);
  }
};

int main(int argc, char **argv) {
  return tests::run<WhatIfTest>(argc, argv);
}

#include "what_if_test.moc"
