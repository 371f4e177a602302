#pragma once

#include "analyzer/findings/finding.h"
#include "planner/plan/answers.h"
#include "planner/traffic/entry_rates.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::plan {

using traffic::LoadPoint;
std::string_view toString(LoadPoint point);

/// How a service stands at the planned load. A closed set, listed in the schema.
///   fits           every limit is used at or below the policy's utilization
///   aboveLine      one is used above it
///   overCapacity   one is used up, or more arrives than a contract allows
///   unknown        no bound, or no load, or no time is known
enum class Verdict { fits, aboveLine, overCapacity, unknown };
std::string_view toString(Verdict verdict);

/// Which figure a recommendation rests on.
enum class Basis { none, mean, p99 };
std::string_view toString(Basis basis);

/// How a number came about: `result = formula`, and each input with the place that says it.
struct Derivation {
  /// What the formula is. A closed set, listed in the schema.
  ///   arithmetic    it gives the result when the inputs stand in the place of their names
  ///   said          the spec, or the policy, says the figure itself
  ///   distribution  the result is a quantile of the mixture that the inputs describe
  ///   rule          words: what is chosen, searched or simulated, out of the inputs
  enum class Kind { arithmetic, said, distribution, rule };
  struct Input {
    std::string name;  ///< "arrival rate"
    std::string value; ///< with unit, "1200/s"
    SourcePosition at; ///< the spec's line, or no file where it is computed
    std::string note;  ///< "default of the policy", "computed"; may be empty
  };
  std::string field;   ///< "edge.max_in_flight.recommended"
  std::string formula; ///< "⌈arrival rate × residence time / utilization⌉"
  std::vector<Input> inputs;
  std::string result; ///< with unit
  Kind kind = Kind::arithmetic;
};
std::string_view toString(Derivation::Kind kind);

/// Seconds from arrival to answer, calls and waiting included; what is not known is empty.
struct ResidenceTime {
  std::optional<Duration> mean, p50, p95, p99;
};

enum class NodeKind { service, pool, external };
std::string_view toString(NodeKind kind);

/// One service, or one pool, at the planned load.
struct ServicePlan {
  std::string name;
  SourcePosition at; ///< where the spec declares it
  NodeKind kind = NodeKind::service;
  std::optional<Rate> arrivalRate; ///< attempts that arrive
  std::optional<Rate> throughput;  ///< the lesser of arrivals and what capacity lets through
  ResidenceTime residenceTime;
  std::optional<Concurrency> inFlightMean, inFlightAtP99;
  struct {
    std::optional<Concurrency> declared; ///< the effective bound, fleet-wide
    std::string declaredIn; ///< "contract.max_in_flight", "deployment", "pool.size" or ""
    SourcePosition declaredAt;
    sizing::Excess excess = sizing::Excess::waits; ///< of the declared one
    std::string because; ///< why it is so, and until when: `because` and `review`; may be empty
    std::string review;
    std::optional<Concurrency> recommended;
    Basis basis = Basis::none;
    /// How long a request stays when all that its clients can have there are inside, at this rate:
    /// their number / arrival rate. Only where that is less than the time at the basis.
    std::optional<Duration> clientsTime;
    /// What is inside when as much arrives as its rate limit allows, fleet-wide: rate × mean time.
    std::optional<Concurrency> atRateLimit;
  } maxInFlight;
  std::optional<Rate> contractRate; ///< contract.max_rate
  SourcePosition contractRateAt;
  std::optional<Duration> impliedLatency; ///< what bound and contract rate imply: bound / rate
  /// How many requests can be in their calls at once: the least that a callee, or the connections
  /// to it, let through (sizing::letThrough), and which callee that is.
  std::optional<Concurrency> inheritedInFlight;
  std::string inheritedFrom;
  bool isInheritedByConnections = false; ///< the service's own to that callee carry the least
  std::optional<Ratio> utilization, cpuUtilization, oversubscription;
  /// Of all that its callers can offer, what can be there at once, where that is less.
  std::optional<Concurrency> atOnce;
  std::optional<int> replicasDeclared, replicasNeeded;
  Constraint binding = Constraint::none;
  Verdict verdict = Verdict::unknown;
  int tier = 0; ///< distance from the entry by the longest way; -1 where no load gets to
  std::vector<std::string> code; ///< the spec's `code:` patterns
  std::vector<Derivation> derivations;
  std::string team;
  bool isManaged = false;                  ///< somebody else runs it: its capacity can't be raised
  std::vector<ConstraintPlan> constraints; ///< the first to fill up first
  ReplicaPlan replicas;
  GrowthPlan growth;
  SuccessPlan success;
  CostPlan cost;
  std::optional<Remedies> remedies; ///< where its callers together can offer too much
};

/// How figures of a constraint are named: "edge.constraints.cpu",
/// "edge.constraints.connections:store".
std::string fieldOf(const std::string &service, const ConstraintPlan &constraint);

/// What bounds and replicas are sized by: the p99 of the residence time, or the mean where that is
/// all that is known, but no longer than its clients allow.
std::optional<Duration> sizingTime(const ServicePlan &service);

/// All calls from one service to another.
struct EdgePlan {
  std::string from; ///< a service, or `workload` for an entry
  std::string to;
  SourcePosition at;
  std::optional<Rate> rate;      ///< attempts that reach the callee: retries in, cache hits out
  std::optional<Rate> hedgeRate; ///< the second attempts among them; empty where none is hedged
  std::optional<Concurrency> offeredInFlight, offeredMean, admittedInFlight;
  std::optional<Ratio> oversubscription;
  std::optional<Rate> offeredRate;  ///< by the caller's contract, or pushed at a rate limit
  std::optional<Rate> admittedRate; ///< by the callee's contract or rate limit, the least
  std::optional<Ratio> rateOversubscription; ///< of the two
  double parallelCalls = 1.0;                ///< of one request at once, caches ignored
  bool isParallel = false;                   ///< leaves in a parallel group
  bool isOptional = false;
  bool isAsynchronous = false;
  int parallelGroup = 0; ///< calls with the same non-zero number of the same caller leave together
  std::optional<Concurrency> connections; ///< that all replicas of the caller keep to the callee
  double worstAttempts = 1.0;             ///< of one call, when every attempt fails
  std::optional<Remedies> remedies;       ///< where the caller can offer too much
  std::vector<Derivation> derivations;
};

/// The services at one distance from the entry.
struct TierPlan {
  std::vector<std::string> members;
  std::optional<Concurrency> offered, offeredClamped, admitted;
  std::optional<Ratio> oversubscription, oversubscriptionClamped;
  /// What can be there at once, where that is less than `offered`: calls that follow each other are
  /// never made together.
  std::optional<Concurrency> atOnce;
  std::optional<Concurrency> inFlight, slack; ///< at the planned load; what is left of admitted
  std::optional<Remedies> remedies;           ///< of the entries' bounds and of the tier's
  std::vector<Derivation> derivations;
};

/// What can be in a tier, or a service, at once against what it admits; empty where one of them is
/// not known.
std::optional<Ratio> overAtOnce(const TierPlan &tier);
std::optional<Ratio> overAtOnce(const ServicePlan &service);

/// A constraint of the system, as an entry rate.
struct LimitPlan {
  std::string service;
  Constraint constraint = Constraint::none;
  Rate maxRate; ///< of all workloads together, when it is used up
  Ratio used;
  std::string toward; ///< the callee, of a constraint of calls; or ""
  std::string of;     ///< whose share of a contract it is; or ""
};

/// What the whole system holds.
struct SystemPlan {
  std::string name;
  std::optional<Rate> arrivalRate; ///< of all workloads together
  std::optional<Rate> maxRate, maxRateAtPolicy;
  std::string bottleneck; ///< the service that sets maxRate, or ""
  Constraint bottleneckConstraint = Constraint::none;
  /// The least bound / calls held at once that a request meets on its way: whatever is admitted
  /// above it, no more than that many can be in that call.
  std::optional<Concurrency> usefulInFlight;
  std::string narrowest; ///< the service that sets it, or ""
  std::vector<Derivation> derivations;
  std::vector<LimitPlan> limits; ///< the first to fill up first, no more than ten
  std::optional<Rate> slack;     ///< max_rate less what arrives
  /// By what can be there at once against what is admitted, as counted in `tiers`.
  std::optional<int> tightestTier, nextTier;
  std::vector<WayStep> way;         ///< callers first; empty where nothing is oversubscribed
  std::optional<SignalPlan> signal; ///< of the last of them
  GrowthPlan growth;
  CostPlan cost;
};

/// A default that the spec did not say and the plan used.
struct Assumption {
  std::string field; ///< "policy.utilization"
  std::string value;
  std::string source; ///< where the default comes from
};

/// The answer to a spec: a value that reports, diagrams, reviews and the GUI show and never
/// compute.
struct Plan {
  std::string file; ///< the spec, as the user named it
  LoadPoint at = LoadPoint::peak;
  std::string today; ///< that review dates were held against; "" where they were not
  SystemPlan system;
  Ratio policyUtilization{0.7};      ///< the load line
  std::vector<ServicePlan> services; ///< by tier, then as the spec declares them
  std::vector<EdgePlan> edges;
  std::vector<TierPlan> tiers;
  std::vector<BudgetPlan> budgets;
  std::vector<OversellPlan> oversell;
  std::vector<TeamPlan> teams;
  std::vector<BurstPlan> bursts; ///< services that a burst fills
  std::vector<BoundCostPlan> boundCosts;
  std::vector<DayPlan> days;           ///< where a workload says how its load goes through the day
  std::vector<ScalingPlan> scaling;    ///< edges of which an autoscaler moves an end
  double growthMonths = 0.0;           ///< the policy's horizon
  std::vector<RangePlan> ranges;       ///< figures that the spec's ranges move
  std::vector<Derivation> derivations; ///< of what stands in none of the rows that have their own
  std::vector<findings::Finding> findings;
  std::vector<Assumption> assumptions;

  const ServicePlan *find(std::string_view name) const;
};

} // namespace loadline::plan
