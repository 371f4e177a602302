#pragma once

#include "planner/diagram/display_list.h"

#include <string_view>

// Few words for what every drawing does: each adds items to a group.

namespace loadline::diagram {

struct TextStyle {
  double size = 12;
  bool isBold = false;
  Anchor anchor = Anchor::start;
  Role role = Role::text;
  bool keepsEnd = false; ///< what is too long loses its middle
};

/// Writes a line of any text; what is longer than `width` is cut with `…`.
void write(Group &group, Point at, std::string_view text, const TextStyle &style, double width);

void drawBox(Group &group, const Box &box, double radius, Fill fill, Stroke stroke = {});
void drawPath(Group &group, const Path &path, Fill fill, Stroke stroke = {});

/// What a badge says: the ground, the words, and a mark of the same meaning before them, so that
/// the meaning rests neither on colour nor on words alone.
enum class Alarm { note, warning, alarm };

inline constexpr double badgeHeight = 18;

/// How wide drawBadge will make it.
double badgeWidth(std::string_view text, bool hasMark);

/// A pill with text; `left` is the middle of its left side.
void drawBadge(Group &group, Point left, std::string_view text, Alarm alarm, bool hasMark);

/// A group whose bounds are known; every group goes through here last.
Group finished(Group group);

} // namespace loadline::diagram
