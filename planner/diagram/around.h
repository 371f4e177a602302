#pragma once

#include "planner/plan/plan.h"

#include <cstddef>
#include <string>

namespace loadline::diagram {

inline constexpr std::size_t manyServices = 40; ///< more are not to be read at once
inline constexpr std::size_t mostAround = 14;   ///< drawn around one instead

/// The service that a picture too large to be seen whole is best begun at: the worst verdict, then
/// the most oversubscribed, then the most utilized; "" in a plan without services.
std::string worstOf(const plan::Plan &plan);

/// The part of a plan around one of its services: those that call it, those that it calls, and what
/// these call, as they stand in the whole, with the calls between them. Where that is too much, the
/// most oversubscribed and then the busiest calls come first. Tiers keep their number and their
/// figures. The whole plan where the service is not in it.
///   most  services at once, at least 1
plan::Plan around(const plan::Plan &plan, const std::string &service, std::size_t most);

} // namespace loadline::diagram
