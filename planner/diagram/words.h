#pragma once

#include "planner/plan/plan.h"

#include <optional>
#include <string>

// How the figures of a plan read in a picture: three significant digits, the unit always, "unknown"
// for what is not known.

namespace loadline::diagram {

inline constexpr const char *unknownText = "unknown";

std::string inWords(std::optional<plan::Rate> rate);          ///< "1200/s"
std::string inWords(std::optional<plan::Concurrency> number); ///< "312"
std::string inWords(std::optional<plan::Ratio> share);        ///< "71.4%"
std::string inWords(std::optional<plan::Duration> time);      ///< "40 ms"
std::string timesInWords(plan::Ratio ratio);                  ///< "4.29×"

/// Offered over admitted is above 1 by more than rounding.
bool isOversubscribed(std::optional<plan::Ratio> ratio);

/// The value if it is a number, so that no picture has to place an infinity.
std::optional<plan::Ratio> ifFinite(std::optional<plan::Ratio> ratio);

/// "CPU", "in-flight", …; "" for none.
std::string inWords(plan::Constraint constraint);

/// "FITS", "ABOVE LOAD LINE", "OVER CAPACITY", "UNKNOWN".
std::string inWords(plan::Verdict verdict);

/// "pool", "outside service", "service".
std::string inWords(plan::NodeKind kind);

/// What the whole system holds and what sets it, in one line.
std::string summaryOf(const plan::Plan &plan);

} // namespace loadline::diagram
