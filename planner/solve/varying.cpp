#include "planner/solve/varying.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace loadline::solve {

namespace {

double squared(double x) {
  return x * x;
}

Sum operator+(const Sum &a, const Sum &b) {
  return {a.mean + b.mean, a.variance + b.variance};
}

Sum scaled(const Sum &time, double factor) {
  return {factor * time.mean, squared(factor) * time.variance};
}

/// By chance, or none.
Sum sometimes(double chance, const Sum &time) {
  return sumOf({chance, chance * (1 - chance)}, time);
}

/// Requests of one service, and of those without slots that it goes through.
class Requests {
public:
  Requests(const Settling &all, const Pieces &pieces) : all_(all), pieces_(pieces) {}

  Sum of(std::size_t s) {
    for (const std::size_t inner : all_.network.through[s])
      times_.emplace_back(inner, inside(inner));
    return times_.back().second;
  }

private:
  Sum inside(std::size_t s) const {
    const model::Service &service = all_.model.services[s];
    const Sum own = ownOf(s);
    const Sum piece = service.drawsSlices ? own : Sum{};
    Sum time = own;
    for (std::size_t i = 0; i < service.steps.size(); ++i)
      time = time + (service.steps[i].isParallel ? groupOf(s, i) + piece
                                                 : callsOf(service.steps[i].calls.front(), piece));
    return time;
  }

  /// A piece of own work where each is drawn by itself, else all of it.
  Sum ownOf(std::size_t s) const {
    const model::Service &service = all_.model.services[s];
    const auto cores = all_.network.coresOf[s];
    const double slices = slicesOf(service).mean;
    const double delay = service.work.mean.count() * (cores ? 1 - service.cpuShare : 1);
    const Sum whole = scaled({delay, squared(delay) * service.work.variability()}, pieces_.delay);
    if (service.drawsSlices)
      return scaled(whole, 1 / slices) + (cores ? visitAt(*cores) : Sum{});
    return whole + (cores ? scaled(visitAt(*cores), slices) : Sum{}); // which are alike
  }

  Sum callsOf(const model::Call &call, const Sum &piece) const {
    const Sum reaching = call.isAsync ? Sum{} : sometimes(1 - call.hits, visitTo(call.to));
    return sumOf(timesMade(call), reaching + piece);
  }

  Sum groupOf(std::size_t s, std::size_t i) const {
    const std::vector<Branch> branches = branchesOf(all_.model.services[s].steps[i]);
    if (branches.empty())
      return {};
    const GroupTime &time = all_.state.groupTimes[s][i];
    const Branch &slowest = branches[time.slowest];
    return sometimes(slowest.presence, visitTo(slowest.to)) +
           scaled({time.longer, time.variance}, pieces_.delay);
  }

  /// Nothing where the way does not go there: beside it, or never.
  Sum visitAt(std::size_t station) const {
    const auto visit =
        std::lower_bound(pieces_.visits.begin(), pieces_.visits.end(), station,
                         [](const Visit &each, std::size_t other) { return each.station < other; });
    if (visit == pieces_.visits.end() || visit->station != station)
      return {};
    return pieces_.times[static_cast<std::size_t>(visit - pieces_.visits.begin())];
  }

  Sum visitTo(std::size_t s) const {
    if (const auto slots = all_.network.slotsOf[s])
      return visitAt(*slots);
    const auto isIt = [s](const auto &time) { return time.first == s; };
    return std::find_if(times_.begin(), times_.end(), isIt)->second;
  }

  const Settling &all_;
  const Pieces &pieces_;
  std::vector<std::pair<std::size_t, Sum>> times_; ///< of one request, by service
};

} // namespace

Sum requestOf(const Settling &all, std::size_t service, const Pieces &pieces) {
  return Requests(all, pieces).of(service);
}

} // namespace loadline::solve
