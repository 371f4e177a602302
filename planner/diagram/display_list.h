#pragma once

#include "planner/diagram/geometry.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

// What a picture is before it meets a device: groups of shapes and texts with roles instead of
// colours. The SVG writer and the GUI's canvas draw this and nothing else, so that both show the
// same picture.
//
//     Plan ── boundStack (bound_stack.h) ──► DisplayList ──► toSvg (svg.h)
//                                                └─────────► the canvas of the GUI

namespace loadline::diagram {

/// What a colour means; planner/diagram/palette.h says what it looks like.
enum class Role {
  none,        ///< nothing is drawn
  canvas,      ///< the ground of the picture
  surface,     ///< the inside of a box
  outline,     ///< the border of a box
  text,        ///< names and figures
  mutedText,   ///< what stands back
  rule,        ///< hair lines between columns and titles
  hull,        ///< the empty part of a gauge
  waterBelow,  ///< utilization at or below the load line
  waterAbove,  ///< above it
  waterOver,   ///< at or over capacity
  hatch,       ///< the lines of a hatch over water
  loadLine,    ///< the mark at the policy's limit
  edge,        ///< a call
  alarm,       ///< lines and words of what is oversubscribed or over capacity
  alarmFill,   ///< the ground of a badge that alarms
  onAlarm,     ///< text on it
  warning,     ///< words of what is above the load line
  warningFill, ///< the ground of a badge that warns
  onWarning,   ///< text on it
  noteFill,    ///< the ground of a badge that only tells
  onNote,      ///< text on it
  selection,   ///< the path of a selected finding
};

/// Lines over a fill, so that no meaning rests on colour alone.
enum class Hatch { none, diagonal, cross };

struct Fill {
  Role role = Role::none;
  Hatch hatch = Hatch::none; ///< drawn over `role` in Role::hatch
};

struct Stroke {
  Role role = Role::none;
  double width = 1;
  bool isDashed = false;
};

struct RoundedBox {
  Box box;
  double radius = 0;
};

struct Circle {
  Point centre;
  double radius = 0;
};

struct Shape {
  std::variant<RoundedBox, Circle, Path> outline;
  Fill fill;
  Stroke stroke;
};

enum class Anchor { start, middle, end };

/// One line of text in fontFamily, figures tabular. It is valid UTF-8 without control characters,
/// and drawn as it stands: a writer escapes it for its format and neither cuts nor wraps it.
struct Text {
  Point at; ///< on the baseline, at the anchor
  std::string text;
  double size = 12; ///< font size in pixels, at least leastTextSize
  bool isBold = false;
  Anchor anchor = Anchor::start;
  Role role = Role::text;
};

inline constexpr double leastTextSize = 11;
inline constexpr const char *fontFamily = "DejaVu Sans, Verdana, sans-serif";

using Item = std::variant<Shape, Text>;

/// What a group stands for, so that a click finds it.
struct Target {
  enum class Kind { none, service, edge, entry, tier } kind = Kind::none;
  std::string service; ///< of a service: its name in the plan
  int index = -1;      ///< of an edge or entry: index in Plan::edges; of a tier: in Plan::tiers

  friend bool operator==(const Target &, const Target &) = default;
};

/// What is drawn together, in the order of painting.
struct Group {
  Target target;
  std::string name;        ///< for a screen reader: "gateway, 143 % of capacity, over capacity"
  std::string tooltip;     ///< lines separated by '\n'; may be empty
  Box bounds;              ///< around all items
  Role state = Role::none; ///< of a service: how it stands, for where it is drawn without words
  std::vector<Item> items;
};

struct DisplayList {
  Size size;
  std::string title;         ///< of the whole picture, for a screen reader
  std::string description;   ///< one sentence
  std::vector<Group> groups; ///< later ones lie over earlier ones
};

/// A box around what the item covers, stroke included; of a text by its estimated width.
Box boundsOf(const Item &item);

} // namespace loadline::diagram
