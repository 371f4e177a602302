#pragma once

#include "planner/review/ledger.h"
#include "planner/units/quantity.h"

#include <optional>
#include <string>
#include <vector>

namespace loadline::review {

/// What units that nothing limits can put on one edge below them.
struct EdgeLoad {
  std::size_t edge = 0;     ///< index in Plan::edges
  double callsOfUnit = 1.0; ///< that one unit can have in this edge at once
  double callsInAll = 1.0;  ///< that one unit makes in its time, on average
  double mostOfUnit = 1.0;  ///< calls at once of a unit that makes the most of them
  std::optional<units::Concurrency> atPeak, largest; ///< the planned load; one largest request
  std::optional<units::Ratio> over;                  ///< the larger of the two / admitted
};

/// The bound that belongs to a site, for one process.
struct AdvisedLimit {
  double units = 0.0;  ///< whole, at least 1
  std::string service; ///< the resource that sets it
  std::string reason;  ///< "store: pool 80 / 4 parallel calls"
};

/// What one finding of the audit means for the plan, at its load.
struct Consequence {
  std::size_t finding = 0; ///< index in Audit::findings
  std::size_t site = 0;    ///< index in Audit::sites: the spawn expression behind it
  std::size_t service = 0; ///< index in Plan::services: whose units they are
  std::string unit;        ///< what one unit does: "a call to sender", "a request of edge"
  std::optional<units::Rate> started; ///< units per second: arrivals × units of a mean request
  std::optional<units::Duration> held;
  std::optional<units::Concurrency> live; ///< started × held
  double unitsOfLargest = 1.0;            ///< that one largest request starts
  bool isRandom = false; ///< a count has no largest value, and "largest" is what 1 in 100 exceeds
  std::vector<EdgeLoad> edges;                          ///< nearest first
  std::optional<std::size_t> breaksFirst;               ///< in `edges`: the most oversubscribed one
  std::optional<units::Bytes> memoryOfUnit, memoryFree; ///< of one process
  std::optional<units::Ratio> memoryOver;               ///< what the largest request needs / free
  std::optional<units::Duration> exhausted; ///< free memory filled, if nothing below answers
  std::optional<AdvisedLimit> limit;
};

/// Of each finding whose units grow with what arrives and that lies in the code of a service; in
/// the order of the audit.
std::vector<Consequence> consequencesOf(const spec::System &system, const plan::Plan &plan,
                                        const findings::Audit &audit, const Review &review,
                                        const Ledger &ledger);

/// Sentences for people, each whole: the load, what breaks, memory; without the limit.
std::vector<std::string> sentencesOf(const Consequence &consequence, const plan::Plan &plan);

/// "limit to 20: store: pool 80 / 4 parallel calls".
std::string limitText(const AdvisedLimit &limit);

} // namespace loadline::review
