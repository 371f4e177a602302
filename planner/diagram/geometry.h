#pragma once

#include <algorithm>
#include <vector>

namespace loadline::diagram {

/// Lengths are pixels at 100 %; x grows to the right, y downwards.
struct Point {
  double x = 0, y = 0;

  friend bool operator==(Point, Point) = default;
};

struct Size {
  double width = 0, height = 0;

  friend bool operator==(Size, Size) = default;
};

struct Box {
  double x = 0, y = 0, width = 0, height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
  Point centre() const { return {x + width / 2, y + height / 2}; }
  bool contains(Point p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
  bool contains(const Box &other) const {
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
  }
  bool overlaps(const Box &other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  Box grownBy(double margin) const {
    return {x - margin, y - margin, width + 2 * margin, height + 2 * margin};
  }

  friend bool operator==(const Box &, const Box &) = default;
};

/// The smallest box around both.
inline Box united(const Box &a, const Box &b) {
  const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

/// A line of straight and cubic pieces. Each step goes to `to`; the first is a move.
struct Path {
  struct Step {
    enum class Kind { move, line, cubic, close } kind = Kind::move;
    Point to;                 ///< not of `close`
    Point control1, control2; ///< of `cubic`
  };
  std::vector<Step> steps;

  Path &moveTo(Point to) { return add({Step::Kind::move, to, {}, {}}); }
  Path &lineTo(Point to) { return add({Step::Kind::line, to, {}, {}}); }
  Path &cubicTo(Point control1, Point control2, Point to) {
    return add({Step::Kind::cubic, to, control1, control2});
  }
  Path &close() { return add({Step::Kind::close, {}, {}, {}}); }

private:
  Path &add(const Step &step) { return steps.push_back(step), *this; }
};

/// A box around the path; control points count, so it may be somewhat large.
Box boundsOf(const Path &path);

} // namespace loadline::diagram
