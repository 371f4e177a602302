#include "planner/solve/rhythm.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

std::vector<double> withRhythm(const std::vector<double> &alone, std::size_t workers,
                               double variability, const std::vector<double> &shares,
                               double pressure, double restraint) {
  std::vector<double> out = alone;
  if (alone.size() < workers || shares.size() <= workers || pressure <= 0 ||
      shares[workers] <= 1e-200)
    return out;
  const double at = shares[workers], c = static_cast<double>(workers);
  double b = 0, a = 0; // beside the share of c inside: those below, and the number in them
  for (std::size_t n = 0; n < workers; ++n) {
    b += shares[n] / at;
    a += static_cast<double>(n) * shares[n] / at;
  }
  // With a queue that falls off by x = 1 - y from one to the next, the mean inside is
  // (a + c / y + (1 - y) / y²) / (b + 1 / y).
  const double x = std::min(pressure, 1 - 1e-6), y = 1 - x;
  const double queue = x / y / (b * y + 1);
  const double usual = (a * y * y + c * y + x) / (b * y * y + y);
  const double wanted = usual + queue * (variability - 1) / 2 * (1 - restraint);
  const double linear = wanted + 1 - c;
  const double inner = linear * linear + 4 * (wanted * b - a);
  const double fitting = inner > 0 ? 2 / (linear + std::sqrt(inner)) : y;
  if (fitting > 0 && fitting < 1)
    out.push_back(alone.back() * x / (1 - fitting));
  return out;
}

} // namespace loadline::solve
