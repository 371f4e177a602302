#pragma once

#include <algorithm>
#include <cmath>

// Figures that come out of arithmetic on doubles carry rounding in their last digits: 100 ms and
// 200 ms make 0.30000000000000004 s, and 60 / 0.6 is 100.00000000000001. What is decided from them
// is decided by these, so that it does not hang on the last bit. They take plain numbers and
// quantities alike.

namespace loadline::units {

/// Two figures that differ by less than this part of the larger are the same.
inline constexpr double rounding = 1e-9;

namespace detail {

/// What arithmetic leaves of a difference that should be none. Below `rounding`, since a difference
/// is a figure that is shown, and no decision.
inline constexpr double cancellation = 1e-12;

template <class Figure>
constexpr double plain(Figure figure) {
  if constexpr (requires { figure.count(); })
    return figure.count();
  else
    return figure;
}

inline bool differBelow(double part, double a, double b) {
  return a == b || std::abs(a - b) < part * std::max(std::abs(a), std::abs(b));
}

} // namespace detail

template <class Figure>
bool isNear(Figure a, Figure b) {
  return detail::differBelow(rounding, detail::plain(a), detail::plain(b));
}

template <class Figure>
bool isAbove(Figure a, Figure b) {
  return a > b && !isNear(a, b);
}

template <class Figure>
bool isBelow(Figure a, Figure b) {
  return isAbove(b, a);
}

template <class Figure>
bool isAtMost(Figure a, Figure b) {
  return a <= b || isNear(a, b);
}

template <class Figure>
bool isAtLeast(Figure a, Figure b) {
  return isAtMost(b, a);
}

/// a − b, and exactly nothing where the two are the same but for rounding.
template <class Figure>
Figure difference(Figure a, Figure b) {
  const bool isNone = detail::differBelow(detail::cancellation, detail::plain(a), detail::plain(b));
  return isNone ? Figure(0.0) : a - b;
}

/// The least whole number that is not below `number`: 85.7142857 is 86, 86.00000000001 is 86 too.
inline double up(double number) {
  return isNear(number, std::round(number)) ? std::round(number) : std::ceil(number);
}

/// The largest whole number that is not above `number`: 85.7142857 is 85, 85.99999999999 is 86.
inline double down(double number) {
  return isNear(number, std::round(number)) ? std::round(number) : std::floor(number);
}

} // namespace loadline::units
