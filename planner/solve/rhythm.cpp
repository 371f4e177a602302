#include "planner/solve/rhythm.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

/// 2 W(M/D/c) / W(M/M/c) - 1; at no load it is the least of c residual times.
double steadier(std::size_t workers, double load) {
  const auto c = static_cast<double>(workers);
  const double more = (1 - load) * (c - 1) * (std::sqrt(4 + 5 * c) - 2) / (16 * c * load);
  return std::min(more, (c - 1) / (c + 1));
}

/// The queue is so many times as long as with Poisson completions.
///   load  of the workers
double longerBy(std::size_t workers, double load, const Rhythm &is) {
  // Bursts need arrivals that go on while they are waited for; a steady rhythm needs none.
  const double held = is.variability > 1 ? is.restraint : 0;
  const double counts = (1 - steadier(workers, load)) * std::lerp(0.5, is.single, load * load);
  return 1 + (is.variability - 1) * counts * (1 - held);
}

} // namespace

double asOneWorker(std::size_t workers, const Rhythm &is) {
  return 2 * longerBy(workers, std::clamp(is.pressure, 1e-6, 1 - 1e-6), is) - 1;
}

std::vector<double> withRhythm(const std::vector<double> &alone, std::size_t workers,
                               double capacity, const Rhythm &is) {
  std::vector<double> out = alone;
  if (alone.size() < workers || is.pressure <= 0)
    return out;
  // What completes while all are busy, on average: so busy are they, whatever the rhythm.
  const double usual = alone.back();
  // A queue that falls off by x from one to the next has x / (1 - x) waiting while all are busy.
  const double x = std::min(is.pressure, 1 - 1e-6);
  const double y = 1 / (1 + longerBy(workers, x, is) * x / (1 - x));
  constexpr double least = 0.5; // of what Poisson completions bring from c inside to c - 1
  out.back() = std::max(usual - capacity * x, least * usual * (1 - x)) / y;
  out.push_back(capacity * x / (1 - y));
  return out;
}

} // namespace loadline::solve
