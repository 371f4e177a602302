#pragma once

#include "base/result.h"
#include "planner/units/quantity.h"

#include <string_view>

// Quantities as people write them, in specs and calculators alike. Each function takes the whole
// text, no blanks around it, and the place that errors point at. A blank may stand beside a unit,
// `_` between digits. No quantity is negative or above 1e15 of its smallest unit.

namespace loadline::units {

/// `250ms`, `1.5s`, `1h30m`, `500us`, `2d`, `26 wk`. Units from large to small, each at most once;
/// a year has 365 days, a month a twelfth of it. A number without a unit is an error, but for 0.
Result<Duration> parseDuration(std::string_view text, const SourcePosition &at);

/// `1200/s`, `1.2k/s`, `90/min`, `3M/h`, `5/week`, `100 req/s`, `500rps`: per any unit of a
/// duration.
Result<Rate> parseRate(std::string_view text, const SourcePosition &at);

/// `512Mi`, `2Gi`, `500M`; Ki to Ti count in 1024s, k to T in 1000s, a trailing B changes nothing.
Result<Bytes> parseBytes(std::string_view text, const SourcePosition &at);

/// `500m`, `4`, `0.5`: cores, `m` for thousandths.
Result<Cores> parseCores(std::string_view text, const SourcePosition &at);

/// `70%` or `0.7`, from 0 to 100 %. A bare number above 1 is an error that asks for the sign.
Result<Ratio> parseRatio(std::string_view text, const SourcePosition &at);

/// `20/month`, `0.05/h`, `240/year`. A month is 730 hours, a twelfth of a year of 365 days.
Result<Price> parsePrice(std::string_view text, const SourcePosition &at);

/// `5%/month`, `60%/year`; a yearly growth is spread over the months by compounding.
Result<Growth> parseGrowth(std::string_view text, const SourcePosition &at);

/// A plain number such as `2`, `0.1` or `2.3`.
Result<double> parseNumber(std::string_view text, const SourcePosition &at);

/// Time since midnight of "08:30".
Result<Duration> parseHour(std::string_view text, const SourcePosition &at);

} // namespace loadline::units
