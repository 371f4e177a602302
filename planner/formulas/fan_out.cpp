#include "planner/formulas/all_calculators.h"
#include "planner/formulas/quantities.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <cmath>

// Many at once: calls of one request, items of one event, trees of calls.

namespace loadline::formulas {

namespace {

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
            [](Duration s, Duration deadline) { return isAtMost(s, deadline); }),
    formula("serial_fits", "serial ≤ deadline", {"serial", "deadline"},
            [](Duration s, Duration deadline) { return isAtMost(s, deadline); }),
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
            [](Duration load, Duration deadline) { return isAtMost(load, deadline); }),
    formula("most_requests", "⌊deadline × slots / (items × calls × time)⌋",
            {"deadline", "slots", "items", "calls", "time"},
            [](Duration deadline, double slots, double n, double calls, Duration s) {
              return down(deadline * slots / s / (n * calls));
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

constexpr Variable treeVariables[] = {
    number("branching", "calls that each makes in turn"),
    number("depth", "layers of calls below the request").fromZero().whole(),
    number("limit", "calls that each may have under way at once"),
    number("leaves", "calls of the last layer"),
    number("tasks", "all that are alive when none has returned"),
    number("leaves_limited", "calls of the last layer under way at once with the limit"),
    number("tasks_limited", "all alive with the limit"),
};

/// 1 + b + b² + … + b^d.
double nodesOf(double b, double d) {
  return b == 1.0 ? d + 1 : (power(b, d + 1) - 1) / (b - 1);
}

constexpr Formula treeFormulas[] = {
    formula("leaves", "branching ^ depth", {"branching", "depth"},
            [](double b, double d) { return power(b, d); })
        .within(belowLargest),
    formula("tasks", "(branching ^ (depth + 1) − 1) / (branching − 1)", {"branching", "depth"},
            [](double b, double d) { return nodesOf(b, d); })
        .within(belowLargest),
    formula("leaves_limited", "min(branching, limit) ^ depth", {"branching", "limit", "depth"},
            [](double b, double k, double d) { return power(std::min(b, k), d); })
        .within(belowLargest),
    formula("tasks_limited", "the same sum with min(branching, limit)",
            {"branching", "limit", "depth"},
            [](double b, double k, double d) { return nodesOf(std::min(b, k), d); })
        .within(belowLargest),
};

constexpr Variable spawnCostVariables[] = {
    number("tasks", "tasks that are started"),
    rate("rate", "tasks started per time"),
    duration("cost", "what starting one costs"),
    duration("work", "what one does"),
    duration("time", "what starting them costs"),
    {"cores", Dimension::cores, "cores that starting them keeps busy"},
    ratio("share", "share of the CPU time that starting takes"),
};
constexpr Formula spawnCostFormulas[] = {
    formula("time", "tasks × cost", {"tasks", "cost"}, [](double n, Duration s) { return n * s; }),
    formula("cores", "rate × cost", {"rate", "cost"},
            [](Rate x, Duration s) { return units::Cores((x * s).count()); }),
    formula("share", "cost / (cost + work)", {"cost", "work"},
            [](Duration s, Duration work) { return Ratio(s / (s + work)); }),
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
const Calculator tree{
    "tree",
    "Calls that make calls in turn",
    treeVariables,
    treeFormulas,
    "Geometric series",
    "--branching 5 --depth 3 --limit 2",
    "A limit in each task multiplies with depth too; one for the process does not."};
const Calculator spawnCost{"spawn-cost",
                           "What it costs to start tasks",
                           spawnCostVariables,
                           spawnCostFormulas,
                           "Utilization law on the cost of a start",
                           "--rate 1.5M/s --cost 300ns --work 10us"};
const Calculator chance{
    "chance",
    "None, any and all of many independent ones",
    chanceVariables,
    chanceFormulas,
    "Binomial distribution; Feller, An Introduction to Probability Theory I (1968), VI.2",
    "--probability 0.1% --trials 10000"};

} // namespace calculators

} // namespace loadline::formulas
