#include "base/exit_code.h"
#include "base/text.h"
#include "gui/app/command_line.h"
#include "gui/app/export.h"
#include "gui/app/main_window.h"
#include "gui/app/screenshot.h"
#include "gui/canvas/accessible_canvas.h"
#include "gui/theme/theme.h"

#include <QApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace loadline;

namespace {

/// Qt aborts where it finds no display; people get one line instead.
void tellWithoutAborting(QtMsgType type, const QMessageLogContext &, const QString &message) {
  if (type == QtFatalMsg) {
    std::fputs("loadline-gui: no display to open a window on; set DISPLAY, or "
               "QT_QPA_PLATFORM=offscreen with --screenshot\n",
               stderr);
    std::_Exit(static_cast<int>(ExitCode::badInput));
  }
  if (type == QtCriticalMsg)
    std::fprintf(stderr, "loadline-gui: %s\n", qUtf8Printable(message));
}

Diagnostics problemsOf(const session::Documents &documents) {
  Diagnostics all;
  for (const auto &[file, problems] : documents.problems)
    all.insert(all.end(), problems.begin(), problems.end());
  return all;
}

/// Each on a line of its own, and what no file says in the name of this program.
void tell(Diagnostics problems) {
  for (Diagnostic &problem : problems)
    if (problem.at.file.str().empty())
      problem.at.file = std::string("loadline-gui");
  std::fputs(toString(problems).c_str(), stderr);
}

/// A service or a finding that is asked for and that the files do not have.
Diagnostics missingIn(const session::Documents &documents, const app::CommandLine &asked) {
  Diagnostics errors;
  std::vector<std::string> services;
  if (documents.plan)
    for (const plan::ServicePlan &service : documents.plan->services)
      services.push_back(service.name);
  if (!asked.service.empty() && std::ranges::find(services, asked.service) == services.end()) {
    const std::string near = nearest(asked.service, services);
    errors.push_back({{},
                      "no service '" + asked.service + "'",
                      near.empty() ? listed(services) : "did you mean '" + near + "'?"});
  }
  const std::size_t findings = (documents.plan ? documents.plan->findings.size() : 0) +
                               (documents.audit ? documents.audit->findings.size() : 0);
  if (asked.finding > 0 && static_cast<std::size_t>(asked.finding) > findings)
    errors.push_back({{},
                      "no finding " + std::to_string(asked.finding),
                      "there are " + std::to_string(findings)});
  return errors;
}

/// Panes that there are not are an error.
Diagnostics arrange(app::MainWindow &window, const app::CommandLine &asked) {
  window.whatIf().set({changes::Change::Kind::load, "", asked.load});
  if (!asked.service.empty())
    window.selection().select({session::Subject::Kind::service, asked.service, -1});
  if (asked.finding > 0)
    window.selection().stepFinding(asked.finding);
  std::vector<std::string> ids;
  for (const panes::Pane &pane : panes::allPanes())
    ids.emplace_back(pane.id);
  Diagnostics errors;
  for (const std::string &id : asked.panes) {
    if (app::PaneDock *dock = window.dock(QString::fromStdString(id)))
      dock->bringForward();
    else
      errors.push_back({{}, "no pane '" + id + "'", inWords(ids)});
  }
  return errors;
}

/// The picture is made whatever the files hold; what was wrong with them is told beside it.
int writeFiles(const app::CommandLine &asked) {
  session::Session session;
  session::Settings nothingRemembered;
  app::MainWindow window(session, nothingRemembered);
  window.resize(asked.size.value_or(QSize(1400, 900)));
  session.openNow(asked.files);
  Diagnostics problems = problemsOf(session.documents());
  const auto add = [&problems](const Diagnostics &more) {
    problems.insert(problems.end(), more.begin(), more.end());
  };
  add(missingIn(session.documents(), asked));
  add(arrange(window, asked));
  for (const std::string &text : asked.exports) {
    const std::optional<app::Export> wanted = app::parseExport(text);
    add(wanted ? app::exportFrom(window, *wanted)
               : Diagnostics{{{},
                              "--export takes WHAT:FILE, got '" + text + "'",
                              "as in services:services.csv or picture:stack.pdf"}});
  }
  if (!asked.screenshot.empty())
    add(app::writeScreenshot(window, asked.screenshot, [&] { return window.isBusy(); }));
  tell(problems);
  return static_cast<int>(problems.empty() ? ExitCode::clean : ExitCode::badInput);
}

int runWindow(const app::CommandLine &asked, session::Settings &settings) {
  session::Session session;
  app::MainWindow window(session, settings);
  if (asked.size)
    window.resize(*asked.size);
  session.open(asked.files);
  window.show();
  const int code = QApplication::exec();
  if (window.isBusy()) { // a large file may take seconds more, and nobody waits for it
    std::fflush(nullptr);
    std::_Exit(code);
  }
  return code;
}

} // namespace

int main(int argc, char **argv) {
  const app::Parsed parsed = app::parseCommandLine(argc, argv);
  if (parsed.exitCode)
    return *parsed.exitCode;
  const app::CommandLine &asked = parsed.commandLine;
  const bool writesFiles = !asked.screenshot.empty() || !asked.exports.empty();
  if (writesFiles && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
    qputenv("QT_QPA_PLATFORM", "offscreen");
  qInstallMessageHandler(tellWithoutAborting);
  int qtArguments = 1; // ours are read already
  QApplication application(qtArguments, argv);
  QApplication::setApplicationName(QStringLiteral("loadline-gui"));
  QApplication::setApplicationVersion(QStringLiteral(LOADLINE_VERSION));
  canvas::installAccessibility();
  if (writesFiles) {
    // The same pixels wherever it is made, as far as the font is installed.
    QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), 9));
    theme::apply(application, asked.isDark);
    return writeFiles(asked);
  }
  session::Settings settings(session::Settings::userFile());
  if (asked.resetsSettings)
    settings.reset();
  theme::apply(application, asked.isDark || settings.isDark().value_or(theme::isDesktopDark()));
  return runWindow(asked, settings);
}
