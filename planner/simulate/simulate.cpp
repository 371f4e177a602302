#include "planner/simulate/simulate.h"

#include "planner/simulate/replication.h"
#include "planner/simulate/summary.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

namespace loadline::simulate {

namespace {

/// The replications, shared out among threads: each takes the next that nobody has begun.
class Team {
public:
  Team(const Model &model, const Options &options, const Hooks &hooks)
      : model_(model), options_(options), hooks_(hooks), tallies_(options.replications),
        endings_(options.replications, Ending::stopped) {}

  void run() {
    const unsigned wanted =
        options_.threads > 0 ? options_.threads : std::max(1u, std::thread::hardware_concurrency());
    const std::size_t others = std::min<std::size_t>(wanted, options_.replications) - 1;
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < others; ++i)
      threads.emplace_back([this] { work(); });
    work();
  }

  const std::vector<Tally> &tallies() const { return tallies_; }

  /// Of the first replication that is not complete.
  Ending ending() const {
    const auto bad = std::find_if(endings_.begin(), endings_.end(),
                                  [](Ending ending) { return ending != Ending::complete; });
    return bad == endings_.end() ? Ending::complete : *bad;
  }

private:
  void work() {
    const auto wantsStop = [this] { return hooks_.stop.stop_requested(); };
    for (std::size_t number = next_++; number < options_.replications; number = next_++) {
      const Run run{.seed = options_.seed,
                    .number = number,
                    .warmUp = options_.warmUp,
                    .duration = options_.duration,
                    .surge = options_.surge,
                    .happenings = options_.happenings,
                    .isAutoscaled = options_.isAutoscaled,
                    .isMemoryFatal = options_.isMemoryFatal,
                    .dayLasts = options_.dayLasts,
                    .sampled = options_.sampled};
      if (wantsStop())
        return;
      endings_[number] = replicate(model_, run, wantsStop, tallies_[number]);
      if (hooks_.progress) {
        const std::lock_guard lock(telling_);
        hooks_.progress(++done_, options_.replications);
      }
    }
  }

  const Model &model_;
  const Options &options_;
  const Hooks &hooks_;
  std::vector<Tally> tallies_;
  std::vector<Ending> endings_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex telling_;
  std::size_t done_ = 0;
};

Diagnostic errorOf(Ending ending) {
  switch (ending) {
  case Ending::full:
    return {{},
            "more than 4194304 requests were inside at once, so the simulation was ended",
            "the system takes in more than it answers: bound a queue, or simulate a shorter time"};
  case Ending::stuck:
    return {{},
            "requests that are refused are tried again at once, for ever",
            "give clients a think_time, or calls fewer retries"};
  default:
    return {{}, "the simulation was stopped"};
  }
}

} // namespace

Result<Simulation> simulate(const Model &model, const Options &options, const Hooks &hooks) {
  assert(options.replications >= 1 && options.duration.count() > 0);
  Team team(model, options, hooks);
  team.run();
  if (team.ending() != Ending::complete)
    return errorOf(team.ending());
  Simulation out = summary(model, team.tallies(), options.duration, options.sampled);
  out.seed = options.seed;
  out.warmUp = options.warmUp;
  return out;
}

} // namespace loadline::simulate
