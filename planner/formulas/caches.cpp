#include "planner/formulas/all_calculators.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <cmath>
#include <numbers>

// Caches: mixtures of hits and misses, tiers, expiry, and calls that share one load.

namespace loadline::formulas {

namespace {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

constexpr Variable mixtureVariables[] = {
    rate("rate", "requests per time"),
    ratio("hit", "share that the cache answers").fromZero(),
    ratio("miss", "share that it does not").fromZero(),
    duration("hit_time", "how long a hit takes"),
    duration("miss_time", "how long a miss takes"),
    number("per_pod", "requests that one pod may have inside"),
    utilization,
    duration("time", "the mean over both"),
    number("in_flight", "requests inside"),
    number("pods_bare", "pods without headroom"),
    number("pods_needed", "pods at the utilization"),
    rate("miss_rate", "what reaches the backend"),
    number("backend_in_flight", "calls or connections in use at the backend"),
    number("cold_in_flight", "requests inside when the cache is empty"),
    number("cold_pods", "pods then, without headroom"),
    rate("cold_miss_rate", "what reaches the backend then"),
    rate("backend_most", "what the backend takes"),
    ratio("backend_used", "how full the backend is").beyondOne(),
    ratio("hit_needed", "share of hits below which the backend is overrun"),
};
constexpr Formula mixtureFormulas[] = {
    formula("miss", "1 − hit", {"hit"}, [](Ratio hit) { return Ratio(1 - hit.count()); }),
    formula("hit", "1 − miss", {"miss"}, [](Ratio miss) { return Ratio(1 - miss.count()); }),
    formula("time", "hit × hit_time + miss × miss_time", {"hit", "hit_time", "miss", "miss_time"},
            [](Ratio hit, Duration fast, Ratio miss, Duration slow) {
              return hit.count() * fast + miss.count() * slow;
            }),
    formula("in_flight", "rate × time", {"rate", "time"}, [](Rate x, Duration w) { return x * w; }),
    formula("pods_bare", "⌈in_flight / per_pod⌉", {"in_flight", "per_pod"},
            [](double l, double each) { return up(l / each); }),
    formula("pods_needed", "⌈in_flight / utilization / per_pod⌉",
            {"in_flight", "utilization", "per_pod"},
            [](double l, Ratio u, double each) { return up(l / u.count() / each); }),
    formula("miss_rate", "rate × miss", {"rate", "miss"},
            [](Rate x, Ratio miss) { return x * miss.count(); }),
    formula("backend_in_flight", "miss_rate × miss_time", {"miss_rate", "miss_time"},
            [](Rate x, Duration w) { return x * w; }),
    formula("cold_in_flight", "rate × miss_time", {"rate", "miss_time"},
            [](Rate x, Duration w) { return x * w; }),
    formula("cold_pods", "⌈cold_in_flight / per_pod⌉", {"cold_in_flight", "per_pod"},
            [](double l, double each) { return up(l / each); }),
    formula("backend_used", "miss_rate / backend_most", {"miss_rate", "backend_most"},
            [](Rate x, Rate most) { return Ratio(x / most); }),
    formula("hit_needed", "max(0, 1 − backend_most / rate)", {"backend_most", "rate"},
            [](Rate most, Rate x) { return Ratio(std::max(0.0, difference(1.0, most / x))); }),
    formula("cold_miss_rate", "rate", {"rate", "miss_time"}, [](Rate x, Duration) { return x; }),
};

constexpr Variable tiersVariables[] = {
    rate("rate", "requests per time"),
    ratio("hits", "share of what reaches it that each tier answers").list().fromZero(),
    duration("times", "how long each tier takes, the origin last").list(),
    ratio("to_origin", "share that no tier answers"),
    rate("origin_rate", "what reaches the origin"),
    duration("time", "the mean over all"),
    number("in_flight", "requests inside"),
};
constexpr Formula tiersFormulas[] = {
    formula("to_origin", "Π (1 − hits)", {"hits"},
            [](const List<Ratio> &hits) {
              double left = 1.0;
              for (const Ratio hit : hits.items)
                left *= 1 - hit.count();
              return Ratio(left);
            }),
    formula("origin_rate", "rate × to_origin", {"rate", "to_origin"},
            [](Rate x, Ratio left) { return x * left.count(); }),
    formula("time", "Σ of each tier's time × share that reaches it", {"hits", "times"},
            [](const List<Ratio> &hits, const List<Duration> &times) {
              double left = 1.0;
              Duration mean(times.items.size() == hits.items.size() + 1
                                ? 0.0
                                : std::numeric_limits<double>::quiet_NaN());
              for (std::size_t i = 0; i < times.items.size(); ++i) {
                mean += left * times.items[i];
                left *= i < hits.items.size() ? 1 - hits.items[i].count() : 0.0;
              }
              return mean;
            })
        .within("one time more than hits: the origin's"),
    formula("in_flight", "rate × time", {"rate", "time"}, [](Rate x, Duration w) { return x * w; }),
};

constexpr Variable coalesceVariables[] = {
    rate("rate", "requests per time for one key"),
    duration("time", "how long its load takes"),
    duration("ttl", "how long the value keeps").orElse("1h"),
    duration("objective", "what a request may take"),
    number("misses", "requests that miss at once"),
    number("keys", "keys that they ask for").orElse("1"),
    number("pods", "processes that share no load with each other").orElse("1"),
    ratio("cancelled", "share of callers that leave before the load ends").fromZero(),
    number("callers", "callers of one load").orElse("1"),
    ratio("shared", "chance that another request comes while a miss loads"),
    number("per_load", "requests that one load answers on average"),
    number("loads_a_day", "loads of one key a day at the most"),
    number("loads_per_process", "loads of one process"),
    number("loads", "loads of the fleet"),
    number("saved", "loads without coalescing, over loads with it"),
    ratio("wasted", "share of loads that end for nobody"),
    number("times_objective", "the load against the objective, as who waits all of it sees it"),
    duration("over_objective", "by how much it is over"),
};
constexpr Formula coalesceFormulas[] = {
    formula("shared", "1 − e ^ −(rate × time)", {"rate", "time"},
            [](Rate x, Duration w) { return Ratio(-std::expm1(-(x * w).count())); }),
    formula("per_load", "1 + rate × time", {"rate", "time"},
            [](Rate x, Duration w) { return 1 + (x * w).count(); }),
    formula("loads_a_day", "1 day / ttl", {"ttl"},
            [](Duration ttl) { return Duration(86400) / ttl; }),
    formula("loads_per_process", "min(misses, keys)", {"misses", "keys"},
            [](double misses, double keys) { return std::min(misses, keys); }),
    formula(
        "loads", "min(misses, keys × pods)", {"misses", "keys", "pods"},
        [](double misses, double keys, double pods_) { return std::min(misses, keys * pods_); }),
    formula("saved", "misses / loads", {"misses", "loads"},
            [](double misses, double loads) { return misses / loads; }),
    formula("wasted", "cancelled ^ callers", {"cancelled", "callers"},
            [](Ratio p, double n) { return Ratio(std::pow(p.count(), n)); }),
    formula("times_objective", "time / objective", {"time", "objective"},
            [](Duration w, Duration objective) { return w / objective; }),
    formula("over_objective", "max(0 s, time − objective)", {"time", "objective"},
            [](Duration w, Duration objective) {
              return std::max(Duration(0), difference(w, objective));
            }),
};

constexpr Variable refreshVariables[] = {
    duration("ttl", "how long the value keeps"),
    duration("age", "how old it is"),
    rate("rate", "requests per time for the key"),
    number("keys", "keys that expire together"),
    duration("jitter", "span over which their expiry is spread"),
    ratio("probability", "that a request at that age refreshes, when it is age / ttl"),
    duration("mean_age", "age at which it is refreshed on average"),
    rate("refresh_rate", "refreshes of the key per time"),
    number("times_expiry", "times as many as by expiry alone"),
    rate("herd", "loads per time with jitter, when all keys expire within it"),
};
constexpr Formula refreshFormulas[] = {
    formula("probability", "age / ttl", {"age", "ttl"},
            [](Duration age, Duration ttl) { return Ratio(std::min(1.0, age / ttl)); }),
    formula("mean_age", "√(π × ttl / (2 × rate))", {"ttl", "rate"},
            [](Duration ttl, Rate x) {
              return Duration(std::sqrt(std::numbers::pi * ttl.count() / (2 * x.count())));
            }),
    formula("refresh_rate", "1 / mean_age", {"mean_age"},
            [](Duration age) { return Rate(1 / age.count()); }),
    formula("times_expiry", "ttl / mean_age", {"ttl", "mean_age"},
            [](Duration ttl, Duration age) { return ttl / age; }),
    formula("herd", "keys / jitter", {"keys", "jitter"},
            [](Concurrency n, Duration t) { return n / t; }),
};

} // namespace

namespace calculators {

const Calculator mixture{
    "mixture",
    "A service with a cache: in-flight, pods, backend, warm and cold",
    mixtureVariables,
    mixtureFormulas,
    "Law of total expectation, then Little's law",
    "--rate 5000/s --hit 99% --hit-time 50ms --miss-time 200ms --per-pod 50",
    "Give means. The weighted mean of two p99s is neither the mean nor the p99 of both together."};
const Calculator tiers{"cache-tiers",
                       "Several caches, one behind the other",
                       tiersVariables,
                       tiersFormulas,
                       "Law of total expectation, then Little's law",
                       "--rate 10k/s --hits 80%,90% --times 1ms,5ms,50ms"};
const Calculator coalesce{
    "coalesce",
    "Requests that share one load of a missing value",
    coalesceVariables,
    coalesceFormulas,
    "Poisson arrivals: P(another within t) = 1 − e^(−λt); Feller I (1968), VI.6",
    "--rate 1/s --time 20ms --misses 1000 --pods 10",
    "Coalescing works within a process: a fleet loads once per pod and key."};
const Calculator refresh{
    "refresh",
    "Early refresh with probability age / ttl, and the herd at expiry",
    refreshVariables,
    refreshFormulas,
    "Poisson arrivals thinned by age / ttl: P(age > a) = e^(−λa²/2·ttl), its mean by the Gaussian "
    "integral",
    "--age 30s --ttl 60s --rate 1000/s",
    "Evaluated on every request this form ignores traffic: a busy key is refreshed all the time."};

} // namespace calculators

} // namespace loadline::formulas
