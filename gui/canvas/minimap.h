#pragma once

#include <QWidget>

namespace loadline::canvas {

class Canvas;

/// The whole picture, small, in a corner of a canvas that shows a part of it; pressing or dragging
/// in it moves the canvas there. Hidden while all is in view.
class Minimap : public QWidget {
  Q_OBJECT
public:
  explicit Minimap(Canvas &canvas);

  /// Takes its place and shows itself where it is of use.
  void follow();

protected:
  void paintEvent(QPaintEvent *event) override;
  void mousePressEvent(QMouseEvent *event) override;
  void mouseMoveEvent(QMouseEvent *event) override;

private:
  double scale() const;
  void moveCanvas(QPointF place);

  Canvas &canvas_;
};

} // namespace loadline::canvas
