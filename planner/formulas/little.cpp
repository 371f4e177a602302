#include "planner/formulas/all_calculators.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <limits>

// Rates, in-flight, and how many pods or workers carry them.

namespace loadline::formulas {

namespace {

using units::Bytes;
using units::Concurrency;
using units::Cores;
using units::Duration;
using units::Rate;
using units::Ratio;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

constexpr std::string_view littlesLaw =
    "J. D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 9 (1961)";

constexpr Variable arrivals = rate("rate", "requests that arrive per time").fromZero();
constexpr Variable stay = duration("time", "how long one stays, waiting and calls included");
constexpr Variable inside = number("in_flight", "requests inside at one moment");
constexpr Variable perPod = number("per_pod", "requests that one pod may have inside");

constexpr Formula inFlightOfRate =
    formula("in_flight", "rate × time", {"rate", "time"}, [](Rate x, Duration w) { return x * w; });
constexpr Formula planned =
    formula("capacity", "in_flight / utilization", {"in_flight", "utilization"},
            [](double l, Ratio u) { return l / u.count(); });
constexpr Formula bound =
    formula("bound", "⌈in_flight / utilization⌉", {"in_flight", "utilization"},
            [](double l, Ratio u) { return up(l / u.count()); });

constexpr Variable littleVariables[] = {
    arrivals,
    stay,
    inside,
    ratio("headroom", "room kept above what is inside").beyondOne(),
    number("limit", "a bound that stands already"),
    utilization,
    number("with_headroom", "what is inside and the headroom"),
    number("capacity", "what is inside when it is that full, not rounded"),
    number("bound", "the bound that keeps it that full"),
    ratio("used", "how full the limit is"),
    number("slack", "how many times the limit holds what is inside"),
    duration("time_at_limit", "how long one stays when the limit is full"),
    rate("rate_at_limit", "the rate that fills the limit"),
};
constexpr Formula littleFormulas[] = {
    inFlightOfRate,
    formula("time", "in_flight / rate", {"in_flight", "rate"},
            [](Concurrency l, Rate x) { return l / x; }),
    formula("rate", "in_flight / time", {"in_flight", "time"},
            [](Concurrency l, Duration w) { return l / w; }),
    formula("with_headroom", "in_flight × (1 + headroom)", {"in_flight", "headroom"},
            [](double l, Ratio h) { return l * (1 + h.count()); }),
    planned,
    bound,
    formula("used", "in_flight / limit", {"in_flight", "limit"},
            [](double l, double limit) { return Ratio(l / limit); }),
    formula("slack", "limit / in_flight", {"limit", "in_flight"},
            [](double limit, double l) { return limit / l; }),
    formula("time_at_limit", "limit / rate", {"limit", "rate"},
            [](Concurrency limit, Rate x) { return limit / x; }),
    formula("rate_at_limit", "limit / time", {"limit", "time"},
            [](Concurrency limit, Duration w) { return limit / w; }),
};

constexpr Variable volumeVariables[] = {
    number("volume", "requests in the period"),
    duration("period", "the period").orElse("1d"),
    rate("rate", "their mean rate"),
    rate("baseline", "a rate that is never fallen short of"),
    rate("peak", "the highest rate"),
    number("baseline_volume", "what the baseline alone makes in the period"),
    number("peak_factor", "how many times the mean the peak is"),
    truth("consistent", "whether the volume holds what the baseline makes"),
};
constexpr Formula volumeFormulas[] = {
    formula("rate", "volume / period", {"volume", "period"},
            [](Concurrency volume, Duration period) { return volume / period; }),
    formula("volume", "rate × period", {"rate", "period"},
            [](Rate x, Duration period) { return x * period; }),
    formula("baseline_volume", "baseline × period", {"baseline", "period"},
            [](Rate x, Duration period) { return x * period; }),
    formula("peak_factor", "peak / rate", {"peak", "rate"},
            [](Rate peak, Rate x) { return peak / x; }),
    formula(
        "consistent", "volume ≥ baseline × period", {"volume", "baseline", "period"},
        [](Concurrency volume, Rate x, Duration period) { return isAtLeast(volume, x * period); }),
};

constexpr Variable podsVariables[] = {
    arrivals,
    stay,
    inside,
    perPod,
    number("pods", "pods that stand already"),
    utilization,
    number("spare", "pods that may be lost").orElse("1").fromZero(),
    ratio("unavailable", "share of the pods that a rolling update takes away").orElse("25%"),
    number("capacity", "what is inside when they are that full, not rounded"),
    number("bound", "the bound that keeps the service that full"),
    number("pods_bare", "pods without headroom"),
    number("pods_needed", "pods at the utilization"),
    number("pods_with_spare", "pods when some may be lost"),
    number("pods_rolling", "pods when an update takes some away"),
    rate("per_pod_rate", "what one full pod gets done"),
    duration("one_pod_takes", "how long one pod would take for all that is inside"),
    rate("rate_per_pod", "the rate of one of the pods that stand"),
    number("in_flight_per_pod", "what is inside one of the pods that stand"),
    ratio("used", "how full the pods that stand are"),
    rate("most_rate", "the rate at which the pods that stand are full"),
    rate("planned_rate", "the rate that keeps them at the utilization"),
};
constexpr Formula podsFormulas[] = {
    inFlightOfRate,
    planned,
    bound,
    formula("pods_bare", "⌈in_flight / per_pod⌉", {"in_flight", "per_pod"},
            [](double l, double each) { return up(l / each); }),
    formula("pods_needed", "⌈in_flight / utilization / per_pod⌉",
            {"in_flight", "utilization", "per_pod"},
            [](double l, Ratio u, double each) { return up(l / u.count() / each); }),
    formula("pods_bare", "⌈rate / per_pod_rate⌉", {"rate", "per_pod_rate"},
            [](Rate x, Rate each) { return up(x / each); }),
    formula("pods_needed", "⌈rate / per_pod_rate / utilization⌉",
            {"rate", "per_pod_rate", "utilization"},
            [](Rate x, Rate each, Ratio u) { return up(x / each / u.count()); }),
    formula("pods_with_spare", "pods_needed + spare", {"pods_needed", "spare"},
            [](double pods, double spare) { return pods + spare; }),
    formula("pods_rolling", "⌈pods_needed / (1 − unavailable)⌉", {"pods_needed", "unavailable"},
            [](double pods, Ratio away) { return up(pods / (1 - away.count())); }),
    formula("per_pod_rate", "per_pod / time", {"per_pod", "time"},
            [](Concurrency each, Duration w) { return each / w; }),
    formula("one_pod_takes", "in_flight / per_pod_rate", {"in_flight", "per_pod_rate"},
            [](Concurrency l, Rate x) { return l / x; }),
    formula("rate_per_pod", "rate / pods", {"rate", "pods"},
            [](Rate x, double pods) { return x / pods; }),
    formula("in_flight_per_pod", "in_flight / pods", {"in_flight", "pods"},
            [](double l, double pods) { return l / pods; }),
    formula("used", "in_flight / (pods × per_pod)", {"in_flight", "pods", "per_pod"},
            [](double l, double pods, double each) { return Ratio(l / (pods * each)); }),
    formula("used", "rate / (pods × per_pod_rate)", {"rate", "pods", "per_pod_rate"},
            [](Rate x, double pods, Rate each) { return Ratio(x / (pods * each)); }),
    formula("most_rate", "pods × per_pod_rate", {"pods", "per_pod_rate"},
            [](double pods, Rate each) { return pods * each; }),
    formula("planned_rate", "most_rate × utilization", {"most_rate", "utilization"},
            [](Rate most, Ratio u) { return most * u.count(); }),
};

constexpr Variable workersVariables[] = {
    rate("rate", "work that arrives per time"),
    rate("per_worker", "what one worker gets done per time"),
    duration("time", "how long a worker takes for one"),
    number("workers", "workers that stand already"),
    number("pods", "pods"),
    number("workers_per_pod", "workers in each"),
    number("buffer", "places in the queue before them"),
    utilization,
    number("workers_bare", "workers that are never idle"),
    number("workers_needed", "workers at the utilization"),
    ratio("used", "how busy the workers that stand are; above 100 % the queue grows"),
    rate("backlog_growth", "by how much the queue grows"),
    duration("buffer_time", "how long the buffer holds the arrivals of stalled workers"),
};
constexpr Formula workersFormulas[] = {
    formula("per_worker", "1 / time", {"time"}, [](Duration s) { return Rate(1 / s.count()); }),
    formula("workers", "pods × workers_per_pod", {"pods", "workers_per_pod"},
            [](double pods, double each) { return pods * each; }),
    formula("workers_bare", "⌈rate / per_worker⌉", {"rate", "per_worker"},
            [](Rate x, Rate each) { return up(x / each); }),
    formula("workers_needed", "⌈rate / per_worker / utilization⌉",
            {"rate", "per_worker", "utilization"},
            [](Rate x, Rate each, Ratio u) { return up(x / each / u.count()); }),
    formula("used", "rate / (workers × per_worker)", {"rate", "workers", "per_worker"},
            [](Rate x, double workers, Rate each) { return Ratio(x / (workers * each)); }),
    formula("backlog_growth", "max(0, rate − workers × per_worker)",
            {"rate", "workers", "per_worker"},
            [](Rate x, double workers, Rate each) {
              return std::max(Rate(0), difference(x, workers * each));
            }),
    formula("buffer_time", "buffer / rate", {"buffer", "rate"},
            [](Concurrency buffer, Rate x) { return buffer / x; }),
};

constexpr Variable throughputVariables[] = {
    rate("rate", "requests that arrive per time"),
    duration("cpu_time", "CPU work of one request"),
    duration("wait_time", "what it waits for, without using a core").fromZero(),
    {"cores", Dimension::cores, "cores of a pod"},
    number("in_flight", "requests that a pod may have inside"),
    utilization,
    rate("cpu_rate", "what the cores of a pod allow"),
    rate("waiting_rate", "what the bound of a pod allows"),
    rate("pod_rate", "what one pod gets done"),
    word("binding", "what binds a pod"),
    number("useful_in_flight", "more inside than that gets nothing more done"),
    number("pods_bare", "pods without headroom"),
    number("pods_needed", "pods at the utilization"),
};
constexpr Formula throughputFormulas[] = {
    formula("cpu_rate", "cores / cpu_time", {"cores", "cpu_time"},
            [](Cores cores, Duration cpu) { return Rate(cores.count() / cpu.count()); }),
    formula("waiting_rate", "in_flight / (cpu_time + wait_time)",
            {"in_flight", "cpu_time", "wait_time"},
            [](Concurrency l, Duration cpu, Duration wait) { return l / (cpu + wait); }),
    formula("pod_rate", "min(cpu_rate, waiting_rate)", {"cpu_rate", "waiting_rate"},
            [](Rate cpu, Rate waiting) { return std::min(cpu, waiting); }),
    formula("binding", "the lesser of cpu_rate and waiting_rate", {"cpu_rate", "waiting_rate"},
            [](Rate cpu, Rate waiting) {
              return std::string(isAtMost(cpu, waiting) ? "cpu" : "in_flight");
            }),
    formula("useful_in_flight", "cpu_rate × (cpu_time + wait_time)",
            {"cpu_rate", "cpu_time", "wait_time"},
            [](Rate x, Duration cpu, Duration wait) { return x * (cpu + wait); }),
    formula("pods_bare", "⌈rate / pod_rate⌉", {"rate", "pod_rate"},
            [](Rate x, Rate each) { return up(x / each); }),
    formula("pods_needed", "⌈rate / pod_rate / utilization⌉", {"rate", "pod_rate", "utilization"},
            [](Rate x, Rate each, Ratio u) { return up(x / each / u.count()); }),
};

constexpr Variable fleetVariables[] = {
    number("pods", "pods"),
    perPod,
    number("downstream", "what the tier below admits"),
    number("pods_after", "pods after scaling"),
    number("fleet", "what all pods together admit"),
    number("fleet_after", "what they admit after scaling"),
    number("growth", "by which factor scaling multiplies it"),
    number("effective", "what of it the tier below can take"),
    ratio("oversubscription", "what the fleet can offer against what the tier below admits")
        .beyondOne(),
    number("safe_per_pod", "a bound per pod that keeps within the tier below"),
    number("most_pods", "pods at which the fleet stays within the tier below"),
};
constexpr Formula fleetFormulas[] = {
    formula("fleet", "pods × per_pod", {"pods", "per_pod"},
            [](double pods, double each) { return pods * each; }),
    formula("fleet_after", "pods_after × per_pod", {"pods_after", "per_pod"},
            [](double pods, double each) { return pods * each; }),
    formula("growth", "pods_after / pods", {"pods_after", "pods"},
            [](double after, double before) { return after / before; }),
    formula("effective", "min(fleet, downstream)", {"fleet", "downstream"},
            [](double fleet_, double below) { return std::min(fleet_, below); }),
    formula("oversubscription", "fleet / downstream", {"fleet", "downstream"},
            [](double fleet_, double below) { return Ratio(fleet_ / below); }),
    formula("safe_per_pod", "⌊downstream / pods⌋", {"downstream", "pods"},
            [](double below, double pods) { return down(below / pods); }),
    formula("most_pods", "⌊downstream / per_pod⌋", {"downstream", "per_pod"},
            [](double below, double each) { return down(below / each); }),
};

constexpr Variable autoscaleVariables[] = {
    number("pods", "pods that run"),
    any("metric", "what each shows on average"),
    any("target", "what each should show"),
    number("least", "the fewest replicas").orElse("1"),
    number("most", "the most replicas").orElse("1e9"),
    number("unlimited", "pods that the metric asks for"),
    number("desired", "pods within the limits"),
};
constexpr Formula autoscaleFormulas[] = {
    formula(
        "unlimited", "⌈pods × metric / target⌉", {"pods", "metric", "target"},
        [](double pods, Any metric, Any target) { return up(pods * metric.count / target.count); }),
    formula("desired", "min(most, max(least, unlimited))", {"most", "least", "unlimited"},
            [](double most, double least, double wanted) {
              return isAtMost(least, most) ? std::min(most, std::max(least, wanted)) : none;
            })
        .within("least ≤ most"),
};

} // namespace

namespace calculators {

const Calculator little{"little",
                        "Little's law both ways, and the bound for it",
                        littleVariables,
                        littleFormulas,
                        littlesLaw,
                        "--rate 1000/s --time 100ms --headroom 20%",
                        "The law holds for means. With a p99 as the time the figure is an upper "
                        "bound of the mean in flight, "
                        "no forecast."};
const Calculator volume{
    "volume",       "A volume per day against rates", volumeVariables,
    volumeFormulas, "Definition of a mean rate",      "--volume 100M --baseline 2000/s"};
const Calculator pods{
    "pods",        "Pods for a rate: bare, with headroom, with spare, during an update",
    podsVariables, podsFormulas,
    littlesLaw,    "--rate 1000/s --time 300ms --per-pod 60"};
const Calculator workers{
    "workers",
    "Workers for a rate of work, and how long their buffer holds",
    workersVariables,
    workersFormulas,
    "Utilization law; Lazowska et al., Quantitative System Performance (1984), ch. 3",
    "--rate 10000/s --per-worker 2500/s --buffer 10000"};
const Calculator throughput{
    "throughput",
    "What binds a pod: its cores or its bound",
    throughputVariables,
    throughputFormulas,
    "Utilization law and Little's law; Lazowska et al., Quantitative System Performance (1984), "
    "ch. 3",
    "--rate 100k/s --cpu-time 1ms --wait-time 5ms --cores 8 --in-flight 200"};
const Calculator fleet{
    "fleet",
    "The bound of all pods together against the tier below",
    fleetVariables,
    fleetFormulas,
    "Sum over the pods",
    "--pods 20 --per-pod 100 --downstream 1500",
    "Hold it against the most replicas that autoscaling may reach, and not against today's."};
const Calculator autoscale{
    "autoscale",
    "Replicas that a horizontal pod autoscaler asks for",
    autoscaleVariables,
    autoscaleFormulas,
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details",
    "--pods 10 --metric 7500 --target 5000 --least 5 --most 50"};

} // namespace calculators

} // namespace loadline::formulas
