#pragma once

#include "planner/solve/settling.h"

#include <vector>

// What an owner finds at the stations that it uses beside others.

namespace loadline::solve {

using Rates = std::vector<double> StationState::*;
using Places = std::vector<ClosedCustomers::Place>;

/// What all others send to a station that an owner uses.
///   index, isBeside  of the owner's visits or besides
std::vector<const Stream *> othersThan(const Settling &all, const Owner &owner, std::size_t index,
                                       bool isBeside);

/// The rates of a station for one of those who use it, of each of these kinds.
///   index, isBeside  of the owner's visits or besides
std::vector<std::vector<double>> ratesFor(const Settling &all, const Owner &owner,
                                          std::size_t index, bool isBeside,
                                          const std::vector<Rates> &kinds);

/// What an owner visits, with rates of each of these kinds.
std::vector<Places> placesOf(const Settling &all, const Owner &owner,
                             const std::vector<Rates> &kinds);

ClosedCustomers customersOf(const Owner &owner, const Places &places);

} // namespace loadline::solve
