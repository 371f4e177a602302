#pragma once

#include <chrono>
#include <compare>

namespace loadline::units {

/// A number with a unit that the compiler checks. There is no implicit way in or out.
template <class Unit>
class Quantity {
public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double count) : count_(count) {}
  constexpr double count() const { return count_; }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.count_ + b.count_);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity(a.count_ - b.count_);
  }
  friend constexpr Quantity operator*(Quantity a, double factor) {
    return Quantity(a.count_ * factor);
  }
  friend constexpr Quantity operator*(double factor, Quantity a) { return a * factor; }
  friend constexpr Quantity operator/(Quantity a, double divisor) {
    return Quantity(a.count_ / divisor);
  }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.count_ / b.count_; }
  constexpr Quantity &operator+=(Quantity other) { return *this = *this + other; }

private:
  double count_ = 0.0;
};

using Rate = Quantity<struct PerSecond>;        ///< requests per second
using Concurrency = Quantity<struct InFlight>;  ///< requests inside at one moment
using Ratio = Quantity<struct Fraction>;        ///< 1 is 100 %
using Bytes = Quantity<struct ByteCount>;       ///< memory
using Cores = Quantity<struct CoreCount>;       ///< processors, 0.5 is `500m`
using Price = Quantity<struct MoneyPerMonth>;   ///< money per month, in the spec's own currency
using Growth = Quantity<struct PerMonth>;       ///< fraction gained each month, compounded
using Duration = std::chrono::duration<double>; ///< seconds

/// Little's law, N = X · R [Little1961]: the only bridge between the three.
constexpr Concurrency operator*(Rate x, Duration r) {
  return Concurrency(x.count() * r.count());
}
constexpr Concurrency operator*(Duration r, Rate x) {
  return x * r;
}
constexpr Rate operator/(Concurrency n, Duration r) {
  return Rate(n.count() / r.count());
}
constexpr Duration operator/(Concurrency n, Rate x) {
  return Duration(n.count() / x.count());
}

static_assert(Rate(120) * std::chrono::milliseconds(50) == Concurrency(6));

} // namespace loadline::units
