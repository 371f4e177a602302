#include "gui/app/pane_dock.h"

#include "gui/theme/theme.h"

#include <QHBoxLayout>
#include <QMainWindow>
#include <QTimer>
#include <QToolButton>

namespace loadline::app {

namespace {

constexpr int buttonSize = 24;

QToolButton *button(QWidget *parent, const QString &text, const QString &name) {
  auto *button = new QToolButton(parent);
  button->setText(text);
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setProperty("bare", true);
  button->setFixedSize(buttonSize, buttonSize);
  button->setStyleSheet(QStringLiteral("padding: 0px"));
  return button;
}

} // namespace

PaneDock::PaneDock(const panes::Pane &pane, const panes::Context &context, QWidget *parent)
    : QDockWidget(QString::fromUtf8(pane.title), parent) {
  setObjectName(QString::fromUtf8(pane.id));
  setAccessibleName(windowTitle());
  const panes::PaneWidgets widgets = pane.make(context);
  setWidget(widgets.body);
  setTitleBarWidget(titleBar(widgets.tools));
  connect(this, &QDockWidget::topLevelChanged, this, &PaneDock::showTitleWhereNeeded);
  connect(this, &QDockWidget::dockLocationChanged, this, &PaneDock::showTitleWhereNeeded);
  connect(this, &QDockWidget::visibilityChanged, this, &PaneDock::showTitleWhereNeeded);
}

QWidget *PaneDock::titleBar(QWidget *tools) {
  auto *bar = new QWidget(this);
  bar->setProperty("surface", true);
  bar->setAttribute(Qt::WA_StyledBackground);
  auto *row = new QHBoxLayout(bar);
  row->setContentsMargins(12, 5, 8, 5);
  row->setSpacing(2);
  title_ = new QLabel(windowTitle(), bar);
  title_->setFont(theme::font(0, true));
  row->addWidget(title_);
  if (tools)
    row->addWidget(tools, 1), row->addSpacing(8);
  else
    row->addStretch(1);
  auto *floats = button(bar, QStringLiteral("❐"), QStringLiteral("Float or dock ") + windowTitle());
  auto *closes = button(bar, QStringLiteral("×"), QStringLiteral("Close ") + windowTitle());
  connect(floats, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
  connect(closes, &QToolButton::clicked, this, &QWidget::close);
  row->addWidget(floats);
  row->addWidget(closes);
  return bar;
}

void PaneDock::showTitleWhereNeeded() {
  const auto *window = qobject_cast<QMainWindow *>(parentWidget());
  const bool hasTab = window && !isFloating() && !window->tabifiedDockWidgets(this).isEmpty();
  title_->setVisible(!hasTab);
}

void PaneDock::bringForward() {
  const bool wasHidden = isHidden();
  show();
  raise();
  if (wasHidden) // it gets its tab later, and can come to the front only then
    QTimer::singleShot(0, this, &QWidget::raise);
  widget()->setFocus(Qt::ShortcutFocusReason);
}

} // namespace loadline::app
