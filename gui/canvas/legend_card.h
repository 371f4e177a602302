#pragma once

#include <QWidget>

namespace loadline::canvas {

/// What the marks of the picture mean, over a corner of it.
class LegendCard : public QWidget {
  Q_OBJECT
public:
  explicit LegendCard(QWidget *parent);

protected:
  void paintEvent(QPaintEvent *event) override;
  void mousePressEvent(QMouseEvent *event) override; ///< a press puts it away

signals:
  void closed();
};

} // namespace loadline::canvas
