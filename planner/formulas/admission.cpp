#include "planner/formulas/all_calculators.h"
#include "planner/formulas/quantities.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <cmath>
#include <limits>

// What is let in, what waits, what is shed.

namespace loadline::formulas {

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();
constexpr double none = std::numeric_limits<double>::quiet_NaN();

constexpr Variable tokenBucketVariables[] = {
    rate("rate", "tokens that come per time"),
    number("burst", "tokens that the bucket holds"),
    duration("time", "a span that starts with a full bucket"),
    number("need", "tokens that a request takes"),
    number("available", "tokens that are there").orElse("0").fromZero(),
    duration("max_wait", "how long a request may wait"),
    rate("peak", "a rate that comes as a burst"),
    duration("poll", "how often a refused request asks again"),
    number("admitted", "tokens given out in the span at the most"),
    duration("refill", "from empty to full"),
    duration("wait", "until the request is let in"),
    number("deficit", "tokens short at which a request waits that long"),
    duration("lasts", "how long the bucket carries the burst"),
    duration("double_credited",
             "until it is let in where refused polls credit the same time again"),
};
constexpr Formula tokenBucketFormulas[] = {
    formula("admitted", "burst + rate × time", {"burst", "rate", "time"},
            [](double b, Rate r, Duration t) { return b + (r * t).count(); }),
    formula("refill", "burst / rate", {"burst", "rate"},
            [](Concurrency b, Rate r) { return b / r; }),
    formula("wait", "max(0, need − available) / rate", {"need", "available", "rate"},
            [](double need, double there, Rate r) {
              return Concurrency(std::max(0.0, difference(need, there))) / r;
            }),
    formula("deficit", "rate × max_wait", {"rate", "max_wait"},
            [](Rate r, Duration t) { return r * t; }),
    formula("lasts", "burst / (peak − rate)", {"burst", "peak", "rate"},
            [](Concurrency b, Rate peak, Rate r) {
              return isAbove(peak, r) ? b / (peak - r) : Duration(endless);
            }),
    formula("double_credited", "poll × the least k with rate × poll × k(k + 1) / 2 ≥ need",
            {"poll", "rate", "need"},
            [](Duration poll, Rate r, double need) {
              const double polls = (std::sqrt(1 + 8 * need / (r * poll).count()) - 1) / 2;
              return poll * up(polls);
            }),
};

constexpr Variable queueVariables[] = {
    number("places", "places in the queue"),
    rate("rate", "arrivals per time"),
    duration("time", "how long a worker takes for one"),
    number("workers", "workers").orElse("1"),
    number("waiting", "what waits already"),
    bytes("item_size", "memory of one that waits"),
    duration("absorbs", "how long it takes the arrivals of stalled workers"),
    duration("longest_time", "time per item that keeps up with the arrivals"),
    duration("worst_wait", "what the last place waits"),
    rate("service_rate", "what the workers get done"),
    ratio("used", "how busy the workers are; above 100 % the queue grows").beyondOne(),
    rate("backlog_growth", "by how much it grows"),
    duration("full_after", "until it is full"),
    duration("drain", "until what waits is done"),
    bytes("memory", "memory of a full queue"),
};
constexpr Formula queueFormulas[] = {
    formula("absorbs", "places / rate", {"places", "rate"},
            [](Concurrency n, Rate x) { return n / x; }),
    formula("longest_time", "workers / rate", {"workers", "rate"},
            [](Concurrency c, Rate x) { return c / x; }),
    formula("worst_wait", "places × time / workers", {"places", "time", "workers"},
            [](double n, Duration s, double c) { return n * s / c; }),
    formula("service_rate", "workers / time", {"workers", "time"},
            [](Concurrency c, Duration s) { return c / s; }),
    formula("used", "rate / service_rate", {"rate", "service_rate"},
            [](Rate x, Rate most) { return Ratio(x / most); }),
    formula("backlog_growth", "max(0, rate − service_rate)", {"rate", "service_rate"},
            [](Rate x, Rate most) { return std::max(Rate(0), difference(x, most)); }),
    formula("full_after", "places / backlog_growth", {"places", "backlog_growth"},
            [](Concurrency n, Rate growth) { return n / growth; }),
    formula("drain", "waiting / (service_rate − rate)", {"waiting", "service_rate", "rate"},
            [](Concurrency n, Rate most, Rate x) {
              return isAbove(most, x) ? n / (most - x) : Duration(endless);
            }),
    formula("memory", "places × item_size", {"places", "item_size"},
            [](double n, Bytes each) { return n * each; }),
};

constexpr Variable overloadVariables[] = {
    number("load", "arrivals against capacity, as 2 for twice"),
    duration("lasts", "how long that lasts"),
    number("after", "arrivals against capacity when it is over").fromZero(),
    rate("capacity", "the capacity"),
    number("places", "places of a bounded queue"),
    ratio("rejected", "share that a bound refuses"),
    duration("backlog", "work that has piled up, in time at full capacity"),
    number("backlog_requests", "the same in requests"),
    duration("drain", "until an unbounded queue is empty again"),
    duration("drain_bounded", "until a bounded queue is"),
};
constexpr Formula overloadFormulas[] = {
    formula("rejected", "max(0, 1 − 1 / load)", {"load"},
            [](double x) { return Ratio(std::max(0.0, difference(1.0, 1 / x))); }),
    formula("backlog", "max(0, load − 1) × lasts", {"load", "lasts"},
            [](double x, Duration t) { return std::max(0.0, difference(x, 1.0)) * t; }),
    formula("backlog_requests", "capacity × backlog", {"capacity", "backlog"},
            [](Rate x, Duration t) { return x * t; }),
    formula("drain", "backlog / (1 − after)", {"backlog", "after"},
            [](Duration t, double x) { return isBelow(x, 1.0) ? t / (1 - x) : Duration(endless); }),
    formula("drain_bounded", "places / (capacity × (1 − after))", {"places", "capacity", "after"},
            [](Concurrency n, Rate c, double x) {
              return isBelow(x, 1.0) ? n / (c * (1 - x)) : Duration(endless);
            }),
};

constexpr Variable shedVariables[] = {
    duration("time", "how long one takes on average"),
    duration("limit", "the longest that one may be expected to take"),
    number("workers", "workers").orElse("1"),
    number("active", "requests inside").fromZero(),
    number("places", "where shedding starts").fromZero(),
    number("full", "where everything is shed"),
    number("admitted_serial", "admitted when the estimate takes one after the other"),
    number("admitted", "admitted when it divides by the workers"),
    duration("expected_serial", "time × (active + 1)"),
    duration("expected", "the same over the workers"),
    ratio("dropped", "share shed early, on a quadratic curve between the two thresholds"),
};
constexpr Formula shedFormulas[] = {
    formula("admitted_serial", "⌊limit / time⌋", {"limit", "time"},
            [](Duration most, Duration s) { return down(most / s); }),
    formula("admitted", "⌊limit / time⌋ × workers", {"limit", "time", "workers"},
            [](Duration most, Duration s, double c) { return down(most / s) * c; }),
    formula("expected_serial", "time × (active + 1)", {"time", "active"},
            [](Duration s, double n) { return s * (n + 1); }),
    formula("expected", "time × ⌈(active + 1) / workers⌉", {"time", "active", "workers"},
            [](Duration s, double n, double c) { return s * up((n + 1) / c); }),
    formula("dropped", "((active − places) / (full − places))², from 0 to 1",
            {"active", "places", "full"},
            [](double n, double low, double high) {
              const double x = std::clamp((n - low) / (high - low), 0.0, 1.0);
              return Ratio(isAbove(high, low) ? x * x : none);
            })
        .within("full above places"),
};

constexpr Variable adaptiveVariables[] = {
    number("limit", "the limit now"),
    number("up", "factor when it goes up").orElse("1.1"),
    number("down", "factor when it goes down").orElse("0.9"),
    number("raised", "the limit after a step up, cut to a whole number"),
    number("lowered", "the limit after a step down, cut to a whole number"),
    truth("stuck", "whether a step up changes nothing"),
    number("least", "the least limit that a step up still raises"),
    number("raised_up", "the limit after a step up that is rounded up"),
    duration("latency", "latency that is measured"),
    duration("target", "latency that is wanted"),
    number("low", "ratio of the two below which the limit goes up").orElse("0.8"),
    number("high", "ratio above which it goes down").orElse("1.1"),
    number("latency_ratio", "latency over target"),
    word("step", "where the limit goes"),
};
constexpr Formula adaptiveFormulas[] = {
    formula("raised", "⌊limit × up⌋", {"limit", "up"},
            [](double l, double f) { return down(l * f); }),
    formula("lowered", "⌊limit × down⌋", {"limit", "down"},
            [](double l, double f) { return down(l * f); }),
    formula("stuck", "raised ≤ limit", {"raised", "limit"},
            [](double next, double l) { return isAtMost(next, l); }),
    formula("least", "⌈1 / (up − 1)⌉", {"up"},
            [](double f) { return isAbove(f, 1.0) ? up(1 / (f - 1)) : endless; }),
    formula("latency_ratio", "latency / target", {"latency", "target"},
            [](Duration now, Duration wanted) { return now / wanted; }),
    formula("step", "up below low, down above high", {"latency_ratio", "low", "high"},
            [](double x, double low, double high) {
              return std::string(isBelow(x, low) ? "up" : isAbove(x, high) ? "down" : "stays");
            }),
    formula("raised_up", "⌈limit × up⌉", {"limit", "up"},
            [](double l, double f) { return up(l * f); }),
};

constexpr Variable admissionVariables[] = {
    ratio("load", "how full the service is").beyondOne().fromZero(),
    ratio("low_cut", "load above which the low class is refused").orElse("60%"),
    ratio("medium_cut", "load above which the medium class is refused").orElse("80%"),
    number("permits", "requests that may be inside"),
    duration("time", "how long one stays"),
    rate("rate", "requests that arrive per time"),
    truth("low_rejected", "whether the low class is refused"),
    truth("medium_rejected", "whether the medium class is refused"),
    rate("most", "what the permits let through"),
    ratio("rejected", "share that is refused without waiting"),
};
constexpr Formula admissionFormulas[] = {
    formula("low_rejected", "load > low_cut", {"load", "low_cut"},
            [](Ratio x, Ratio cut) { return isAbove(x, cut); }),
    formula("medium_rejected", "load > medium_cut", {"load", "medium_cut"},
            [](Ratio x, Ratio cut) { return isAbove(x, cut); }),
    formula("most", "permits / time", {"permits", "time"},
            [](Concurrency n, Duration w) { return n / w; }),
    formula("rejected", "max(0, 1 − most / rate)", {"most", "rate"},
            [](Rate most, Rate x) { return Ratio(std::max(0.0, difference(1.0, most / x))); }),
};

} // namespace

namespace calculators {

const Calculator tokenBucket{
    "token-bucket",
    "A token bucket: what it lets in, when it is full, how long one waits",
    tokenBucketVariables,
    tokenBucketFormulas,
    "Turner, New Directions in Communications, IEEE Communications Magazine 24(10), 1986; RFC 2697",
    "--rate 100/s --burst 1000 --time 10s"};
const Calculator queue{"queue",
                       "A bounded queue: what it absorbs, how long its last place waits",
                       queueVariables,
                       queueFormulas,
                       "A queue of n served c at a time empties in n × S / c",
                       "--places 256 --time 100ms --workers 16 --rate 100/s",
                       "A queue without places has no worst wait: bound it."};
const Calculator overload{
    "overload",
    "More than fits: what is refused, what piles up, when it is over",
    overloadVariables,
    overloadFormulas,
    "Fluid approximation; Newell, Applications of Queueing Theory (1982), ch. 2",
    "--load 5 --lasts 30s --after 0.5 --capacity 1000/s"};
const Calculator shed{"shed",
                      "Shedding by expected latency, and early",
                      shedVariables,
                      shedFormulas,
                      "Work ahead over the workers that share it; Floyd and Jacobson, Random Early "
                      "Detection, ToN 1(4), 1993",
                      "--time 10ms --limit 100ms --workers 8"};
const Calculator adaptive{"adaptive-limit",
                          "Steps of an adaptive limit in whole numbers",
                          adaptiveVariables,
                          adaptiveFormulas,
                          "Whole-number arithmetic",
                          "--limit 9",
                          "A step up that is cut to a whole number must add at least one."};
const Calculator admission{
    "admission",       "Who is let in at a load, and what permits let through", admissionVariables,
    admissionFormulas, "Thresholds by class; Little's law for permits",         "--load 70%"};

} // namespace calculators

} // namespace loadline::formulas
