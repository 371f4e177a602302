#include "gui/app/main_window.h"

#include "gui/panes/curve_pane.h"
#include "gui/theme/theme.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace loadline::app {

using session::Subject;

namespace {

constexpr int layoutVersion = 3; // of the saved docks; another one is not restored

QString toQString(const std::filesystem::path &path) {
  return QString::fromStdString(path.string());
}

QString fileName(const std::filesystem::path &path) {
  return toQString(path.filename());
}

/// The local files of what is dragged.
std::vector<std::filesystem::path> filesOf(const QMimeData &data) {
  std::vector<std::filesystem::path> files;
  for (const QUrl &url : data.urls())
    if (url.isLocalFile())
      files.push_back(url.toLocalFile().toStdString());
  return files;
}

} // namespace

MainWindow::MainWindow(session::Session &session, session::Settings &settings,
                       const std::filesystem::path &auditProgram)
    : session_(session), settings_(settings), whatIf_(session),
      audit_(auditProgram, settings.resultsFolder()) {
  setAccessibleName(QStringLiteral("Loadline"));
  setAcceptDrops(true);
  setMinimumSize(760, 500);
  buildMiddle();
  buildDocks();
  buildStatusBar();
  connect(&session_, &session::Session::changed, this, &MainWindow::display);
  connect(&session_, &session::Session::loadingChanged, this, &MainWindow::tellState);
  connect(&selection_, &session::Selection::changed, this, &MainWindow::tellState);
  resize(1400, 900);
  restoreGeometry(settings_.geometry());
  hasOwnLayout_ = restoreState(settings_.layout(), layoutVersion);
  layout_ = saveState(layoutVersion);
  display(session_.documents());
}

void MainWindow::buildStatusBar() {
  state_ = new QLabel(this);
  state_->setTextFormat(Qt::PlainText);
  state_->setContentsMargins(14, 0, 14, 0);
  state_->setProperty("muted", true);
  statusBar()->addWidget(state_, 1);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->addPermanentWidget(new AuditBar(audit_, this));
  connect(&audit_, &session::AuditRun::finished, this,
          [this](const auto &file) { session_.open({file}); });
  connect(&audit_, &session::AuditRun::failed, this, &MainWindow::tell);
}

void MainWindow::buildMiddle() {
  auto *middle = new QWidget(this);
  auto *column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  banner_ = new Banner(middle);
  middle_ = new QStackedWidget(middle);
  startPage_ = new StartPage(middle_);
  auditPage_ = auditPage();
  boundStack_ = new canvas::BoundStackView(session_, selection_, middle_);
  for (QWidget *page :
       {static_cast<QWidget *>(startPage_), auditPage_, static_cast<QWidget *>(boundStack_)})
    middle_->addWidget(page);
  column->addWidget(banner_);
  column->addWidget(middle_, 1);
  setCentralWidget(middle);
  connect(&selection_, &session::Selection::codeShown, this,
          [this] { dock("source")->bringForward(); });
  connect(banner_, &Banner::allAsked, this, [this] { dock("problems")->bringForward(); });
  connect(startPage_, &StartPage::openAsked, this, &MainWindow::askForFiles);
  connect(startPage_, &StartPage::fileChosen, this,
          [this](const auto &file) { session_.open({file}); });
  connect(startPage_, &StartPage::asked, this, &MainWindow::answer);
}

/// With what is open, or with the example where nothing is.
void MainWindow::answer(const Question &question) {
  const QString pane = QString::fromLatin1(question.pane);
  if (session_.documents().plan)
    return dock(pane)->bringForward();
  answering_ = pane;
  session_.open(exampleOf(question));
}

/// What stands in the middle while there are findings and no plan that they could threaten.
QWidget *MainWindow::auditPage() {
  auto *page = new QWidget(middle_);
  auto *column = new QVBoxLayout(page);
  auto *text = new QLabel(QStringLiteral("An audit is open. Open a spec too, and each finding is "
                                         "shown on the service that it threatens."),
                          page);
  text->setWordWrap(true);
  text->setAlignment(Qt::AlignCenter);
  text->setProperty("muted", true);
  auto *open = new QPushButton(QStringLiteral("Open a spec…"), page);
  open->setAccessibleName(open->text());
  connect(open, &QPushButton::clicked, this, &MainWindow::askForFiles);
  column->addStretch();
  column->addWidget(text);
  column->addSpacing(8);
  column->addWidget(open, 0, Qt::AlignHCenter);
  column->addStretch();
  return page;
}

void MainWindow::buildDocks() {
  setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea); // what is beside is read downwards
  const panes::Context context{session_, selection_, whatIf_, settings_};
  PaneDock *first = nullptr, *beside = nullptr;
  for (const panes::Pane &pane : panes::allPanes()) {
    auto *dock = new PaneDock(pane, context, this);
    docks_[dock->objectName()] = dock;
    const bool isBeside = pane.place == panes::Pane::Place::beside;
    PaneDock *&place = isBeside ? beside : first;
    if (place)
      tabifyDockWidget(place, dock);
    else
      addDockWidget(isBeside ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea, place = dock);
  }
  first->raise();
  beside->raise();
  dock("problems")->hide();
  buildFileMenu();
  buildEditMenu();
  buildViewMenu();
  buildGoMenu();
  firstLayout_ = saveState(layoutVersion);
}

bool MainWindow::isBusy() const {
  const auto *curve = qobject_cast<panes::CurvePane *>(dock("curve")->widget());
  return session_.isLoading() || (curve && curve->isWorking());
}

panes::TablePane *MainWindow::tableOf(const QString &id) const {
  const PaneDock *of = dock(id);
  return of ? qobject_cast<panes::TablePane *>(of->widget()) : nullptr;
}

void MainWindow::resetLayout() {
  layout_ = firstLayout_;
  hasOwnLayout_ = false;
  showsDocks_ = false;
  showDocks(true);
}

/// The start page stands alone; the docks come back as they were.
void MainWindow::showDocks(bool wanted) {
  if (wanted == showsDocks_)
    return;
  showsDocks_ = wanted;
  if (wanted) {
    restoreState(layout_, layoutVersion);
    if (!hasOwnLayout_)
      sizeDocks();
    return;
  }
  layout_ = saveState(layoutVersion);
  for (const auto &[id, dock] : docks_)
    dock->hide();
}

void MainWindow::sizeDocks() {
  resizeDocks({dock("details")}, {std::clamp(width() * 28 / 100, 290, 440)}, Qt::Horizontal);
  resizeDocks({dock("services")}, {std::clamp(height() * 33 / 100, 190, 380)}, Qt::Vertical);
}

void MainWindow::display(const session::Documents &documents) {
  QWidget *page = documents.plan    ? boundStack_
                  : documents.audit ? auditPage_
                                    : static_cast<QWidget *>(startPage_);
  if (page != middle_->currentWidget()) {
    for (QWidget *each : {static_cast<QWidget *>(startPage_), auditPage_, // else what is not shown
                          static_cast<QWidget *>(boundStack_)}) // takes its room all the same
      each->setSizePolicy(QSizePolicy::Preferred,
                          each == page ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    middle_->setCurrentWidget(page);
    page->setFocus();
  }
  showDocks(!documents.isEmpty());
  banner_->display(documents);
  for (const auto &file : {documents.specPath, documents.auditPath})
    if (!file.empty())
      settings_.addRecent(file);
  if (documents.isEmpty())
    startPage_->setRecent(settings_.recentFiles());
  if (documents.plan && !answering_.isEmpty())
    dock(std::exchange(answering_, QString()))->bringForward();
  tellState();
}

void MainWindow::tellState() {
  const session::Documents &documents = session_.documents();
  QStringList open;
  for (const auto &file : {documents.specPath, documents.auditPath})
    if (!file.empty())
      open << fileName(file);
  for (const session::LoadTestFile &loadTest : documents.loadTests)
    open << fileName(loadTest.path);
  const QString files = open.join(QStringLiteral("  ·  "));
  setWindowTitle(files.isEmpty() ? QStringLiteral("Loadline")
                                 : files + QStringLiteral(" – Loadline"));
  const QString idle = files.isEmpty() ? QStringLiteral("Nothing is open") : files;
  state_->setText(session_.isLoading() ? QStringLiteral("Reading…") : idle);
  const Subject &subject = selection_.subject();
  showService_->setEnabled(!subject.service.empty());
  showFindings_->setEnabled(!subject.service.empty());
}

void MainWindow::showService() {
  const std::string service = selection_.subject().service;
  if (service.empty())
    return;
  selection_.select({Subject::Kind::service, service, -1});
  selection_.showService(service);
  canvas().setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::showFindings() {
  selection_.filterFindings(selection_.subject().service);
  dock("findings")->bringForward();
}

void MainWindow::setDark(std::optional<bool> isDark) {
  settings_.setDark(isDark);
  theme::apply(*qApp, isDark.value_or(theme::isDesktopDark()));
}

void MainWindow::closeEvent(QCloseEvent *event) {
  settings_.setWindow(saveGeometry(), showsDocks_ ? saveState(layoutVersion) : layout_);
  QMainWindow::closeEvent(event);
}

void MainWindow::childEvent(QChildEvent *event) {
  QMainWindow::childEvent(event);
  if (event->added()) // later, when it is what it will be
    QMetaObject::invokeMethod(this, &MainWindow::dressParts, Qt::QueuedConnection);
}

/// Qt makes the tabs of docks and the rest of a menu bar by itself, names neither and draws a line
/// of its own.
void MainWindow::dressParts() {
  for (auto *tabs : findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
    tabs->setAccessibleName(QStringLiteral("Panes"));
    tabs->setExpanding(false);
    tabs->setElideMode(Qt::ElideNone); // a name is read whole, or scrolled to
    tabs->setUsesScrollButtons(true);
    tabs->setDrawBase(false);
  }
  for (auto *menu : menuBar()->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly))
    if (menu->accessibleName().isEmpty())
      menu->setAccessibleName(QStringLiteral("More menus"));
}

void MainWindow::showEvent(QShowEvent *event) {
  QMainWindow::showEvent(event);
  if (!hasOwnLayout_ && showsDocks_) // once the docks have their places
    QMetaObject::invokeMethod(this, &MainWindow::sizeDocks, Qt::QueuedConnection);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event) {
  if (!filesOf(*event->mimeData()).empty())
    event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event) {
  session_.open(filesOf(*event->mimeData()));
  event->acceptProposedAction();
}

} // namespace loadline::app
