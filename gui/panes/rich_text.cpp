#include "gui/panes/rich_text.h"

#include "gui/panes/details_links.h"

namespace loadline::panes {

namespace {

QString colored(const QString &html, const QColor &color) {
  return QStringLiteral("<span style='color:%1'>").arg(color.name()) + html +
         QStringLiteral("</span>");
}

} // namespace

void RichText::closeFigures() {
  if (inFigures_)
    body_ += QStringLiteral("</table>");
  inFigures_ = false;
}

RichText &RichText::block(const QString &tag, const QString &style, const QString &html) {
  if (isFolded_)
    return *this;
  closeFigures();
  body_ +=
      QStringLiteral("<%1 style='%2'>").arg(tag, style) + html + QStringLiteral("</%1>\n").arg(tag);
  return *this;
}

RichText &RichText::line(const QString &html) {
  return block(QStringLiteral("p"), QStringLiteral("margin:2px 0"), html);
}

RichText &RichText::overline(const QString &text) {
  return block(QStringLiteral("p"), QStringLiteral("margin:0"),
               colored(text.toHtmlEscaped(), colors_.mutedText));
}

RichText &RichText::title(const QString &text) {
  return block(QStringLiteral("p"),
               QStringLiteral("margin:0 0 2px 0;font-size:x-large;font-weight:bold"),
               text.toHtmlEscaped());
}

RichText &RichText::heading(const QString &text) {
  isFolded_ = false; // up to here
  const bool isFolded = folded_.contains(text);
  block(QStringLiteral("p"), QStringLiteral("margin:18px 0 4px 0;font-weight:bold"),
        QStringLiteral("<a href=\"%1\" style='color:%2;text-decoration:none'>")
                .arg(foldLink(text).toHtmlEscaped(), colors_.text.name()) +
            text.toHtmlEscaped() + QStringLiteral("&nbsp; ") +
            colored(isFolded ? QStringLiteral("▸") : QStringLiteral("▾"), colors_.mutedText) +
            QStringLiteral("</a>"));
  isFolded_ = isFolded;
  return *this;
}

RichText &RichText::paragraph(const QString &text) {
  return block(QStringLiteral("p"), QStringLiteral("margin:8px 0;line-height:125%"),
               text.toHtmlEscaped());
}

RichText &RichText::strong(const QString &text) {
  return block(QStringLiteral("p"), QStringLiteral("margin:8px 0 1px 0"), text.toHtmlEscaped());
}

RichText &RichText::muted(const QString &text) {
  return text.isEmpty() ? *this : line(colored(text.toHtmlEscaped(), colors_.mutedText));
}

RichText &RichText::says(const QString &text, theme::Emphasis emphasis) {
  return line(colored(text.toHtmlEscaped(), theme::colorOf(emphasis, colors_)));
}

RichText &RichText::figure(const QString &name, const QString &value, const QString &note) {
  return figureAt(name, value, note, {});
}

RichText &RichText::figureAt(const QString &name, const QString &value, const QString &note,
                             const QString &target) {
  if (isFolded_)
    return *this;
  if (!inFigures_)
    body_ += QStringLiteral("<table cellspacing='0' cellpadding='0' width='100%'>");
  inFigures_ = true;
  body_ += QStringLiteral("<tr><td width='44%' style='padding:2px 6px 2px 0'>") +
           colored(name.toHtmlEscaped(), colors_.mutedText) +
           QStringLiteral("</td><td style='padding:2px 0'>") + value.toHtmlEscaped() +
           QStringLiteral("  ") + placeLink(note, target) + QStringLiteral("</td></tr>\n");
  return *this;
}

RichText &RichText::figure(const char *name, const QString &value, const QString &note) {
  return figure(QString::fromUtf8(name), value, note);
}

RichText &RichText::step(int number, const QString &text, const QString &place,
                         const QString &target) {
  return line(colored(QString::number(number) + QStringLiteral("  "), colors_.mutedText) +
              text.toHtmlEscaped() + QStringLiteral("<br>") + placeLink(place, target));
}

/// A place as a quiet link; text where there is no target.
QString RichText::placeLink(const QString &text, const QString &target) const {
  if (target.isEmpty())
    return colored(text.toHtmlEscaped(), colors_.mutedText);
  return QStringLiteral("<a href=\"%1\" style='color:%2;text-decoration:none'>")
             .arg(target.toHtmlEscaped(), colors_.accent.name()) +
         text.toHtmlEscaped() + QStringLiteral("</a>");
}

RichText &RichText::link(const QString &target, const QString &text, theme::Emphasis emphasis) {
  const QColor color =
      emphasis == theme::Emphasis::none ? colors_.accent : theme::colorOf(emphasis, colors_);
  return block(QStringLiteral("p"), QStringLiteral("margin:3px 0"),
               QStringLiteral("<a href=\"%1\" style='color:%2;text-decoration:none'>")
                       .arg(target.toHtmlEscaped(), color.name()) +
                   text.toHtmlEscaped() + QStringLiteral("</a>"));
}

RichText &RichText::append(const RichText &other) {
  if (isFolded_)
    return *this;
  closeFigures();
  body_ += other.body_;
  return *this;
}

QString RichText::html() const {
  return body_ + (inFigures_ ? QStringLiteral("</table>") : QString());
}

} // namespace loadline::panes
