#include "planner/formulas/all_calculators.h"
#include "planner/formulas/whole.h"

#include <algorithm>
#include <cmath>
#include <numeric>

// Many of a kind: calls of one request, items of one job, polls of one tick.

namespace loadline::formulas {

namespace {

using units::Bytes;
using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

using Durations = List<Duration>;

Duration sum(const Durations &times) {
  return std::accumulate(times.items.begin(), times.items.end(), Duration(0));
}

constexpr Variable oneTakes = duration("time", "how long one takes");

constexpr Variable fanOutVariables[] = {
    duration("times", "how long each call takes, or may take").list(),
    number("calls", "calls that one request makes at once"),
    ratio("percentile", "share of calls that keep within their limit").orElse("99%"),
    duration("deadline", "what the request may take"),
    rate("rate", "requests per time"),
    duration("time", "how long one call, and the request that waits for all, takes"),
    number("in_flight", "requests inside at one moment"),
    number("per_pod", "requests that one pod may have inside"),
    number("callees", "callees that the calls are spread over evenly"),
    number("factor", "by which the rate of requests grows"),
    number("limit", "calls of one request under way at once"),
    duration("parallel", "all at once: the slowest"),
    duration("serial", "one after the other: their sum"),
    truth("parallel_fits", "whether all at once keep the deadline"),
    truth("serial_fits", "whether one after the other keep the deadline"),
    ratio("all_within", "share of requests whose calls all keep within their limit"),
    ratio("any_beyond", "share of requests with a call beyond its limit"),
    rate("call_rate", "calls that start per time"),
    number("calls_in_flight", "calls under way, each taken to last as long as the slowest"),
    number("calls_per_callee", "of them at each callee"),
    number("calls_per_pod", "calls under way of one full pod"),
    number("tasks_per_request", "the request and its calls"),
    number("tasks", "requests and their calls alive"),
    number("tasks_after", "tasks per request of today, after growth"),
    number("growth", "by which the tasks of the same service grow"),
    number("waves", "rounds when only so many are under way at once"),
    duration("limited", "how long these rounds take"),
};
constexpr Formula fanOutFormulas[] = {
    formula("calls", "number of times", {"times"},
            [](const Durations &times) { return static_cast<double>(times.items.size()); }),
    formula("parallel", "max(times)", {"times"},
            [](const Durations &times) {
              return *std::max_element(times.items.begin(), times.items.end());
            }),
    formula("serial", "Σ times", {"times"}, [](const Durations &times) { return sum(times); }),
    formula("parallel", "time", {"time", "calls"}, [](Duration s, double) { return s; }),
    formula("serial", "calls × time", {"calls", "time"},
            [](double n, Duration s) { return n * s; }),
    formula("parallel_fits", "parallel ≤ deadline", {"parallel", "deadline"},
            [](Duration s, Duration deadline) { return s <= deadline; }),
    formula("serial_fits", "serial ≤ deadline", {"serial", "deadline"},
            [](Duration s, Duration deadline) { return s <= deadline; }),
    formula("all_within", "percentile ^ calls", {"percentile", "calls"},
            [](Ratio p, double n) { return Ratio(std::pow(p.count(), n)); }),
    formula("any_beyond", "1 − percentile ^ calls", {"percentile", "calls"},
            [](Ratio p, double n) { return Ratio(-std::expm1(n * std::log(p.count()))); }),
    formula("call_rate", "rate × calls", {"rate", "calls"}, [](Rate x, double n) { return x * n; }),
    formula("in_flight", "rate × time", {"rate", "time"}, [](Rate x, Duration w) { return x * w; }),
    formula("calls_in_flight", "in_flight × calls", {"in_flight", "calls"},
            [](double l, double n) { return l * n; }),
    formula("calls_per_callee", "calls_in_flight / callees", {"calls_in_flight", "callees"},
            [](double l, double n) { return l / n; }),
    formula("calls_per_pod", "per_pod × calls", {"per_pod", "calls"},
            [](double l, double n) { return l * n; }),
    formula("tasks_per_request", "1 + calls", {"calls"}, [](double n) { return 1 + n; }),
    formula("tasks", "in_flight × (1 + calls)", {"in_flight", "calls"},
            [](double l, double n) { return l * (1 + n); }),
    formula("tasks_after", "factor × (1 + calls)", {"factor", "calls"},
            [](double k, double n) { return k * (1 + n); }),
    formula("growth", "tasks_after / tasks_per_request", {"tasks_after", "tasks_per_request"},
            [](double after, double before) { return after / before; }),
    formula("waves", "⌈calls / limit⌉", {"calls", "limit"},
            [](double n, double limit) { return up(n / limit); }),
    formula("limited", "waves × time", {"waves", "time"},
            [](double n, Duration s) { return n * s; }),
};

constexpr Variable bulkVariables[] = {
    number("items", "items of one event or request"),
    number("calls", "calls that each item makes, one after the other").orElse("1"),
    number("limit", "tasks that may run at once"),
    oneTakes,
    number("cap", "items that an event may hold"),
    number("requests", "such requests at once"),
    number("slots", "places of what they share"),
    duration("deadline", "what one request may take"),
    bytes("per_task", "memory of a task"),
    number("alive", "tasks alive when the permit is taken inside the task, or there is none"),
    number("running", "tasks that run at once"),
    number("total_calls", "calls over the whole life of the request"),
    number("concurrent_calls", "calls under way at once without a limit"),
    number("waves", "rounds of the limit"),
    duration("duration", "how long the rounds take"),
    bytes("memory", "memory of the tasks alive"),
    number("events", "events that the items are split into"),
    duration("event_time", "how long a full event takes"),
    duration("full_load", "how long each takes when all share the places"),
    truth("feasible", "whether they then keep the deadline"),
    number("most_requests", "such requests at once that keep the deadline"),
};
constexpr Formula bulkFormulas[] = {
    formula("alive", "items", {"items"}, [](double n) { return n; }),
    formula("running", "min(items, limit)", {"items", "limit"},
            [](double n, double limit) { return std::min(n, limit); }),
    formula("total_calls", "items × calls", {"items", "calls"},
            [](double n, double calls) { return n * calls; }),
    formula("concurrent_calls", "items", {"items"}, [](double n) { return n; }),
    formula("waves", "⌈items / limit⌉", {"items", "limit"},
            [](double n, double limit) { return up(n / limit); }),
    formula("duration", "waves × calls × time", {"waves", "calls", "time"},
            [](double waves, double calls, Duration s) { return waves * calls * s; }),
    formula("memory", "items × per_task", {"items", "per_task"},
            [](double n, Bytes each) { return n * each; }),
    formula("events", "⌈items / cap⌉", {"items", "cap"},
            [](double n, double cap) { return up(n / cap); }),
    formula("event_time", "⌈cap / limit⌉ × calls × time", {"cap", "limit", "calls", "time"},
            [](double cap, double limit, double calls, Duration s) {
              return up(cap / limit) * calls * s;
            }),
    formula("full_load", "requests × items × calls × time / slots",
            {"requests", "items", "calls", "time", "slots"},
            [](double g, double n, double calls, Duration s, double slots) {
              return g * n * calls * s / slots;
            }),
    formula("feasible", "full_load ≤ deadline", {"full_load", "deadline"},
            [](Duration load, Duration deadline) { return load <= deadline; }),
    formula("most_requests", "⌊deadline × slots / (items × calls × time)⌋",
            {"deadline", "slots", "items", "calls", "time"},
            [](Duration deadline, double slots, double n, double calls, Duration s) {
              return down(deadline * slots / s / (n * calls));
            }),
};

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
            [](Duration fill, Duration t) { return std::string(fill <= t ? "size" : "interval"); }),
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
            [](Duration s, Duration t) { return s > t; }),
    formula("longest_mean", "limit × window / endpoints", {"limit", "window", "endpoints"},
            [](double limit, Duration window, double n) { return limit * window / n; }),
    formula("limit_needed", "⌈endpoints × time / window⌉", {"endpoints", "time", "window"},
            [](double n, Duration s, Duration window) { return up(n * (s / window)); }),
    formula("takes", "endpoints × time / limit", {"endpoints", "time", "limit"},
            [](double n, Duration s, double limit) { return n * s / limit; }),
    formula("fits", "takes ≤ window", {"takes", "window"},
            [](Duration s, Duration window) { return s <= window; }),
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

std::size_t slowest(const std::vector<double> &rates) {
  return static_cast<std::size_t>(std::min_element(rates.begin(), rates.end()) - rates.begin());
}

constexpr Formula pipelineFormulas[] = {
    formula("throughput", "min over stages of workers / time", {"times", "workers"},
            [](const Durations &times, const List<double> &workers) {
              const std::vector<double> rates = stageRates(times, workers);
              return Rate(rates[slowest(rates)]);
            }),
    formula("binding", "the stage of that minimum", {"times", "workers"},
            [](const Durations &times, const List<double> &workers) {
              const std::size_t stage = slowest(stageRates(times, workers));
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

constexpr Variable chanceVariables[] = {
    ratio("probability", "that one of them does"),
    number("trials", "independent ones"),
    ratio("none", "that none does"),
    ratio("any", "that at least one does"),
    ratio("all", "that all do"),
    number("expected", "how many do on average"),
};
constexpr Formula chanceFormulas[] = {
    formula("none", "(1 − probability) ^ trials", {"probability", "trials"},
            [](Ratio p, double n) { return Ratio(std::exp(n * std::log1p(-p.count()))); }),
    formula("any", "1 − (1 − probability) ^ trials", {"probability", "trials"},
            [](Ratio p, double n) { return Ratio(-std::expm1(n * std::log1p(-p.count()))); }),
    formula("all", "probability ^ trials", {"probability", "trials"},
            [](Ratio p, double n) { return Ratio(std::pow(p.count(), n)); }),
    formula("expected", "probability × trials", {"probability", "trials"},
            [](Ratio p, double n) { return p.count() * n; }),
};

constexpr std::string_view counting = "Counting; Little's law for what is under way";

} // namespace

namespace calculators {

const Calculator fanOut{
    "fan-out",
    "Calls that one request makes at once",
    fanOutVariables,
    fanOutFormulas,
    "Dean and Barroso, The Tail at Scale, CACM 56(2), 2013: 1 − p^n; Little's law",
    "--times 5x200ms --deadline 800ms",
    "A rate of starts is no number alive: what is alive is rate × time."};
const Calculator bulk{"bulk",
                      "One request or event with many items",
                      bulkVariables,
                      bulkFormulas,
                      counting,
                      "--items 50000 --calls 3 --limit 64 --time 100ms",
                      "A permit taken inside the task limits what runs and not what is alive: take "
                      "it before the spawn."};
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
const Calculator polling{
    "polling",        "Polls of many endpoints at an interval",
    pollingVariables, pollingFormulas,
    counting,         "--endpoints 5000 --interval 30s --time 2s --limit 200 --window 25s"};
const Calculator pipeline{
    "pipeline",
    "Stages with workers and buffers between them",
    pipelineVariables,
    pipelineFormulas,
    "The bottleneck law; Lazowska et al., Quantitative System Performance (1984), ch. 5",
    "--times read=1ms,parse=4ms,write=2ms --workers 1,3,1 --items 1000"};
const Calculator chance{
    "chance",
    "None, any and all of many independent ones",
    chanceVariables,
    chanceFormulas,
    "Binomial distribution; Feller, An Introduction to Probability Theory I (1968), VI.2",
    "--probability 0.1% --trials 10000"};

} // namespace calculators

} // namespace loadline::formulas
