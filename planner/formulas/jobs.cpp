#include "planner/formulas/all_calculators.h"
#include "planner/formulas/quantities.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <limits>

// Work that goes on: jobs, batches, polls, pipelines.

namespace loadline::formulas {

namespace {

constexpr Variable batchVariables[] = {
    number("items", "items of the job"),
    oneTakes,
    number("pods", "pods").orElse("1"),
    number("workers", "workers of each pod"),
    number("cores", "cores of each pod, where the work is CPU"),
    duration("duration", "how long the job takes, in whole rounds"),
    duration("work", "all the work, one item after the other"),
    number("all_workers", "workers together"),
    number("items_per_worker", "items of each worker"),
    number("rounds", "rounds of all workers"),
    duration("round_time", "how long a round takes: its items run side by side"),
    duration("evenly", "how long the job takes if no worker is ever idle"),
    duration("cpu_duration",
             "how long it takes where the work is CPU: more workers than cores add nothing"),
    duration("mean_time", "mean time of an item that the duration implies"),
    number("speedup", "how many times faster than one worker"),
    rate("throughput", "items done per time"),
    duration("within", "when the job must be done"),
    number("workers_needed", "workers together that make that"),
    number("pods_needed", "pods of them"),
};
constexpr Formula batchFormulas[] = {
    formula("work", "items × time", {"items", "time"}, [](double n, Duration s) { return n * s; }),
    formula("all_workers", "pods × workers", {"pods", "workers"},
            [](double n, double each) { return n * each; }),
    formula("items_per_worker", "items / all_workers", {"items", "all_workers"},
            [](double n, double w) { return n / w; }),
    formula("rounds", "⌈items / all_workers⌉", {"items", "all_workers"},
            [](double n, double w) { return up(n / w); }),
    formula("round_time", "time", {"time"}, [](Duration s) { return s; }),
    formula("duration", "rounds × time", {"rounds", "time"},
            [](double n, Duration s) { return n * s; }),
    formula("evenly", "work / all_workers", {"work", "all_workers"},
            [](Duration work, double w) { return work / w; }),
    formula("cpu_duration", "work / (pods × min(workers, cores))",
            {"work", "pods", "workers", "cores"},
            [](Duration work, double n, double w, double cores) {
              return work / (n * std::min(w, cores));
            }),
    formula("speedup", "work / duration", {"work", "duration"},
            [](Duration work, Duration d) { return work / d; }),
    formula("throughput", "items / duration", {"items", "duration"},
            [](Concurrency n, Duration d) { return n / d; }),
    formula("time", "duration / rounds", {"duration", "rounds"},
            [](Duration d, double n) { return d / n; }),
    formula("workers_needed", "⌈items / ⌊within / time⌋⌉", {"items", "within", "time"},
            [](double n, Duration within, Duration s) { return up(n / down(within / s)); }),
    formula("pods_needed", "⌈workers_needed / workers⌉", {"workers_needed", "workers"},
            [](double needed, double each) { return up(needed / each); }),
    formula("mean_time", "duration × all_workers / items", {"duration", "all_workers", "items"},
            [](Duration d, double w, double n) { return d * w / n; }),
};

constexpr Variable flushVariables[] = {
    number("size", "items of a full batch"),
    duration("interval", "when a batch goes out that is not full"),
    duration("fixed", "what a call costs, whatever it carries"),
    duration("per_item", "what each item adds"),
    rate("rate", "items that arrive per time"),
    duration("call_time", "how long the call of a full batch takes"),
    duration("item_time", "of that, each item's part"),
    number("gain", "times as many items as with one a call"),
    rate("most", "items per time of one caller with full batches"),
    duration("fill_time", "how long a batch takes to fill: the longest wait"),
    rate("crossover", "the rate above which batches fill before the interval ends"),
    word("goes_by", "what sends the batch"),
    duration("added", "the mean wait in the batch"),
};
constexpr Formula flushFormulas[] = {
    formula("call_time", "fixed + size × per_item", {"fixed", "size", "per_item"},
            [](Duration fixed, double n, Duration each) { return fixed + n * each; }),
    formula("item_time", "call_time / size", {"call_time", "size"},
            [](Duration call, double n) { return call / n; }),
    formula(
        "gain", "(fixed + per_item) / item_time", {"fixed", "per_item", "item_time"},
        [](Duration fixed, Duration each, Duration batched) { return (fixed + each) / batched; }),
    formula("most", "size / call_time", {"size", "call_time"},
            [](Concurrency n, Duration call) { return n / call; }),
    formula("fill_time", "size / rate", {"size", "rate"},
            [](Concurrency n, Rate x) { return n / x; }),
    formula("crossover", "size / interval", {"size", "interval"},
            [](Concurrency n, Duration t) { return n / t; }),
    formula("goes_by", "the lesser of fill_time and interval", {"fill_time", "interval"},
            [](Duration fill, Duration t) {
              return std::string(isAtMost(fill, t) ? "size" : "interval");
            }),
    formula("added", "min(fill_time, interval) / 2", {"fill_time", "interval"},
            [](Duration fill, Duration t) { return std::min(fill, t) / 2; }),
};

constexpr Variable pollingVariables[] = {
    number("endpoints", "endpoints that each tick polls"),
    duration("interval", "time between ticks"),
    duration("time", "how long one poll takes, its timeout at the worst"),
    number("limit", "polls that run at once"),
    duration("window", "what the polls of a tick may take together"),
    number("in_flight", "polls under way on average, without a limit"),
    truth("overlaps", "whether polls of several ticks pile up"),
    duration("longest_mean", "mean poll at which the limit just makes the window"),
    number("limit_needed", "polls at once that make the window"),
    duration("takes", "how long a tick's polls take within the limit"),
    truth("fits", "whether that is within the window"),
};
constexpr Formula pollingFormulas[] = {
    formula("in_flight", "endpoints × time / interval", {"endpoints", "time", "interval"},
            [](double n, Duration s, Duration t) { return n * (s / t); }),
    formula("overlaps", "time > interval", {"time", "interval"},
            [](Duration s, Duration t) { return isAbove(s, t); }),
    formula("longest_mean", "limit × window / endpoints", {"limit", "window", "endpoints"},
            [](double limit, Duration window, double n) { return limit * window / n; }),
    formula("limit_needed", "⌈endpoints × time / window⌉", {"endpoints", "time", "window"},
            [](double n, Duration s, Duration window) { return up(n * (s / window)); }),
    formula("takes", "endpoints × time / limit", {"endpoints", "time", "limit"},
            [](double n, Duration s, double limit) { return n * s / limit; }),
    formula("fits", "takes ≤ window", {"takes", "window"},
            [](Duration s, Duration window) { return isAtMost(s, window); }),
};

constexpr Variable pipelineVariables[] = {
    duration("times", "how long each stage takes for an item").list(),
    number("workers", "workers of each stage").list().orElse("1"),
    number("items", "items that go through"),
    number("buffer", "places between two stages"),
    bytes("item_size", "memory of an item"),
    rate("throughput", "what the slowest stage lets through"),
    word("binding", "the slowest stage"),
    duration("fill", "until the first item is through"),
    duration("duration", "until the last is"),
    bytes("queue_memory", "memory of full buffers"),
};

/// Rate of each stage, NaN where the lists don't match.
std::vector<double> stageRates(const Durations &times, const List<double> &workers) {
  std::vector<double> rates;
  const bool isOne = workers.items.size() == 1;
  for (std::size_t i = 0; i < times.items.size(); ++i)
    rates.push_back(isOne || workers.items.size() == times.items.size()
                        ? workers.items[isOne ? 0 : i] / times.items[i].count()
                        : std::numeric_limits<double>::quiet_NaN());
  return rates;
}

constexpr Formula pipelineFormulas[] = {
    formula("throughput", "min over stages of workers / time", {"times", "workers"},
            [](const Durations &times, const List<double> &workers) {
              const std::vector<double> rates = stageRates(times, workers);
              return Rate(rates[leastOf(rates)]);
            })
        .within("one number of workers for all stages, or one for each"),
    formula("binding", "the stage of that minimum", {"times", "workers"},
            [](const Durations &times, const List<double> &workers) {
              const std::size_t stage = leastOf(stageRates(times, workers));
              return times.labels[stage].empty() ? "#" + std::to_string(stage + 1)
                                                 : times.labels[stage];
            }),
    formula("fill", "Σ times", {"times"}, [](const Durations &times) { return sum(times); }),
    formula("duration", "fill + (items − 1) / throughput", {"fill", "items", "throughput"},
            [](Duration fill, double n, Rate x) { return fill + Concurrency(n - 1) / x; }),
    formula("queue_memory", "buffer × (stages − 1) × item_size", {"buffer", "times", "item_size"},
            [](double places, const Durations &times, Bytes each) {
              return places * static_cast<double>(times.items.size() - 1) * each;
            }),
};

} // namespace

namespace calculators {

const Calculator batch{"batch",
                       "A job of many items through workers",
                       batchVariables,
                       batchFormulas,
                       "Graham, Bounds on Multiprocessing Timing Anomalies, SIAM J. Appl. Math. 17 "
                       "(1969): equal items in rounds",
                       "--items 10M --time 100ms --pods 50 --workers 32",
                       "Waiting work scales with workers, CPU work only with cores."};
const Calculator flush{"flush",
                       "Batched calls: what a batch costs, gains and adds in waiting",
                       flushVariables,
                       flushFormulas,
                       "A fixed cost shared by the items of a call",
                       "--size 100 --fixed 5ms --per-item 50us --rate 2000/s --interval 100ms"};
const Calculator polling{"polling",
                         "Polls of many endpoints at an interval",
                         pollingVariables,
                         pollingFormulas,
                         "Counting; Little's law for what is under way",
                         "--endpoints 5000 --interval 30s --time 2s --limit 200 --window 25s"};
const Calculator pipeline{
    "pipeline",
    "Stages with workers and buffers between them",
    pipelineVariables,
    pipelineFormulas,
    "The bottleneck law; Lazowska et al., Quantitative System Performance (1984), ch. 5",
    "--times read=1ms,parse=4ms,write=2ms --workers 1,3,1 --items 1000"};
} // namespace calculators

} // namespace loadline::formulas
