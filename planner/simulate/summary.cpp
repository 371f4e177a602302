#include "planner/simulate/summary.h"

#include <algorithm>

namespace loadline::simulate {

namespace {

/// The estimate of what `figure` reads from each part.
template <class Quantity, class Part, class Figure>
Estimate<Quantity> estimated(const std::vector<const Part *> &parts, Figure figure) {
  std::vector<double> samples;
  for (const Part *part : parts)
    samples.push_back(figure(*part));
  const Interval interval = intervalOf(samples);
  return {Quantity(interval.mean), Quantity(interval.halfWidth)};
}

template <class Part>
ResidenceEstimate residenceOf(const std::vector<const Part *> &parts) {
  const bool isSeen = std::all_of(parts.begin(), parts.end(),
                                  [](const Part *part) { return part->residences.count() > 0; });
  if (!isSeen)
    return {};
  const auto quantile = [&](double p) {
    return estimated<Duration>(
        parts, [p](const Part &part) { return part.residences.quantile(p)->count(); });
  };
  const auto mean = estimated<Duration>(parts, [](const Part &part) {
    return part.resided.count() / static_cast<double>(part.residences.count());
  });
  return {mean, quantile(0.5), quantile(0.95), quantile(0.99)};
}

void addWaits(ServiceResult &out, const std::vector<const ServiceTally *> &parts) {
  const bool isSeen = std::all_of(parts.begin(), parts.end(), [](const ServiceTally *part) {
    return part->arrivals > 0 && part->admissions > 0;
  });
  if (!isSeen)
    return;
  out.waits = estimated<Ratio>(parts, [](const ServiceTally &part) {
    return static_cast<double>(part.waits) / static_cast<double>(part.arrivals);
  });
  out.wait = estimated<Duration>(parts, [](const ServiceTally &part) {
    return part.waited.count() / static_cast<double>(part.admissions);
  });
}

ServiceResult resultOf(const Service &service, const std::vector<const ServiceTally *> &parts,
                       Duration duration) {
  const auto rate = [&](std::uint64_t ServiceTally::*count) {
    return estimated<Rate>(parts, [&](const ServiceTally &part) {
      return static_cast<double>(part.*count) / duration.count();
    });
  };
  const auto share = [&](Level ServiceTally::*level, std::uint64_t of) {
    return estimated<Ratio>(parts, [&](const ServiceTally &part) {
      return (part.*level).area() / duration / static_cast<double>(of);
    });
  };
  const auto number = [&](auto area) {
    return estimated<Concurrency>(parts,
                                  [&](const ServiceTally &part) { return area(part) / duration; });
  };
  ServiceResult out{.name = service.name};
  out.arrivals = rate(&ServiceTally::arrivals);
  out.refusals = rate(&ServiceTally::refusals);
  out.failures = rate(&ServiceTally::failures);
  out.expiries = rate(&ServiceTally::expiries);
  out.degraded = rate(&ServiceTally::degraded);
  out.replicas = number([](const ServiceTally &part) { return part.replicas.area(); });
  out.throughput = estimated<Rate>(parts, [&](const ServiceTally &part) {
    return static_cast<double>(part.residences.count()) / duration.count();
  });
  out.slotsHeld = number([](const ServiceTally &part) { return part.busy.area(); });
  out.queue = number([](const ServiceTally &part) { return part.waiting.area(); });
  out.inFlight =
      number([](const ServiceTally &part) { return part.busy.area() + part.waiting.area(); });
  if (service.adaptive)
    out.limit = number([](const ServiceTally &part) { return part.limit.area(); });
  if (service.slots)
    out.utilization = share(&ServiceTally::busy, *service.slots);
  if (service.cores)
    out.cpuUtilization = share(&ServiceTally::onCores, *service.cores);
  addWaits(out, parts);
  out.residence = residenceOf(parts);
  return out;
}

WorkloadResult resultOf(const std::string &to, const std::vector<const WorkloadTally *> &parts,
                        Duration duration) {
  WorkloadResult out{.to = to};
  out.throughput = estimated<Rate>(parts, [&](const WorkloadTally &part) {
    return static_cast<double>(part.residences.count()) / duration.count();
  });
  out.failures = estimated<Rate>(parts, [&](const WorkloadTally &part) {
    return static_cast<double>(part.failures) / duration.count();
  });
  out.residence = residenceOf(parts);
  return out;
}

/// The same part of every tally.
template <class Part>
std::vector<const Part *> partsOf(const std::vector<Tally> &tallies, std::vector<Part> Tally::*list,
                                  std::size_t index) {
  std::vector<const Part *> parts;
  for (const Tally &tally : tallies)
    parts.push_back(&(tally.*list)[index]);
  return parts;
}

/// What one service did between two samples, the mean of all replications.
SeriesPoint pointOf(const std::vector<Tally> &tallies, std::size_t piece, std::size_t service) {
  const auto added = [&](auto part) {
    double sum = 0;
    for (const Tally &tally : tallies) {
      const Sample &from = tally.series[piece][service], &to = tally.series[piece + 1][service];
      sum += static_cast<double>(part(to)) - static_cast<double>(part(from));
    }
    return sum / static_cast<double>(tallies.size());
  };
  const auto level = [&](std::int64_t Sample::*part) {
    double sum = 0;
    for (const Tally &tally : tallies)
      sum += static_cast<double>(tally.series[piece + 1][service].*part);
    return Concurrency(sum / static_cast<double>(tallies.size()));
  };
  const double answers = added([](const Sample &at) { return at.answers; });
  const double resided = added([](const Sample &at) { return at.resided.count(); });
  SeriesPoint out;
  out.arrivals = Rate(added([](const Sample &at) { return at.arrivals; }));
  out.throughput = Rate(answers);
  out.refusals = Rate(added([](const Sample &at) { return at.refusals; }));
  out.failures = Rate(added([](const Sample &at) { return at.failures; }));
  out.expiries = Rate(added([](const Sample &at) { return at.expiries; }));
  out.inFlight = Concurrency(added([](const Sample &at) { return at.inside.count(); }));
  out.replicas = level(&Sample::replicas);
  out.inside = level(&Sample::now);
  out.limit = level(&Sample::limit);
  for (const Tally &tally : tallies) {
    const Drawn more = tally.series[piece + 1][service].drawn - tally.series[piece][service].drawn;
    const auto share = [&](double all) { return all / static_cast<double>(tallies.size()); };
    out.drawn = {out.drawn.count + share(more.count), out.drawn.sum + share(more.sum),
                 out.drawn.squares + share(more.squares)};
  }
  if (answers > 0)
    out.residence = Duration(resided / answers);
  return out;
}

std::vector<std::vector<SeriesPoint>>
seriesOf(const Model &model, const std::vector<Tally> &tallies, Duration sampled) {
  std::vector<std::vector<SeriesPoint>> out;
  for (std::size_t piece = 0; piece + 1 < tallies.front().series.size(); ++piece) {
    std::vector<SeriesPoint> &points = out.emplace_back();
    for (std::size_t s = 0; s < tallies.front().services.size(); ++s) {
      SeriesPoint point = pointOf(tallies, piece, s);
      if (!model.services[s].adaptive)
        point.limit.reset();
      for (Rate *rate :
           {&point.arrivals, &point.throughput, &point.refusals, &point.failures, &point.expiries})
        *rate = Rate(rate->count() / sampled.count());
      point.inFlight = Concurrency(point.inFlight.count() / sampled.count());
      points.push_back(point);
    }
  }
  return out;
}

} // namespace

Simulation summary(const Model &model, const std::vector<Tally> &tallies, Duration duration,
                   Duration sampled) {
  Simulation out{.replications = tallies.size(), .duration = duration, .sampled = sampled};
  out.series = seriesOf(model, tallies, sampled);
  for (std::size_t i = 0; i < model.services.size(); ++i)
    out.services.push_back(
        resultOf(model.services[i], partsOf(tallies, &Tally::services, i), duration));
  for (std::size_t i = 0; i < model.workload.size(); ++i)
    out.workload.push_back(resultOf(model.services[model.workload[i].to].name,
                                    partsOf(tallies, &Tally::workload, i), duration));
  for (const Tally &tally : tallies)
    out.events += tally.events;
  out.assumptions = model.assumptions;
  out.leftOut = model.leftOut;
  return out;
}

const ServiceResult *Simulation::find(std::string_view name) const {
  const auto found =
      std::find_if(services.begin(), services.end(),
                   [&](const ServiceResult &service) { return service.name == name; });
  return found == services.end() ? nullptr : &*found;
}

} // namespace loadline::simulate
