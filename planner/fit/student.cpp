#include "planner/fit/student.h"

#include <cmath>
#include <initializer_list>

namespace loadline::fit {

namespace {

/// The continued fraction of the incomplete beta function, by the method of Lentz.
double continuedFraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  const auto away = [](double value) { return std::abs(value) < tiny ? tiny : value; };
  double c = 1, d = 1 / away(1 - (a + b) * x / (a + 1)), value = d;
  for (int m = 1; m <= 500; ++m) {
    const double twice = 2.0 * m;
    const double even = m * (b - m) * x / ((a + twice - 1) * (a + twice));
    const double odd = -(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1));
    double step = 1;
    for (const double term : {even, odd}) {
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      step = c * d;
      value *= step;
    }
    if (std::abs(step - 1) < 1e-15)
      break;
  }
  return value;
}

double incompleteBeta(double a, double b, double x) {
  if (x <= 0 || x >= 1)
    return x <= 0 ? 0 : 1;
  const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) +
                                a * std::log(x) + b * std::log1p(-x));
  return x < (a + 1) / (a + b + 2) ? front * continuedFraction(a, b, x) / a
                                   : 1 - front * continuedFraction(b, a, 1 - x) / b;
}

/// The chance of more than `t`.
double beyond(double t, double freedom) {
  return incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2;
}

} // namespace

double studentQuantile(double probability, double freedom) {
  const double tail = 1 - probability;
  double low = 0, high = 1;
  while (beyond(high, freedom) > tail && high < 1e12)
    high *= 2;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (beyond(middle, freedom) > tail ? low : high) = middle;
  }
  return (low + high) / 2;
}

} // namespace loadline::fit
