#pragma once

#include "gui/panes/outcome_list.h"
#include "gui/panes/pane.h"
#include "gui/panes/what_if_row.h"
#include "gui/panes/when_seen.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace loadline::panes {

/// Values to try on the plan: the load, and of one service its latency, bound, replicas, cache hits
/// and whether it is down; what is tried, and what comes of it.
class WhatIfPane : public QScrollArea {
  Q_OBJECT
public:
  explicit WhatIfPane(const Context &context);

private:
  void buildValues();
  void buildOutcome();
  WhatIfRow *addRow(const QString &name, WhatIfRow::Scale scale, changes::Change::Kind kind);
  void display();
  void displayChoices();
  void displayRows();
  void displayChanges();
  void displayOutcome();
  void follow(const session::Subject &subject);
  void write();
  void buildSets();
  void displaySets();
  void trySet(int index);
  void tell(const Diagnostics &problems);
  std::string service() const;
  double tried(changes::Change::Kind kind, double asItStands) const;

  session::Session &session_;
  session::Selection &selection_;
  session::WhatIf &whatIf_;
  WhenSeen fresh_;
  QVBoxLayout *column_;
  QComboBox *services_;
  WhatIfRow *load_, *latency_, *fanOut_, *bound_, *replicas_, *hits_;
  QCheckBox *down_;
  QVBoxLayout *chips_;
  QPushButton *reset_, *write_;
  OutcomeList *outcome_;
  QLabel *message_;
  QLineEdit *name_; ///< of the set
  QPushButton *save_, *forget_;
};

PaneWidgets whatIfPane(const Context &context);

} // namespace loadline::panes
