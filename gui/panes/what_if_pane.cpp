#include "gui/panes/what_if_pane.h"

#include "gui/models/figures.h"
#include "gui/panes/choice_box.h"

#include <QHBoxLayout>
#include <QScrollBar>

#include <algorithm>

namespace loadline::panes {

using changes::Change;
using Kind = Change::Kind;
using models::toQString;

namespace {

QLabel *heading(const QString &text, QWidget *parent) {
  auto *label = new QLabel(text, parent);
  label->setFont(theme::font(0, true));
  return label;
}

QString percent(std::optional<units::Ratio> ratio) {
  return ratio ? models::percentCell(ratio).text + QStringLiteral(" %") : QStringLiteral("–");
}

QString rate(std::optional<units::Rate> value) {
  return value ? models::cellOf(value).text + QStringLiteral("/s") : QStringLiteral("–");
}

struct Moved {
  const plan::ServicePlan *was, *now;
};

/// Services that moved, those that changed their standing first and then the fullest.
std::vector<Moved> moved(const plan::Plan &before, const plan::Plan &after) {
  std::vector<Moved> services;
  for (std::size_t i = 0; i < after.services.size(); ++i) {
    const plan::ServicePlan &now = after.services[i];
    const bool isAtItsPlace =
        i < before.services.size() && before.services[i].name == now.name; // as nearly always
    const plan::ServicePlan *was = isAtItsPlace ? &before.services[i] : before.find(now.name);
    if (was && (was->utilization != now.utilization || was->verdict != now.verdict))
      services.push_back({was, &now});
  }
  const auto rank = [](const Moved &of) {
    return std::pair(of.was->verdict == of.now->verdict,
                     -of.now->utilization.value_or(units::Ratio(0)).count());
  };
  std::stable_sort(services.begin(), services.end(),
                   [&](const Moved &a, const Moved &b) { return rank(a) < rank(b); });
  return services;
}

/// Before and after of what moved, the system first. Where many moved, the first of them.
std::vector<OutcomeList::Row> outcomeOf(const session::Documents &documents) {
  constexpr std::size_t most = 12;
  const plan::Plan &before = *documents.asItStands, &after = *documents.plan;
  const QString arrow = QStringLiteral(" → ");
  std::vector<OutcomeList::Row> rows = {
      {QStringLiteral("Holds at most"),
       rate(before.system.maxRate) + arrow + rate(after.system.maxRate)},
      {QStringLiteral("Set by"), toQString(after.system.bottleneck)},
      {QStringLiteral("Findings"),
       QString::number(before.findings.size()) + arrow + QString::number(after.findings.size())}};
  const std::vector<Moved> services = moved(before, after);
  for (std::size_t i = 0; i < std::min(services.size(), most); ++i) {
    const plan::ServicePlan &now = *services[i].now, &was = *services[i].was;
    const QString verdict = was.verdict == now.verdict ? models::verdictText(now.verdict)
                                                       : models::verdictText(was.verdict) + arrow +
                                                             models::verdictText(now.verdict);
    rows.push_back({toQString(now.name),
                    percent(was.utilization) + arrow + percent(now.utilization), verdict});
  }
  if (services.size() > most)
    rows.push_back({QStringLiteral("and %1 more").arg(services.size() - most), {}});
  return rows;
}

void clear(QVBoxLayout &column) {
  while (QLayoutItem *item = column.takeAt(0)) {
    if (QWidget *widget = item->widget()) {
      widget->hide(); // it lives on until the event loop is back
      widget->deleteLater();
    }
    delete item;
  }
}

} // namespace

WhatIfPane::WhatIfPane(const Context &context)
    : session_(context.session), selection_(context.selection), whatIf_(context.whatIf),
      fresh_([this] { displayOutcome(); }, this) {
  auto *body = new QWidget(this);
  body->setProperty("surface", true);
  column_ = new QVBoxLayout(body);
  column_->setContentsMargins(16, 12, 16, 12);
  column_->setSpacing(9);
  buildValues();
  buildOutcome();
  column_->addStretch();
  setWidget(body);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(body->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());
  setAccessibleName(QStringLiteral("What if"));
  connect(&session_, &session::Session::changed, this, &WhatIfPane::display);
  connect(&whatIf_, &session::WhatIf::changed, this, &WhatIfPane::display);
  connect(&whatIf_, &session::WhatIf::refused, this, [this](const QString &reason) {
    message_->setText(reason);
    message_->show();
    displayRows(); // back to what holds
  });
  connect(&selection_, &session::Selection::changed, this, &WhatIfPane::follow);
  display();
}

WhatIfRow *WhatIfPane::addRow(const QString &name, WhatIfRow::Scale scale, Kind kind) {
  auto *row = new WhatIfRow(name, scale, widget());
  connect(row, &WhatIfRow::asked, this, [this, kind, scale](double value, int gesture) {
    whatIf_.set({kind, kind == Kind::load ? std::string() : service(),
                 scale == WhatIfRow::Scale::share ? value / 100 : value},
                gesture);
  });
  column_->addWidget(row);
  return row;
}

void WhatIfPane::buildValues() {
  using Scale = WhatIfRow::Scale;
  load_ = addRow(QStringLiteral("Load"), Scale::factor, Kind::load);
  services_ = new ChoiceBox(this);
  services_->setAccessibleName(QStringLiteral("Service whose values are tried"));
  services_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  column_->addWidget(services_);
  latency_ = addRow(QStringLiteral("Latency"), Scale::factor, Kind::latency);
  fanOut_ = addRow(QStringLiteral("Fan-out"), Scale::factor, Kind::fanOut);
  bound_ = addRow(QStringLiteral("Bound"), Scale::count, Kind::bound);
  replicas_ = addRow(QStringLiteral("Replicas"), Scale::count, Kind::replicas);
  hits_ = addRow(QStringLiteral("Cache hits"), Scale::share, Kind::cacheHits);
  down_ = new QCheckBox(QStringLiteral("Down: calls to it fail"), this);
  down_->setAccessibleName(QStringLiteral("Down"));
  column_->addWidget(down_);
  connect(down_, &QCheckBox::toggled, this, [this](bool isDown) {
    whatIf_.set({Kind::down, service(), isDown ? 1.0 : 0.0});
  });
  connect(services_, &QComboBox::activated, this, [this] {
    selection_.select({session::Subject::Kind::service, service(), -1});
    displayRows();
  });
}

void WhatIfPane::buildOutcome() {
  column_->addSpacing(6);
  column_->addWidget(heading(QStringLiteral("Tried"), this));
  chips_ = new QVBoxLayout;
  chips_->setSpacing(4);
  column_->addLayout(chips_);
  auto *buttons = new QHBoxLayout;
  reset_ = new QPushButton(QStringLiteral("As it stands"), this);
  reset_->setAccessibleName(QStringLiteral("Try nothing: the plan as it stands"));
  write_ = new QPushButton(QStringLiteral("Write to spec"), this);
  write_->setAccessibleName(QStringLiteral("Write into the spec"));
  write_->setToolTip(QStringLiteral("Changes these values in the file and nothing else in it"));
  buttons->addWidget(reset_);
  buttons->addWidget(write_);
  buttons->addStretch();
  column_->addLayout(buttons);
  buildSets();
  message_ = new QLabel(this);
  message_->setWordWrap(true);
  message_->setTextFormat(Qt::PlainText);
  message_->setAccessibleName(QStringLiteral("What can't be done"));
  message_->hide();
  column_->addWidget(message_);
  outcome_ = new OutcomeList(this);
  fresh_.watch(widget() ? widget() : this);
  outcome_->setAccessibleName(QStringLiteral("What comes of it"));
  column_->addWidget(outcome_);
  connect(reset_, &QPushButton::clicked, this, [this] { whatIf_.set(changes::Changes()); });
  connect(write_, &QPushButton::clicked, this, &WhatIfPane::write);
}

/// Values are kept under a name; one that is there already is replaced, or forgotten.
void WhatIfPane::buildSets() {
  auto *row = new QHBoxLayout;
  name_ = new QLineEdit(this);
  name_->setPlaceholderText(QStringLiteral("Name of these values"));
  name_->setAccessibleName(QStringLiteral("Name under which the values are saved"));
  name_->setMaxLength(80);
  save_ = new QPushButton(QStringLiteral("Save"), this);
  save_->setAccessibleName(QStringLiteral("Save the values under the name"));
  forget_ = new QPushButton(QStringLiteral("Forget"), this);
  forget_->setAccessibleName(QStringLiteral("Forget the values of the name"));
  row->addWidget(name_, 1);
  row->addWidget(save_);
  row->addWidget(forget_);
  column_->addLayout(row);
  const auto named = [this] { return name_->text().trimmed().toStdString(); };
  connect(save_, &QPushButton::clicked, this, [this, named] { tell(whatIf_.save(named())); });
  connect(name_, &QLineEdit::returnPressed, save_, &QPushButton::click);
  connect(forget_, &QPushButton::clicked, this, [this, named] { tell(whatIf_.forget(named())); });
  connect(name_, &QLineEdit::textChanged, this, &WhatIfPane::displaySets);
}

void WhatIfPane::displaySets() {
  const std::string name = name_->text().trimmed().toStdString();
  const auto &sets = session_.documents().sets;
  const bool isKnown = std::any_of(sets.begin(), sets.end(), [&](const session::TriedSet &tried) {
    return tried.set.name == name;
  });
  save_->setEnabled(!name.empty() && !whatIf_.changes().empty());
  forget_->setVisible(isKnown);
}

/// Of the row that was selected: -1 is the plan as it stands.
void WhatIfPane::trySet(int index) {
  const auto &sets = session_.documents().sets;
  const bool isSet = index >= 0 && static_cast<std::size_t>(index) < sets.size();
  name_->setText(isSet ? toQString(sets[static_cast<std::size_t>(index)].set.name) : QString());
  whatIf_.set(isSet ? sets[static_cast<std::size_t>(index)].set.changes : changes::Changes());
}

void WhatIfPane::tell(const Diagnostics &problems) {
  message_->setText(toQString(toString(problems)));
  message_->setVisible(!problems.empty());
}

void WhatIfPane::display() {
  message_->hide();
  widget()->setEnabled(session_.documents().plan != nullptr);
  displayChoices();
  displayRows();
  displayChanges();
  displaySets();
  fresh_.ask();
}

void WhatIfPane::displayChoices() {
  const plan::Plan *plan = session_.documents().plan.get();
  QStringList names;
  for (std::size_t i = 0; plan && i < plan->services.size(); ++i)
    names << toQString(plan->services[i].name);
  QStringList shown;
  for (int i = 0; i < services_->count(); ++i)
    shown << services_->itemText(i);
  if (names == shown)
    return;
  services_->clear();
  for (std::size_t i = 0; plan && i < plan->services.size(); ++i)
    services_->addItem(names[static_cast<int>(i)],
                       QByteArray::fromStdString(plan->services[i].name));
}

std::string WhatIfPane::service() const {
  return services_->currentData().toByteArray().toStdString();
}

void WhatIfPane::follow(const session::Subject &subject) {
  if (subject.kind == session::Subject::Kind::changeSet)
    return trySet(subject.index);
  const int index = services_->findData(QByteArray::fromStdString(subject.service));
  if (index < 0 || index == services_->currentIndex())
    return;
  services_->setCurrentIndex(index);
  displayRows();
}

double WhatIfPane::tried(Kind kind, double asItStands) const {
  for (const Change &change : whatIf_.changes())
    if (change.kind == kind && (kind == Kind::load || change.service == service()))
      return change.value;
  return asItStands;
}

void WhatIfPane::displayRows() {
  load_->show(tried(Kind::load, 1), 1);
  latency_->show(tried(Kind::latency, 1), 1);
  fanOut_->show(tried(Kind::fanOut, 1), 1);
  const session::Documents &documents = session_.documents();
  const plan::Plan *plan = documents.asItStands ? documents.asItStands.get() : documents.plan.get();
  const plan::ServicePlan *of = plan ? plan->find(service()) : nullptr;
  const auto &declared = of ? of->maxInFlight.declared : std::nullopt;
  const double bound = declared ? declared->count() : 100;
  bound_->show(tried(Kind::bound, bound), bound);
  const double replicas = of ? of->replicasDeclared.value_or(1) : 1;
  replicas_->show(tried(Kind::replicas, replicas), replicas);
  hits_->show(tried(Kind::cacheHits, 0) * 100, 0);
  const QSignalBlocker quiet(down_);
  down_->setChecked(tried(Kind::down, 0) > 0);
}

/// A chip for each value that is tried; pressing it takes the value back.
void WhatIfPane::displayChanges() {
  clear(*chips_);
  const changes::Changes &all = whatIf_.changes();
  for (const Change &change : all) {
    auto *chip = new QToolButton(widget());
    chip->setText(toQString(inWords(change)) + QStringLiteral("  ×"));
    chip->setAccessibleName(toQString(inWords(change)) + QStringLiteral(", press to take it back"));
    connect(chip, &QToolButton::clicked, this, [this, change] {
      changes::Changes left = whatIf_.changes();
      std::erase(left, change);
      whatIf_.set(std::move(left));
    });
    chips_->addWidget(chip, 0, Qt::AlignLeft);
  }
  if (all.empty()) {
    auto *nothing = new QLabel(QStringLiteral("Nothing yet"), widget());
    nothing->setProperty("muted", true);
    chips_->addWidget(nothing);
  }
  reset_->setEnabled(!all.empty());
  write_->setEnabled(!all.empty());
}

void WhatIfPane::displayOutcome() {
  const session::Documents &documents = session_.documents();
  const bool isTrying = documents.asItStands && documents.plan;
  outcome_->setVisible(isTrying);
  if (isTrying)
    outcome_->setRows(outcomeOf(documents));
}

void WhatIfPane::write() {
  QStringList told;
  for (const std::string &sentence : whatIf_.unwritten())
    told << toQString(sentence);
  const Diagnostics errors = whatIf_.write();
  for (const Diagnostic &error : errors)
    told << toQString(toString(error));
  message_->setText(told.join(u'\n'));
  message_->setVisible(!told.isEmpty());
}

PaneWidgets whatIfPane(const Context &context) {
  return {new WhatIfPane(context), nullptr};
}

} // namespace loadline::panes
