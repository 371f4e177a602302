#include "tests/gui/gui_test.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSlider>
#include <QTabBar>
#include <QTextBrowser>

using namespace loadline;
using tests::OpenWindow;

namespace {

/// What a person can press, type into, walk or read as a whole.
bool isInteractive(const QWidget *widget) {
  return qobject_cast<const QAbstractButton *>(widget) ||
         qobject_cast<const QAbstractItemView *>(widget) ||
         qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QTextBrowser *>(widget) ||
         qobject_cast<const QMenu *>(widget) || qobject_cast<const QMenuBar *>(widget) ||
         qobject_cast<const QDockWidget *>(widget) || qobject_cast<const QComboBox *>(widget) ||
         qobject_cast<const QSlider *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget) ||
         qobject_cast<const QPlainTextEdit *>(widget) ||
         qobject_cast<const QProgressBar *>(widget) ||
         qobject_cast<const canvas::Minimap *>(widget) ||
         qobject_cast<const canvas::Canvas *>(widget) || widget->isWindow();
}

bool hasTabs(const QWidget *widget) { // Qt keeps a bar without tabs for later
  const auto *tabs = qobject_cast<const QTabBar *>(widget);
  return tabs && tabs->count() > 0;
}

/// Scroll bars, header corners, the buttons inside a line edit and the list of a combo box are
/// parts of what holds them.
bool isPartOfAnother(const QWidget *widget) {
  return widget->objectName().startsWith("qt_") ||
         qobject_cast<const QLineEdit *>(widget->parentWidget()) ||
         qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()) ||
         qobject_cast<const QTabBar *>(widget->parentWidget()) ||
         QByteArray(widget->metaObject()->className()) == "QComboBoxPrivateContainer" ||
         QByteArray(widget->metaObject()->className()) == "QComboBoxListView" ||
         QByteArray(widget->metaObject()->className()) == "QTableCornerButton" ||
         QByteArray(widget->metaObject()->className()) == "QMenuBarExtension";
}

QStringList nameless(const QWidget &window) {
  QStringList found;
  for (QWidget *widget : window.findChildren<QWidget *>()) {
    if (hasTabs(widget) &&
        widget->accessibleName().isEmpty()) // whose interface tells the name of the tab instead
      found << "QTabBar";
    if (!isInteractive(widget) || isPartOfAnother(widget))
      continue;
    const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
    if (!told || told->text(QAccessible::Name).isEmpty())
      found << QString::fromLatin1(widget->metaObject()->className()) + " in " +
                   widget->parentWidget()->metaObject()->className();
  }
  return found;
}

} // namespace

class AccessibilityTest : public QObject {
  Q_OBJECT

private slots:
  void everyWidgetThatCanBeUsedHasAName() {
    OpenWindow open;
    QCOMPARE(nameless(open.window).join("; "), QString());
    QVERIFY(QAccessible::queryAccessibleInterface(&open.window)
                ->text(QAccessible::Name)
                .contains("Loadline"));
  }

  void soHaveThoseOfTheStartPage() {
    OpenWindow open({900, 600}, {});
    QCOMPARE(nameless(open.window).join("; "), QString());
  }

  void everyNodeOfThePictureIsAChildWithANameAndAPlace() {
    OpenWindow open;
    const QAccessibleInterface *canvas =
        QAccessible::queryAccessibleInterface(&open.window.canvas());
    QCOMPARE(canvas->childCount(), 8); // seven boxes and the workload
    for (int node = 0; node < canvas->childCount(); ++node) {
      QVERIFY(!canvas->child(node)->text(QAccessible::Name).isEmpty());
      QVERIFY(canvas->rect().contains(canvas->child(node)->rect()));
      QCOMPARE(canvas->indexOfChild(canvas->child(node)), node);
    }
  }

  void pressingANodeSelectsItsService() {
    OpenWindow open;
    QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(&open.window.canvas());
    for (int node = 0; node < canvas->childCount(); ++node)
      if (canvas->child(node)->text(QAccessible::Name).startsWith("catalog"))
        canvas->child(node)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(open.window.selection().subject().service, "catalog");
  }

  void aNodeThatIsGoneIsNoLongerValid() {
    OpenWindow open;
    QAccessibleInterface *last =
        QAccessible::queryAccessibleInterface(&open.window.canvas())->child(7);
    QVERIFY(last->isValid());
    open.session.close();
    QVERIFY(!last->isValid());
    QVERIFY(last->text(QAccessible::Name).isEmpty());
  }
};

int main(int argc, char **argv) {
  return tests::run<AccessibilityTest>(argc, argv);
}
#include "accessibility_test.moc"
