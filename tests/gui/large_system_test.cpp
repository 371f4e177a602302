#include "planner/plan/plan_file.h"
#include "tests/gui/gui_test.h"

#include <QMenu>
#include <QToolButton>

#include <fmt/format.h>

using namespace loadline;
using diagram::Target;
using session::Subject;
using tests::OpenWindow;

namespace {

constexpr int services = 60;

/// s0 → s1 → … → s59; s20 is full.
session::Documents longChain() {
  std::string text = "loadline: 1\nworkload: [ { to: s0, rate: 100/s } ]\nservices:\n";
  for (int i = 0; i < services; ++i)
    text += fmt::format("  s{}:\n    service_time: {{ mean: 10ms }}\n"
                        "    contract: {{ max_in_flight: {} }}\n    calls: [{} ]\n",
                        i, i == 20 ? 1 : 500,
                        i + 1 < services ? fmt::format(" {{ to: s{} }}", i + 1) : "");
  auto planned = plan::planSpecText(text, "chain.yaml").value();
  session::Documents documents;
  documents.specPath = "/chain.yaml";
  documents.plan = std::make_shared<const plan::Plan>(std::move(planned.plan));
  documents.system = std::make_shared<const spec::System>(std::move(planned.system));
  return documents;
}

std::vector<std::string> drawn(app::MainWindow &window) {
  std::vector<std::string> names;
  for (const diagram::Group &group : window.canvas().picture().groups)
    if (group.target.kind == Target::Kind::service)
      names.push_back(group.target.service);
  return names;
}

QToolButton &partButton(app::MainWindow &window) {
  for (auto *button : window.findChildren<QToolButton *>())
    if (button->accessibleName() == QStringLiteral("Which services are drawn"))
      return *button;
  qFatal("there is no such button");
}

using Names = std::vector<std::string>;

} // namespace

class LargeSystemTest : public QObject {
  Q_OBJECT

private slots:
  void itOpensAroundTheWorstServiceInAReadableSize() {
    OpenWindow open({1400, 900}, longChain());
    QCOMPARE(drawn(open.window), (Names{"s19", "s20", "s21", "s22"}));
    QVERIFY(open.window.canvas().zoom() >= 0.7);
    QVERIFY(partButton(open.window).isVisible());
    QVERIFY(partButton(open.window).text().startsWith("4 of 60"));
  }

  void thePictureFollowsTheSelection() {
    OpenWindow open({1400, 900}, longChain());
    open.window.selection().select({Subject::Kind::service, "s40", -1});
    QCOMPARE(drawn(open.window), (Names{"s39", "s40", "s41", "s42"}));
    open.window.selection().select({}); // nothing else to go to
    QCOMPARE(drawn(open.window), (Names{"s39", "s40", "s41", "s42"}));
  }

  void allAreDrawnOnRequestAndFitTheWindow() {
    OpenWindow open({1400, 900}, longChain());
    partButton(open.window).menu()->actions().at(1)->trigger();
    QCOMPARE(int(drawn(open.window).size()), services);
    open.window.canvas().fit();
    const canvas::Canvas &canvas = open.window.canvas();
    for (const std::size_t node : canvas.nodes())
      QVERIFY(
          QRectF(canvas.rect()).contains(canvas.onWidget(canvas.picture().groups[node].bounds)));
  }

  void aSmallSystemIsDrawnWholeWithoutTheChoice() {
    OpenWindow open({1400, 900}, tests::notificationDocuments());
    QVERIFY(!partButton(open.window).isVisible());
    QCOMPARE(drawn(open.window).size(), open.session.documents().plan->services.size());
  }

  void whatIsTriedIsDrawnWhereOneLooks() {
    OpenWindow open({1400, 900}, longChain());
    open.window.selection().select({Subject::Kind::service, "s40", -1});
    open.window.whatIf().set({changes::Change::Kind::load, "", 2});
    QCOMPARE(drawn(open.window), (Names{"s39", "s40", "s41", "s42"}));
  }
};

int main(int argc, char **argv) {
  return tests::run<LargeSystemTest>(argc, argv);
}
#include "large_system_test.moc"
