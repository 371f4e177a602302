#pragma once

#include <QLabel>

namespace loadline::canvas {

/// One line of plain text that takes what room is left and ends in "…" where that is too little.
class ElidedLabel : public QLabel {
  Q_OBJECT
public:
  explicit ElidedLabel(QWidget *parent = nullptr);

  QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent *event) override;
};

} // namespace loadline::canvas
