#include "gui/panes/source_text.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

namespace loadline::panes {

namespace {

constexpr int markRoom = 14, air = 8;

/// Numbers and marks; all it knows it asks its text.
class Gutter : public QWidget {
public:
  explicit Gutter(SourceText *text) : QWidget(text), text_(*text) {
    setAccessibleName(QStringLiteral("Line numbers and marks"));
  }

protected:
  void paintEvent(QPaintEvent *event) override { text_.paintGutter(event); }
  bool event(QEvent *event) override {
    if (event->type() != QEvent::ToolTip)
      return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString told = text_.told(text_.lineAt(help->y()));
    QToolTip::showText(help->globalPos(), told.isEmpty() ? QString() : theme::plainTip(told), this);
    return true;
  }

private:
  SourceText &text_;
};

} // namespace

SourceText::SourceText(QWidget *parent)
    : QPlainTextEdit(parent), highlighter_(document(), theme::colorsOf(palette())),
      gutter_(new Gutter(this)) {
  setAccessibleName(QStringLiteral("Source"));
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setLineWrapMode(NoWrap);
  setFrameShape(NoFrame);
  QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  fixed.setPointSizeF(font().pointSizeF());
  setFont(fixed);
  setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 4);
  connect(this, &QPlainTextEdit::blockCountChanged, this, &SourceText::placeGutter);
  connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &, int scrolled) {
    if (scrolled)
      gutter_->scroll(0, scrolled);
    gutter_->update();
  });
  placeGutter();
}

void SourceText::setSource(const QString &text, Language language) {
  marks_.clear();
  shown_ = 0;
  setExtraSelections({});
  highlighter_.setLanguage(language);
  setPlainText(text);
}

void SourceText::setMarks(const std::vector<models::CodeStop> &marks) {
  marks_.clear();
  for (const models::CodeStop &stop : marks) {
    Mark &mark = marks_[stop.at.line];
    mark.text += (mark.text.isEmpty() ? QString() : QStringLiteral("\n")) + stop.note;
    mark.emphasis = stop.emphasis;
  }
  gutter_->update();
}

QString SourceText::told(int line) const {
  const auto found = marks_.find(line);
  return found == marks_.end() ? QString() : found->second.text;
}

void SourceText::showLine(int line) {
  const QTextBlock block = document()->findBlockByNumber(line - 1);
  shown_ = block.isValid() ? line : 0;
  if (shown_ > 0) {
    setTextCursor(QTextCursor(block));
    centerCursor();
    horizontalScrollBar()->setValue(0);
  }
  frameShownLine();
  gutter_->update();
}

void SourceText::frameShownLine() {
  QList<QTextEdit::ExtraSelection> selections;
  if (shown_ > 0) {
    QTextEdit::ExtraSelection line;
    line.cursor = QTextCursor(document()->findBlockByNumber(shown_ - 1));
    line.format.setBackground(theme::colorsOf(palette()).selection);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    selections << line;
  }
  setExtraSelections(selections);
}

int SourceText::gutterWidth() const {
  const QString widest(QString::number(std::max(blockCount(), 99)).size(), u'9');
  return markRoom + fontMetrics().horizontalAdvance(widest) + 2 * air;
}

void SourceText::placeGutter() {
  setViewportMargins(gutterWidth(), 0, 0, 0);
  const QRect inside = contentsRect();
  gutter_->setGeometry(inside.left(), inside.top(), gutterWidth(), inside.height());
}

void SourceText::resizeEvent(QResizeEvent *event) {
  QPlainTextEdit::resizeEvent(event);
  placeGutter();
}

void SourceText::changeEvent(QEvent *event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() != QEvent::PaletteChange)
    return;
  highlighter_.setColors(theme::colorsOf(palette()));
  frameShownLine();
}

int SourceText::lineAt(int y) const {
  for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    if (y < place.bottom())
      return y >= place.top() ? block.blockNumber() + 1 : 0;
  }
  return 0;
}

void SourceText::paintGutter(QPaintEvent *event) {
  const theme::Colors &colors = theme::colorsOf(palette());
  QPainter painter(gutter_);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(event->rect(), colors.window);
  painter.setFont(font());
  for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    if (place.top() > event->rect().bottom())
      break;
    const int line = block.blockNumber() + 1;
    const QRectF row(0, place.top(), gutter_->width() - air, place.height());
    painter.setPen(line == shown_ ? colors.text : colors.mutedText);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
    const auto mark = marks_.find(line);
    if (mark == marks_.end())
      continue;
    painter.setPen(theme::colorOf(mark->second.emphasis, colors)); // shapes as in the tables
    painter.drawText(QRectF(2, place.top(), markRoom, place.height()), Qt::AlignCenter,
                     mark->second.emphasis == theme::Emphasis::bad       ? QStringLiteral("▲")
                     : mark->second.emphasis == theme::Emphasis::caution ? QStringLiteral("◆")
                                                                         : QStringLiteral("●"));
  }
}

} // namespace loadline::panes
