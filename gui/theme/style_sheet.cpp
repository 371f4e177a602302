#include "gui/theme/style_sheet.h"

namespace loadline::theme {

namespace {

constexpr auto sheet = R"(
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QToolTip { color: @text; background: @surface; border: 1px solid @line; padding: 6px; }

QMenuBar { background: @window; padding: 2px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @surface; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QStatusBar { color: @muted; background: @window; border-top: 1px solid @line; }
QStatusBar::item { border: none; }

QHeaderView { background: @surface; }
QHeaderView::section {
  background: @surface; color: @muted; border: none; border-bottom: 1px solid @line; padding: 3px 5px 3px 8px;
}
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 0px; height: 0px; }
QTableView {
  background: @surface; border: none; gridline-color: transparent; outline: none;
  selection-background-color: @selection;
}
QTableView::item { padding: 0px 4px; border: none; }
QTableView::item:hover { background: @window; }
QTableView::item:selected { background: @selection; }
QTextBrowser { background: @surface; border: none; }

QAbstractScrollArea::corner { background: @surface; border: none; }
QTabBar { background: @window; }
QTabBar::tab {
  background: transparent; color: @muted; padding: 6px 8px 5px 8px; border: none;
  border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover:!selected { color: @text; }
QTabBar::tab:focus { color: @accent; }
QTabBar::scroller { width: 22px; }
QTabBar QToolButton { padding: 0px; margin: 0px; border: none; background: @window; }

QLineEdit {
  background: @window; border: 1px solid @line; border-radius: 5px; padding: 3px 7px;
  selection-background-color: @accent; selection-color: @surface;
}
QLineEdit:focus { border-color: @accent; }
QLineEdit[wrong="true"] { border-color: @bad; }
QSpinBox, QDoubleSpinBox, QComboBox {
  background: @window; color: @text; border: 1px solid @line; border-radius: 5px; padding: 3px 7px;
}
QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border-color: @accent; }
QSpinBox:disabled, QDoubleSpinBox:disabled { color: @muted; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: @surface; selection-background-color: @selection; selection-color: @text; }
QSlider::groove:horizontal { height: 3px; background: @line; border-radius: 1px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 1px; }
QSlider::handle:horizontal {
  background: @surface; border: 2px solid @accent; width: 10px; height: 10px; margin: -6px 0; border-radius: 7px;
}
QSlider::handle:horizontal:disabled { border-color: @line; }
QSlider::handle:horizontal:focus { background: @accent; }
QScrollArea { background: @surface; border: none; }
QPushButton, QToolButton {
  background: transparent; color: @text; border: 1px solid @line; border-radius: 5px; padding: 4px 11px;
}
QToolButton { padding: 3px 7px; }
QToolButton::menu-indicator { image: none; }
QPushButton:hover, QToolButton:hover { border-color: @accent; color: @accent; }
QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: @selection; }
QPushButton:disabled, QToolButton:disabled { color: @muted; }
QPushButton[primary="true"] { background: @accent; border-color: @accent; color: @surface; }
QPushButton[primary="true"]:hover { color: @surface; border-color: @text; }
*[bare="true"] { border-color: transparent; }
*[surface="true"] { background: @surface; }
*[muted="true"] { color: @muted; }
QFrame[banner="true"] { background: @surface; border: none; border-left: 4px solid @bad; border-bottom: 1px solid @line; }
QFrame[card="true"] { background: @surface; border: 1px solid @line; border-radius: 10px; }
QPushButton[row="true"] { border-color: transparent; text-align: left; padding: 6px 10px; }
QPushButton[row="true"]:hover, QPushButton[row="true"]:focus { background: @selection; color: @text; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: @line; border-radius: 3px; margin: 2px; min-width: 28px; min-height: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QString styleSheet(const Colors &c) {
  const std::pair<const char *, QColor> names[] = {
      {"@window", c.window},       {"@surface", c.surface}, {"@text", c.text},
      {"@muted", c.mutedText},     {"@line", c.line},       {"@accent", c.accent},
      {"@selection", c.selection}, {"@bad", c.bad}};
  QString text = QString::fromUtf8(sheet);
  for (const auto &[name, color] : names)
    text.replace(QLatin1String(name), color.name());
  return text;
}

} // namespace loadline::theme
