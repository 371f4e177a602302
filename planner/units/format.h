#pragma once

#include "planner/units/quantity.h"

#include <string>

// Quantities for people: three significant digits unless more are asked for, always with the unit.
// What is not finite is "-".

namespace loadline::units {

std::string formatted(Duration time, int digits = 3);      ///< "250 ms", "1.5 s", "2 h"
std::string formatted(Rate rate, int digits = 3);          ///< "1200/s"
std::string formatted(Concurrency number, int digits = 3); ///< "312"
std::string formatted(Ratio ratio, int digits = 3);        ///< "70%"
std::string formatted(Bytes size, int digits = 3);         ///< "512 Mi"
std::string formatted(Cores cores, int digits = 3);        ///< "4 cores"
std::string formatted(Price price, int digits = 3);        ///< "20/month"
std::string formatted(Growth growth, int digits = 3);      ///< "5%/month"

/// A ratio of two like things: "4.29x".
std::string formattedFactor(Ratio ratio, int digits = 3);

} // namespace loadline::units
