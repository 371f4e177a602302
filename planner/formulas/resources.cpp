#include "planner/formulas/all_calculators.h"
#include "planner/formulas/quantities.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <cmath>
#include <numeric>

// Memory, descriptors, ports, streams.

namespace loadline::formulas {

namespace {

constexpr Variable memoryVariables[] = {
    bytes("limit", "memory of the pod"),
    ratio("usable", "share of it that tasks may use").orElse("100%"),
    bytes("per_task", "memory of one task, request or subscriber"),
    bytes("parts", "what that consists of: stack, buffers, heap").list().fromZero(),
    number("tasks", "tasks"),
    bytes("before", "memory before they were there"),
    bytes("after", "memory when they were"),
    bytes("base", "memory without tasks").orElse("0B").fromZero(),
    rate("rate", "tasks that are added per time and stay"),
    ratio("soft_share", "share of the limit for a soft limit").orElse("90%"),
    number("fit", "tasks that fit, not rounded"),
    number("fit_whole", "tasks that fit"),
    bytes("total", "memory of the tasks"),
    bytes("soft_limit", "a soft limit, as GOMEMLIMIT or memory.high"),
    bytes("growth", "memory that came with them"),
    duration("exhausted_after", "until the memory is used up"),
};
constexpr Formula memoryFormulas[] = {
    formula("per_task", "Σ parts", {"parts"},
            [](const List<Bytes> &parts) {
              return std::accumulate(parts.items.begin(), parts.items.end(), Bytes(0));
            }),
    formula("growth", "after − before", {"after", "before"},
            [](Bytes after, Bytes before) { return difference(after, before); }),
    formula("per_task", "growth / tasks", {"growth", "tasks"},
            [](Bytes growth, double n) { return growth / n; }),
    formula("per_task", "limit × usable / tasks", {"limit", "usable", "tasks"},
            [](Bytes limit, Ratio usable, double n) { return limit * usable.count() / n; }),
    formula("fit", "(limit × usable − base) / per_task", {"limit", "usable", "base", "per_task"},
            [](Bytes limit, Ratio usable, Bytes base, Bytes each) {
              return difference(limit * usable.count(), base) / each;
            }),
    formula("fit_whole", "⌊fit⌋", {"fit"}, [](double n) { return down(n); }),
    formula("total", "tasks × per_task", {"tasks", "per_task"},
            [](double n, Bytes each) { return n * each; }),
    formula("soft_limit", "limit × soft_share", {"limit", "soft_share"},
            [](Bytes limit, Ratio share) { return limit * share.count(); }),
    formula("exhausted_after", "fit / rate", {"fit", "rate"},
            [](Concurrency n, Rate x) { return n / x; }),
};

constexpr Variable stackGrowthVariables[] = {
    bytes("needed", "stack that a task comes to need"),
    bytes("start", "stack that it starts with").orElse("2KB"),
    number("doublings", "times that it doubles"),
    bytes("stack", "stack that it ends with"),
    bytes("used", "stack that it uses later").fromZero(),
    truth("shrinks", "whether the collector then halves it"),
};
constexpr Formula stackGrowthFormulas[] = {
    formula("doublings", "⌈log₂(needed / start)⌉", {"needed", "start"},
            [](Bytes needed, Bytes start) { return std::max(0.0, up(std::log2(needed / start))); }),
    formula("stack", "start × 2 ^ doublings", {"start", "doublings"},
            [](Bytes start, double n) { return start * std::exp2(n); }),
    formula("shrinks", "used < stack / 4", {"used", "stack"},
            [](Bytes used, Bytes stack) { return isBelow(used, stack / 4); }),
};

constexpr Variable descriptorsVariables[] = {
    number("limit", "open files that a process may have"),
    ratio("reserve", "share kept for files, logs and listeners").orElse("20%").fromZero(),
    number("per_task", "descriptors of one task").orElse("1"),
    number("tasks", "tasks that are wanted"),
    number("fit", "tasks that fit"),
    number("needed", "a limit for the tasks that are wanted"),
};
constexpr Formula descriptorsFormulas[] = {
    formula("fit", "⌊limit × (1 − reserve) / per_task⌋", {"limit", "reserve", "per_task"},
            [](double limit, Ratio reserve, double each) {
              return down(limit * (1 - reserve.count()) / each);
            }),
    formula(
        "needed", "⌈tasks × per_task / (1 − reserve)⌉", {"tasks", "per_task", "reserve"},
        [](double n, double each, Ratio reserve) { return up(n * each / (1 - reserve.count())); }),
};

constexpr Variable portsVariables[] = {
    number("first", "first ephemeral port").orElse("32768"),
    number("last", "last ephemeral port").orElse("60999"),
    number("ports", "ports for one destination"),
    duration("time_wait", "how long a closed connection keeps its port").orElse("60s"),
    number("destinations", "destination addresses and ports").orElse("1"),
    rate("rate", "new connections per time"),
    number("seen", "sockets that are seen waiting"),
    rate("most", "new connections per time that the ports allow"),
    number("needed", "ports that the rate keeps"),
    number("destinations_needed", "destinations that the rate takes"),
    number("reuse_needed", "requests that each connection must carry for the rate of requests"),
    rate("rate_seen", "new connections per time behind the sockets seen"),
    truth("fits", "whether the ports suffice for the sockets seen"),
};
constexpr Formula portsFormulas[] = {
    formula("ports", "last − first + 1", {"last", "first"},
            [](double last, double first) { return last - first + 1; }),
    formula("most", "ports × destinations / time_wait", {"ports", "destinations", "time_wait"},
            [](double n, double to, Duration t) { return Concurrency(n * to) / t; }),
    formula("needed", "rate × time_wait", {"rate", "time_wait"},
            [](Rate x, Duration t) { return x * t; }),
    formula("destinations_needed", "⌈rate × time_wait / ports⌉", {"rate", "time_wait", "ports"},
            [](Rate x, Duration t, double n) { return up((x * t).count() / n); }),
    formula("reuse_needed", "max(1, ⌈rate / most⌉)", {"rate", "most"},
            [](Rate x, Rate most) { return std::max(1.0, up(x / most)); }),
    formula("rate_seen", "seen / time_wait", {"seen", "time_wait"},
            [](Concurrency n, Duration t) { return n / t; }),
    formula("fits", "seen ≤ ports × destinations", {"seen", "ports", "destinations"},
            [](double n, double ports_, double to) { return isAtMost(n, ports_ * to); }),
};

constexpr Variable streamsVariables[] = {
    number("budget", "requests that the server may have inside"),
    number("clients", "clients").orElse("1"),
    number("connections", "connections of each").orElse("1"),
    number("streams", "streams that a connection may have open"),
    number("per_connection", "streams per connection that keep the budget"),
    number("admitted", "requests that all connections may have inside"),
    number("oversubscription", "the same against the budget"),
};
constexpr Formula streamsFormulas[] = {
    formula("per_connection", "⌊budget / (clients × connections)⌋",
            {"budget", "clients", "connections"},
            [](double l, double clients, double each) { return down(l / (clients * each)); }),
    formula("admitted", "streams × clients × connections", {"streams", "clients", "connections"},
            [](double streams_, double clients, double each) { return streams_ * clients * each; }),
    formula("oversubscription", "admitted / budget", {"admitted", "budget"},
            [](double all, double l) { return all / l; }),
};

constexpr Variable stackScanVariables[] = {
    bytes("size", "memory of the stacks"),
    {"bandwidth", Dimension::bandwidth, "what the collector scans per time"},
    number("tasks", "tasks"),
    duration("per_task", "what one stack takes"),
    duration("scan", "work of one cycle; it runs beside the program and is no pause"),
};
constexpr Formula stackScanFormulas[] = {
    formula("scan", "size / bandwidth", {"size", "bandwidth"},
            [](Bytes size, Bandwidth speed) { return Duration(size.count() / speed.count()); }),
    formula("scan", "tasks × per_task", {"tasks", "per_task"},
            [](double n, Duration each) { return n * each; }),
};

constexpr Variable flowWindowVariables[] = {
    bytes("window", "bytes that may be under way unacknowledged"),
    duration("round_trip", "how long an acknowledgement takes"),
    {"bandwidth", Dimension::bandwidth, "what the window lets through"},
};
constexpr Formula flowWindowFormulas[] = {
    formula("bandwidth", "window / round_trip", {"window", "round_trip"},
            [](Bytes window, Duration t) { return Bandwidth(window.count() / t.count()); }),
    formula("window", "bandwidth × round_trip", {"bandwidth", "round_trip"},
            [](Bandwidth speed, Duration t) { return Bytes(speed.count() * t.count()); }),
};

} // namespace

namespace calculators {

const Calculator memory{
    "memory",
    "Tasks that fit into memory, and what a task takes",
    memoryVariables,
    memoryFormulas,
    "Memory divided by what one takes; KB and MB count in 1000s, KiB and MiB (Ki, Mi) in 1024s",
    "--limit 512MiB --usable 50% --per-task 16KiB",
    "That is a ceiling. A target keeps far below: a tenth of the limit at 64 KiB each is a usual "
    "one."};
const Calculator stackGrowth{
    "stack-growth",
    "A stack that doubles until it suffices (Go)",
    stackGrowthVariables,
    stackGrowthFormulas,
    "https://go.dev/src/runtime/stack.go: newstack doubles, shrinkstack halves",
    "--needed 9KB"};
const Calculator descriptors{"descriptors",
                             "Tasks that fit into the limit of open files",
                             descriptorsVariables,
                             descriptorsFormulas,
                             "getrlimit(2), RLIMIT_NOFILE",
                             "--limit 1024 --per-task 2"};
const Calculator ports{
    "ports",
    "Ephemeral ports and TIME_WAIT: new connections per time",
    portsVariables,
    portsFormulas,
    "ip(7), ip_local_port_range; RFC 9293 3.6.1, TIME-WAIT (60 s in Linux, TCP_TIMEWAIT_LEN)",
    "--rate 600/s",
    "Per source address and destination address and port. Kept connections need none of it."};
const Calculator streams{
    "streams",
    "Streams per HTTP/2 or gRPC connection",
    streamsVariables,
    streamsFormulas,
    "RFC 9113 5.1.2, SETTINGS_MAX_CONCURRENT_STREAMS limits a connection",
    "--budget 200 --clients 10 --streams 100",
    "The limit is per connection: a client with k of them multiplies it by k."};
const Calculator stackScan{"stack-scan",
                           "What a garbage collector's scan of stacks costs (Go)",
                           stackScanVariables,
                           stackScanFormulas,
                           "https://go.dev/doc/gc-guide",
                           "--size 8GB --bandwidth 10GB/s"};
const Calculator flowWindow{"flow-window",
                            "Throughput of a flow-control window",
                            flowWindowVariables,
                            flowWindowFormulas,
                            "Bandwidth-delay product; RFC 9293 3.8 and RFC 9113 5.2",
                            "--window 64KiB --round-trip 50ms"};

} // namespace calculators

} // namespace loadline::formulas
