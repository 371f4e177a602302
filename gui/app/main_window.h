#pragma once

#include "gui/app/audit_bar.h"
#include "gui/app/banner.h"
#include "gui/app/pane_dock.h"
#include "gui/app/start_page.h"
#include "gui/canvas/bound_stack_view.h"
#include "gui/panes/table_pane.h"
#include "gui/session/audit_run.h"
#include "gui/session/selection.h"
#include "gui/session/session.h"
#include "gui/session/settings.h"
#include "gui/session/what_if.h"

#include <QMainWindow>
#include <QStackedWidget>

#include <map>

namespace loadline::app {

/// The picture in the middle, the panes of all_panes.cpp around it, a banner above for what went
/// wrong.
class MainWindow : public QMainWindow {
  Q_OBJECT
public:
  /// Audits are run by `auditProgram`.
  MainWindow(session::Session &session, session::Settings &settings,
             const std::filesystem::path &auditProgram = session::AuditRun::shippedProgram());

  session::Selection &selection() { return selection_; }
  session::WhatIf &whatIf() { return whatIf_; }
  session::AuditRun &audit() { return audit_; }
  canvas::Canvas &canvas() { return boundStack_->canvas(); }
  diagram::DisplayList titledPicture() const { return boundStack_->titledPicture(); }
  /// Null where there is no such pane.
  PaneDock *dock(const QString &id) const {
    const auto found = docks_.find(id);
    return found == docks_.end() ? nullptr : found->second;
  }

  /// A thread is at work that a leaving program need not wait for.
  bool isBusy() const;

  /// The pane's table; null where there is no such pane or it is none.
  panes::TablePane *tableOf(const QString &id) const;

  /// Docks as they were at first, sized for the window.
  void resetLayout();
  /// Selects the service that the selected finding, call or site concerns and shows it in the
  /// picture.
  void showService();
  /// Shows the findings of the selected service, and of it alone.
  void showFindings();

protected:
  void childEvent(QChildEvent *event) override;
  void closeEvent(QCloseEvent *event) override;
  void dragEnterEvent(QDragEnterEvent *event) override;
  void dropEvent(QDropEvent *event) override;
  void showEvent(QShowEvent *event) override;

private:
  void buildMiddle();
  QWidget *auditPage();
  void buildDocks();
  void buildFileMenu();
  void buildViewMenu();
  void buildEditMenu();
  void buildGoMenu();
  void buildStatusBar();
  QString frontTable() const;
  void sizeDocks();
  void dressParts();
  void showDocks(bool wanted);
  void answer(const Question &question);
  void display(const session::Documents &documents);
  void tellState();
  void askForFiles();
  void askForCode();
  void askForExport(bool isPicture);
  void askForEditor();
  void tell(const Diagnostics &why);
  void fillRecent();
  void buildColourMenu(QMenu *menu);
  void setDark(std::optional<bool> isDark);

  session::Session &session_;
  session::Settings &settings_;
  session::Selection selection_;
  session::WhatIf whatIf_;
  session::AuditRun audit_;
  Banner *banner_;
  QStackedWidget *middle_;
  StartPage *startPage_;
  QWidget *auditPage_;
  canvas::BoundStackView *boundStack_;
  std::map<QString, PaneDock *> docks_;
  QMenu *recent_ = nullptr;
  QAction *showService_ = nullptr, *showFindings_ = nullptr;
  QLabel *state_; ///< which files are open, in the status bar
  QByteArray firstLayout_,
      layout_;        ///< as built; and as it stands or, on the start page, will stand again
  QString answering_; ///< the pane that comes to the front when the example is open
  bool showsDocks_ = true;
  bool hasOwnLayout_ = false; ///< the docks stand as the user left them
};

} // namespace loadline::app
