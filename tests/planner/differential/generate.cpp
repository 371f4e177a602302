#include "tests/planner/differential/generate.h"

#include "planner/queueing/station.h"

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

  void placeBottleneck() {
    bottleneck_ = out_.stratum.load == Load::pushBack
                      ? services().size() / 2 + dice_.below((services().size() + 1) / 2)
                      : dice_.below(services().size());
    services()[bottleneck_].cpuShare = 0;
  }

  double drawnLoad() {
    switch (out_.stratum.load) {
    case Load::light:
      return dice_.even(0.15, 0.5);
    case Load::moderate:
      return dice_.even(0.5, 0.85);
    case Load::hard:
    case Load::pushBack:
      break;
    }
    return dice_.even(0.85, 0.95);
  }

  /// Slots and cores, callees first, for the rate of requests: the bottleneck is as full as its
  /// load says, others have room. Times include rough waits, so that open systems stay stable.
  void sizeStations() {
    rate_ = dice_.evenLog(20, 400);
    load_ = drawnLoad();
    times_.assign(services().size(), 0);
    alone_.assign(services().size(), 0);
    for (std::size_t s = services().size(); s-- > 0;) {
      Service &service = services()[s];
      const double flow = rate_ * visits_[s];
      double held = service.work.mean.count();
      alone_[s] = held;
      addCallTimes(s, held);
      if (service.cpuShare > 0) {
        const double work = service.work.mean.count() * service.cpuShare / service.meanSlices;
        service.cores = workersFor(flow * service.meanSlices * work, dice_.even(1.4, 4));
        held += service.meanSlices * waitAt(flow * service.meanSlices, work, *service.cores);
      }
      if (s == bottleneck_) {
        service.slots = workersFor(flow * held, 1 / load_);
        const double fitting = static_cast<double>(*service.slots) * load_ / flow / held;
        const double work = service.work.mean.count();
        service.work.mean = Duration(std::max(0.1 * work, work + held * (fitting - 1)));
        alone_[s] += service.work.mean.count() - work;
        held += service.work.mean.count() - work;
      } else if (dice_.happens(0.8)) {
        service.slots = workersFor(flow * held, roomDrawn());
      }
      times_[s] = held + (service.slots ? waitAt(flow, held, *service.slots) : 0);
    }
    out_.alone = Duration(alone_[0]);
  }

  void addCallTimes(std::size_t s, double &held) {
    for (const Step &step : services()[s].steps) {
      double longest = 0, longestAlone = 0;
      for (const Call &each : step.calls) {
        const double count = each.count.mean * (1 - each.hits);
        longest = std::max(longest, count * times_[each.to]);
        longestAlone = std::max(longestAlone, count * alone_[each.to]);
      }
      held += longest * (step.calls.size() > 1 ? 1.3 : 1.0);
      alone_[s] += longestAlone;
    }
  }

  double roomDrawn() {
    return out_.stratum.load == Load::pushBack ? dice_.even(1.2, 1.6) : dice_.even(1.5, 4);
  }

  static std::uint64_t workersFor(double busy, double room) {
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(busy * room - 1e-9)));
  }

  static double waitAt(double flow, double service, std::uint64_t workers) {
    if (flow <= 0 || service <= 0)
      return 0;
    const queueing::Station station{model::Rate(flow), Duration(service),
                                    static_cast<int>(workers)};
    const double wait = queueing::steady(station).wait.count();
    return std::isfinite(wait) ? std::min(wait, 20 * service) : 20 * service;
  }

  void addLoad() {
    out_.requests = rate_;
    model::Workload workload;
    if (out_.stratum.isClosed) {
      const bool isHard = load_ >= 0.85;
      const double think = std::max(times_[0] * dice_.evenLog(0.5, 20), 5 / rate_);
      const double clients = rate_ * (think + times_[0]) * (isHard ? dice_.even(1, 1.5) : 1.0);
      workload.think = {DrawnTime::Shape::exponential, Duration(think)};
      workload.clients = std::max<std::uint64_t>(2, static_cast<std::uint64_t>(clients + 0.5));
    } else {
      workload.rate = model::Rate(out_.requests);
    }
    out_.model.workload.push_back(workload);
  }

  Dice dice_;
  Generated out_;
  std::vector<double> visits_; ///< of each service in one request
  std::vector<double> times_;  ///< that a visit takes, roughly, in s
  std::vector<double> alone_;  ///< the same when nobody waits
  double rate_ = 0, load_ = 0;
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
