#include "gui/app/start_page.h"
#include "gui/canvas/elided_label.h"
#include "gui/canvas/painter.h"
#include "gui/panes/table_pane.h"
#include "tests/gui/gui_test.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

using namespace loadline;
using tests::OpenWindow;

namespace {

QRect inWindow(const QWidget &widget, const QWidget &window) {
  return {widget.mapTo(&window, QPoint(0, 0)), widget.size()};
}

/// What is seen of a widget: less what it is scrolled out of.
QRect seen(const QWidget &widget, const QWidget &window) {
  return widget.visibleRegion().boundingRect().translated(widget.mapTo(&window, QPoint(0, 0)));
}

QString told(const QWidget &widget) {
  const auto *label = qobject_cast<const QLabel *>(&widget);
  const auto *button = qobject_cast<const QAbstractButton *>(&widget);
  return label ? label->text() : button ? button->text() : QString();
}

/// Visible labels and buttons that say something.
QList<QWidget *> tellers(const QWidget &window) {
  QList<QWidget *> found;
  for (QWidget *widget : window.findChildren<QWidget *>())
    // Qt keeps docks behind another tab "visible", outside the window.
    if (widget->window() == &window && !widget->visibleRegion().isEmpty() &&
        !told(*widget).isEmpty())
      found << widget;
  return found;
}

/// Whether the widget is as large as its text needs it.
bool holdsItsText(const QWidget &widget) {
  if (qobject_cast<const canvas::ElidedLabel *>(&widget))
    return widget.height() >=
           widget.fontMetrics().height(); // ends in "…" by intention, with the whole as its tip
  if (const auto *label = qobject_cast<const QLabel *>(&widget); label && label->wordWrap())
    return widget.height() >= label->heightForWidth(widget.width());
  const QMargins around = widget.contentsMargins();
  return widget.width() - around.left() - around.right() >=
             widget.fontMetrics().horizontalAdvance(told(widget).remove(u'&')) &&
         widget.height() >= widget.fontMetrics().height();
}

QStringList clipped(const QWidget &window) {
  QStringList found;
  for (const QWidget *widget : tellers(window))
    if (!holdsItsText(*widget) || !window.rect().contains(inWindow(*widget, window)))
      found << told(*widget);
  return found;
}

QStringList overlapping(const QWidget &window) {
  QStringList found;
  const QList<QWidget *> widgets = tellers(window);
  for (qsizetype a = 0; a < widgets.size(); ++a)
    for (qsizetype b = a + 1; b < widgets.size(); ++b)
      if (seen(*widgets[a], window).intersects(seen(*widgets[b], window)))
        found << told(*widgets[a]) + " / " + told(*widgets[b]);
  return found;
}

/// Cells of number columns and titles whose text is wider than its column.
QStringList cutFigures(const QTableView &view, const models::Table &table) {
  QStringList found;
  const QFontMetrics metrics = view.fontMetrics();
  constexpr int padding = 8;
  for (int c = 0; c < view.model()->columnCount(); ++c) {
    if (view.isColumnHidden(c)) // there was no room for it, and none of it is shown
      continue;
    const models::Column &column = table.columns[static_cast<std::size_t>(c)];
    const auto check = [&](const QString &text) {
      if (metrics.horizontalAdvance(text) + padding > view.columnWidth(c))
        found << text;
    };
    check(column.title);
    check(column.unit);
    for (int row = 0; row < view.model()->rowCount() && !column.stretches; ++row)
      check(view.model()->index(row, c).data().toString());
  }
  return found;
}

std::vector<diagram::Text> textsOf(const diagram::DisplayList &list) {
  std::vector<diagram::Text> texts;
  for (const diagram::Group &group : list.groups)
    for (const diagram::Item &item : group.items)
      if (const auto *text = std::get_if<diagram::Text>(&item))
        texts.push_back(*text);
  return texts;
}

session::Documents exampleSpec(const char *file = "six_services.yaml") {
  return session::opened({}, {std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples" / file});
}

QTableView &tableIn(app::MainWindow &window, const char *pane) {
  window.dock(pane)->bringForward();
  OpenWindow::settle();
  return qobject_cast<panes::TablePane *>(window.dock(pane)->widget())->view();
}

bool shows(const QTableView &view, const QString &title) {
  for (int c = 0; c < view.model()->columnCount(); ++c)
    if (view.model()->headerData(c, Qt::Horizontal).toString().startsWith(title))
      return !view.isColumnHidden(c);
  return false;
}

} // namespace

class GeometryTest : public QObject {
  Q_OBJECT

private slots:
  void nothingIsClippedAndNothingOverlaps_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("pane");
    for (const QSize size : {QSize(900, 600), QSize(1400, 900), QSize(760, 500)})
      for (const panes::Pane &pane : panes::allPanes())
        QTest::addRow("%s at %dx%d", pane.id, size.width(), size.height())
            << size << QString::fromLatin1(pane.id);
  }

  void nothingIsClippedAndNothingOverlaps() {
    QFETCH(QSize, size);
    QFETCH(QString, pane);
    session::Documents documents = tests::exampleDocuments();
    documents.problems["spec.yaml"] = {{{"/a/rather/long/folder/name/for/a/spec.yaml", 3, 1},
                                        "unknown key 'servces' of the spec, and a message that "
                                        "takes more than one line at this width",
                                        "did you mean 'services'?"},
                                       {{"spec.yaml", 4, 1}, "another", ""}};
    OpenWindow open(size, documents);
    open.window.selection().select({session::Subject::Kind::service, "recommendations", -1});
    open.window.showFindings();
    open.window.dock(pane)->bringForward();
    OpenWindow::settle();
    QCOMPARE(open.window.size(), size);
    QVERIFY(tellers(open.window).size() > 8);
    QCOMPARE(clipped(open.window).join("; "), QString());
    QCOMPARE(overlapping(open.window).join("; "), QString());
  }

  void theNamesOfThePanesAreWhole_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("allAtOnce");
    QTest::addRow("900x600") << QSize(900, 600) << true;
    QTest::addRow("760x500") << QSize(760, 500) << false;
  }

  void theNamesOfThePanesAreWhole() {
    QFETCH(QSize, size);
    QFETCH(bool, allAtOnce);
    OpenWindow open(size, tests::exampleDocuments());
    int names = 0;
    for (const auto *tabs :
         open.window.findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
      for (int tab = 0; tab < tabs->count(); ++tab, ++names) {
        const QRect place = tabs->tabRect(tab);
        QVERIFY2(tabs->fontMetrics().horizontalAdvance(tabs->tabText(tab)) <= place.width() - 4,
                 qPrintable(tabs->tabText(tab)));
        QCOMPARE(tabs->elideMode(), Qt::ElideNone);
        QVERIFY2(!allAtOnce || tabs->rect().contains(place), qPrintable(tabs->tabText(tab)));
      }
    QVERIFY(names > 10);
  }

  void theStartPageFitsToo() {
    OpenWindow open({900, 600}, {});
    QCOMPARE(clipped(open.window).join("; "), QString());
    QCOMPARE(overlapping(open.window).join("; "), QString());
  }

  void namesOnTheStartPageAreWholeInALowWindow() {
    OpenWindow open(QSize(760, 500), {});
    const auto buttons = open.window.findChild<app::StartPage *>()->findChildren<QPushButton *>();
    QVERIFY(buttons.size() > 8);
    for (const QPushButton *button : buttons)
      QVERIFY2(button->height() >= button->sizeHint().height(), qPrintable(button->text()));
  }

  void noFigureIsCutInAnyTable() {
    OpenWindow open({1400, 900});
    for (const char *pane : {"services", "edges", "tiers", "findings", "inventory"}) {
      open.window.dock(pane)->bringForward();
      OpenWindow::settle();
      auto *table = qobject_cast<panes::TablePane *>(open.window.dock(pane)->widget());
      QCOMPARE(cutFigures(table->view(), table->model().table()).join("; "), QString());
    }
  }

  void noTableScrollsSidewards_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("pane");
    for (const QSize size : {QSize(900, 600), QSize(1400, 900)})
      for (const char *pane : {"services", "edges", "tiers", "findings", "ledger", "inventory"})
        QTest::addRow("%s at %dx%d", pane, size.width(), size.height())
            << size << QString::fromLatin1(pane);
  }

  void noTableScrollsSidewards() {
    QFETCH(QSize, size);
    QFETCH(QString, pane);
    OpenWindow open(size, tests::notificationDocuments());
    const QTableView &view = tableIn(open.window, qPrintable(pane));
    QVERIFY(view.horizontalHeader()->length() <= view.viewport()->width());
  }

  void theLedgerSaysWholeHowABoundStandsAtTheLeastSize() {
    OpenWindow open({900, 600}, tests::notificationDocuments());
    const QTableView &view = tableIn(open.window, "ledger");
    for (int c = 0; c < 4; ++c) { // status, service, bound, spec
      QVERIFY(!view.isColumnHidden(c));
      for (int row = 0; row < view.model()->rowCount(); ++row) {
        const QString text = view.model()->index(row, c).data().toString();
        QVERIFY2(view.fontMetrics().horizontalAdvance(text) + 8 <= view.columnWidth(c),
                 qPrintable(text));
      }
    }
    QVERIFY(shows(view, "Code"));
  }

  void aBannerLeavesTheHeadsOfTiersInView() {
    session::Documents documents = exampleSpec("shop.yaml");
    documents.problems["other.yaml"] = {
        {{"/work/other.yaml", 3, 1}, "no such key", "did you mean"}};
    OpenWindow open({900, 600}, std::move(documents));
    const canvas::Canvas &canvas = open.window.canvas();
    int inView = 0;
    for (const diagram::Group &group : canvas.picture().groups)
      if (group.target.kind == diagram::Target::Kind::tier)
        inView += canvas.rect().contains(canvas.shownAt(group).toRect()) ? 1 : 0;
    QVERIFY(inView >= 2);
  }

  void theShopShowsItsUtilizationAtTheLeastSize() {
    OpenWindow open({900, 600}, exampleSpec("shop.yaml"));
    const QTableView &view = tableIn(open.window, "services");
    QVERIFY(view.horizontalHeader()->length() <= view.viewport()->width());
    for (const char *title : {"Service", "Verdict", "p99", "Bound", "Utilization"})
      QVERIFY2(shows(view, title), title);
    QVERIFY(view.viewport()->height() >= 3 * view.rowHeight(0));
  }

  void columnsThatThereIsNoRoomForComeByAPress() {
    OpenWindow open({900, 600}, exampleSpec("shop.yaml"));
    const QTableView &view = tableIn(open.window, "services");
    QVERIFY(!shows(view, "Mean"));
    for (auto *button : open.window.dock("services")->findChildren<QToolButton *>())
      if (button->text().startsWith(u'+'))
        button->click();
    for (int c = 0; c < view.model()->columnCount(); ++c)
      QVERIFY(!view.isColumnHidden(c));
  }

  void thePictureOpensLargeEnoughToRead_data() {
    QTest::addColumn<QString>("file");
    for (const char *file : {"shop.yaml", "six_services.yaml", "online_boutique.yaml"})
      QTest::addRow("%s", file) << QString::fromLatin1(file);
  }

  void thePictureOpensLargeEnoughToRead() {
    QFETCH(QString, file);
    OpenWindow open({900, 600}, exampleSpec(qPrintable(file)));
    QVERIFY(open.window.canvas().zoom() >= 0.7); // 11 px are 8 then
    const canvas::Canvas &canvas = open.window.canvas();
    for (const std::size_t node : canvas.nodes()) { // one sees where load enters
      const diagram::Group &group = canvas.picture().groups[node];
      if (group.target.kind == diagram::Target::Kind::entry)
        QVERIFY(canvas.rect().contains(canvas.onWidget(group.bounds).center().toPoint()));
    }
  }

  void theFirstServiceIsWholeWhereThePictureIsCut() {
    OpenWindow open({900, 600}, exampleSpec("six_services.yaml"));
    const canvas::Canvas &canvas = open.window.canvas();
    const auto node = std::ranges::find_if(canvas.nodes(), [&](std::size_t each) {
      return canvas.picture().groups[each].target.service == "edge";
    });
    QVERIFY(node != canvas.nodes().end());
    const QRectF box = canvas.onWidget(canvas.picture().groups[*node].bounds);
    QVERIFY(QRectF(canvas.rect()).contains(box));
  }

  void theNameAndTheSumOfTheSystemAreWhole_data() {
    QTest::addColumn<QString>("file");
    for (const char *file : {"shop.yaml", "six_services.yaml", "online_boutique.yaml"})
      QTest::addRow("%s", file) << QString::fromLatin1(file);
  }

  void theNameAndTheSumOfTheSystemAreWhole() {
    QFETCH(QString, file);
    OpenWindow open({900, 600}, exampleSpec(qPrintable(file)));
    const auto *view = open.window.findChild<canvas::BoundStackView *>();
    for (const auto *label : view->findChildren<canvas::ElidedLabel *>())
      QVERIFY2(label->fontMetrics().horizontalAdvance(label->text()) <= label->width(),
               qPrintable(label->text()));
    QCOMPARE(clipped(open.window).join("; "), QString());
  }

  void theHeadIsSlimAndItsFieldToFindIsWhole_data() {
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(760, 500), QSize(900, 600), QSize(1400, 900)})
      QTest::addRow("%dx%d", size.width(), size.height()) << size;
  }

  void theHeadIsSlimAndItsFieldToFindIsWhole() {
    QFETCH(QSize, size);
    OpenWindow open(size, tests::notificationDocuments());
    auto *head = open.window.findChild<canvas::PictureHead *>();
    QVERIFY(head->height() <= 72);
    QVERIFY(head->finder().isVisible() && head->rect().contains(inWindow(head->finder(), *head)));
    for (const QWidget *other : tellers(open.window))
      QVERIFY2(!seen(*other, open.window).intersects(seen(head->finder(), open.window)),
               qPrintable(told(*other)));
  }

  void smallSystemsOpenWhole_data() {
    QTest::addColumn<QString>("file");
    for (const char *file : {"shop.yaml", "orders.yaml", "notifications/notifications.yaml"})
      QTest::addRow("%s", file) << QString::fromLatin1(file);
  }

  void smallSystemsOpenWhole() {
    QFETCH(QString, file);
    OpenWindow open({1400, 900}, exampleSpec(qPrintable(file)));
    const canvas::Canvas &canvas = open.window.canvas();
    QVERIFY(canvas.zoom() >= 0.7);
    for (const std::size_t node : canvas.nodes())
      QVERIFY(
          QRectF(canvas.rect()).contains(canvas.onWidget(canvas.picture().groups[node].bounds)));
  }

  void textsOfThePictureNeitherOverlapNorLeaveIt_data() {
    QTest::addColumn<bool>("isSpec");
    QTest::addRow("the example spec") << true;
    QTest::addRow("a plan made by hand") << false;
  }

  void textsOfThePictureNeitherOverlapNorLeaveIt() {
    QFETCH(bool, isSpec);
    OpenWindow open({900, 600}, isSpec ? exampleSpec() : tests::exampleDocuments());
    const diagram::DisplayList &picture = open.window.canvas().picture();
    const std::vector<diagram::Text> texts = textsOf(picture);
    QVERIFY(texts.size() > 20);
    const QRectF whole(0, 0, picture.size.width, picture.size.height);
    QStringList wrong;
    for (std::size_t a = 0; a < texts.size(); ++a) {
      const QRectF rect = canvas::textRect(texts[a]);
      if (!whole.contains(rect))
        wrong << QString::fromStdString(texts[a].text);
      for (std::size_t b = a + 1; b < texts.size(); ++b) // leading may touch, letters may not
        if (rect.adjusted(0, 2, 0, -2).intersects(canvas::textRect(texts[b]).adjusted(0, 2, 0, -2)))
          wrong << QString::fromStdString(texts[a].text + " / " + texts[b].text);
    }
    QCOMPARE(wrong.join("; "), QString());
  }
};

int main(int argc, char **argv) {
  return tests::run<GeometryTest>(argc, argv);
}
#include "geometry_test.moc"
