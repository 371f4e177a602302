#pragma once

#include <fmt/format.h>

#include <string>

// The systems of rows M12 to M17 of the planner's oracle, as bodies of specs.

namespace loadline::model {

/// Clients, application threads on cores, database slots on cores; slices are independent.
struct ThreeTiers {
  int clients, threads, cores;
  const char *work;
  const char *calls; ///< `per_request`
  int slots, databaseCores;
  const char *query;
};

inline std::string written(const ThreeTiers &is) {
  return fmt::format(R"(
slices: independent
workload: [ {{ to: app, clients: {}, think_time: 1s }} ]
services:
  app:
    deployment: {{ max_in_flight: {}, cpu: {} }}
    service_time: {{ mean: {}, distribution: exponential }}
    calls: [ {{ to: db, per_request: {} }} ]
  db:
    deployment: {{ max_in_flight: {}, cpu: {} }}
    service_time: {{ mean: {}, distribution: exponential }}
)",
                     is.clients, is.threads, is.cores, is.work, is.calls, is.slots,
                     is.databaseCores, is.query);
}

/// M14 and M15: 100, 40, 16 and 4 slots, one call each.
inline std::string fourPools(const std::string &workload) {
  return "slices: independent\nworkload: [ { to: edge, " + workload + R"( } ]
services:
  edge: { pool: { size: 100 }, service_time: { mean: 5ms, distribution: exponential }, calls: [ { to: a } ] }
  a: { pool: { size: 40 }, service_time: { mean: 5ms, distribution: exponential }, calls: [ { to: b } ] }
  b: { pool: { size: 16 }, service_time: { mean: 5ms, distribution: exponential }, calls: [ { to: c } ] }
  c: { pool: { size: 4 }, service_time: { mean: 20ms, distribution: exponential } }
)";
}

/// M16 and M17: calls to as many single servers at once.
inline std::string forks(const std::string &workload, int branches) {
  std::string calls, services;
  for (int i = 0; i < branches; ++i) {
    calls += fmt::format("{} {{ to: s{} }}", i == 0 ? "" : ",", i);
    services += fmt::format("  s{}: {{ pool: {{ size: 1 }}, service_time: {{ mean: 1s, "
                            "distribution: exponential }} }}\n",
                            i);
  }
  return "workload: [ { to: app, " + workload + " } ]\nservices:\n  app: { calls: [ { parallel: [" +
         calls + " ] } ] }\n" + services;
}

} // namespace loadline::model
