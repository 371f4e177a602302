#include "gui/canvas/canvas.h"
#include "gui/canvas/painter.h"
#include "planner/diagram/bound_stack.h"
#include "tests/gui/gui_test.h"

#include <QSignalSpy>

#include <algorithm>

using namespace loadline;
using diagram::Target;

class CanvasTest : public QObject {
  Q_OBJECT

  static diagram::DisplayList picture() {
    return diagram::boundStack(*tests::exampleDocuments().plan);
  }
  static int nodeOf(const canvas::Canvas &canvas, const std::string &service) {
    for (int node = 0; node < static_cast<int>(canvas.nodes().size()); ++node)
      if (canvas.picture().groups[canvas.nodes()[static_cast<std::size_t>(node)]].target ==
          Target{Target::Kind::service, service, -1})
        return node;
    return -1;
  }

  static QRectF wholeOf(const canvas::Canvas &canvas) {
    return canvas.onWidget({0, 0, canvas.picture().size.width, canvas.picture().size.height});
  }

  static void drag(canvas::Canvas &canvas, QPoint from, QPoint to) {
    QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
    QTest::mouseMove(&canvas, to);
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
  }

  /// Whether it holds more than the ground of the picture.
  static bool isInk(const QImage &image) {
    const QColor ground = canvas::toQColor(colorOf(diagram::Role::canvas, diagram::Palette::light));
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x)
        if (image.pixelColor(x, y).lightness() < ground.lightness() - 60)
          return true;
    return false;
  }

private slots:
  void itShowsTheWholeWhereThatCanBeRead() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(1600, 1000);
    canvas.show();
    QVERIFY(QRectF(canvas.rect()).contains(wholeOf(canvas)));
    QVERIFY(canvas.zoom() >= 0.7);
  }

  void itShowsTheBeginningWhereTheWholeWouldBeTooSmall() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(500, 300);
    canvas.show();
    QCOMPARE(canvas.zoom(), 0.7);
    for (const std::size_t node : canvas.nodes()) // where load enters
      if (canvas.picture().groups[node].target.kind == Target::Kind::entry)
        QVERIFY(canvas.rect().contains(
            canvas.onWidget(canvas.picture().groups[node].bounds).center().toPoint()));
  }

  void whatIsFittedStaysWholeUntilTheUserZooms() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(700, 400);
    canvas.show();
    QTest::keyClick(&canvas, Qt::Key_0);
    canvas.resize(500, 300);
    tests::OpenWindow::settle();
    QVERIFY(QRectF(canvas.rect()).contains(wholeOf(canvas)));
    QTest::keyClick(&canvas, Qt::Key_Plus);
    const double zoomed = canvas.zoom();
    canvas.resize(900, 600);
    tests::OpenWindow::settle();
    QCOMPARE(canvas.zoom(), zoomed);
  }

  void zoomStaysWithinItsLimits() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.zoomBy(1e9);
    QCOMPARE(canvas.zoom(), 8.0);
    canvas.zoomBy(1e-9);
    QCOMPARE(canvas.zoom(), 0.05);
  }

  void arrowsWalkToTheNextTierAndEnterSelects() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(900, 500);
    canvas.focusNode(nodeOf(canvas, "edge"));
    QSignalSpy activated(&canvas, &canvas::Canvas::activated);
    QTest::keyClick(&canvas, Qt::Key_Right);
    QTest::keyClick(&canvas, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].value<Target>().service, "gateway");
  }

  void tabWalksEveryNode() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.show();
    canvas.setFocus();
    for (int node = 0; node < static_cast<int>(canvas.nodes().size()); ++node) {
      QTest::keyClick(&canvas, Qt::Key_Tab);
      QCOMPARE(canvas.focusedNode(), node);
    }
  }

  void aClickOnABoxSelectsItAndOneBesideNothing() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(1000, 600);
    canvas.show();
    QSignalSpy activated(&canvas, &canvas::Canvas::activated);
    const auto &box = canvas.picture()
                          .groups[canvas.nodes()[static_cast<std::size_t>(nodeOf(canvas, "auth"))]]
                          .bounds;
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.onWidget(box).center().toPoint());
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, {1, 1});
    QCOMPARE(activated[0][0].value<Target>().service, "auth");
    QCOMPARE(activated[1][0].value<Target>().kind, Target::Kind::none);
  }

  void draggingMovesThePictureAndSelectsNothing() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(1000, 600);
    canvas.show();
    QSignalSpy activated(&canvas, &canvas::Canvas::activated);
    const QPointF before = canvas.onWidget({}).topLeft();
    QTest::mousePress(&canvas, Qt::LeftButton, {}, {300, 300});
    QTest::mouseMove(&canvas, {340, 320});
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {340, 320});
    QCOMPARE(canvas.onWidget({}).topLeft() - before, QPointF(40, 20));
    QCOMPARE(activated.count(), 0);
  }

  void theMinimapShowsWhereOneIsAndLeadsElsewhere() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(900, 600);
    canvas.show();
    auto *minimap = canvas.findChild<canvas::Minimap *>();
    QTest::keyClick(&canvas, Qt::Key_0);
    QVERIFY(!minimap->isVisible()); // all is in view
    canvas.zoomTo(3);
    QVERIFY(minimap->isVisible());
    QVERIFY(canvas.rect().contains(minimap->geometry()));
    double right = 0, bottom = 0; // of the boxes
    for (const std::size_t node : canvas.nodes()) {
      right = std::max(right, canvas.picture().groups[node].bounds.right());
      bottom = std::max(bottom, canvas.picture().groups[node].bounds.bottom());
    }
    QTest::mouseClick(minimap, Qt::LeftButton, {}, {minimap->width() - 10, minimap->height() - 10});
    QVERIFY(canvas.shownPart().contains(diagram::Point{right - 20, bottom - 20}));
  }

  void theMinimapHidesNoBoxWhereThereIsFreeCanvas() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(700, 300);
    canvas.show();
    tests::OpenWindow::settle();
    const auto *minimap = canvas.findChild<canvas::Minimap *>();
    canvas.zoomTo(0.9);
    const auto hidesABox = [&](const QRect &place) {
      return std::any_of(canvas.nodes().begin(), canvas.nodes().end(), [&](std::size_t node) {
        return canvas.onWidget(canvas.picture().groups[node].bounds).intersects(place);
      });
    };
    const auto isSomewhereFree = [&] {
      for (int x = 10; x <= canvas.width() - minimap->width() - 10; x += 12)
        for (int y = 10; y <= canvas.height() - minimap->height() - 10; y += 12)
          if (!hidesABox({QPoint(x, y), minimap->size()}))
            return true;
      return false;
    };
    int free = 0;
    for (double x = 0; x < canvas.picture().size.width; x += 40) { // the view moves over it all
      canvas.centreOn({x, canvas.picture().size.height / 2});
      QVERIFY(minimap->isVisible());
      free += !hidesABox(minimap->geometry());
      QVERIFY(!hidesABox(minimap->geometry()) || !isSomewhereFree());
    }
    QVERIFY(free > 5);
  }

  void theMinimapStaysAwayWhereMostIsInViewAndWhereItIsNotWanted() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(1100, 600);
    canvas.show();
    const auto *minimap = canvas.findChild<canvas::Minimap *>();
    QTest::keyClick(&canvas, Qt::Key_0);
    canvas.zoomBy(1.1); // the outermost boxes are cut
    QVERIFY(!minimap->isVisible());
    canvas.zoomTo(3);
    QVERIFY(minimap->isVisible());
    canvas.setMinimapWanted(false);
    QVERIFY(!minimap->isVisible());
  }

  void theMinimapShowsWhereABoxIsMostlyOutOfView() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(1100, 600);
    canvas.show();
    const auto *minimap = canvas.findChild<canvas::Minimap *>();
    QTest::keyClick(&canvas, Qt::Key_0);
    double bottom = 0;
    for (const std::size_t node : canvas.nodes())
      bottom = std::max(bottom, canvas.onWidget(canvas.picture().groups[node].bounds).bottom());
    QVERIFY(!minimap->isVisible());
    const QPoint from(300, 300), by(0, qRound(canvas.height() - bottom + 60)); // half of the lowest
    QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
    QTest::mouseMove(&canvas, from + by);
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, from + by);
    QVERIFY(minimap->isVisible());
  }

  void headsOfTiersStayInViewAndHideNoBoxThatIsBroughtThere() {
    for (const diagram::Group &group : picture().groups) {
      if (group.target.kind != Target::Kind::service)
        continue;
      canvas::Canvas canvas;
      canvas.setPicture(picture());
      canvas.resize(700, 320);
      canvas.show();
      canvas.open();
      canvas.bringIntoView(group.target.service);
      const QRectF box = canvas.onWidget(group.bounds);
      QVERIFY(QRectF(canvas.rect()).contains(box));
      for (const diagram::Group &head : canvas.picture().groups)
        if (head.target.kind == Target::Kind::tier) {
          const QRectF words = canvas.shownAt(head);
          QVERIFY2(words.top() >= 0 && !words.intersects(box), group.target.service.c_str());
        }
    }
  }

  void aHeadThatStaysIsDrawnAndPointedAtWhereItIsSeen() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(700, 320);
    canvas.show();
    canvas.open();
    drag(canvas, {350, 250}, {350, 130});
    for (const diagram::Group &head : canvas.picture().groups) {
      const QRect words = canvas.shownAt(head).toRect();
      if (head.target.kind != Target::Kind::tier || !canvas.rect().contains(words))
        continue;
      QVERIFY(canvas.onWidget(head.bounds).top() < 0);
      QVERIFY(isInk(canvas.grab(words).toImage()));
      QSignalSpy pressed(&canvas, &canvas::Canvas::activated);
      QTest::mouseClick(&canvas, Qt::LeftButton, {}, words.center());
      QCOMPARE(pressed.at(0).at(0).value<Target>(), head.target);
      return;
    }
    QFAIL("no head of a tier is in view");
  }

  void belowReadableSizesServicesAreChipsThatTellHowTheyStand() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(1200, 700);
    canvas.show();
    QTest::keyClick(&canvas, Qt::Key_0);
    canvas.zoomTo(0.3);
    const QImage small = canvas.grab().toImage();
    for (const std::size_t node : canvas.nodes()) {
      const diagram::Group &group = canvas.picture().groups[node];
      if (group.state != diagram::Role::waterOver)
        continue;
      const QRectF box = canvas.onWidget(group.bounds);
      QCOMPARE(small.pixelColor(QPoint(int(box.center().x()), int(box.top()) + 4)),
               canvas::toQColor(colorOf(diagram::Role::alarmFill, diagram::Palette::light)));
      return;
    }
    QFAIL("the example has no service that is over capacity");
  }

  void anEmptyPictureCanBeDrawnWalkedAndZoomed() {
    canvas::Canvas canvas;
    canvas.setPicture({});
    canvas.show();
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Return, Qt::Key_Tab, Qt::Key_Plus, Qt::Key_0})
      QTest::keyClick(&canvas, key);
    QVERIFY(!canvas.grab().isNull());
  }

  void lightAndDarkFollowThePalette() {
    canvas::Canvas canvas;
    canvas.setPicture(picture());
    canvas.resize(400, 300);
    const auto ground = [&] { return canvas.grab().toImage().pixelColor(1, 1); };
    QCOMPARE(ground(), canvas::toQColor(colorOf(diagram::Role::canvas, diagram::Palette::light)));
    QPalette dark;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    canvas.setPalette(dark);
    QCOMPARE(ground(), canvas::toQColor(colorOf(diagram::Role::canvas, diagram::Palette::dark)));
  }
};

int main(int argc, char **argv) {
  return tests::run<CanvasTest>(argc, argv);
}
#include "canvas_test.moc"
