#include "planner/trial/trial.h"

#include "planner/model/model_of.h"
#include "planner/simulate/simulate.h"
#include "planner/units/format.h"

#include <algorithm>
#include <cmath>

namespace loadline::trial {

namespace {

using scenario::Probe;
using scenario::Trial;
using simulate::SeriesPoint;
using simulate::Simulation;
using units::Concurrency;
using units::Duration;
using units::formatted;
using units::Rate;
using units::Ratio;

constexpr double pieces = 600; // of the watched time

/// What one service did, piece by piece from the moment on when it happened.
class Watched {
public:
  Watched(const Simulation &simulation, const Trial &trial, std::size_t service)
      : each_(simulation.sampled) {
    for (const std::vector<SeriesPoint> &piece : simulation.series)
      points_.push_back(piece[service]);
    const double until = std::round(trial.lasts / each_);
    end_ = std::clamp<std::size_t>(static_cast<std::size_t>(until), 1, points_.size());
  }

  std::string read(const Probe &probe) const {
    switch (probe.reads) {
    case Probe::Reads::insideAtEnd:
      return formatted(points_[end_ - 1].inside);
    case Probe::Reads::waitingAtEnd:
      return formatted(
          std::max(Concurrency(0), points_[end_ - 1].inside - Concurrency(probe.level)));
    case Probe::Reads::untilInside:
      return timeUntil(0, [&](const SeriesPoint &is) { return is.inside.count() >= probe.level; });
    case Probe::Reads::emptyAfter:
      return timeUntil(end_,
                       [&](const SeriesPoint &is) { return is.inside.count() <= probe.level; });
    case Probe::Reads::untilReplicas:
      return timeUntil(0, [&](const SeriesPoint &is) { return is.replicas.count() < probe.level; });
    case Probe::Reads::replicasLeft:
      return formatted(points_.back().replicas);
    case Probe::Reads::refusedMeanwhile:
      return formatted(Ratio(sum(&SeriesPoint::refusals) / sum(&SeriesPoint::arrivals)));
    case Probe::Reads::throughputLater:
      return formatted(later(&SeriesPoint::throughput));
    case Probe::Reads::arrivalsLater:
      return formatted(later(&SeriesPoint::arrivals));
    }
    return "";
  }

private:
  /// The end of the first piece from `from` on of which that is true, less what was before `from`.
  template <class Claim>
  std::string timeUntil(std::size_t from, Claim claim) const {
    for (std::size_t piece = from; piece < points_.size(); ++piece)
      if (claim(points_[piece]))
        return formatted(each_ * static_cast<double>(piece + 1 - from));
    return "never in " + formatted(each_ * static_cast<double>(points_.size() - from));
  }

  double sum(Rate SeriesPoint::*rate) const {
    double all = 0;
    for (std::size_t piece = 0; piece < end_; ++piece)
      all += (points_[piece].*rate).count();
    return all;
  }

  /// The mean of the last quarter.
  Rate later(Rate SeriesPoint::*rate) const {
    const std::size_t first = points_.size() - std::max<std::size_t>(1, points_.size() / 4);
    double all = 0;
    for (std::size_t piece = first; piece < points_.size(); ++piece)
      all += (points_[piece].*rate).count();
    return Rate(all / static_cast<double>(points_.size() - first));
  }

  Duration each_;
  std::vector<SeriesPoint> points_;
  std::size_t end_ = 1; ///< pieces until it is over
};

std::optional<std::size_t> indexOf(const model::Model &model, const std::string &service) {
  for (std::size_t s = 0; s < model.services.size(); ++s)
    if (model.services[s].name == service)
      return s;
  return std::nullopt;
}

/// What happens, right after the warm-up; the system has settled by then.
simulate::Options optionsOf(const Trial &trial, const model::Model &model, Duration settles) {
  using What = simulate::Happening::What;
  simulate::Options out{.replications = 4,
                        .warmUp = settles,
                        .duration = trial.watched,
                        .sampled = trial.watched / pieces};
  if (trial.what == Trial::What::surge) {
    out.surge = {.from = settles, .until = settles + trial.lasts, .factor = trial.amount};
    return out;
  }
  out.happenings.push_back(
      {.what = trial.what == Trial::What::hang ? What::hang : What::crash,
       .at = settles,
       .service = static_cast<std::uint32_t>(indexOf(model, trial.service).value_or(0)),
       .value = trial.amount,
       .lasts = trial.lasts});
  out.isMemoryFatal = trial.what == Trial::What::crash;
  return out;
}

Duration settlingTime(const plan::Plan &plan) {
  constexpr double times = 200; // of the slowest service
  Duration slowest(0);
  for (const plan::ServicePlan &service : plan.services)
    slowest = std::max(slowest, service.residenceTime.mean.value_or(Duration(0)));
  return std::max(Duration(5), slowest * times);
}

} // namespace

Result<scenario::Outcome> tryOut(scenario::Outcome outcome, const plan::PlannedSpec &planned,
                                 plan::LoadPoint at,
                                 const std::function<void(std::size_t, std::size_t)> &progress) {
  if (!outcome.trial)
    return outcome;
  const model::Model model = model::modelOf(planned.system, at);
  const auto run = simulate::simulate(
      model, optionsOf(*outcome.trial, model, settlingTime(planned.plan)), {.progress = progress});
  if (!run)
    return run.error();
  for (scenario::Figure &figure : outcome.figures) {
    if (!figure.probe)
      continue;
    if (const auto service = indexOf(model, figure.probe->service))
      figure.simulated = Watched(*run, *outcome.trial, *service).read(*figure.probe);
  }
  return outcome;
}

} // namespace loadline::trial
