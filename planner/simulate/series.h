#pragma once

#include "planner/simulate/simulation.h"

#include <string>

namespace loadline::simulate {

/// The series of all services as a table; empty where there is none.
std::string seriesText(const Simulation &simulation);
/// The same as CSV: seconds since the warm-up, requests per second, a line for each piece and
/// service.
std::string seriesCsv(const Simulation &simulation);

} // namespace loadline::simulate
