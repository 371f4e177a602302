#include "planner/diagram/display_list.h"

#include "planner/diagram/text_width.h"

namespace loadline::diagram {

namespace {

Box boxAround(const Text &text) {
  const double width = textWidth(text.text, text.size, text.isBold);
  const double left = text.anchor == Anchor::start    ? 0
                      : text.anchor == Anchor::middle ? width / 2
                                                      : width;
  return {text.at.x - left, text.at.y - 0.93 * text.size, width, 1.17 * text.size}; // ascent, line
}

Box boxAround(const RoundedBox &rounded) {
  return rounded.box;
}

Box boxAround(const Circle &circle) {
  const double r = circle.radius;
  return {circle.centre.x - r, circle.centre.y - r, 2 * r, 2 * r};
}

Box boxAround(const Path &path) {
  return boundsOf(path);
}

Box boxAround(const Shape &shape) {
  const Box box = std::visit([](const auto &outline) { return boxAround(outline); }, shape.outline);
  return shape.stroke.role == Role::none ? box : box.grownBy(shape.stroke.width / 2);
}

} // namespace

Box boundsOf(const Path &path) {
  if (path.steps.empty())
    return {};
  const Point first = path.steps.front().to;
  Point least = first, most = first;
  const auto include = [&](Point p) {
    least = {std::min(least.x, p.x), std::min(least.y, p.y)};
    most = {std::max(most.x, p.x), std::max(most.y, p.y)};
  };
  for (const Path::Step &step : path.steps) {
    if (step.kind == Path::Step::Kind::close)
      continue;
    include(step.to);
    if (step.kind == Path::Step::Kind::cubic) {
      include(step.control1);
      include(step.control2);
    }
  }
  return {least.x, least.y, most.x - least.x, most.y - least.y};
}

Box boundsOf(const Item &item) {
  return std::visit([](const auto &drawn) { return boxAround(drawn); }, item);
}

} // namespace loadline::diagram
