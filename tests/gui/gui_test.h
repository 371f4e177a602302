#pragma once

#include "gui/app/main_window.h"
#include "gui/canvas/accessible_canvas.h"
#include "gui/theme/theme.h"
#include "tests/gui/example.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

namespace loadline::tests {

/// Runs a test class in a program dressed as loadline-gui is.
template <class Test>
int run(int argc, char **argv) {
  const QTemporaryDir cache; // results of audits are kept there
  qputenv("XDG_CACHE_HOME", cache.path().toUtf8());
  QApplication application(argc, argv);
  QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), 9));
  canvas::installAccessibility();
  theme::apply(application, false);
  Test test;
  return QTest::qExec(&test, argc, argv);
}

/// A window that remembers nothing, shown, with the example open.
struct OpenWindow {
  explicit OpenWindow(
      QSize size = {1400, 900}, session::Documents documents = exampleDocuments(),
      const std::filesystem::path &auditProgram = session::AuditRun::shippedProgram())
      : window(session, settings, auditProgram) {
    window.resize(size);
    session.show(std::move(documents));
    window.show();
    settle();
  }

  static void settle() {
    for (int round = 0; round < 5; ++round)
      QApplication::processEvents();
  }

  session::Session session;
  session::Settings settings;
  app::MainWindow window;
};

} // namespace loadline::tests
