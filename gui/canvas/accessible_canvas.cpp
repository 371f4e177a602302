#include "gui/canvas/accessible_canvas.h"

#include "gui/canvas/canvas.h"

#include <QAccessibleActionInterface>
#include <QAccessibleWidget>
#include <QPointer>

#include <map>

namespace loadline::canvas {

namespace {

/// One node of the picture. Its group is looked up by number each time, since pictures come and go.
class AccessibleNode : public QAccessibleInterface, public QAccessibleActionInterface {
public:
  AccessibleNode(Canvas *canvas, int node) : canvas_(canvas), node_(node) {}

  bool isValid() const override {
    return canvas_ && node_ < static_cast<int>(canvas_->nodes().size());
  }
  QObject *object() const override { return nullptr; }
  QAccessibleInterface *parent() const override {
    return QAccessible::queryAccessibleInterface(canvas_);
  }
  QAccessibleInterface *child(int) const override { return nullptr; }
  QAccessibleInterface *childAt(int, int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface *) const override { return -1; }
  QAccessible::Role role() const override { return QAccessible::Button; }
  void setText(QAccessible::Text, const QString &) override {}

  QString text(QAccessible::Text kind) const override {
    if (!isValid())
      return {};
    if (kind == QAccessible::Name)
      return QString::fromStdString(group().name);
    return kind == QAccessible::Description ? QString::fromStdString(group().tooltip) : QString();
  }

  QRect rect() const override {
    if (!isValid())
      return {};
    const QRect onWidget = canvas_->onWidget(group().bounds).toRect();
    return {canvas_->mapToGlobal(onWidget.topLeft()), onWidget.size()};
  }

  QAccessible::State state() const override {
    QAccessible::State state;
    state.focusable = state.selectable = true;
    state.focused = isValid() && canvas_->hasFocus() && canvas_->focusedNode() == node_;
    state.selected = isValid() && group().target == canvas_->selected();
    state.invalid = !isValid();
    return state;
  }

  void *interface_cast(QAccessible::InterfaceType type) override {
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                : nullptr;
  }
  QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
  QStringList keyBindingsForAction(const QString &) const override { return {}; }
  void doAction(const QString &name) override {
    if (!isValid())
      return;
    canvas_->focusNode(node_);
    if (name == pressAction())
      emit canvas_->activated(group().target);
  }

private:
  const diagram::Group &group() const {
    return canvas_->picture().groups[canvas_->nodes()[static_cast<std::size_t>(node_)]];
  }

  QPointer<Canvas> canvas_;
  int node_;
};

class AccessibleCanvas : public QAccessibleWidget {
public:
  explicit AccessibleCanvas(Canvas *canvas) : QAccessibleWidget(canvas, QAccessible::Graphic) {}
  ~AccessibleCanvas() override {
    for (const auto &[node, id] : ids_)
      QAccessible::deleteAccessibleInterface(id);
  }

  int childCount() const override { return static_cast<int>(canvas().nodes().size()); }

  QAccessibleInterface *child(int node) const override {
    if (node < 0 || node >= childCount())
      return nullptr;
    auto known = ids_.find(node);
    if (known == ids_.end()) // the cache of Qt owns it from here
      known = ids_.emplace(node, QAccessible::registerAccessibleInterface(
                                     new AccessibleNode(&canvas(), node)))
                  .first;
    return QAccessible::accessibleInterface(known->second);
  }

  int indexOfChild(const QAccessibleInterface *wanted) const override {
    for (const auto &[node, id] : ids_)
      if (QAccessible::accessibleInterface(id) == wanted)
        return node;
    return -1;
  }

  QAccessibleInterface *childAt(int x, int y) const override {
    for (int node = 0; node < childCount(); ++node)
      if (QAccessibleInterface *found = child(node); found->rect().contains(x, y))
        return found;
    return nullptr;
  }

private:
  Canvas &canvas() const { return *static_cast<Canvas *>(widget()); }

  mutable std::map<int, QAccessible::Id> ids_;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object) {
  auto *canvas = qobject_cast<Canvas *>(object);
  return canvas ? new AccessibleCanvas(canvas) : nullptr;
}

} // namespace

void installAccessibility() {
  QAccessible::installFactory(makeAccessible);
}

} // namespace loadline::canvas
