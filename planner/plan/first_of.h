#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>

namespace loadline::plan {

/// Whether one of two is to be named before the other: the larger figure first, and of equals the
/// first by name, so that no choice hangs on the order in which a spec says things. What differs by
/// no more than rounding is equal.
inline bool comesFirst(double figure, std::string_view name, double otherFigure,
                       std::string_view otherName) {
  constexpr double rounding = 1e-9;
  if (std::abs(figure - otherFigure) > rounding * std::max(std::abs(figure), std::abs(otherFigure)))
    return figure > otherFigure;
  return name < otherName;
}

} // namespace loadline::plan
