#pragma once

#include "planner/model/model.h"

#include <cstdint>
#include <string_view>

// Random systems, drawn without any regard to how they are solved: each number names one. The
// strata go round, so that any run of 64 numbers has each of them once.

namespace loadline::differential {

enum class Topology { chain, tree, shared, parallel };
/// Of the bottleneck, by a rough formula: up to a half, up to 85 %, up to 95 % (and clients up to
/// one and a half times as many as that takes), and the last with the bottleneck some tiers down
/// below tight pools.
enum class Load { light, moderate, hard, pushBack };

std::string_view toString(Topology topology);
std::string_view toString(Load load);

struct Stratum {
  Topology topology = Topology::chain;
  Load load = Load::light;
  bool isClosed = false;
  bool isLognormal = false; ///< with coefficients of variation from 0.3 to 2; else exponential
};

struct Generated {
  Stratum stratum;
  model::Model model;
  double requests = 0;      ///< about how many a second enter
  double visits = 0;        ///< of services, that one of them makes
  model::Duration alone{0}; ///< residence time of a request that never waits
};

/// From 5 to 200 services, few as often as many on a logarithmic scale.
Generated generate(std::uint64_t number);

} // namespace loadline::differential
