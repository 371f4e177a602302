#pragma once

#include "planner/model/model.h"

#include <cstddef>
#include <optional>
#include <vector>

//     Model ── networkOf ──► Network ── settle ──► State ── figures ──► Solution
//
// Where requests queue, and in which order to look at the services.

namespace loadline::solve {

/// A place where requests queue: the slots of a service, or its cores.
struct Station {
  std::size_t service;
  bool isCores = false;
  std::size_t workers = 1;
  std::optional<std::size_t> places; ///< of the queue; without end where empty
  double work = 0;                   ///< of one visit to a core, mean in s
  double variability = 1;            ///< of it
  double single = 0.5; ///< E[N] / E[N² + N] of the visits N that one request that enters makes
};

struct Network {
  std::vector<Station> stations; ///< callees first: cores, then the slots held over them
  std::vector<std::size_t> servicesCalleesFirst;
  std::vector<std::optional<std::size_t>> slotsOf; ///< by service, index of the station
  std::vector<std::optional<std::size_t>> coresOf;
  /// By service, those without slots that its way goes through, callees first, and itself last.
  std::vector<std::vector<std::size_t>> through;
};

/// Empty where calls go round.
std::optional<Network> networkOf(const model::Model &model);

} // namespace loadline::solve
