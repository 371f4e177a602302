#include "planner/formulas/all_calculators.h"
#include "planner/formulas/rounding.h"

#include <algorithm>

// What is left while pods stop, are lost, updated or added.

namespace loadline::formulas {

namespace {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

constexpr Variable drainVariables[] = {
    number("in_flight", "requests inside when it stops"),
    duration("time", "how long one takes"),
    number("workers", "requests worked on at once"),
    duration("pre_stop", "wait before it stops taking requests").orElse("0s").fromZero(),
    duration("margin", "kept free").orElse("0s").fromZero(),
    duration("grace", "notice until it is killed"),
    duration("drain", "until the last is done"),
    duration("needed", "notice that this takes"),
    truth("fits", "whether the notice is long enough"),
};
constexpr Formula drainFormulas[] = {
    formula("drain", "⌈in_flight / workers⌉ × time", {"in_flight", "workers", "time"},
            [](double n, double c, Duration s) { return up(n / c) * s; }),
    formula("needed", "pre_stop + drain + margin", {"pre_stop", "drain", "margin"},
            [](Duration before, Duration d, Duration margin) { return before + d + margin; }),
    formula("fits", "needed ≤ grace", {"needed", "grace"},
            [](Duration needed, Duration grace) { return isAtMost(needed, grace); }),
};

constexpr Variable cascadeVariables[] = {
    number("pods", "pods that share the rate"),
    number("lost", "of them lost").orElse("1"),
    rate("rate", "requests per time"),
    rate("per_pod", "what one pod takes"),
    number("left", "pods left"),
    rate("before", "rate of one pod before"),
    rate("after", "rate of one pod after"),
    number("growth", "by which factor a pod's rate grows"),
    ratio("used_before", "of a pod's capacity before").beyondOne(),
    ratio("used_after", "of a pod's capacity after; above 100 % the next one goes").beyondOne(),
    truth("survives", "whether those left take it"),
    number("most_lost", "pods that may be lost"),
};
constexpr Formula cascadeFormulas[] = {
    formula("left", "pods − lost", {"pods", "lost"},
            [](double n, double gone) { return difference(n, gone); }),
    formula("before", "rate / pods", {"rate", "pods"}, [](Rate x, double n) { return x / n; }),
    formula("after", "rate / left", {"rate", "left"}, [](Rate x, double n) { return x / n; }),
    formula("growth", "pods / left", {"pods", "left"},
            [](double n, double left) { return n / left; }),
    formula("used_before", "before / per_pod", {"before", "per_pod"},
            [](Rate x, Rate most) { return Ratio(x / most); }),
    formula("used_after", "after / per_pod", {"after", "per_pod"},
            [](Rate x, Rate most) { return Ratio(x / most); }),
    formula("survives", "after ≤ per_pod", {"after", "per_pod"},
            [](Rate x, Rate most) { return isAtMost(x, most); }),
    formula("most_lost", "pods − ⌈rate / per_pod⌉, at least 0", {"pods", "rate", "per_pod"},
            [](double n, Rate x, Rate most) { return std::max(0.0, n - up(x / most)); }),
};

constexpr Variable rollingVariables[] = {
    number("pods", "replicas"),
    ratio("unavailable", "share of them that may be away").orElse("25%").fromZero(),
    ratio("surge", "share of them that may be added").beyondOne().orElse("25%").fromZero(),
    number("per_pod", "requests, or connections, of one pod"),
    number("in_flight", "requests inside"),
    number("least_pods", "pods that are there at the least"),
    number("most_pods", "pods that are there at the most"),
    number("least_capacity", "what they admit at the least"),
    number("most_capacity",
           "what they can offer the tier below, or open at its server, at the most"),
    ratio("used", "how full they are at the least"),
};
constexpr Formula rollingFormulas[] = {
    formula("least_pods", "pods − ⌊pods × unavailable⌋", {"pods", "unavailable"},
            [](double n, Ratio away) { return n - down(n * away.count()); }),
    formula("most_pods", "pods + ⌈pods × surge⌉", {"pods", "surge"},
            [](double n, Ratio more) { return n + up(n * more.count()); }),
    formula("least_capacity", "least_pods × per_pod", {"least_pods", "per_pod"},
            [](double n, double each) { return n * each; }),
    formula("most_capacity", "most_pods × per_pod", {"most_pods", "per_pod"},
            [](double n, double each) { return n * each; }),
    formula("used", "in_flight / least_capacity", {"in_flight", "least_capacity"},
            [](double l, double most) { return Ratio(l / most); }),
};

constexpr Variable scaleUpVariables[] = {
    rate("rate", "requests per time now"),
    rate("peak", "what they climb to"),
    duration("ramp", "how long the climb takes").orElse("0s").fromZero(),
    duration("ready", "until new pods take requests"),
    rate("capacity", "what the pods that stand take"),
    rate("rate_when_ready", "requests per time when the new pods are ready"),
    ratio("used", "how full the old pods are then"),
    truth("holds", "whether the old pods take it till then"),
    rate("capacity_needed", "capacity that keeps the old pods at the utilization till then"),
    utilization,
};
constexpr Formula scaleUpFormulas[] = {
    formula("rate_when_ready", "rate + (peak − rate) × min(1, ready / ramp)",
            {"rate", "peak", "ready", "ramp"},
            [](Rate now, Rate peak, Duration ready, Duration ramp) {
              return now + (peak - now) * (ready < ramp ? ready / ramp : 1.0);
            }),
    formula("used", "rate_when_ready / capacity", {"rate_when_ready", "capacity"},
            [](Rate x, Rate most) { return Ratio(x / most); }),
    formula("holds", "rate_when_ready ≤ capacity", {"rate_when_ready", "capacity"},
            [](Rate x, Rate most) { return isAtMost(x, most); }),
    formula("capacity_needed", "rate_when_ready / utilization", {"rate_when_ready", "utilization"},
            [](Rate x, Ratio u) { return x / u.count(); }),
};

constexpr Variable availabilityVariables[] = {
    ratio("parts", "availability of each, all needed").list(),
    ratio("replicas", "availability of each, one suffices").list(),
    ratio("serial", "availability when all are needed"),
    ratio("redundant", "availability when one suffices"),
};
constexpr Formula availabilityFormulas[] = {
    formula("serial", "Π parts", {"parts"},
            [](const List<Ratio> &parts) {
              double all = 1.0;
              for (const Ratio part : parts.items)
                all *= part.count();
              return Ratio(all);
            }),
    formula("redundant", "1 − Π (1 − replicas)", {"replicas"},
            [](const List<Ratio> &replicas) {
              double down = 1.0;
              for (const Ratio replica : replicas.items)
                down *= 1 - replica.count();
              return Ratio(1 - down);
            }),
};

} // namespace

namespace calculators {

const Calculator drain{
    "drain",
    "Whether a pod is done before it is killed",
    drainVariables,
    drainFormulas,
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
    "--in-flight 200 --workers 50 --time 500ms --pre-stop 15s --grace 30s",
    "The pre-stop wait counts against the notice."};
const Calculator cascade{"cascade",
                         "What the loss of pods does to the others",
                         cascadeVariables,
                         cascadeFormulas,
                         "Even balancing over those left",
                         "--pods 8 --lost 2 --rate 800/s --per-pod 120/s"};
const Calculator rolling{"rolling-update",
                         "Pods that are there while a rolling update goes on",
                         rollingVariables,
                         rollingFormulas,
                         "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/"
                         "#rolling-update-deployment: "
                         "maxUnavailable is rounded down, maxSurge up",
                         "--pods 10 --per-pod 100 --in-flight 600"};
const Calculator scaleUp{
    "scale-up",       "Whether the pods that stand hold until new ones are ready",
    scaleUpVariables, scaleUpFormulas,
    "Linear climb",   "--rate 2000/s --peak 5000/s --ramp 5min --ready 90s --capacity 3000/s"};
const Calculator availability{"availability",
                              "Availability of parts together",
                              availabilityVariables,
                              availabilityFormulas,
                              "Products of independent probabilities",
                              "--parts 99.9%,99.95%,99.99%",
                              "Parts that fail together are not independent."};

} // namespace calculators

} // namespace loadline::formulas
