#pragma once

#include "gui/canvas/elided_label.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace loadline::canvas {

/// Two slim lines above the picture: the system's name, a field to find by and buttons, then what
/// the system holds. In a narrow window the field stands in the second line, and what is too long
/// ends in "…" with the whole as its tip.
class PictureHead : public QWidget {
  Q_OBJECT
public:
  explicit PictureHead(QWidget *parent = nullptr);

  void tell(const QString &name, const QString &summary);
  void addButton(QWidget *button); ///< to the right of those that are there
  void addGap();
  QLineEdit &finder() { return find_; }

protected:
  void resizeEvent(QResizeEvent *event) override;
  bool event(QEvent *event) override;

private:
  void arrange();

  ElidedLabel name_, summary_;
  QLineEdit find_;
  QHBoxLayout *first_ = nullptr, *buttons_ = nullptr, *second_ = nullptr;
};

} // namespace loadline::canvas
