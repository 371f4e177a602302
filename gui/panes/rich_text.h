#pragma once

#include "gui/theme/theme.h"

#include <QString>
#include <QStringList>

namespace loadline::panes {

/// A page of details, built from the top. Every text is escaped; each call adds one line of the
/// kind it names.
class RichText {
public:
  /// What stands below the headings that are folded is left out, up to the next heading.
  explicit RichText(const theme::Colors &colors, QStringList folded = {})
      : colors_(colors), folded_(std::move(folded)) {}
  RichText sibling() const { return RichText(colors_); } ///< an empty page in the same colours

  RichText &overline(const QString &text); ///< small, above a title
  RichText &title(const QString &text);
  RichText &heading(const QString &text); ///< a link that folds what is below it, and unfolds it
  RichText &paragraph(const QString &text);
  RichText &strong(const QString &text);
  RichText &muted(const QString &text);
  RichText &says(const QString &text, theme::Emphasis emphasis);
  RichText &figure(const QString &name, const QString &value, const QString &note = {});
  RichText &figure(const char *name, const QString &value, const QString &note = {});
  /// With a link where the note is.
  RichText &figureAt(const QString &name, const QString &value, const QString &note,
                     const QString &target);
  RichText &step(int number, const QString &text, const QString &place, const QString &target);
  RichText &link(const QString &target, const QString &text,
                 theme::Emphasis emphasis = theme::Emphasis::none);
  RichText &append(const RichText &other);

  bool isEmpty() const { return body_.isEmpty(); }
  QString html() const;

private:
  RichText &line(const QString &html);
  RichText &block(const QString &tag, const QString &style, const QString &html);
  void closeFigures();
  QString placeLink(const QString &text, const QString &target) const;

  const theme::Colors &colors_;
  QStringList folded_;
  bool isFolded_ = false; ///< what comes now is below a heading that is folded
  QString body_;
  bool inFigures_ = false; ///< a table of figures is open
};

} // namespace loadline::panes
