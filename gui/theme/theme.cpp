#include "gui/theme/theme.h"

#include "gui/theme/style_sheet.h"

#include <QApplication>
#include <QStyleFactory>

namespace loadline::theme {

namespace {

// Blue, orange and vermilion are those of Okabe and Ito, darkened or lightened until text in them
// has a contrast of 4.5 to its surface.
const Colors light{
    .window = QColor("#f4f6f8"),
    .surface = QColor("#ffffff"),
    .text = QColor("#1a2330"),
    .mutedText = QColor("#5a6675"),
    .line = QColor("#dfe4ea"),
    .accent = QColor("#0068a5"),
    .selection = QColor("#dcecf7"),
    .good = QColor("#00735a"),
    .caution = QColor("#8f5600"),
    .bad = QColor("#b13c00"),
};

const Colors dark{
    .window = QColor("#14181d"),
    .surface = QColor("#1b2027"),
    .text = QColor("#e7ebf0"),
    .mutedText = QColor("#9ba7b6"),
    .line = QColor("#2f3741"),
    .accent = QColor("#6cbcec"),
    .selection = QColor("#24405a"),
    .good = QColor("#3cc49d"),
    .caution = QColor("#e9a820"),
    .bad = QColor("#ff8a52"),
};

QPalette paletteOf(const Colors &c) {
  QPalette palette;
  palette.setColor(QPalette::Window, c.window);
  palette.setColor(QPalette::WindowText, c.text);
  palette.setColor(QPalette::Base, c.surface);
  palette.setColor(QPalette::AlternateBase, c.window);
  palette.setColor(QPalette::Text, c.text);
  palette.setColor(QPalette::PlaceholderText, c.mutedText);
  palette.setColor(QPalette::Button, c.surface);
  palette.setColor(QPalette::ButtonText, c.text);
  palette.setColor(QPalette::ToolTipBase, c.surface);
  palette.setColor(QPalette::ToolTipText, c.text);
  palette.setColor(QPalette::Highlight, c.selection);
  palette.setColor(QPalette::HighlightedText, c.text);
  palette.setColor(QPalette::Link, c.accent);
  palette.setColor(QPalette::LinkVisited, c.accent);
  palette.setColor(QPalette::Mid, c.line);
  palette.setColor(QPalette::BrightText, c.bad);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, c.mutedText);
  return palette;
}

} // namespace

bool isDark(const QPalette &palette) {
  return palette.color(QPalette::WindowText).lightnessF() >
         palette.color(QPalette::Window).lightnessF();
}

bool isDesktopDark() {
  static const bool wasDark = isDark(QApplication::palette()); // before `apply` replaces it
  return wasDark;
}

const Colors &colors(bool wantsDark) {
  return wantsDark ? dark : light;
}

const Colors &colorsOf(const QPalette &palette) {
  return colors(isDark(palette));
}

QColor colorOf(Emphasis emphasis, const Colors &c) {
  switch (emphasis) {
  case Emphasis::none:
    return c.text;
  case Emphasis::quiet:
    return c.mutedText;
  case Emphasis::good:
    return c.good;
  case Emphasis::caution:
    return c.caution;
  case Emphasis::bad:
    return c.bad;
  }
  return c.text;
}

void apply(QApplication &application, bool wantsDark) {
  isDesktopDark(); // asked once, while the palette is the desktop's
  QApplication::setStyle(QStyleFactory::create("Fusion"));
  QApplication::setPalette(paletteOf(colors(wantsDark)));
  application.setStyleSheet(styleSheet(colors(wantsDark)));
}

QFont font(int points, bool bold) {
  QFont font = QApplication::font();
  font.setPointSizeF(font.pointSizeF() + points);
  font.setBold(bold);
  return font;
}

QString plainTip(const QString &text) {
  return QStringLiteral("<qt>") + text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")) +
         QStringLiteral("</qt>");
}

QString cardTip(const QString &text) {
  const qsizetype end = text.indexOf(u'\n');
  const QString head = end < 0 ? text : text.left(end),
                rest = end < 0 ? QString() : text.mid(end + 1);
  return QStringLiteral("<qt><b>") + head.toHtmlEscaped() + QStringLiteral("</b><br>") +
         rest.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")) + QStringLiteral("</qt>");
}

} // namespace loadline::theme
