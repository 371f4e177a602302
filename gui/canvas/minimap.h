#pragma once

#include "planner/diagram/geometry.h"

#include <QWidget>

#include <vector>

namespace loadline::canvas {

class Canvas;

/// All boxes of the picture, small, where they hide none of the canvas that shows a part of them;
/// pressing or dragging in it moves the canvas there. Hidden while most is in view. A picture that
/// is much higher than wide is drawn wider than it is, so that its columns can be told apart.
class Minimap : public QWidget {
  Q_OBJECT
public:
  explicit Minimap(Canvas &canvas);

  /// Takes its place and shows itself where it is of use.
  void follow();
  void setWanted(bool isWanted);

protected:
  void paintEvent(QPaintEvent *event) override;
  void mousePressEvent(QMouseEvent *event) override;
  void mouseMoveEvent(QMouseEvent *event) override;

private:
  bool isUseful() const;
  void measure();
  QRect freestPlace() const;
  std::vector<QRectF> inTheWay() const;
  QRectF here(const diagram::Box &box) const;
  void moveCanvas(QPointF place);

  Canvas &canvas_;
  bool isWanted_ = true;
  diagram::Box content_;           ///< around all boxes of the picture
  double scaleX_ = 1, scaleY_ = 1; ///< of the picture's lengths
};

} // namespace loadline::canvas
