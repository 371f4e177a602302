#pragma once

#include "planner/diagram/display_list.h"

#include <cstdint>

namespace loadline::diagram {

struct Color {
  std::uint8_t red = 0, green = 0, blue = 0;

  friend bool operator==(Color, Color) = default;
};

enum class Palette { light, dark };

/// How a role looks. Role::none is never asked for.
/// Water, alarm and warning are the hues of Okabe and Ito that all common forms of colour vision
/// tell apart [OkabeIto2008]; texts have a contrast of at least 4.5 against what lies under them.
Color colorOf(Role role, Palette palette);

/// The role's name in a style sheet: "water-below".
const char *nameOf(Role role);

} // namespace loadline::diagram
