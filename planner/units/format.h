#pragma once

#include "planner/units/quantity.h"

#include <string>

// Quantities for people: three significant digits, always with the unit. What is not finite is "-".

namespace loadline::units {

std::string formatted(Duration time);      ///< "250 ms", "1.5 s", "2 h"
std::string formatted(Rate rate);          ///< "1200/s"
std::string formatted(Concurrency number); ///< "312"
std::string formatted(Ratio ratio);        ///< "70%"
std::string formatted(Bytes size);         ///< "512 Mi"
std::string formatted(Cores cores);        ///< "4 cores"
std::string formatted(Price price);        ///< "20/month"
std::string formatted(Growth growth);      ///< "5%/month"

/// A ratio of two like things: "4.29x".
std::string formattedFactor(Ratio ratio);

} // namespace loadline::units
