#include "gui/panes/findings_bar.h"

#include "gui/models/figures.h"

#include <QHBoxLayout>
#include <QMenu>

#include <algorithm>

namespace loadline::panes {

namespace {

struct Severity {
  theme::Emphasis emphasis;
  const char *name; ///< of many
};

constexpr Severity severities[] = {{theme::Emphasis::bad, "errors"},
                                   {theme::Emphasis::caution, "warnings"},
                                   {theme::Emphasis::quiet, "notes"}};

struct Grouping {
  const char *text;
  const char *column;
};

constexpr Grouping groupings[] = {
    {"nothing", ""}, {"check", "Check"}, {"file", "Place"}, {"service", "Service"}};

} // namespace

FindingsBar::FindingsBar(QWidget *parent) : QWidget(parent) {
  auto *row = new QHBoxLayout(this);
  row->setContentsMargins(12, 0, 8, 4);
  row->setSpacing(6);
  for (const Severity &severity : severities) {
    auto *chip = new QToolButton(this);
    chip->setCheckable(true);
    chip->setChecked(true);
    chip->setAccessibleName(QStringLiteral("Show ") + QString::fromLatin1(severity.name));
    chip->setToolTip(chip->accessibleName());
    chips_.emplace_back(severity.emphasis, chip);
    row->addWidget(chip);
    connect(chip, &QToolButton::toggled, this, [this] {
      std::set<theme::Emphasis> hidden;
      for (const auto &[emphasis, button] : chips_)
        if (!button->isChecked())
          hidden.insert(emphasis);
      emit hiddenChosen(hidden);
    });
  }
  row->addStretch();
  row->addWidget(groupButton());
  tell({});
}

QToolButton *FindingsBar::groupButton() {
  auto *button = new QToolButton(this);
  auto *menu = new QMenu(button);
  menu->setAccessibleName(QStringLiteral("What findings are grouped by"));
  const auto choose = [this, button](const Grouping &grouping) {
    button->setText((*grouping.column ? QStringLiteral("By ") + QString::fromLatin1(grouping.text)
                                      : QStringLiteral("Group")) +
                    QStringLiteral(" ▾"));
    emit groupChosen(QString::fromLatin1(grouping.column));
  };
  for (const Grouping &grouping : groupings)
    connect(menu->addAction(QString::fromLatin1(grouping.text)), &QAction::triggered, this,
            [choose, grouping] { choose(grouping); });
  button->setMenu(menu);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setAccessibleName(QStringLiteral("What findings are grouped by"));
  button->setProperty("bare", true);
  choose(groupings[0]);
  return button;
}

void FindingsBar::tell(const models::Table &findings) {
  for (const auto &[emphasis, chip] : chips_) {
    const auto count = std::count_if(
        findings.rows.begin(), findings.rows.end(), [wanted = emphasis](const models::Row &row) {
          return !row.isHeading && row.cells.front().emphasis == wanted;
        });
    chip->setText(models::marked(QString::number(count), emphasis));
  }
}

} // namespace loadline::panes
