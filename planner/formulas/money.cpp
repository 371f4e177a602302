#include "planner/formulas/all_calculators.h"
#include "planner/formulas/rounding.h"

// What it costs, and how long it takes a team.

namespace loadline::formulas {

namespace {

using units::Bytes;
using units::Concurrency;
using units::Cores;
using units::Duration;
using units::Price;
using units::Rate;
using units::Ratio;

constexpr double gigabyte = 1e9;
constexpr double hoursAMonth = 730; ///< a twelfth of a year of 365 days
constexpr double hour = 3600;
constexpr double week = 7 * 86400;

Money over(Price price, Duration time) {
  return Money(price.count() / hoursAMonth * (time.count() / hour));
}

constexpr Variable costVariables[] = {
    number("tasks", "tasks"),
    bytes("per_task", "memory of a task"),
    {"cores_per_task", Dimension::cores, "cores that a task uses, 0.1 for a tenth of the time"},
    {"memory_price", Dimension::memoryPrice, "price of memory", {}, false, true},
    {"core_price", Dimension::corePrice, "price of cores", {}, false, true},
    duration("time", "how long they are there").orElse("1d"),
    {"price", Dimension::price, "what it costs per time", {}, false, true},
    rate("rate", "requests per time that it carries"),
    bytes("memory", "memory of the tasks"),
    {"cores", Dimension::cores, "cores of the tasks"},
    {"memory_hourly", Dimension::money, "their memory for an hour"},
    {"memory_cost", Dimension::money, "their memory for the time"},
    {"core_hourly_each", Dimension::money, "the cores of one task for an hour"},
    {"core_hourly", Dimension::money, "their cores for an hour"},
    {"core_cost", Dimension::money, "their cores for the time"},
    {"cost", Dimension::money, "the price for the time"},
    number("pods", "pods at that price each"),
    {"fleet_price", Dimension::price, "what all pods cost per time"},
    number("per_rate", "money per month for each request per second"),
};
constexpr Formula costFormulas[] = {
    formula("memory", "tasks × per_task", {"tasks", "per_task"},
            [](double n, Bytes each) { return n * each; }),
    formula("memory_hourly", "memory × memory_price × 1 h", {"memory", "memory_price"},
            [](Bytes size, MemoryPrice price) {
              return Money(size.count() / gigabyte * price.count());
            }),
    formula("memory_cost", "memory_hourly × time", {"memory_hourly", "time"},
            [](Money each, Duration t) { return each * (t.count() / hour); }),
    formula("cores", "tasks × cores_per_task", {"tasks", "cores_per_task"},
            [](double n, Cores each) { return n * each; }),
    formula("core_hourly_each", "cores_per_task × core_price × 1 h",
            {"cores_per_task", "core_price"},
            [](Cores each, CorePrice price) { return Money(each.count() * price.count()); }),
    formula("core_hourly", "cores × core_price × 1 h", {"cores", "core_price"},
            [](Cores all, CorePrice price) { return Money(all.count() * price.count()); }),
    formula("core_cost", "core_hourly × time", {"core_hourly", "time"},
            [](Money each, Duration t) { return each * (t.count() / hour); }),
    formula("cost", "price × time", {"price", "time"},
            [](Price price, Duration t) { return over(price, t); }),
    formula("fleet_price", "pods × price", {"pods", "price"},
            [](double n, Price each) { return n * each; }),
    formula("per_rate", "price / rate", {"price", "rate"},
            [](Price price, Rate x) { return price.count() / x.count(); }),
};

constexpr Variable logCostVariables[] = {
    number("lines", "lines of one spike"),
    bytes("line_size", "bytes of a line"),
    {"data_price", Dimension::dataPrice, "price of taking them in"},
    number("spikes", "spikes in a month"),
    bytes("size", "bytes of a spike"),
    {"cost", Dimension::money, "cost of a spike"},
    {"monthly", Dimension::money, "cost of a month"},
};
constexpr Formula logCostFormulas[] = {
    formula("size", "lines × line_size", {"lines", "line_size"},
            [](double n, Bytes each) { return n * each; }),
    formula(
        "cost", "size × data_price", {"size", "data_price"},
        [](Bytes size, DataPrice price) { return Money(size.count() / gigabyte * price.count()); }),
    formula("monthly", "cost × spikes", {"cost", "spikes"},
            [](Money cost, double n) { return cost * n; }),
};

constexpr Variable outageVariables[] = {
    {"loss", Dimension::money, "money that is lost while it lasts `per`"},
    duration("per", "time that the loss is told for").orElse("1h"),
    duration("lasts", "how long an outage lasts"),
    rate("outages", "outages per time"),
    ratio("avoided", "share of them that a change avoids").orElse("100%").fromZero(),
    {"change", Dimension::money, "what the change costs, once", {}, false, true},
    duration("horizon", "how long the system stays").orElse("1y"),
    {"outage", Dimension::money, "what one outage costs"},
    {"monthly", Dimension::money, "what outages cost a month"},
    {"lifetime", Dimension::money, "what they cost over the horizon"},
    Variable{"saved", Dimension::money,
             "what the change saves over the horizon, its own cost taken off"}
        .belowZero(),
    duration("pays_after", "how long the change takes to pay for itself"),
};
constexpr Formula outageFormulas[] = {
    formula("outage", "loss × lasts / per", {"loss", "lasts", "per"},
            [](Money loss, Duration t, Duration per) { return loss * (t / per); }),
    formula("monthly", "outage × outages × 1 month", {"outage", "outages"},
            [](Money each, Rate often) { return each * (often.count() * hoursAMonth * hour); }),
    formula("lifetime", "outage × outages × horizon", {"outage", "outages", "horizon"},
            [](Money each, Rate often, Duration t) { return each * (often * t).count(); }),
    formula("saved", "lifetime × avoided − change", {"lifetime", "avoided", "change"},
            [](Money all, Ratio share, Money change) {
              return Money(all.count() * share.count() - change.count());
            }),
    formula("pays_after", "change / (outage × outages × avoided)",
            {"change", "outage", "outages", "avoided"},
            [](Money change, Money each, Rate often, Ratio share) {
              return Duration(change.count() / (each.count() * often.count() * share.count()));
            }),
};

constexpr Variable migrationVariables[] = {
    number("sites", "places to change"),
    ratio("share", "of them first"),
    rate("pace", "places that a team changes per time"),
    duration("time", "time that there is"),
    number("weeks_a_month", "weeks counted as a month").orElse("4.345"),
    number("first", "places of the share"),
    duration("first_takes", "how long they take one team"),
    duration("takes", "how long all take one team"),
    number("weeks", "the same in weeks"),
    number("months", "the same in months"),
    rate("pace_needed", "places per time that the time takes"),
    number("teams", "teams at the pace"),
    number("done", "places that one team changes in the time"),
};
constexpr Formula migrationFormulas[] = {
    formula("first", "sites × share", {"sites", "share"},
            [](double n, Ratio share) { return n * share.count(); }),
    formula("first_takes", "first / pace", {"first", "pace"},
            [](Concurrency n, Rate x) { return n / x; }),
    formula("takes", "sites / pace", {"sites", "pace"},
            [](Concurrency n, Rate x) { return n / x; }),
    formula("weeks", "takes / 7 d", {"takes"}, [](Duration t) { return t.count() / week; }),
    formula("months", "weeks / weeks_a_month", {"weeks", "weeks_a_month"},
            [](double n, double each) { return n / each; }),
    formula("pace_needed", "sites / time", {"sites", "time"},
            [](Concurrency n, Duration t) { return n / t; }),
    formula("teams", "⌈pace_needed / pace⌉", {"pace_needed", "pace"},
            [](Rate needed, Rate x) { return up(needed / x); }),
    formula("done", "pace × time", {"pace", "time"}, [](Rate x, Duration t) { return x * t; }),
};

} // namespace

namespace calculators {

const Calculator cost{"cost",
                      "What tasks cost in memory and cores, and a rate in money",
                      costVariables,
                      costFormulas,
                      "Quantity times unit price; a month has 730 hours, a GB 10⁹ bytes",
                      "--tasks 1M --per-task 16KB --memory-price 0.005/GB-h"};
const Calculator logCost{"log-cost",
                         "What a spike of log lines costs",
                         logCostVariables,
                         logCostFormulas,
                         "Quantity times unit price; a GB has 10⁹ bytes",
                         "--lines 1M --line-size 1KB --data-price 0.5/GB --spikes 30"};
const Calculator outageCost{
    "outage-cost",
    "What outages cost, and what a change that avoids them is worth",
    outageVariables,
    outageFormulas,
    "Loss times how long and how often; a month has 730 hours, a year 365 days",
    "--loss 500 --per 5min --lasts 28min --outages 2/y --change 900 --horizon 3y",
    "One spawn without a bound is one such outage waiting: its lifetime cost is that of all the "
    "outages that it makes, and a bound is written once."};
const Calculator migration{
    "migration",          "How long it takes to change many places, and how many teams",
    migrationVariables,   migrationFormulas,
    "Quantity over pace", "--sites 500 --pace 5/week --time 26wk"};

} // namespace calculators

} // namespace loadline::formulas
