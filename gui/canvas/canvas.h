#pragma once

#include "gui/canvas/minimap.h"
#include "gui/canvas/painter.h"
#include "planner/diagram/display_list.h"

#include <QWidget>

#include <vector>

namespace loadline::canvas {

/// A display list that can be zoomed, panned, pointed at and walked by keyboard. It opens as large
/// as the window lets it be, and stays so until the user zooms.
///
/// Wheel, + and - zoom, 0 fits; dragging pans; Tab and the arrows go from node to node, Enter
/// selects; Escape selects nothing.
class Canvas : public QWidget {
  Q_OBJECT
public:
  explicit Canvas(QWidget *parent = nullptr);

  void setPicture(diagram::DisplayList picture);
  const diagram::DisplayList &picture() const { return picture_; }

  /// Draws a frame around the groups that stand for it.
  void setSelected(const diagram::Target &target);
  const diagram::Target &selected() const { return selected_; }
  /// Lets what the predicate takes stand back.
  void setFaded(IsFaded isFaded);
  const IsFaded &isFaded() const { return isFaded_; }
  /// Moves the view until the service is wholly in it, and keeps it there when the window changes.
  void bringIntoView(const std::string &service);

  double zoom() const { return zoom_; }
  void zoomBy(double factor);
  void zoomTo(double zoom);
  void fit(); ///< the whole, however small
  /// Lets the picture begin at the upper border where there is room to spare, as a page does.
  void setAtTop(bool isAtTop) { isAtTop_ = isAtTop; }
  /// Lets it stand in a scroll area: in its own size, so high as it needs, and it neither zooms nor
  /// moves by itself.
  void setAsPage();
  void setMinimapWanted(bool isWanted);
  void open(); ///< the whole where it can be read, else its beginning in a size that can

  /// Nodes: the groups that the keyboard and screen readers walk; indexes into the picture's
  /// groups.
  const std::vector<std::size_t> &nodes() const { return nodes_; }
  int focusedNode() const { return focused_; } ///< index into nodes(), -1 for none
  void focusNode(int node);
  QRectF onWidget(const diagram::Box &box) const;
  diagram::Box shownPart() const; ///< of the picture
  /// Where a group is seen: its place, but heads of tiers stay at the top when theirs is above it,
  /// as the titles of a table do.
  QRectF shownAt(const diagram::Group &group) const;
  /// What heads of tiers take of the top when they stay there, pixels; 0 where they don't.
  double headsHeight() const;
  /// Moves the view so that the point of the picture is in its middle.
  void centreOn(diagram::Point point);

signals:
  void activated(const loadline::diagram::Target &target); ///< of kind none where nothing was hit
  void zoomChanged(double zoom);
  void nodeFocused(const QRect &place); ///< by keyboard; on the widget

protected:
  bool event(QEvent *event) override;
  void paintEvent(QPaintEvent *event) override;
  void resizeEvent(QResizeEvent *event) override;
  void wheelEvent(QWheelEvent *event) override;
  void mousePressEvent(QMouseEvent *event) override;
  void mouseMoveEvent(QMouseEvent *event) override;
  void mouseReleaseEvent(QMouseEvent *event) override;
  void keyPressEvent(QKeyEvent *event) override;
  bool focusNextPrevChild(bool next) override;

private:
  void zoomAround(QPointF place, double factor);
  double wholeZoom() const;
  QRectF besideEntry(const QRectF &entry) const;
  void placeAt(double zoom);
  void placeAgain();
  void showWhole();
  void keepInReach();
  void refresh();
  double headsTop() const; ///< of the highest, in the picture
  /// How far the heads of tiers stand below their places, pixels: they don't leave at the top.
  double headsMoved() const;
  void paintHeads(QPainter &painter, diagram::Palette look) const;
  void paintFrame(QPainter &painter, const diagram::Box &box, const QColor &color,
                  double width) const;
  void walk(QPointF direction);
  const diagram::Group *groupAt(QPointF place) const;
  diagram::Point toPicture(QPointF place) const;

  diagram::DisplayList picture_;
  diagram::DisplayList heads_; ///< the picture's groups that are heads of tiers
  std::vector<std::size_t> nodes_;
  diagram::Target selected_;
  IsFaded isFaded_;
  Minimap *minimap_ = nullptr; ///< follows whatever moves the view
  std::string shown_;          ///< the service that is to be in view; "" for none
  int focused_ = -1;
  double zoom_ = 1;
  QPointF origin_; ///< where the picture's (0, 0) is on the widget
  enum class Placing { readable, whole, byHand };
  Placing placing_ = Placing::readable; ///< kept when the window or the picture changes
  QPointF pressedAt_, lastAt_;
  bool isDragging_ = false;
  bool isAtTop_ = false;
  bool isPage_ = false;
};

} // namespace loadline::canvas
