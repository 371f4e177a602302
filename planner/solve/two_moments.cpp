#include "planner/solve/two_moments.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace loadline::solve {

namespace {

Stages coxian(double mean, double variability) {
  return {{{2 / mean, 1, 1 / (2 * variability)}, {1 / (mean * variability), 0, 0}}};
}

Stages erlangs(double mean, double variability) {
  constexpr double mostStages = 12;
  const double v = std::max(variability, 1 / mostStages);
  const auto most = static_cast<std::size_t>(std::ceil(1 / v - 1e-9));
  const double k = static_cast<double>(most);
  const double shorter =
      std::max(0.0, (k * v - std::sqrt(std::max(0.0, k * (1 + v) - k * k * v))) / (1 + v));
  Stages out;
  for (std::size_t stage = 0; stage < most; ++stage)
    out.stages.push_back({(k - shorter) / mean, 0, stage + 1 < most ? 1.0 : 0.0});
  out.stages[0].starts = 1 - shorter;
  if (most > 1)
    out.stages[1].starts = shorter;
  return out;
}

/// One step of the recursion over the number inside: from the shares of the stages with n - 1
/// inside to those with n, and how likely n is beside n - 1.
class BusyChain {
public:
  explicit BusyChain(const Stages &stages) : stages_(stages.stages) {
    for (const Stages::Stage &stage : stages_)
      shares_.push_back(stage.starts);
  }

  /// P(n) / P(n - 1). All terms are positive, so no digits are lost.
  ///   into  arrivals with n - 1 inside;  on  arrivals with n inside
  double next(double into, double on) {
    double before = 0, restarted = 0, sum = 0, leaving = 0;
    std::vector<double> fromStart(stages_.size());
    for (std::size_t f = 0; f < stages_.size(); ++f) {
      const double out = on + stages_[f].rate;
      const double through = f > 0 ? stages_[f - 1].goesOn * stages_[f - 1].rate : 0;
      before = (into * shares_[f] + through * before) / out;
      restarted = (stages_[f].starts + through * restarted) / out;
      shares_[f] = before;
      fromStart[f] = restarted;
      sum += before;
      leaving += (1 - stages_[f].goesOn) * stages_[f].rate * restarted;
    }
    const double ratio = sum / leaving;
    for (std::size_t f = 0; f < stages_.size(); ++f)
      shares_[f] = (shares_[f] + on * ratio * fromStart[f]) / ratio;
    return ratio;
  }

private:
  const std::vector<Stages::Stage> &stages_;
  std::vector<double> shares_;
};

} // namespace

Stages stagesOf(double mean, double variability) {
  return variability >= 0.5 ? coxian(mean, variability) : erlangs(mean, variability);
}

std::vector<double> conditionalRates(const std::vector<double> &rates, double variability,
                                     const std::vector<double> &arrivals) {
  const std::size_t workers = rates.size();
  std::vector<double> out(std::max(arrivals.size(), workers));
  for (std::size_t n = 1; n <= out.size(); ++n)
    out[n - 1] = rates[std::min(n, workers) - 1];
  if (std::abs(variability - 1) < 1e-4 || arrivals.size() < workers)
    return out;
  const Stages stages = stagesOf(1 / rates.back(), variability);
  BusyChain chain(stages);
  for (std::size_t n = workers; n <= arrivals.size(); ++n) {
    const double into = arrivals[n - 1];
    if (into <= 0)
      break;
    out[n - 1] = into / chain.next(into, n < arrivals.size() ? arrivals[n] : 0);
  }
  return out;
}

} // namespace loadline::solve
