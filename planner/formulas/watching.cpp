#include "planner/formulas/all_calculators.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <cmath>
#include <limits>

// Objectives, alerts, leaks, incidents and load tests.

namespace loadline::formulas {

namespace {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

constexpr Variable errorBudgetVariables[] = {
    ratio("objective", "share of the time or of requests that must be good"),
    duration("window", "over which it is counted").orElse("30d"),
    duration("incident", "how long an incident lasts"),
    ratio("error_rate", "share of requests that fail in it").orElse("100%"),
    rate("rate", "requests per time"),
    ratio("share_allowed", "share of the budget for one cause").orElse("10%"),
    duration("budget", "time that may be all bad"),
    ratio("errors_allowed", "share of requests that may fail"),
    number("failures_allowed", "requests of the window that may fail"),
    duration("spent", "what the incident spends, in time that is all bad"),
    ratio("spent_share", "of the budget").beyondOne(),
    number("burn_rate", "times faster than the objective allows"),
    duration("exhausted_after", "until the budget is spent at that rate"),
    ratio("cause_allowed", "share of requests that one cause may fail"),
};
constexpr Formula errorBudgetFormulas[] = {
    formula("errors_allowed", "1 − objective", {"objective"},
            [](Ratio slo) { return Ratio(1 - slo.count()); }),
    formula("objective", "1 − budget / window", {"budget", "window"},
            [](Duration budget, Duration window) { return Ratio(1 - budget / window); }),
    formula("budget", "(1 − objective) × window", {"objective", "window"},
            [](Ratio slo, Duration window) { return (1 - slo.count()) * window; }),
    formula("failures_allowed", "errors_allowed × rate × window",
            {"errors_allowed", "rate", "window"},
            [](Ratio bad, Rate x, Duration window) { return bad.count() * (x * window).count(); }),
    formula("spent", "incident × error_rate", {"incident", "error_rate"},
            [](Duration t, Ratio bad) { return t * bad.count(); }),
    formula("spent_share", "spent / budget", {"spent", "budget"},
            [](Duration spent, Duration budget) { return Ratio(spent / budget); }),
    formula("burn_rate", "error_rate / errors_allowed", {"error_rate", "errors_allowed"},
            [](Ratio bad, Ratio allowed) { return bad.count() / allowed.count(); }),
    formula("exhausted_after", "window / burn_rate", {"window", "burn_rate"},
            [](Duration window, double burn) { return window / burn; }),
    formula("cause_allowed", "errors_allowed × share_allowed", {"errors_allowed", "share_allowed"},
            [](Ratio bad, Ratio share) { return Ratio(bad.count() * share.count()); }),
};

constexpr Variable alertVariables[] = {
    rate("alert", "growth at which the alert fires"),
    rate("objective", "growth that the objective allows"),
    rate("observed", "growth that is seen").fromZero(),
    duration("hold", "how long the alert waits before it fires"),
    number("ceiling", "a number at which another alert fires, or memory ends"),
    number("base", "the number in normal times").orElse("0").fromZero(),
    number("looseness", "times looser than the objective the alert is"),
    truth("alert_fires", "whether what is seen fires it"),
    truth("objective_broken", "whether what is seen breaks the objective"),
    number("times_objective", "what is seen against the objective"),
    number("accumulated", "what has come about before it fires, at its own threshold"),
    duration("reaches_ceiling", "until what is seen reaches the ceiling"),
    truth("fires_in_time",
          "whether the alert fires before the ceiling is reached at its own threshold"),
};
constexpr Formula alertFormulas[] = {
    formula("looseness", "alert / objective", {"alert", "objective"},
            [](Rate alert, Rate slo) { return alert / slo; }),
    formula("alert_fires", "observed > alert", {"observed", "alert"},
            [](Rate seen, Rate alert) { return isAbove(seen, alert); }),
    formula("objective_broken", "observed > objective", {"observed", "objective"},
            [](Rate seen, Rate slo) { return isAbove(seen, slo); }),
    formula("times_objective", "observed / objective", {"observed", "objective"},
            [](Rate seen, Rate slo) { return seen / slo; }),
    formula("accumulated", "alert × hold", {"alert", "hold"},
            [](Rate alert, Duration hold) { return alert * hold; }),
    formula("reaches_ceiling", "(ceiling − base) / observed", {"ceiling", "base", "observed"},
            [](double ceiling, double base, Rate seen) {
              return Concurrency(difference(ceiling, base)) / seen;
            }),
    formula(
        "fires_in_time", "base + accumulated ≤ ceiling", {"base", "accumulated", "ceiling"},
        [](double base, double more, double ceiling) { return isAtMost(base + more, ceiling); }),
};

constexpr Variable leakVariables[] = {
    number("before", "tasks in the first count").fromZero(),
    number("after", "tasks in the second count").fromZero(),
    number("slack", "growth that is no leak").orElse("5").fromZero(),
    number("threshold", "tasks of one stack that are too many").orElse("100"),
    duration("apart", "time between the counts"),
    number("growth", "tasks more").belowZero(),
    truth("leaks", "whether they grew by more than the slack"),
    truth("alarm", "whether they are above the threshold and growing"),
    rate("rate", "tasks more per time"),
};
constexpr Formula leakFormulas[] = {
    formula("growth", "after − before", {"after", "before"},
            [](double after, double before) { return difference(after, before); }),
    formula("leaks", "growth > slack", {"growth", "slack"},
            [](double more, double slack) { return isAbove(more, slack); }),
    formula("alarm", "after > threshold and after > before", {"after", "threshold", "before"},
            [](double after, double most, double before) {
              return isAbove(after, most) && isAbove(after, before);
            }),
    formula("rate", "growth / apart", {"growth", "apart"},
            [](Concurrency more, Duration t) { return more / t; }),
};

constexpr Variable saturationVariables[] = {
    number("in_flight", "what is inside").fromZero(),
    number("limit", "its bound"),
    ratio("used", "how full it is").fromZero().beyondOne(),
    ratio("threshold", "how full it may be").orElse("95%"),
    ratio("earlier", "how full it was, as a week ago").fromZero().beyondOne(),
    ratio("low", "below which it was fine earlier").orElse("60%"),
    ratio("high", "above which it is not now").orElse("70%"),
    truth("fires", "whether it is fuller than it may be"),
    truth("drift", "whether it was fine earlier and is not now"),
};
constexpr Formula saturationFormulas[] = {
    formula("used", "in_flight / limit", {"in_flight", "limit"},
            [](double l, double limit) { return Ratio(l / limit); }),
    formula("fires", "used > threshold", {"used", "threshold"},
            [](Ratio used, Ratio most) { return isAbove(used, most); }),
    formula("drift", "used > high and earlier < low", {"used", "high", "earlier", "low"},
            [](Ratio used, Ratio high, Ratio earlier, Ratio low) {
              return isAbove(used, high) && isBelow(earlier, low);
            }),
};

constexpr Variable bandsVariables[] = {
    number("tasks", "the number to judge").fromZero(),
    number("edges", "where a new band begins, rising; the last begins above its edge")
        .list()
        .orElse("50,500,5000,50000"),
    number("band", "bands below it"),
};
constexpr Formula bandsFormulas[] = {
    formula("band", "number of edges that are reached, the last one only when it is passed",
            {"tasks", "edges"},
            [](double n, const List<double> &edges) {
              if (!std::is_sorted(edges.items.begin(), edges.items.end()))
                return std::numeric_limits<double>::quiet_NaN();
              double band = 0;
              for (std::size_t i = 0; i < edges.items.size(); ++i)
                band += i + 1 < edges.items.size() ? isAtLeast(n, edges.items[i])
                                                   : isAbove(n, edges.items[i]);
              return band;
            })
        .within("edges that rise"),
};

constexpr Variable compareVariables[] = {
    any("before", "the first figure"),
    any("after", "the second, of the same kind"),
    ratio("tolerance", "relative growth that is let pass").beyondOne().orElse("0%").fromZero(),
    any("change", "the difference").belowZero(),
    number("relative", "the difference over the first; 0.05 is five percent more").belowZero(),
    number("factor", "the second over the first"),
    number("speedup", "the first over the second"),
    truth("grew", "whether it grew by more than the tolerance"),
    truth("differs", "whether it changed either way by more than the tolerance"),
};

/// NaN for figures of two kinds.
double relative(Any before, Any after) {
  return before.dimension == after.dimension ? difference(after.count, before.count) / before.count
                                             : std::numeric_limits<double>::quiet_NaN();
}

constexpr Formula compareFormulas[] = {
    formula("relative", "(after − before) / before", {"before", "after"},
            [](Any a, Any b) { return relative(a, b); })
        .within("two figures of one kind"),
    formula("change", "after − before", {"before", "after"},
            [](Any a, Any b) {
              return Any{difference(b.count, a.count), a.dimension};
            }),
    formula("factor", "after / before", {"before", "after"},
            [](Any a, Any b) { return b.count / a.count; }),
    formula("speedup", "before / after", {"before", "after"},
            [](Any a, Any b) { return a.count / b.count; }),
    formula("grew", "relative > tolerance", {"relative", "tolerance"},
            [](double x, Ratio most) { return isAbove(x, most.count()); }),
    formula("differs", "|relative| > tolerance", {"relative", "tolerance"},
            [](double x, Ratio most) { return isAbove(std::abs(x), most.count()); }),
};

constexpr Variable moment(std::string_view name, std::string_view meaning) {
  return {name, Dimension::moment, meaning, {}, false, true};
}

constexpr Variable incidentVariables[] = {
    moment("start", "when it began"),
    moment("paged", "when somebody was called"),
    moment("identified", "when the cause was known"),
    moment("mitigating", "when mitigation was begun"),
    moment("mitigated", "when it worked"),
    moment("fixing", "when the fix was proposed"),
    moment("end", "when all was well"),
    duration("to_page", "until somebody was called"),
    duration("to_identify", "until the cause was known"),
    duration("to_mitigate", "from the call until mitigation worked"),
    duration("start_to_mitigate", "from the beginning until mitigation worked"),
    duration("mitigation", "how long mitigation took"),
    duration("fix", "how long the fix took"),
    duration("mitigated_to_end", "from mitigation until all was well"),
    duration("duration", "how long it lasted"),
};

/// A time of the day that is earlier than the one before is that of the next day.
constexpr auto between = [](Moment from, Moment to) {
  constexpr double day = 86400;
  return Duration(difference(to, from).count() + (isBelow(to, from) ? day : 0.0));
};

constexpr Formula incidentFormulas[] = {
    formula("to_page", "paged − start", {"start", "paged"}, between),
    formula("to_identify", "identified − start", {"start", "identified"}, between),
    formula("to_mitigate", "mitigated − paged", {"paged", "mitigated"}, between),
    formula("start_to_mitigate", "mitigated − start", {"start", "mitigated"}, between),
    formula("mitigation", "mitigated − mitigating", {"mitigating", "mitigated"}, between),
    formula("fix", "end − fixing", {"fixing", "end"}, between),
    formula("mitigated_to_end", "end − mitigated", {"mitigated", "end"}, between),
    formula("duration", "end − start", {"start", "end"}, between),
};

constexpr Variable loadTestVariables[] = {
    number("clients", "clients that each send one request after the other"),
    duration("time", "how long a request takes"),
    duration("think_time", "pause of a client between requests").orElse("0s").fromZero(),
    duration("duration", "how long the test runs"),
    rate("knee", "the rate at which latency starts to climb"),
    utilization,
    rate("rate", "requests per time: no more than that, whatever the server can"),
    number("total", "requests of the test"),
    number("in_flight", "requests inside on average"),
    rate("operate_at", "a rate that keeps below the knee"),
};
constexpr Formula loadTestFormulas[] = {
    formula("rate", "clients / (time + think_time)", {"clients", "time", "think_time"},
            [](Concurrency n, Duration w, Duration z) { return n / (w + z); }),
    formula("total", "rate × duration", {"rate", "duration"},
            [](Rate x, Duration t) { return x * t; }),
    formula("in_flight", "rate × time", {"rate", "time"}, [](Rate x, Duration w) { return x * w; }),
    formula("operate_at", "knee × utilization", {"knee", "utilization"},
            [](Rate x, Ratio u) { return x * u.count(); }),
};

} // namespace

namespace calculators {

const Calculator errorBudget{"error-budget",
                             "What an objective allows, and what an incident spends of it",
                             errorBudgetVariables,
                             errorBudgetFormulas,
                             "Beyer et al., The Site Reliability Workbook (2018), ch. 5",
                             "--objective 99.9% --incident 28min --error-rate 12%"};
const Calculator alert{
    "alert",
    "An alert on growth against its objective and its ceiling",
    alertVariables,
    alertFormulas,
    "Rates in one unit: deriv() counts per second, objectives often per minute",
    "--alert 100/s --objective 10/min --observed 200/min --hold 10min --ceiling 50000"};
const Calculator leak{"leak",
                      "Two counts of tasks: whether they leak",
                      leakVariables,
                      leakFormulas,
                      "Difference of two snapshots",
                      "--before 40 --after 46"};
const Calculator saturation{"saturation",
                            "How full a pool is, and whether that drifts",
                            saturationVariables,
                            saturationFormulas,
                            "Utilization; docs/plan.md",
                            "--in-flight 48 --limit 50"};
const Calculator bands{"bands",
                       "Which band a number of tasks falls into",
                       bandsVariables,
                       bandsFormulas,
                       "Half-open bands, so that each number falls into one",
                       "--tasks 1042"};
const Calculator compare{"compare",
                         "Two figures: difference, factor, and whether that is too much",
                         compareVariables,
                         compareFormulas,
                         "Relative change",
                         "--before 80ms --after 100ms --tolerance 20%",
                         "Measure each several times: a single pair shows noise."};
const Calculator incident{
    "incident",
    "The intervals of an incident from its times",
    incidentVariables,
    incidentFormulas,
    "Differences of times",
    "--start 14:23 --paged 14:25 --mitigated 14:38 --end 14:51",
    "A time earlier than the one it is counted from is taken for the next day's."};
const Calculator loadTest{
    "load-test",
    "What a load test can offer, and where to operate",
    loadTestVariables,
    loadTestFormulas,
    "Interactive response time law; Lazowska et al., Quantitative System Performance (1984), ch. 3",
    "--clients 100 --time 100ms --duration 10min",
    "A closed test slows down with the server: to test beyond a bound, send at a rate."};

} // namespace calculators

} // namespace loadline::formulas
