#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

class QApplication;

// How the program looks: one set of named colours, light and dark. What paints itself asks here,
// so that no widget keeps a colour of its own.

namespace loadline::theme {

/// What a figure or a row wants to say. Never told by colour alone: a word or a shape goes with it.
enum class Emphasis { none, quiet, good, caution, bad };

/// The colours of one theme.
struct Colors {
  QColor window;  ///< around everything
  QColor surface; ///< of tables, cards and the canvas
  QColor text, mutedText;
  QColor line;      ///< hairlines between things
  QColor accent;    ///< links, focus and selection
  QColor selection; ///< behind selected rows, with `text` on it
  QColor good, caution, bad;
};

/// Whether text on the palette is lighter than what is behind it. Qt 6.4 has no colour scheme.
bool isDark(const QPalette &palette);

/// As the desktop had it when the program started.
bool isDesktopDark();

const Colors &colors(bool dark);
const Colors &colorsOf(const QPalette &palette);
QColor colorOf(Emphasis emphasis, const Colors &colors);

/// Dresses the whole program.
void apply(QApplication &application, bool dark);

/// The program's text font with figures of one width, `points` larger or smaller than usual.
QFont font(int points = 0, bool bold = false);

/// A plain text for a tooltip: lines stay, long ones wrap, and nothing in it is taken for markup.
QString plainTip(const QString &text);

/// As plainTip, its first line as a heading.
QString cardTip(const QString &text);

} // namespace loadline::theme
