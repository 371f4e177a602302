#pragma once

#include "planner/units/quantity.h"

#include <optional>
#include <vector>

namespace loadline::scenario {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

/// A station and those who ask it again when they do not get an answer in time. Workers count as
/// one server that is as fast as all of them, which is right where requests wait much longer than
/// one takes.
struct RetriedStation {
  Rate first;                        ///< calls, without retries
  Rate capacity;                     ///< what all workers get done
  Duration timeout;                  ///< of a call
  double retries = 0;                ///< of a call, at most
  std::optional<Ratio> budget;       ///< retries over first calls, at most
  std::optional<Concurrency> places; ///< inside at most; the rest is refused
  bool isCancelled = false;          ///< work of a caller that left is dropped
};

/// The share of attempts that get no answer in time when `offered` arrive.
///   without limit  M/M/1: e^(−(μ − λ) T) below capacity, all above
///   with places    M/M/1/K: those refused, and of n inside the Erlang tail of n + 1 phases
///   cancelled      the unfinished work of M/M/1 whose jobs are cut at the deadline: a finite dam
/// Source: [Kleinrock1975] 3.2 and 3.6; [Cohen1982] III.5.
Ratio failureAt(const RetriedStation &station, Rate offered);

/// Attempts that come about when each fails with that chance.
Rate offeredWith(const RetriedStation &station, Ratio failure);

/// Where the two agree: offered rates, ascending. One is the only state; of three the middle one is
/// the brink, below which the system comes back by itself, and the last one stays when its cause is
/// gone.
std::vector<Rate> fixedPoints(const RetriedStation &station);

/// Whether there is a state beside the normal one.
bool isMetastable(const RetriedStation &station);

/// The largest retry budget, and the most places, with which there is none; empty where no value
/// helps. Both to within 1 % of the value, places whole.
std::optional<Ratio> budgetThatHelps(const RetriedStation &station);
std::optional<Concurrency> placesThatHelp(const RetriedStation &station);

} // namespace loadline::scenario
