#include "planner/sizing/constraint.h"

namespace loadline::sizing {

std::string_view toString(Constraint constraint) {
  switch (constraint) {
  case Constraint::none:
    return "none";
  case Constraint::cpu:
    return "cpu";
  case Constraint::memory:
    return "memory";
  case Constraint::inFlight:
    return "in_flight";
  case Constraint::pool:
    return "pool";
  case Constraint::descriptors:
    return "descriptors";
  case Constraint::ports:
    return "ports";
  case Constraint::rateLimit:
    return "rate_limit";
  case Constraint::contract:
    return "contract";
  case Constraint::threads:
    return "threads";
  case Constraint::connections:
    return "connections";
  }
  return "none";
}

} // namespace loadline::sizing
