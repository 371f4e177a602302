#include "planner/formulas/all_calculators.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

// Deadlines, retries, hedges and breakers.

namespace loadline::formulas {

namespace {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

constexpr double endless = std::numeric_limits<double>::infinity();
constexpr double none = std::numeric_limits<double>::quiet_NaN();

Duration sum(const List<Duration> &times) {
  return std::accumulate(times.items.begin(), times.items.end(), Duration(0));
}

constexpr Variable deadlineVariables[] = {
    duration("timeout", "what the request may take"),
    {"now", Dimension::moment, "when it starts", {}, false, true},
    duration("times", "what its steps take, or may take").list(),
    duration("chain", "timeouts down a chain of calls, the outermost first").list(),
    duration("spent", "what has gone by").list().fromZero(),
    duration("reserve", "kept for the answer").orElse("0s").fromZero(),
    number("calls", "calls that share what is left, one after the other"),
    {"deadline", Dimension::moment, "when it must be done"},
    duration("serial", "steps one after the other"),
    duration("parallel", "steps all at once"),
    truth("serial_fits", "whether one after the other keep the timeout"),
    truth("parallel_fits", "whether all at once keep the timeout"),
    duration("left", "what a call may take; below 0 there is no time for it").belowZero(),
    duration("per_call", "what each call may take"),
    truth("shrinks",
          "whether the timeouts of the chain get smaller, and by no less than the reserve"),
};
constexpr Formula deadlineFormulas[] = {
    formula("deadline", "now + timeout", {"now", "timeout"},
            [](Moment now, Duration t) { return Moment(now.count() + t.count()); }),
    formula("timeout", "deadline − now", {"deadline", "now"},
            [](Moment end, Moment now) { return Duration(difference(end, now).count()); }),
    formula("serial", "Σ times", {"times"}, [](const List<Duration> &times) { return sum(times); }),
    formula("parallel", "max(times)", {"times"},
            [](const List<Duration> &times) {
              return *std::max_element(times.items.begin(), times.items.end());
            }),
    formula("serial_fits", "serial + reserve ≤ timeout", {"serial", "reserve", "timeout"},
            [](Duration s, Duration reserve, Duration t) { return isAtMost(s + reserve, t); }),
    formula("parallel_fits", "parallel + reserve ≤ timeout", {"parallel", "reserve", "timeout"},
            [](Duration s, Duration reserve, Duration t) { return isAtMost(s + reserve, t); }),
    formula("left", "timeout − Σ spent − reserve", {"timeout", "spent", "reserve"},
            [](Duration t, const List<Duration> &spent, Duration reserve) {
              return difference(t, sum(spent) + reserve);
            }),
    formula("left", "timeout − reserve", {"timeout", "reserve"},
            [](Duration t, Duration reserve) { return difference(t, reserve); }),
    formula("per_call", "left / calls", {"left", "calls"},
            [](Duration left, double n) { return left / n; }),
    formula("shrinks", "each of chain + reserve ≤ the one before", {"chain", "reserve"},
            [](const List<Duration> &chain, Duration reserve) {
              return std::adjacent_find(chain.items.begin(), chain.items.end(),
                                        [&](Duration outer, Duration inner) {
                                          return isAbove(inner + reserve, outer) ||
                                                 isAtLeast(inner, outer);
                                        }) == chain.items.end();
            }),
};

constexpr Variable retryVariables[] = {
    ratio("failure", "chance that an attempt fails, independent of the others")
        .orElse("100%")
        .fromZero(),
    number("retries", "attempts after the first").fromZero().whole(),
    number("layers", "services down the chain that each retry").orElse("1").whole(),
    rate("rate", "requests per time"),
    number("calls", "calls of one request, each retried").orElse("1"),
    ratio("budget", "retries allowed per request over time, as a share").beyondOne(),
    duration("timeout", "what one attempt may take"),
    duration("backoff", "the first wait between attempts"),
    number("factor", "by which waits grow").orElse("2"),
    duration("backoff_cap", "the longest wait").orElse("30s"),
    number("attempts", "attempts per call on average"),
    number("worst_attempts", "attempts when all fail"),
    ratio("failed", "calls that fail in the end"),
    number("amplification", "calls at the last layer per call at the first, on average"),
    number("worst_amplification", "the same when all fail"),
    rate("call_rate", "calls at the last layer on average"),
    rate("worst_call_rate", "calls at the last layer when all fail"),
    number("budgeted", "the most attempts per request with the budget"),
    number("budgeted_amplification",
           "calls at the last layer per call at the first with it, when all fail"),
    duration("waits", "all waits between attempts, without jitter"),
    duration("longest", "how long a call takes that fails in the end"),
};
constexpr Formula retryFormulas[] = {
    formula("attempts", "(1 − failure ^ (retries + 1)) / (1 − failure)", {"failure", "retries"},
            [](Ratio p, double r) {
              return p.count() == 1.0 ? r + 1 : (1 - std::pow(p.count(), r + 1)) / (1 - p.count());
            }),
    formula("worst_attempts", "retries + 1", {"retries"}, [](double r) { return r + 1; }),
    formula("failed", "failure ^ (retries + 1)", {"failure", "retries"},
            [](Ratio p, double r) { return Ratio(std::pow(p.count(), r + 1)); }),
    formula("amplification", "attempts ^ layers", {"attempts", "layers"},
            [](double a, double n) { return power(a, n); })
        .within(belowLargest),
    formula("worst_amplification", "worst_attempts ^ layers", {"worst_attempts", "layers"},
            [](double a, double n) { return power(a, n); })
        .within(belowLargest),
    formula("call_rate", "rate × calls × amplification", {"rate", "calls", "amplification"},
            [](Rate x, double n, double a) { return x * n * a; }),
    formula("worst_call_rate", "rate × calls × worst_amplification",
            {"rate", "calls", "worst_amplification"},
            [](Rate x, double n, double a) { return x * n * a; }),
    formula("budgeted", "1 + budget", {"budget"}, [](Ratio share) { return 1 + share.count(); }),
    formula("budgeted_amplification", "budgeted ^ layers", {"budgeted", "layers"},
            [](double a, double n) { return power(a, n); })
        .within(belowLargest),
    formula("waits", "Σ min(backoff_cap, backoff × factor ^ k) for k < retries",
            {"backoff_cap", "backoff", "factor", "retries"},
            [](Duration cap, Duration first, double factor, double retries) {
              constexpr double most = 1e6; // a loop
              Duration all(retries > most ? none : 0.0);
              for (Duration wait = first; retries >= 1 && retries <= most;
                   --retries, wait *= factor)
                all += std::min(cap, wait);
              return all;
            })
        .within("at most 1,000,000 retries"),
    formula("longest", "worst_attempts × timeout + waits", {"worst_attempts", "timeout", "waits"},
            [](double n, Duration t, Duration waits) { return n * t + waits; }),
    formula("longest", "worst_attempts × timeout", {"worst_attempts", "timeout"},
            [](double n, Duration t) { return n * t; }),
};

constexpr Variable hedgeVariables[] = {
    ratio("delay_percentile", "percentile of the latency that the hedge waits for").fromZero(),
    ratio("late", "share of calls that take longer than the delay").fromZero(),
    number("fired", "hedges that were sent").fromZero(),
    number("total", "calls in all"),
    ratio("target", "share of hedges that is wanted at most").orElse("5%"),
    number("copies", "hedges of one call at the most").orElse("1"),
    rate("rate", "calls per time"),
    rate("capacity", "what the callee takes"),
    ratio("hedged", "share of calls that are hedged").beyondOne(),
    number("multiplier", "times the load"),
    number("worst", "times the load when every call is late, as in a brown-out"),
    rate("rate_after", "calls per time with hedges"),
    ratio("used", "of the callee's capacity with hedges").beyondOne(),
    truth("within_target", "whether no more are hedged than wanted"),
    ratio("delay_for_target", "percentile to wait for that gives the target"),
    number("permits", "hedges that may be under way at once"),
    duration("time", "how long a hedge takes"),
    rate("most_hedges", "hedges per time that the permits allow"),
    number("capped_multiplier", "times the load when hedges need a permit and every call is late"),
    ratio("both_late", "calls that are late and whose hedge is late too, if independent"),
};
constexpr Formula hedgeFormulas[] = {
    formula("late", "1 − delay_percentile", {"delay_percentile"},
            [](Ratio p) { return Ratio(1 - p.count()); }),
    formula("hedged", "late", {"late"}, [](Ratio p) { return p; }),
    formula("hedged", "fired / total", {"fired", "total"},
            [](double fired, double all) { return Ratio(fired / all); }),
    formula("multiplier", "1 + copies × hedged", {"copies", "hedged"},
            [](double n, Ratio p) { return 1 + n * p.count(); }),
    formula("worst", "1 + copies", {"copies"}, [](double n) { return 1 + n; }),
    formula("rate_after", "rate × multiplier", {"rate", "multiplier"},
            [](Rate x, double m) { return x * m; }),
    formula("used", "rate_after / capacity", {"rate_after", "capacity"},
            [](Rate x, Rate most) { return Ratio(x / most); }),
    formula("within_target", "hedged ≤ target", {"hedged", "target"},
            [](Ratio p, Ratio target) { return isAtMost(p, target); }),
    formula("delay_for_target", "1 − target", {"target"},
            [](Ratio target) { return Ratio(1 - target.count()); }),
    formula("most_hedges", "permits / time", {"permits", "time"},
            [](Concurrency n, Duration w) { return n / w; }),
    formula("capped_multiplier", "1 + min(copies, most_hedges / rate)",
            {"copies", "most_hedges", "rate"},
            [](double n, Rate most, Rate x) { return 1 + std::min(n, most / x); }),
    formula("both_late", "hedged²", {"hedged"},
            [](Ratio p) { return Ratio(p.count() * p.count()); }),
};

constexpr Variable breakerVariables[] = {
    number("requests", "requests in the window"),
    number("failures", "of them failed").fromZero(),
    number("min_requests", "requests before it may trip").orElse("10"),
    ratio("ratio", "share of failures at which it trips").orElse("50%"),
    duration("interval", "how often the counts start anew"),
    duration("timeout", "how long a hanging call takes to fail"),
    rate("rate", "calls per time"),
    ratio("error_rate", "share of calls that fail in normal times"),
    number("cut", "failures that it tolerates where it counts them absolutely"),
    ratio("failure_ratio", "share that failed"),
    truth("trips", "whether it opens"),
    ratio("highest_ratio",
          "share of failures that a hanging callee can reach before the counts start anew"),
    number("most_requests", "requests between two starts of the counts"),
    truth("can_trip", "whether a hanging callee can open it at all"),
    duration("trips_after", "how long after a callee hangs it opens, if it can"),
    duration("false_trip",
             "how long a healthy callee takes to open it where nothing resets the count"),
};
constexpr Formula breakerFormulas[] = {
    formula("failure_ratio", "failures / requests", {"failures", "requests"},
            [](double bad, double all) { return Ratio(bad / all); }),
    formula("trips", "requests ≥ min_requests and failures / requests ≥ ratio",
            {"requests", "min_requests", "failures", "ratio"},
            [](double all, double least, double bad, Ratio share) {
              return isAtLeast(all, least) && isAtLeast(bad / all, share.count());
            }),
    formula("highest_ratio", "max(0, 1 − timeout / interval)", {"timeout", "interval"},
            [](Duration t, Duration window) {
              return Ratio(std::max(0.0, difference(1.0, t / window)));
            }),
    formula("most_requests", "rate × interval", {"rate", "interval"},
            [](Rate x, Duration window) { return x * window; }),
    formula("can_trip", "highest_ratio > ratio and most_requests ≥ min_requests",
            {"highest_ratio", "ratio", "most_requests", "min_requests"},
            [](Ratio highest, Ratio share, double most, double least) {
              return isAbove(highest, share) && isAtLeast(most, least);
            }),
    formula("can_trip", "highest_ratio > ratio", {"highest_ratio", "ratio"},
            [](Ratio highest, Ratio share) { return isAbove(highest, share); }),
    formula("trips_after", "max(timeout / (1 − ratio), min_requests / rate)",
            {"timeout", "ratio", "min_requests", "rate"},
            [](Duration t, Ratio share, Concurrency least, Rate x) {
              return std::max(share.count() < 1 ? t / (1 - share.count()) : Duration(endless),
                              least / x);
            }),
    formula("false_trip", "(cut + 1) / (error_rate × rate)", {"cut", "error_rate", "rate"},
            [](double cut, Ratio bad, Rate x) { return Concurrency(cut + 1) / (bad.count() * x); }),
};

} // namespace

namespace calculators {

const Calculator deadline{"deadline",
                          "What a timeout leaves for steps and calls",
                          deadlineVariables,
                          deadlineFormulas,
                          "Sum and maximum of steps; a deadline is passed down as what is left",
                          "--timeout 800ms --times 400ms,250ms --reserve 100ms"};
const Calculator retry{
    "retry",
    "Retries: attempts, amplification through layers, waits",
    retryVariables,
    retryFormulas,
    "Truncated geometric series; Brooker, Exponential Backoff And Jitter, AWS Architecture Blog "
    "(2015)",
    "--retries 3 --failure 50% --layers 3 --rate 100/s",
    "In an outage every attempt fails and the worst case is the case: cap it with a budget."};
const Calculator hedge{"hedge",
                       "Hedged calls: how many, and what load they add",
                       hedgeVariables,
                       hedgeFormulas,
                       "Dean and Barroso, The Tail at Scale, CACM 56(2), 2013",
                       "--delay-percentile 95% --rate 1000/s",
                       "A hedge at the median is sent for half of all calls. In a brown-out every "
                       "call is late: cap it."};
const Calculator breaker{"breaker",
                         "A circuit breaker: whether, when and why it opens",
                         breakerVariables,
                         breakerFormulas,
                         "Counts of a closed breaker that start anew each interval: calls that "
                         "outlast it count as no failure "
                         "(github.com/sony/gobreaker)",
                         "--interval 1s --timeout 500ms --rate 1000/s"};
} // namespace calculators

} // namespace loadline::formulas
