#pragma once

#include "gui/panes/pane.h"
#include "gui/panes/when_seen.h"
#include "planner/record/record.h"

#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <optional>

namespace loadline::panes {

/// Decides about what is selected: who, until when, why, and how. Writes into the review record
/// beside the spec; what is refused is said below, and nothing is written then.
class DecisionBar : public QWidget {
  Q_OBJECT
public:
  DecisionBar(const Context &context, QWidget *parent);

private:
  QLineEdit *addField(const QString &name, const QString &example, int width);
  void fillVerdicts();
  void follow();
  void decide(record::Verdict verdict);
  void withdraw();
  void finish(const Diagnostics &faults);

  WhenSeen fresh_;
  session::Session &session_;
  session::Selection &selection_;
  std::optional<record::Decision> about_; ///< nothing where nothing can be decided
  QLineEdit *owner_, *until_, *comment_;
  QToolButton *verdict_;
  QLabel *fault_;
};

} // namespace loadline::panes
