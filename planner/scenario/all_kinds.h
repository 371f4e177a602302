#pragma once

#include "planner/scenario/subject.h"

#include <string_view>

// To add a kind: its function in the file of its theme (or a new one with its line in
// CMakeLists.txt), its declaration and row here, its row in docs/whatif.md, an example in
// docs/examples/scenarios, its test in tests/planner/scenario.

namespace loadline::scenario {

/// Reads its keys by the reader, which holds the errors; fills the outcome where there are none.
using Run = void (*)(const Subject &, yaml::Reader &, Outcome &);

void moreLoad(const Subject &, yaml::Reader &, Outcome &);
void growth(const Subject &, yaml::Reader &, Outcome &);
void dependencyDown(const Subject &, yaml::Reader &, Outcome &);
void dependencySlow(const Subject &, yaml::Reader &, Outcome &);
void dependencyErrors(const Subject &, yaml::Reader &, Outcome &);
void coldCache(const Subject &, yaml::Reader &, Outcome &);
void loseReplicas(const Subject &, yaml::Reader &, Outcome &);
void loseZone(const Subject &, yaml::Reader &, Outcome &);
void rollingUpdate(const Subject &, yaml::Reader &, Outcome &);
void burst(const Subject &, yaml::Reader &, Outcome &);
void scaleUp(const Subject &, yaml::Reader &, Outcome &);
void drain(const Subject &, yaml::Reader &, Outcome &);
void largeInput(const Subject &, yaml::Reader &, Outcome &);
void breaker(const Subject &, yaml::Reader &, Outcome &);
void alert(const Subject &, yaml::Reader &, Outcome &);
void retryStorm(const Subject &, yaml::Reader &, Outcome &);

struct Kind {
  std::string_view key;
  std::string_view summary;
  Run run;
};

inline constexpr Kind allKinds[] = {
    {"load", "all load times a factor", moreLoad},
    {"growth", "the load after some months", growth},
    {"down", "a dependency hangs, or refuses at once", dependencyDown},
    {"slow", "a dependency takes longer", dependencySlow},
    {"errors", "a share of a dependency's answers fails", dependencyErrors},
    {"cold_cache", "caches in front of a service are empty", coldCache},
    {"lose_replicas", "replicas of a service are lost", loseReplicas},
    {"lose_zone", "a share of all replicas is lost", loseZone},
    {"rolling_update", "a service is updated at this load", rollingUpdate},
    {"burst", "more load for a while, and the recovery", burst},
    {"scale_up", "load climbs while new replicas get ready", scaleUp},
    {"drain", "a replica is stopped", drain},
    {"large_input", "requests of many items", largeInput},
    {"breaker", "whether a circuit breaker can trip, and when it should not", breaker},
    {"alert", "whether an alert fires before something is full", alert},
    {"retry_storm", "overload that retries keep up when its cause is gone", retryStorm},
};

} // namespace loadline::scenario
