#include "planner/simulate/simulate.h"
#include "tests/planner/differential/compare.h"
#include "tests/planner/differential/controls.h"

#include <algorithm>
#include <cmath>

namespace loadline::differential {

namespace {

using simulate::SeriesPoint;
using Sequence = std::vector<double>;

constexpr std::size_t pieces = 64; // that the measured time is cut into

model::Duration durationOf(const Generated &system, double events) {
  constexpr double eventsPerVisit = 2.5;
  return model::Duration(events / (system.visits * eventsPerVisit * system.requests));
}

/// One long run, after a tenth for warming up.
Result<simulate::Simulation> simulated(const Generated &system, double events) {
  const model::Duration duration = durationOf(system, events);
  return simulate::simulate(system.model, {.seed = 1,
                                           .replications = 1,
                                           .warmUp = duration * 0.1,
                                           .duration = duration,
                                           .threads = 1,
                                           .sampled = duration / static_cast<double>(pieces)});
}

double fullness(const simulate::ServiceResult &is) {
  double most = 0;
  for (const auto &share : {is.utilization, is.cpuUtilization})
    if (share)
      most = std::max(most, share->value.count());
  return most;
}

/// Visits that one request makes to each service.
Sequence visitsOf(const model::Model &model) {
  Sequence visits(model.services.size(), 0);
  visits[0] = 1; // calls go to higher numbers
  for (std::size_t s = 0; s < visits.size(); ++s)
    for (const model::Step &step : model.services[s].steps)
      for (const model::Call &call : step.calls)
        visits[call.to] += visits[s] * call.count.mean * (1 - call.hits);
  return visits;
}

/// What a run saw of those who ask, piece by piece, with what is known of its input.
class Series {
public:
  Series(const Generated &system, const simulate::Simulation &run) : system_(system), run_(run) {}

  /// Answers and their times, all added up.
  double answers() const {
    return total([](const SeriesPoint &at) { return at.throughput; });
  }
  double meanTime() const { return residedIn() / answers(); }

  /// Of each piece: the mean time, by a ratio that is linear in the sums.
  Sequence times() const {
    const double mean = meanTime(), each = answers() / pieces;
    return sequence(0, [&](const SeriesPoint &at) {
      const double answered = at.throughput.count() * length();
      return mean + (at.residence ? answered * (at.residence->count() - mean) / each : 0.0);
    });
  }

  /// Each of mean 0: arrivals or thinking, all work of a request, and visits, work and its squares
  /// at the fullest services.
  std::vector<Sequence> controls() const {
    std::vector<Sequence> out{load(), allWork()};
    const Sequence visits = visitsOf(system_.model);
    for (const std::size_t s : fullest()) {
      const model::DrawnTime &work = system_.model.services[s].work;
      const double mean = work.mean.count(), square = mean * mean * (1 + work.variability());
      out.push_back(
          sequence(s, [&](const SeriesPoint &at) { return at.drawn.sum - mean * at.drawn.count; }));
      out.push_back(sequence(
          s, [&](const SeriesPoint &at) { return at.drawn.squares - square * at.drawn.count; }));
      out.push_back(differences(s, visits[s]));
    }
    return out;
  }

private:
  double length() const { return run_.sampled.count(); }

  template <class Figure>
  Sequence sequence(std::size_t service, Figure figure) const {
    Sequence out;
    for (const std::vector<SeriesPoint> &piece : run_.series)
      out.push_back(figure(piece[service]));
    return out;
  }

  template <class Figure>
  double total(Figure figure) const {
    double sum = 0;
    for (const std::vector<SeriesPoint> &piece : run_.series)
      sum += figure(piece[0]).count() * length();
    return sum;
  }

  double residedIn() const {
    double sum = 0;
    for (const std::vector<SeriesPoint> &piece : run_.series)
      if (piece[0].residence)
        sum += piece[0].throughput.count() * length() * piece[0].residence->count();
    return sum;
  }

  /// Arrivals beyond the expected; of clients, whose thinking time passes at such a rate.
  Sequence load() const {
    const model::Workload &load = system_.model.workload[0];
    return sequence(0, [&](const SeriesPoint &at) {
      const double clients = static_cast<double>(load.clients);
      const double expected = load.rate ? load.rate->count()
                                        : (clients - at.inFlight.count()) / load.think.mean.count();
      return at.arrivals.count() - expected;
    });
  }

  Sequence allWork() const {
    Sequence out(run_.series.size(), 0.0);
    for (std::size_t piece = 0; piece < out.size(); ++piece)
      for (std::size_t s = 0; s < system_.model.services.size(); ++s) {
        const simulate::Drawn &drawn = run_.series[piece][s].drawn;
        const model::Service &service = system_.model.services[s];
        out[piece] += (drawn.sum - drawn.count * service.work.mean.count()) /
                      (service.drawsSlices ? service.meanSlices : 1);
      }
    return out;
  }

  Sequence differences(std::size_t s, double visits) const {
    Sequence out;
    for (const std::vector<SeriesPoint> &piece : run_.series)
      out.push_back(piece[s].arrivals.count() - visits * piece[0].arrivals.count());
    return out;
  }

  std::vector<std::size_t> fullest() const {
    constexpr std::size_t looked = 4;
    std::vector<std::size_t> out;
    for (std::size_t s = 0; s < run_.services.size(); ++s)
      out.push_back(s);
    std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
      return fullness(run_.services[a]) > fullness(run_.services[b]);
    });
    out.resize(std::min(out.size(), looked));
    return out;
  }

  const Generated &system_;
  const simulate::Simulation &run_;
};

constexpr double stillSteady = 0.01; // half-width of the mean

/// Whether warming up took a few times as long as one request.
bool isLong(const Generated &system, const Measured &run) {
  constexpr double least = 50;
  return durationOf(system, run.events).count() > least * std::max(run.mean, system.alone.count());
}

bool isSteady(const Generated &system, const Measured &run) {
  const model::Workload &load = system.model.workload[0];
  return run.halfWidth < stillSteady && isLong(system, run) &&
         (!load.rate || std::abs(run.throughput / load.rate->count() - 1) < 0.02);
}

Measured measuredWith(std::uint64_t number, const Generated &system, double events) {
  Measured out{.number = number, .events = events};
  const auto run = simulated(system, events);
  if (!run || !run->workload[0].residence.mean)
    return out;
  const Series series(system, *run);
  const simulate::Interval mean = controlled(series.times(), series.controls());
  const model::Workload &load = system.model.workload[0];
  out.mean = mean.mean;
  out.throughput = load.rate ? run->workload[0].throughput.value.count()
                             : static_cast<double>(load.clients) /
                                   (load.think.mean.count() + out.mean); // Little's law
  out.p95 = run->workload[0].residence.p95->value.count();
  out.p99 = run->workload[0].residence.p99->value.count();
  out.halfWidth = mean.halfWidth / mean.mean;
  for (const simulate::ServiceResult &service : run->services)
    out.utilization = std::max(out.utilization, fullness(service));
  out.isSteady = isSteady(system, out);
  return out;
}

} // namespace

Measured measure(std::uint64_t number, double mostEvents) {
  const Generated system = generate(number);
  const bool isHard = system.stratum.load >= Load::hard;
  const double wanted = isHard ? 0.005 : 0.002;
  constexpr double first = 2e6, spare = 1.2;
  const Measured rough = measuredWith(number, system, std::min(first, mostEvents));
  if (rough.isSteady && rough.halfWidth <= wanted)
    return rough;
  if (rough.mean > 0 && !isLong(system, rough))
    return measuredWith(number, system, mostEvents);
  const double hopeful = rough.halfWidth * std::sqrt(rough.events / mostEvents);
  if (hopeful > 2 * stillSteady)
    return rough; // so many events would not make it known either
  const double needed = spare * rough.events * std::pow(rough.halfWidth / wanted, 2);
  return measuredWith(number, system, rough.mean > 0 ? std::min(needed, mostEvents) : mostEvents);
}

} // namespace loadline::differential
