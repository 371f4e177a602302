#include "gui/app/main_window.h"

#include "gui/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>

namespace loadline::app {

namespace {

template <class Receiver, class Handler>
QAction *add(QMenu *menu, const char *text, const QKeySequence &shortcut, Receiver *receiver,
             Handler handler) {
  QAction *action = menu->addAction(QString::fromUtf8(text));
  action->setShortcut(shortcut);
  QObject::connect(action, &QAction::triggered, receiver, handler);
  return action;
}

QMenu *addMenu(QMainWindow *window, const char *title) {
  QMenu *menu = window->menuBar()->addMenu(QString::fromUtf8(title));
  menu->setAccessibleName(QString::fromUtf8(title).remove(u'&'));
  return menu;
}

} // namespace

void MainWindow::buildFileMenu() {
  menuBar()->setAccessibleName(QStringLiteral("Menus"));
  QMenu *menu = addMenu(this, "&File");
  add(menu, "&Open…", QKeySequence::Open, this, &MainWindow::askForFiles);
  recent_ = menu->addMenu(QStringLiteral("Open &recent"));
  recent_->setAccessibleName(QStringLiteral("Open recent"));
  connect(recent_, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
  add(menu, "&Audit code…", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), this,
      &MainWindow::askForCode);
  add(menu, "&Export the picture…", QKeySequence(Qt::CTRL | Qt::Key_E), this,
      [this] { askForExport(true); });
  add(menu, "Export the &table…", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this,
      [this] { askForExport(false); });
  add(menu, "Re&load", QKeySequence(Qt::Key_F5), this, [this] { session_.reload(); });
  add(menu, "&Close", QKeySequence::Close, this, [this] {
    selection_.select({});
    session_.close();
  });
  menu->addSeparator();
  add(menu, "&Quit", QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
}

void MainWindow::fillRecent() {
  recent_->clear();
  for (const QString &file : settings_.recentFiles()) {
    QAction *action = recent_->addAction(QString(file).replace(u'&', QStringLiteral("&&")));
    connect(action, &QAction::triggered, this,
            [this, file] { session_.open({file.toStdString()}); });
  }
  if (recent_->isEmpty())
    recent_->addAction(QStringLiteral("Nothing yet"))->setEnabled(false);
}

void MainWindow::buildEditMenu() {
  QMenu *menu = addMenu(this, "&Edit");
  QAction *undo = add(menu, "&Undo", QKeySequence::Undo, &whatIf_, &session::WhatIf::undo);
  QAction *redo = add(menu, "&Redo", QKeySequence::Redo, &whatIf_, &session::WhatIf::redo);
  menu->addSeparator();
  add(menu, "&Editor…", {}, this, &MainWindow::askForEditor);
  const auto enable = [this, undo, redo] {
    undo->setEnabled(whatIf_.canUndo());
    redo->setEnabled(whatIf_.canRedo());
  };
  connect(&whatIf_, &session::WhatIf::changed, this, enable);
  enable();
}

void MainWindow::buildViewMenu() {
  QMenu *menu = addMenu(this, "&View");
  int number = 0;
  for (const panes::Pane &pane : panes::allPanes()) {
    PaneDock *shown = dock(QString::fromUtf8(pane.id));
    const bool hasKey = ++number <= 9;
    add(menu, pane.title,
        hasKey ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number)) : QKeySequence(), shown,
        &PaneDock::bringForward);
  }
  menu->addSeparator();
  add(menu, "Zoom &in", QKeySequence::ZoomIn, this, [this] { canvas().zoomBy(1.25); });
  add(menu, "Zoom &out", QKeySequence::ZoomOut, this, [this] { canvas().zoomBy(0.8); });
  add(menu, "&Fit the picture", QKeySequence(Qt::CTRL | Qt::Key_0), this,
      [this] { canvas().fit(); });
  QAction *map = menu->addAction(QStringLiteral("&Minimap"));
  map->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_M));
  map->setCheckable(true);
  map->setChecked(settings_.hasMinimap());
  canvas().setMinimapWanted(settings_.hasMinimap());
  connect(map, &QAction::toggled, this, [this](bool isWanted) {
    settings_.setMinimap(isWanted);
    canvas().setMinimapWanted(isWanted);
  });
  menu->addSeparator();
  buildColourMenu(menu->addMenu(QStringLiteral("&Colours")));
  add(menu, "&Reset layout", {}, this, &MainWindow::resetLayout);
}

void MainWindow::buildColourMenu(QMenu *menu) {
  menu->setAccessibleName(QStringLiteral("Colours"));
  auto *group = new QActionGroup(menu);
  const std::pair<const char *, std::optional<bool>> choices[] = {
      {"As the &desktop", std::nullopt}, {"&Light", false}, {"D&ark", true}};
  for (const auto &[text, isDark] : choices) {
    QAction *action = group->addAction(menu->addAction(QString::fromLatin1(text)));
    action->setCheckable(true);
    action->setChecked(isDark == settings_.isDark());
    connect(action, &QAction::triggered, this, [this, wanted = isDark] { setDark(wanted); });
  }
}

void MainWindow::buildGoMenu() {
  QMenu *menu = addMenu(this, "&Go");
  showService_ = add(menu, "Show &service", QKeySequence(Qt::CTRL | Qt::Key_J), this,
                     &MainWindow::showService);
  showFindings_ = add(menu, "Show its &findings", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J),
                      this, &MainWindow::showFindings);
  add(menu, "All findings", {}, this, [this] {
    selection_.filterFindings({});
    dock("findings")->bringForward();
  });
  QMenu *questions = menu->addMenu(QStringLiteral("&What a review asks"));
  questions->setAccessibleName(QStringLiteral("What a review asks"));
  for (const Question &question : allQuestions())
    add(questions, question.text, {}, this, [this, &question] { answer(question); });
  menu->addSeparator();
  add(menu, "&Next finding", QKeySequence(Qt::Key_F4), this, [this] { selection_.stepFinding(1); });
  add(menu, "&Previous finding", QKeySequence(Qt::SHIFT | Qt::Key_F4), this,
      [this] { selection_.stepFinding(-1); });
  add(menu, "Next s&tep of the path", QKeySequence(Qt::Key_F6), this,
      [this] { selection_.stepCode(1); });
  add(menu, "Pre&vious step of the path", QKeySequence(Qt::SHIFT | Qt::Key_F6), this,
      [this] { selection_.stepCode(-1); });
  add(menu, "S&ystem", QKeySequence(Qt::CTRL | Qt::Key_Home), this,
      [this] { selection_.select({}); });
}

} // namespace loadline::app
