#include "planner/formulas/all_calculators.h"
#include "planner/formulas/rounding.h"
#include "planner/queueing/closed.h"
#include "planner/queueing/erlang.h"
#include "planner/queueing/fork_join.h"
#include "planner/queueing/scalability.h"
#include "planner/queueing/station.h"

#include <cmath>
#include <limits>

// Waiting: planner/queueing as calculators.

namespace loadline::formulas {

namespace {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Numbers of workers, places and clients that a recursion over them can take in good time.
constexpr double mostCounted = 1e6;

bool isCount(double number) {
  const double whole = std::round(number);
  return whole >= 1 && whole <= mostCounted && isNear(number, whole);
}

int counted(double number) {
  return static_cast<int>(std::round(number));
}

queueing::Station station(Rate arrivals, Duration service, double workers,
                          double arrivalSpread = 1.0, double serviceSpread = 1.0) {
  return {.arrivals = arrivals,
          .service = service,
          .workers = counted(workers),
          .serviceVariability = serviceSpread * serviceSpread,
          .arrivalVariability = arrivalSpread * arrivalSpread};
}

constexpr Variable serviceTime =
    duration("time", "how long a worker takes for one, without waiting");
constexpr Variable workersAtOnce = number("workers", "workers that share one line");

constexpr Variable waitingVariables[] = {
    rate("rate", "requests that arrive per time"),
    serviceTime,
    workersAtOnce.orElse("1"),
    number("service_spread",
           "standard deviation of the time over its mean: 1 exponential, 0 regular")
        .orElse("1")
        .fromZero(),
    number("arrival_spread", "the same of the time between arrivals").orElse("1").fromZero(),
    ratio("percentile", "share of requests that keep within the percentiles").orElse("99%"),
    duration("target", "the longest mean wait that is wanted"),
    number("offered", "workers busy on average"),
    ratio("used", "how busy the workers are"),
    ratio("waits", "share of requests that wait"),
    duration("wait", "mean wait"),
    duration("residence", "mean wait and work"),
    number("waiting", "requests that wait on average"),
    number("in_flight", "requests inside on average"),
    duration("wait_percentile", "the wait that the percentile keeps within (exponential)"),
    duration("residence_percentile", "wait and work that it keeps within (exponential)"),
    number("workers_needed", "fewest workers that keep the mean wait within the target"),
};

/// What `steady` says of the inputs that the first five variables are.
queueing::Steady steadyOf(Rate x, Duration s, double c, double arrivals, double services) {
  return queueing::steady(station(x, s, c, arrivals, services));
}

constexpr std::string_view steadyNames[] = {"rate", "time", "workers", "arrival_spread",
                                            "service_spread"};

constexpr Formula waitingFormulas[] = {
    formula("offered", "rate × time", {"rate", "time"}, [](Rate x, Duration s) { return x * s; }),
    formula("used", "offered / workers", {"offered", "workers"},
            [](double a, double c) { return Ratio(a / c); }),
    formula("waits", "Erlang C of offered and workers", {"offered", "workers"},
            [](Concurrency a, double c) {
              return isCount(c) ? queueing::erlangC(a, counted(c)) : Ratio(none);
            })
        .within("whole numbers of workers up to 1,000,000"),
    formula("wait", "waits × time / (workers − offered) × (arrival_spread² + service_spread²) / 2",
            steadyNames,
            [](Rate x, Duration s, double c, double arrivals, double services) {
              return isCount(c) ? steadyOf(x, s, c, arrivals, services).wait : Duration(none);
            })
        .within("whole numbers of workers up to 1,000,000"),
    formula("residence", "wait + time", {"wait", "time"},
            [](Duration wait, Duration s) { return wait + s; }),
    formula("waiting", "rate × wait", {"rate", "wait"},
            [](Rate x, Duration wait) { return x * wait; }),
    formula("in_flight", "rate × residence", {"rate", "residence"},
            [](Rate x, Duration w) { return x * w; }),
    formula("wait_percentile", "time × ln(waits / (1 − percentile)) / (workers − offered), or 0",
            {"rate", "time", "workers", "percentile"},
            [](Rate x, Duration s, double c, Ratio p) {
              return isCount(c) && p < Ratio(1) ? queueing::waitPercentile(station(x, s, c), p)
                                                : Duration(none);
            })
        .within("whole numbers of workers up to 1,000,000, and a percentile below 100%"),
    formula("residence_percentile", "the time that wait and work exceed with 1 − percentile",
            {"rate", "time", "workers", "percentile"},
            [](Rate x, Duration s, double c, Ratio p) {
              return isCount(c) && p < Ratio(1) ? queueing::residencePercentile(station(x, s, c), p)
                                                : Duration(none);
            })
        .within("whole numbers of workers up to 1,000,000, and a percentile below 100%"),
    formula("workers_needed", "the least number whose wait is within target",
            {"rate", "time", "target", "arrival_spread", "service_spread"},
            [](Rate x, Duration s, Duration target, double arrivals, double services) {
              const bool isSmall = (x * s).count() < mostCounted;
              return isSmall ? static_cast<double>(queueing::workersForWait(
                                   station(x, s, 1, arrivals, services), target))
                             : none;
            })
        .within("less than 1,000,000 busy workers"),
};

constexpr Variable lossVariables[] = {
    rate("rate", "requests that arrive per time"),
    serviceTime,
    workersAtOnce,
    number("places", "places in the queue before them").orElse("0").fromZero(),
    ratio("most_lost", "share that may be lost"),
    number("offered", "workers busy on average if none were lost"),
    ratio("lost", "share that finds it full and is refused"),
    rate("throughput", "what gets through"),
    rate("lost_rate", "what does not"),
    duration("residence", "mean wait and work of those let in"),
    number("in_flight", "requests inside on average"),
    number("workers_needed", "fewest workers that lose no more, without a queue"),
};

queueing::Lossy lossyOf(Rate x, Duration s, double c, double places) {
  return queueing::lossy(station(x, s, c), counted(c + places));
}

bool areCounts(double workers, double places) {
  return isCount(workers) && (places == 0 || isCount(places));
}

constexpr std::string_view lossNames[] = {"rate", "time", "workers", "places"};

constexpr Formula lossFormulas[] = {
    formula("offered", "rate × time", {"rate", "time"}, [](Rate x, Duration s) { return x * s; }),
    formula("lost", "share of the time that M/M/c/K is full; Erlang B without a queue", lossNames,
            [](Rate x, Duration s, double c, double places) {
              return areCounts(c, places) ? lossyOf(x, s, c, places).lost : Ratio(none);
            })
        .within("whole numbers of workers and places up to 1,000,000"),
    formula("throughput", "rate × (1 − lost)", {"rate", "lost"},
            [](Rate x, Ratio lost) { return x * (1 - lost.count()); }),
    formula("lost_rate", "rate × lost", {"rate", "lost"},
            [](Rate x, Ratio lost) { return x * lost.count(); }),
    formula("in_flight", "mean of M/M/c/K", lossNames,
            [](Rate x, Duration s, double c, double places) {
              return areCounts(c, places) ? lossyOf(x, s, c, places).inFlight : Concurrency(none);
            })
        .within("whole numbers of workers and places up to 1,000,000"),
    formula("residence", "in_flight / throughput", {"in_flight", "throughput"},
            [](Concurrency l, Rate x) { return l / x; }),
    formula("workers_needed", "the least number whose Erlang B is within most_lost",
            {"offered", "most_lost"},
            [](Concurrency a, Ratio lost) {
              return a.count() < mostCounted
                         ? static_cast<double>(queueing::workersForLoss(a, lost))
                         : none;
            })
        .within("less than 1,000,000 busy workers"),
};

constexpr Variable clientsVariables[] = {
    number("clients", "clients that each wait for their answer"),
    duration("think_time", "pause of a client between requests").orElse("0s").fromZero(),
    serviceTime,
    workersAtOnce.orElse("1"),
    rate("throughput", "what gets done"),
    duration("residence", "mean wait and work"),
    duration("wait", "mean wait"),
    number("in_flight", "clients that wait or are served"),
    ratio("used", "how busy the workers are"),
    rate("most", "no more than that, whatever the distributions"),
    number("knee", "clients at which waiting sets in for good"),
};
constexpr std::string_view clientNames[] = {"clients", "workers", "time", "think_time"};

constexpr Formula clientsFormulas[] = {
    formula("throughput", "M/M/c//N by birth and death", clientNames,
            [](double n, double c, Duration s, Duration z) {
              return isCount(n) && isCount(c)
                         ? queueing::machineRepair(counted(n), counted(c), s, z).throughput
                         : Rate(none);
            })
        .within("whole numbers of clients and workers up to 1,000,000"),
    formula("residence", "clients / throughput − think_time",
            {"clients", "throughput", "think_time"},
            [](Concurrency n, Rate x, Duration z) { return difference(n / x, z); }),
    formula("wait", "residence − time", {"residence", "time"},
            [](Duration r, Duration s) { return difference(r, s); }),
    formula("in_flight", "throughput × residence", {"throughput", "residence"},
            [](Rate x, Duration r) { return x * r; }),
    formula("used", "throughput × time / workers", {"throughput", "time", "workers"},
            [](Rate x, Duration s, double c) { return Ratio((x * s).count() / c); }),
    formula("most", "min(workers / time, clients / (time + think_time))",
            {"workers", "time", "clients", "think_time"},
            [](Concurrency c, Duration s, Concurrency n, Duration z) {
              return std::min(c / s, n / (s + z));
            }),
    formula("knee", "workers × (time + think_time) / time", {"workers", "time", "think_time"},
            [](double c, Duration s, Duration z) { return c * ((s + z) / s); }),
};

constexpr Variable joinVariables[] = {
    rate("rate", "requests that arrive per time"),
    duration("time", "how long each call's server takes, without waiting"),
    number("branches", "calls that each request makes at once, each to a server of its own"),
    ratio("used", "how busy each server is"),
    duration("one", "mean of one call with its wait"),
    duration("residence", "mean until the last has answered"),
    duration("slowest", "the same without any wait"),
    number("penalty", "the slowest over one call"),
};
constexpr Formula joinFormulas[] = {
    formula("used", "rate × time", {"rate", "time"},
            [](Rate x, Duration s) { return Ratio((x * s).count()); }),
    formula("one", "time / (1 − used)", {"rate", "time"},
            [](Rate x, Duration s) { return queueing::forkJoin(x, s, 1); }),
    formula("residence",
            "(H/H₂ + 4/11 (1 − H/H₂) used) × (12 − used) / 8 × one, H = 1 + … + 1/branches",
            {"rate", "time", "branches"},
            [](Rate x, Duration s, double n) {
              return isCount(n) ? queueing::forkJoin(x, s, counted(n)) : Duration(none);
            })
        .within("whole numbers of branches up to 1,000,000"),
    formula("slowest", "(1 + … + 1/branches) × time", {"time", "branches"},
            [](Duration s, double n) {
              return isCount(n) ? queueing::slowestExponential(s, counted(n)) : Duration(none);
            })
        .within("whole numbers of branches up to 1,000,000"),
    formula("penalty", "residence / one", {"residence", "one"},
            [](Duration all, Duration one) { return all / one; }),
};

constexpr Variable scalabilityVariables[] = {
    rate("alone", "throughput of one"),
    number("contention", "α: share that goes one after the other").fromZero(),
    number("coherency", "β: what each pair costs").orElse("0").fromZero(),
    number("number", "workers, pods or clients"),
    utilization,
    rate("throughput", "what that many get done"),
    ratio("efficiency", "of what they would without loss"),
    number("peak_number", "the number at which throughput is highest"),
    rate("peak", "the highest throughput"),
    rate("operate_at", "the highest throughput at the utilization"),
};
constexpr Formula scalabilityFormulas[] = {
    formula("throughput", "alone × n / (1 + α (n − 1) + β n (n − 1))",
            {"alone", "contention", "coherency", "number"},
            [](Rate x, double a, double b, double n) {
              return queueing::throughput({x, a, b}, n);
            }),
    formula("efficiency", "throughput / (alone × number)", {"throughput", "alone", "number"},
            [](Rate all, Rate x, double n) { return Ratio(all / (x * n)); }),
    formula("peak_number", "√((1 − α) / β)", {"contention", "coherency"},
            [](double a, double b) {
              return queueing::peakNumber({Rate(1), a, b});
            }),
    formula(
        "peak", "throughput at peak_number, or alone / α without coherency",
        {"alone", "contention", "coherency", "peak_number"},
        [](Rate x, double a, double b, double n) {
          return std::isinf(n) ? queueing::limit({x, a, b}) : queueing::throughput({x, a, b}, n);
        }),
    formula("operate_at", "peak × utilization", {"peak", "utilization"},
            [](Rate x, Ratio u) { return x * u.count(); }),
};

} // namespace

namespace calculators {

const Calculator waiting{
    "waiting",
    "How long requests wait for workers, and how many workers that takes",
    waitingVariables,
    waitingFormulas,
    "Erlang C; Kleinrock, Queueing Systems I (1975), 3.5; spreads by Allen and Cunneen, in Allen, "
    "Probability, "
    "Statistics and Queueing Theory (1990), 5.3",
    "--rate 120/s --time 50ms --workers 8 --target 5ms",
    "Spreads other than 1 are an approximation, exact for one worker with Poisson arrivals."};
const Calculator loss{"loss",
                      "How many find all workers and places taken",
                      lossVariables,
                      lossFormulas,
                      "M/M/c/K; Kleinrock, Queueing Systems I (1975), 3.6 and 3.7; Erlang B",
                      "--rate 80/s --time 100ms --workers 10 --places 5 --most-lost 1%"};
const Calculator clients{"clients",
                         "A fixed number of clients that share workers",
                         clientsVariables,
                         clientsFormulas,
                         "Machine repair, M/M/c//N; Kleinrock, Queueing Systems I (1975), 3.8 and "
                         "3.10; asymptotic bounds",
                         "--clients 100 --think-time 1s --time 100ms --workers 10"};
const Calculator join{"join",
                      "Waiting for the slowest of several servers",
                      joinVariables,
                      joinFormulas,
                      "Flatto and Hahn (1984) for two branches; Nelson and Tantawi, IEEE Trans. "
                      "Computers 37(6), 1988",
                      "--rate 50/s --time 10ms --branches 8"};
const Calculator scalability{
    "scalability",
    "What more workers or pods bring, with contention and coherency",
    scalabilityVariables,
    scalabilityFormulas,
    "Universal scalability law; Gunther, Guerrilla Capacity Planning (2007), ch. 6",
    "--alone 90/s --contention 0.0277 --coherency 0.000104 --number 36"};

} // namespace calculators

} // namespace loadline::formulas
