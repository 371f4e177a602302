#pragma once

#include "gui/canvas/canvas.h"
#include "gui/canvas/legend_card.h"
#include "gui/canvas/picture_head.h"
#include "gui/session/selection.h"
#include "gui/session/session.h"
#include "planner/diagram/bound_stack.h"
#include "planner/diagram/ordering.h"

#include <QToolButton>

#include <set>

namespace loadline::canvas {

/// The picture of the plan that is open, and its head: what it is, what to find, what stands on the
/// edges, and the zoom.
class BoundStackView : public QWidget {
  Q_OBJECT
public:
  BoundStackView(session::Session &session, session::Selection &selection,
                 QWidget *parent = nullptr);

  Canvas &canvas() { return canvas_; }
  /// The same picture with the system's name and sum above it, which the window says in its head:
  /// as `loadline diagram` draws it.
  diagram::DisplayList titledPicture() const;
  /// Of a large system: all services, or those around the selected one.
  void choosePart(bool isWhole);

private:
  void fillHead();
  QToolButton *edgeLabelButton();
  QToolButton *legendButton();
  QToolButton *teamButton();
  QToolButton *partButton();
  std::shared_ptr<const plan::Plan> toDraw();
  void fillTeams();
  void setCollapsed(std::set<std::string> teams);
  int drawnEdge(int index) const;
  QToolButton *zoomButton(const QString &text, const QString &name,
                          void (BoundStackView::*press)());
  void zoomIn() { canvas_.zoomBy(1.25); }
  void zoomOut() { canvas_.zoomBy(0.8); }
  void zoomToOriginal() { canvas_.zoomTo(1); }
  void fit() { canvas_.fit(); }
  diagram::Options drawing() const;
  void draw();
  void find();
  void showNext();
  void follow(const session::Subject &subject);
  void select(const diagram::Target &target);

  session::Session &session_;
  session::Selection &selection_;
  Canvas canvas_;
  LegendCard legend_{&canvas_};
  PictureHead head_;
  QToolButton *teams_ = nullptr;            ///< hidden where no service says its team
  std::set<std::string> collapsed_;         ///< teams that stand as one box
  QToolButton *part_ = nullptr;             ///< hidden where there are few services
  bool isWhole_ = false;                    ///< all services are drawn, however many
  std::string centre_;                      ///< what the picture is around, where it is of a part
  std::shared_ptr<const plan::Plan> drawn_; ///< what the picture is of
  diagram::LayerOrder order_;
  std::vector<std::string> trail_; ///< of the selected finding
  std::vector<std::string> found_; ///< services that fit what is looked for
  diagram::EdgeLabel edgeLabel_ = diagram::EdgeLabel::rate;
  QToolButton *zoom_ = nullptr; ///< tells the zoom and sets it to 100 %
};

} // namespace loadline::canvas
