#include "base/files.h"
#include "gui/app/main_window.h"
#include "gui/canvas/accessible_canvas.h"
#include "gui/theme/theme.h"
#include "planner/diagram/bound_stack.h"
#include "planner/plan/plan_file.h"

#include <QApplication>
#include <QTemporaryDir>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

// How long the window takes. Goals: a what-if step on 200 services, planned and painted, 16 ms in
// the median, on 1,000 services 100 ms; opening 1,000 services with 50,000 findings 1 s; the layout
// of 10,000 services 2 s, hub-shaped too. The calibration loop is that of plan_bench.

namespace loadline {

namespace {

using Clock = std::chrono::steady_clock;

template <class Work>
double milliseconds(Work work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double calibration() {
  double least = 1e9;
  for (int run = 0; run < 5; ++run)
    least = std::min(least, milliseconds([] {
                       volatile double sum = 0.0;
                       for (int i = 1; i < 10'000'000; ++i)
                         sum = sum + 1.0 / i;
                     }));
  return least;
}

std::string service(int i, const std::string &calls) {
  return fmt::format("  s{}:\n    service_time: {{ mean: {}ms, p99: {}ms }}\n"
                     "    deployment: {{ replicas: 3, max_in_flight: 100, cpu: 2 }}\n"
                     "    code: [ \"src/s{}/**\" ]\n    calls: [{} ]\n",
                     i, 1 + i % 9, 5 * (1 + i % 9), i, calls);
}

/// Ten tiers, each service calling two of the next one.
std::string inTiers(int services) {
  std::mt19937 random(7);
  std::string text = "loadline: 1\nworkload: [ { to: s0, rate: 1000/s } ]\nservices:\n";
  const int size = std::max(1, services / 10);
  for (int i = 0; i < services; ++i) {
    const int first = (i / size + 1) * size;
    std::string calls;
    for (int call = 0; call < 2 && first + size <= services; ++call)
      calls += fmt::format(" {{ to: s{}, timeout: 2s }},",
                           first + (i + call * (1 + static_cast<int>(random() % 7))) % size);
    text += service(i, calls);
  }
  return text;
}

/// One gateway that calls everybody, and a database that everybody calls.
std::string aroundAHub(int services) {
  std::string text = "loadline: 1\nworkload: [ { to: s0, rate: 1000/s } ]\nservices:\n";
  std::string all;
  for (int i = 1; i + 1 < services; ++i)
    all += fmt::format(" {{ to: s{}, per_request: 0.1 }},", i);
  text += service(0, all);
  for (int i = 1; i + 1 < services; ++i)
    text += service(i, fmt::format(" {{ to: s{}, per_request: 0.1 }}", services - 1));
  return text + service(services - 1, "");
}

session::Documents documentsOf(const std::string &spec) {
  auto read = plan::planSpecText(spec, "generated.yaml");
  if (!read) {
    fmt::print(stderr, "{}\n", toString(read.error()));
    std::exit(2);
  }
  auto planned = *std::move(read);
  session::Documents documents;
  documents.specPath = "/generated.yaml";
  documents.plan = std::make_shared<const plan::Plan>(std::move(planned.plan));
  documents.system = std::make_shared<const spec::System>(std::move(planned.system));
  return documents;
}

/// Median over steps of the load, each planned, drawn and painted before the next.
///   isWhole  every service is drawn, as a small system is, and not the part that one opens with
void whatIf(int services, bool isWhole, double goal) {
  session::Session session;
  session::Settings settings;
  app::MainWindow window(session, settings);
  window.resize(1400, 900);
  session.show(documentsOf(inTiers(services)));
  window.show();
  window.dock("what_if")->bringForward(); // where values are tried
  window.findChild<canvas::BoundStackView *>()->choosePart(isWhole);
  QApplication::processEvents();
  std::vector<double> times;
  for (int step = 0; step < 31; ++step)
    times.push_back(milliseconds([&] {
      window.whatIf().set({changes::Change::Kind::load, "", 1.01 + 0.01 * step});
      window.canvas().repaint();
      QApplication::processEvents();
    }));
  std::sort(times.begin(), times.end());
  fmt::print("what-if step, {:>6} services, {}: median {:8.1f} ms, largest {:8.1f} ms (goal {})\n",
             services, isWhole ? "all drawn" : "as opened", times[times.size() / 2], times.back(),
             goal);
}

std::string largeAudit(int findings, int services) {
  findings::Audit audit;
  for (int i = 0; i < findings; ++i)
    audit.findings.push_back(
        {.check = i % 3 ? "unbounded-spawn" : "data-sized-spawn",
         .severity = static_cast<findings::Severity>(i % 3),
         .message = fmt::format("a thread for each item of list {}", i),
         .at = {fmt::format("src/s{}/file{}.cpp", i % services, i % 17), 1 + i % 900, 3},
         .fingerprint = fmt::format("{:016x}", i)});
  return toJsonText(audit);
}

void opening(int services, int findings, double goal) {
  const QTemporaryDir folder;
  const std::filesystem::path spec = folder.filePath("spec.yaml").toStdString(),
                              audit = folder.filePath("audit.json").toStdString();
  if (!writeFile(spec, inTiers(services)).empty() ||
      !writeFile(audit, largeAudit(findings, services)).empty())
    return;
  session::Session session;
  session::Settings settings;
  app::MainWindow window(session, settings);
  window.resize(1400, 900);
  window.show();
  QApplication::processEvents();
  double read = 0;
  const double all = milliseconds([&] {
    session::Documents documents;
    read = milliseconds([&] { documents = session::opened({}, {spec, audit}); });
    session.show(std::move(documents));
    QApplication::processEvents();
    window.repaint();
  });
  fmt::print("opening {} services, {} findings: {:8.1f} ms, of which read and joined {:8.1f} ms "
             "(goal {})\n",
             services, findings, all, read, goal);
}

void layout(const char *shape, const std::string &spec, double goal) {
  const plan::Plan plan =
      plan::planSpecText(spec, "generated.yaml", {.detail = plan::Detail::figures}).value().plan;
  diagram::DisplayList list;
  const double time = milliseconds([&] { list = diagram::boundStack(plan); });
  fmt::print("layout {:>9}, {:>6} services: {:8.1f} ms, {} groups, {:.0f} x {:.0f} (goal {})\n",
             shape, plan.services.size(), time, list.groups.size(), list.size.width,
             list.size.height, goal);
}

void run() {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  fmt::print("calibration loop: {:.2f} ms\n", calibration());
  for (const bool isWhole : {true, false}) {
    whatIf(200, isWhole, 16);
    whatIf(1000, isWhole, 100);
  }
  opening(1000, 50'000, 1000);
  layout("in tiers", inTiers(10'000), 2000);
  layout("a hub", aroundAHub(10'000), 2000);
}

} // namespace

} // namespace loadline

int main(int argc, char **argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
    qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  loadline::canvas::installAccessibility();
  loadline::theme::apply(application, false);
  loadline::run();
}
