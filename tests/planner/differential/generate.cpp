#include "tests/planner/differential/generate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace loadline::differential {

namespace {

using model::Call;
using model::DrawnTime;
using model::Duration;
using model::Service;
using model::Step;

/// Numbers that are the same with every standard library.
class Dice {
public:
  explicit Dice(std::uint64_t seed) : engine_(seed * 0x9e3779b97f4a7c15u + 1) {}

  double even(double from, double to) {
    return from + (to - from) * static_cast<double>(engine_() >> 11) * 0x1p-53;
  }
  double evenLog(double from, double to) { return std::exp(even(std::log(from), std::log(to))); }
  bool happens(double chance) { return even(0, 1) < chance; }
  std::size_t below(std::size_t end) {
    return std::min(end - 1, static_cast<std::size_t>(even(0, static_cast<double>(end))));
  }

private:
  std::mt19937_64 engine_;
};

class Generator {
public:
  explicit Generator(std::uint64_t number) : dice_(number) {
    out_.stratum = {.topology = static_cast<Topology>(number % 4),
                    .load = static_cast<Load>(number / 4 % 4),
                    .isClosed = number / 16 % 2 == 1,
                    .isLognormal = number / 32 % 2 == 1};
  }

  Generated generate() {
    drawServices();
    drawCalls();
    placeBottleneck();
    sizeStations();
    addLoad();
    return std::move(out_);
  }

private:
  std::vector<Service> &services() { return out_.model.services; }

  void drawServices() {
    const bool isChain = out_.stratum.topology == Topology::chain;
    const auto count = static_cast<std::size_t>(std::round(dice_.evenLog(5, isChain ? 20 : 200)));
    const bool drawsSlices = dice_.happens(0.5);
    for (std::size_t s = 0; s < count; ++s) {
      Service service{.name = fmt::format("s{}", s), .drawsSlices = drawsSlices};
      service.work = {DrawnTime::Shape::exponential, Duration(dice_.evenLog(1e-3, 20e-3))};
      if (out_.stratum.isLognormal) {
        service.work.shape = DrawnTime::Shape::lognormal;
        service.work.logDeviation = std::sqrt(std::log1p(std::pow(dice_.evenLog(0.3, 2), 2)));
      }
      if (dice_.happens(0.35))
        service.cpuShare = dice_.happens(0.5) ? 1 : dice_.even(0.2, 0.9);
      services().push_back(service);
    }
  }

  // Who calls whom: always services of higher numbers

  void drawCalls() {
    switch (out_.stratum.topology) {
    case Topology::chain:
      for (std::size_t s = 0; s + 1 < services().size(); ++s)
        services()[s].steps.push_back({.calls = {call(s + 1)}});
      break;
    case Topology::shared:
      drawSharedCalls();
      break;
    case Topology::tree:
    case Topology::parallel:
      drawTree();
      break;
    }
    countVisits();
  }

  /// Each service has a caller among those a few numbers before it.
  void drawTree() {
    const bool isParallel = out_.stratum.topology == Topology::parallel;
    for (std::size_t s = 1; s < services().size(); ++s) {
      const std::size_t caller = s / 3 + dice_.below(s - s / 3);
      std::vector<Step> &steps = services()[caller].steps;
      if (isParallel && !steps.empty() && steps.back().calls.size() < 8 && dice_.happens(0.7)) {
        steps.back().isParallel = true;
        steps.back().calls.push_back(call(s));
      } else {
        steps.push_back({.calls = {call(s)}});
      }
    }
    for (Service &service : services())
      for (Step &step : service.steps)
        if (step.isParallel)
          for (Call &each : step.calls)
            each.count = {};
  }

  /// Each has one caller, and some have more.
  void drawSharedCalls() {
    for (std::size_t s = 1; s < services().size(); ++s) {
      const std::size_t callers = dice_.happens(0.4) ? 2 + dice_.below(3) : 1;
      std::vector<std::size_t> are;
      for (std::size_t i = 0; i < callers; ++i)
        are.push_back(s / 4 + dice_.below(s - s / 4));
      std::sort(are.begin(), are.end());
      are.erase(std::unique(are.begin(), are.end()), are.end());
      for (const std::size_t caller : are)
        services()[caller].steps.push_back({.calls = {call(s)}});
    }
  }

  Call call(std::size_t to) {
    Call out{.to = to};
    const double kind = dice_.even(0, 1);
    if (kind < 0.5)
      return out;
    if (kind < 0.7)
      out.count.mean = dice_.even(0.2, 0.9);
    else if (kind < 0.8)
      out.count.mean = 2;
    else if (kind < 0.9)
      out.count = {dice_.even(0.3, 2), true};
    else
      out.hits = dice_.even(0.3, 0.9);
    return out;
  }

  void countVisits() {
    visits_.assign(services().size(), 0);
    visits_[0] = 1;
    for (std::size_t s = 0; s < services().size(); ++s) {
      services()[s].meanSlices = 1;
      for (Step &step : services()[s].steps) {
        services()[s].meanSlices += step.isParallel ? 1 : step.calls[0].count.mean;
        for (Call &each : step.calls) {
          constexpr double most = 6; // of visits to one service by one request
          const double adds = visits_[s] * each.count.mean * (1 - each.hits);
          if (adds > most)
            each.hits = 1 - most / (visits_[s] * each.count.mean);
          visits_[each.to] += std::min(adds, most);
        }
      }
    }
    for (const double visits : visits_)
      out_.visits += visits;
  }

  // How large everything is

  double alone(std::size_t s) const {
    double time = out_.model.services[s].work.mean.count();
    for (const Step &step : out_.model.services[s].steps) {
      double longest = 0;
      for (const Call &each : step.calls) {
        const double takes = each.count.mean * (1 - each.hits) * alone_[each.to];
        longest = std::max(longest, takes);
      }
      time += longest;
    }
    return time;
  }

  void timeAlone() {
    alone_.assign(services().size(), 0);
    for (std::size_t s = services().size(); s-- > 0;)
      alone_[s] = alone(s);
    out_.alone = Duration(alone_[0]);
  }

  void placeBottleneck() {
    bottleneck_ = out_.stratum.load == Load::pushBack
                      ? services().size() / 2 + dice_.below((services().size() + 1) / 2)
                      : dice_.below(services().size());
    services()[bottleneck_].cpuShare = 0;
    services()[bottleneck_].work.mean *= dice_.evenLog(1, 4);
    timeAlone();
  }

  /// Slots and cores for a rate at which the bottleneck is full and others have room.
  void sizeStations() {
    const double rate = dice_.evenLog(20, 400);
    const bool isTight = out_.stratum.load == Load::pushBack;
    for (std::size_t s = 0; s < services().size(); ++s) {
      Service &service = services()[s];
      const double room = isTight ? dice_.even(1.3, 2) : dice_.even(1.6, 4);
      if (s == bottleneck_ || dice_.happens(0.8))
        service.slots = workersFor(rate * visits_[s] * alone_[s], s == bottleneck_ ? 1 : room);
      if (service.cpuShare > 0)
        service.cores = workersFor(rate * visits_[s] * service.work.mean.count() * service.cpuShare,
                                   dice_.even(1.4, 4));
    }
  }

  static std::uint64_t workersFor(double busy, double room) {
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(busy * room - 1e-9)));
  }

  /// The rate of requests at which the fullest station is full when nobody waits.
  double capacity() const {
    double most = HUGE_VAL;
    for (std::size_t s = 0; s < visits_.size(); ++s) {
      const Service &service = out_.model.services[s];
      if (visits_[s] <= 0)
        continue;
      if (service.slots)
        most = std::min(most, static_cast<double>(*service.slots) / visits_[s] / alone_[s]);
      if (service.cores)
        most = std::min(most, static_cast<double>(*service.cores) / visits_[s] /
                                  (service.work.mean.count() * service.cpuShare));
    }
    return most;
  }

  double drawnLoad() {
    const double most = out_.stratum.isClosed ? 1.5 : 0.95;
    switch (out_.stratum.load) {
    case Load::light:
      return dice_.even(0.15, 0.5);
    case Load::moderate:
      return dice_.even(0.5, 0.85);
    case Load::hard:
    case Load::pushBack:
      break;
    }
    return dice_.even(0.85, most);
  }

  void addLoad() {
    const double share = drawnLoad(), full = capacity();
    out_.requests = std::min(share, 0.98) * full;
    model::Workload workload;
    if (out_.stratum.isClosed) {
      const double think = std::max(alone_[0] * dice_.evenLog(0.5, 20), 5 / full);
      workload.think = {DrawnTime::Shape::exponential, Duration(think)};
      workload.clients = std::max<std::uint64_t>(
          2, static_cast<std::uint64_t>(std::round(share * full * (think + alone_[0]))));
    } else {
      workload.rate = model::Rate(out_.requests);
    }
    out_.model.workload.push_back(workload);
  }

  Dice dice_;
  Generated out_;
  std::vector<double> visits_; ///< of each service in one request
  std::vector<double> alone_;  ///< time that a visit takes when nobody waits, in s
  std::size_t bottleneck_ = 0;
};

} // namespace

std::string_view toString(Topology topology) {
  constexpr std::string_view names[] = {"chain", "tree", "shared", "parallel"};
  return names[static_cast<std::size_t>(topology)];
}

std::string_view toString(Load load) {
  constexpr std::string_view names[] = {"light", "moderate", "hard", "push-back"};
  return names[static_cast<std::size_t>(load)];
}

Generated generate(std::uint64_t number) {
  return Generator(number).generate();
}

} // namespace loadline::differential
