#pragma once

#include "base/source_position.h"
#include "planner/sizing/constraint.h"
#include "planner/sizing/excess.h"
#include "planner/units/quantity.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

// The parts of a plan's rows that answer one question each.

namespace loadline::plan {

using sizing::Constraint;
using units::Bytes;
using units::Concurrency;
using units::Duration;
using units::Price;
using units::Rate;
using units::Ratio;

/// One constraint of a service, and how far it is used up at the planned load.
struct ConstraintPlan {
  Constraint constraint = Constraint::none;
  Rate limit;                          ///< arrivals at which it is used up
  std::optional<Concurrency> inFlight; ///< requests inside that it has room for, fleet-wide
  Ratio used;
  SourcePosition at;
  bool isPromise = false; ///< a contract: full is not yet too much
  std::string toward;     ///< the callee, of a constraint of calls; or ""
};

/// How many replicas; each count needs a figure for what one replica carries, and is empty without.
struct ReplicaPlan {
  std::optional<int> min, max;  ///< what the spec lets an autoscaler choose from
  std::optional<int> bare;      ///< every replica used in full
  std::optional<int> withSpare; ///< as many as needed, and the policy's spare ones
  std::optional<int> withSurge; ///< as many as needed, and those of a rolling update beside them
  std::optional<int> whileUpdating; ///< of the declared ones, left while a rolling update goes on
  std::optional<int> atBaseline, atPeak, afterGrowth; ///< needed at these loads
  Constraint binding = Constraint::none;              ///< what sets the need
};

/// Whole months of growth from now; empty where that does not happen within a century.
struct GrowthPlan {
  std::optional<Rate> arrivalRate;               ///< at the policy's horizon
  std::optional<int> lineInMonths, fullInMonths; ///< until the first constraint gets there
};

/// Ways to end an oversubscription, each sufficient alone.
struct Remedies {
  /// The caller's bound, or those of the callers together, each less in the same proportion; empty
  /// where no bound of theirs would help, as of calls that nobody waits for.
  std::optional<Concurrency> admitLess;
  std::optional<Concurrency> addCapacity; ///< the callee's bound; empty where it can't be raised
  std::optional<double> fanOutLess;       ///< calls at once; empty where even one is too many
  std::optional<double> fewerConnections; ///< of each replica of the caller, where it keeps some
};

/// What a burst of the workloads does to one service that it fills.
struct BurstPlan {
  std::string service;
  Rate rate;                         ///< that arrives while it lasts
  Rate holds;                        ///< that the service lets through
  Duration lasts{};                  ///< the longest of the bursts
  Concurrency waiting;               ///< requests that do not fit by its end
  Duration wait{};                   ///< of the last that finds a place in the queue
  std::optional<Duration> drainedIn; ///< after its end; empty where the load alone fills it
  std::optional<Concurrency> queue;  ///< places of all replicas; empty where there is no limit
  std::optional<int> replicas;       ///< that take it in without waiting
  std::optional<Duration> warmUp;    ///< until a new replica helps
};

/// What a bound costs and what it is good for; a month of one replica, in the spec's own currency.
struct BoundCostPlan {
  std::string service;
  Price perRate;                        ///< of one request/s, when a replica is full
  std::optional<Price> perSlot;         ///< of room for one request
  std::optional<Concurrency> bestBound; ///< of a replica: more slots carry no more
  std::optional<Price> perRateAtBest;
  std::optional<Price> half, declared, twice; ///< the fleet, spare ones in, by pods of that size
  std::optional<Concurrency> heldUnbounded;   ///< inside when a callee hangs and nothing bounds it
  std::optional<Bytes> memoryUnbounded, memoryBounded; ///< that requests hold then
};

/// A part of a day in which nothing changes.
struct DayStretch {
  Duration from{}, lasts{}; ///< since midnight
  Rate arrivals;
  int replicas = 0; ///< needed
};

/// A day of one service that an autoscaler follows hour by hour.
struct DayPlan {
  std::string service;
  Ratio meanLoad;                         ///< arrivals over the day / at its peak
  int most = 0, least = 0;                ///< replicas needed in its busiest and its quietest hours
  double replicaHours = 0.0;              ///< of replicas that follow the load
  std::optional<Price> following, atMost; ///< a month of those, and of the most all the time
  std::vector<DayStretch> hours = {};
};

/// What fails, against what may.
struct SuccessPlan {
  std::optional<Ratio> success;   ///< share of requests answered, as failures and timeouts give it
  std::optional<Ratio> objective; ///< `slo.success`
  SourcePosition objectiveAt;
  Duration window{};                ///< that the objective is counted over
  std::optional<Duration> budget;   ///< of the window that may fail
  std::optional<Ratio> budgetSpent; ///< of the budget, by the failures that are planned with
  std::optional<Ratio> rejections; ///< the share of requests that may be turned away, a tenth of it
};

/// Money per month, in the spec's own currency.
struct CostPlan {
  std::optional<Price> declared,
      needed;                       ///< of the replicas that the spec has, and of those it needs
  std::optional<double> perMillion; ///< requests at the planned load, by the declared replicas
};

/// What may be inside of one kind of work, of one tenant, by one caller: the least of the layers.
struct BudgetPlan {
  std::string service;
  std::string className, tenant, caller; ///< "" where that layer says nothing
  std::optional<Concurrency> maxInFlight;
  std::string inFlightBy; ///< "service", "class", "tenant" or "caller": the layer that binds
  std::optional<Rate> maxRate;
  std::string rateBy;
  std::optional<Rate> arrives; ///< by workloads of this class and tenant, of all tenants together
  std::optional<Ratio> used;   ///< of the rates of all tenants of the kind
};

/// What all tenants, or all callers, are promised together, against what there is.
struct OversellPlan {
  std::string service;
  std::string layer; ///< "tenants", "callers" or "classes"
  std::optional<Rate> promisedRate;
  std::optional<Concurrency> promisedInFlight;
  std::optional<Ratio> rateFactor, inFlightFactor; ///< promised / admitted
  std::optional<Bytes> state;                      ///< memory of what is kept for all tenants
  std::optional<int>
      roomForDefault; ///< callers without a cap of their own that fit beside the rest
  SourcePosition at;
};

/// The services of one team together.
struct TeamPlan {
  std::string name;
  int services = 0;
  std::optional<Concurrency> inFlight, admitted;
  int replicas = 0;
  std::optional<Price> cost;
};

/// An edge, or all edges to a service together (`from` is ""), when every autoscaler stands at its
/// least, as declared, and at its most.
struct ScalingPlan {
  std::string from, to;
  SourcePosition at;
  std::optional<Ratio> atMin, atCurrent, atMax; ///< oversubscription
};

/// A service on the way to the one that is most oversubscribed.
struct WayStep {
  std::string service;
  std::optional<Concurrency> admits;
  double callsAtOnce = 1.0; ///< that one request makes to the next of them
  std::vector<std::pair<std::string, Concurrency>> tenants = {}; ///< what each kind may have inside
};

/// By what an operator sees that a bound is full: so many are inside for that long.
struct SignalPlan {
  std::string service;
  Concurrency inFlight;
  Duration lasts{};
  sizing::Excess excess = sizing::Excess::waits; ///< what is seen of requests then
};

/// How far a figure goes where the spec gives ranges.
struct RangePlan {
  std::string field; ///< "edge.in_flight.mean"
  double low = 0.0, p5 = 0.0, p95 = 0.0, high = 0.0;
};

} // namespace loadline::plan
