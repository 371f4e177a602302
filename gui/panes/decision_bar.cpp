#include "gui/panes/decision_bar.h"

#include "gui/models/figures.h"
#include "gui/session/decisions.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace loadline::panes {

namespace {

using record::Verdict;

struct Choice {
  Verdict verdict;
  const char *text;
};

constexpr Choice choices[] = {{Verdict::accepted, "Accepted: it stays"},
                              {Verdict::toFix, "To fix, by its owner"},
                              {Verdict::falsePositive, "False positive"},
                              {Verdict::met, "Met"},
                              {Verdict::notMet, "Not met"}};

} // namespace

DecisionBar::DecisionBar(const Context &context, QWidget *parent)
    : QWidget(parent), fresh_([this] { follow(); }, this), session_(context.session),
      selection_(context.selection) {
  auto *column = new QVBoxLayout(this);
  column->setContentsMargins(12, 0, 8, 4);
  column->setSpacing(2);
  auto *row = new QHBoxLayout;
  row->setSpacing(6);
  column->addLayout(row);
  row->addWidget(owner_ = addField(QStringLiteral("Owner"), QStringLiteral("Owner"), 110));
  row->addWidget(until_ =
                     addField(QStringLiteral("Until"), QStringLiteral("Until YYYY-MM-DD"), 140));
  row->addWidget(comment_ = addField(QStringLiteral("Comment"), QStringLiteral("Why"), 4000), 1);
  verdict_ = new QToolButton(this);
  verdict_->setText(QStringLiteral("Decide ▾"));
  verdict_->setAccessibleName(QStringLiteral("Decide about what is selected"));
  verdict_->setPopupMode(QToolButton::InstantPopup);
  auto *menu = new QMenu(verdict_);
  menu->setAccessibleName(QStringLiteral("Decisions"));
  connect(menu, &QMenu::aboutToShow, this, &DecisionBar::fillVerdicts);
  verdict_->setMenu(menu);
  row->addWidget(verdict_);
  fault_ = new QLabel(this);
  fault_->setTextFormat(Qt::PlainText);
  fault_->setWordWrap(true);
  fault_->setAccessibleName(QStringLiteral("Why nothing was decided"));
  fault_->hide();
  column->addWidget(fault_);
  fresh_.watch(verdict_);
  connect(&selection_, &session::Selection::changed, &fresh_, &WhenSeen::ask);
  connect(&session_, &session::Session::changed, &fresh_, &WhenSeen::ask);
  fresh_.ask();
}

QLineEdit *DecisionBar::addField(const QString &name, const QString &example, int width) {
  auto *field = new QLineEdit(this);
  field->setAccessibleName(name);
  field->setToolTip(name);
  field->setPlaceholderText(example);
  field->setMinimumWidth(60);
  field->setMaximumWidth(width);
  return field;
}

void DecisionBar::fillVerdicts() {
  fresh_.settle();
  QMenu *menu = verdict_->menu();
  menu->clear();
  if (!about_)
    return;
  const session::Documents &documents = session_.documents();
  if (selection_.subject().kind != session::Subject::Kind::staleDecision)
    for (const Choice &choice : choices)
      if (record::fits(choice.verdict, about_->about.kind))
        connect(menu->addAction(QString::fromLatin1(choice.text)), &QAction::triggered, this,
                [this, verdict = choice.verdict] { decide(verdict); });
  if (session::isDecided(documents, about_->about))
    connect(menu->addAction(QStringLiteral("Withdraw the decision")), &QAction::triggered, this,
            &DecisionBar::withdraw);
}

void DecisionBar::follow() {
  const auto before = about_;
  about_ = session::decisionOf(session_.documents(), selection_.subject());
  verdict_->setEnabled(about_.has_value());
  if (before == about_)
    return; // what is being typed stays
  const record::Decision shown = about_.value_or(record::Decision());
  owner_->setText(models::toQString(shown.owner));
  until_->setText(models::toQString(shown.until));
  comment_->setText(models::toQString(shown.comment));
  fault_->hide();
}

void DecisionBar::decide(Verdict verdict) {
  if (!about_)
    return;
  record::Decision decision = *about_;
  decision.verdict = verdict;
  decision.owner = owner_->text().trimmed().toStdString();
  decision.until = until_->text().trimmed().toStdString();
  decision.comment = comment_->text().trimmed().toStdString();
  finish(session::decide(session_.documents(), decision));
}

void DecisionBar::withdraw() {
  if (about_)
    finish(session::withdraw(session_.documents(), about_->about));
}

void DecisionBar::finish(const Diagnostics &faults) {
  fault_->setVisible(!faults.empty());
  if (!faults.empty())
    return fault_->setText(models::toQString(toString(faults.front())));
  session::Documents documents = session_.documents();
  session::readRecord(documents);
  session_.show(std::move(documents));
}

} // namespace loadline::panes
