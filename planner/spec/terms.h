#pragma once

#include "base/yaml_reader.h"
#include "planner/units/quantity.h"

#include <optional>
#include <string>
#include <vector>

// The leaves of a spec: what a section says once its units are read. Each value keeps the place
// that says it. They name no other service, so the syntax and the resolved system share them.
//
// To add a key: its field here; its line in the parse_*.cpp of its section; its line in
// rules/schemas/spec.json; its line in docs/spec.md; a test in tests/planner/spec.

namespace loadline::spec {

using units::Bytes;
using units::Concurrency;
using units::Cores;
using units::Duration;
using units::Growth;
using units::Price;
using units::Rate;
using units::Ratio;
using yaml::Located;

template <class Value>
using Maybe = std::optional<Located<Value>>;

/// `items`: what a request to a service holds, such as the lines of an order.
struct Items {
  Maybe<double> mean; ///< above 0
  Maybe<double> max;  ///< at least the mean; the cap that the service keeps
};

/// From an hour of the day on, the share of the peak that arrives.
struct DayShare {
  Duration from{}; ///< since midnight
  Ratio share;
};

/// An entry of `workload`: open where a rate is given, closed where clients are.
struct Load {
  SourcePosition at;
  Maybe<Rate> rate; ///< the sole rate, or the baseline
  Maybe<Rate> peak; ///< at least the baseline
  Maybe<Growth> growth;
  Maybe<double> burstFactor; ///< at least 1
  Maybe<Duration> burstLasts;
  Maybe<double> clients; ///< whole, at least 1
  Maybe<Duration> thinkTime;
  std::vector<Located<DayShare>> day;   ///< by hour, ascending; each holds until the next
  Maybe<std::string> tenant, className; ///< whose quota of the service that it enters it uses
  Items items;                          ///< of its requests; those of the service unless given

  bool isClosed() const { return clients.has_value(); }
};

/// Why a bound is what it is, the day by which somebody looks at it again, and what keeps it.
struct Rationale {
  Maybe<std::string> because;
  Maybe<std::string> review; ///< YYYY-MM-DD
  Maybe<std::string> keptBy; ///< the spawn site that keeps it: an audit's id, a function or a file
};

/// What a promise or a cap allows at most.
struct Cap {
  Maybe<Rate> maxRate;
  Maybe<Concurrency> maxInFlight;
  Rationale rationale; ///< of maxInFlight
};

enum class OnExcess { reject, queue, degrade, shed, throttle };

struct CallerCap {
  Located<std::string> caller; ///< a service, or "default"
  Cap cap;
};

/// One of `contract.classes`: a part of what the service admits that is kept for one kind of work.
struct ClassCap {
  Located<std::string> name;
  Cap cap;
  Maybe<double> priority; ///< whole; who waits of a larger one is served first, 0 unless given
};

/// One of `contract.per_tenant`: what each tenant of a kind may use, and how many of them there
/// are.
struct TenantCap {
  Located<std::string> name;
  Maybe<double> count; ///< whole, at least 1; 1 unless given
  Cap cap;             ///< of each tenant
  Maybe<Bytes> state;  ///< memory that a tenant takes while it is known
};

/// `contract`: fleet-wide.
struct Contract {
  SourcePosition at;
  Cap cap;
  Maybe<OnExcess> onExcess;
  Maybe<Duration> burst;      ///< how long more than max_rate is tolerated
  Maybe<Duration> retryAfter; ///< what a refused caller is told to wait
  Maybe<bool> published;      ///< callers rely on it, so that it must be complete
  Maybe<bool> takeTurns;      ///< tenants who wait are served in turns
  Maybe<double> lowestEvery;  ///< whole, at least 2: each so many-th of those who waited is of the
                              ///< lowest priority that waits
  std::vector<CallerCap> perCaller;
  std::vector<ClassCap> classes;
  std::vector<TenantCap> perTenant;
};

/// `queue`: places per replica, without limit where `size` is empty.
struct Queue {
  std::optional<double> size;
};

enum class Balance { shared, random };

/// `deployment.per_request`: what a request holds of a replica while it is inside.
struct PerRequest {
  Maybe<Bytes> memory; ///< its heap
  Maybe<Bytes> stack;  ///< of the thread or task that serves it
  Maybe<double> descriptors;
  Maybe<double> threads;
};

/// A number of replicas, or a share of all of them.
struct ReplicaShare {
  double count = 0.0; ///< where `share` is empty
  std::optional<Ratio> share;
};

/// How a limit is cut to a whole number when it is raised.
enum class Rounding { down, up };

/// `deployment.adaptive`: a replica moves its limit by how long requests take.
struct AdaptiveLimit {
  Maybe<Duration> target; ///< mean time from slot to answer that is wanted; always there
  Maybe<double> min, max; ///< what the limit stays between; whole, at least 1
  Maybe<Duration> every;
  Maybe<double> low, high;          ///< of the target: below the limit is raised, above lowered
  Maybe<double> increase, decrease; ///< factors, above 1 and below 1
  Maybe<Rounding> rounding;

  double least() const { return min ? min->value : 1.0; }
  Duration period() const { return every ? every->value : Duration(1); }
  double raisesBelow() const { return low ? low->value : 0.8; }
  double lowersAbove() const { return high ? high->value : 1.1; }
  double up() const { return increase ? increase->value : 1.1; }
  double down() const { return decrease ? decrease->value : 0.9; }
  bool roundsUp() const { return rounding && rounding->value == Rounding::up; }
};

/// `deployment`: per replica, but for the number of replicas.
struct Deployment {
  Maybe<double> replicas;                 ///< whole, at least 1; the current ones
  Maybe<double> replicasMin, replicasMax; ///< what an autoscaler keeps to
  Maybe<Concurrency> maxInFlight;
  Rationale rationale;                   ///< of maxInFlight
  std::optional<AdaptiveLimit> adaptive; ///< starts at maxInFlight, which is then there
  Maybe<Queue> queue;
  Maybe<Cores> cpu;
  Maybe<Bytes> memory;
  Maybe<Bytes> baseMemory; ///< taken before the first request
  Maybe<double> descriptors, threads;
  PerRequest perRequest;
  Maybe<Duration> warmUp, preStop, grace;
  Maybe<ReplicaShare> surge, unavailable; ///< of a rolling update
  Maybe<Price> price;
  Maybe<Balance> balance;

  /// The most that a replica admits: where its limit adapts, what it rises to.
  Maybe<Concurrency> mostInFlight() const {
    if (!adaptive || !adaptive->max)
      return maxInFlight;
    return Located<Concurrency>{Concurrency(adaptive->max->value), adaptive->max->at};
  }
};

enum class Shape { lognormal, exponential, erlang, deterministic };
enum class Slices { together, independent };

/// A measured point of a distribution: that share of the times is at most `time`.
struct TimePoint {
  double share = 0.0;
  Duration time{};
};

/// `service_time`: a request's whole own work.
struct ServiceTime {
  SourcePosition at;
  Maybe<Duration> mean, p50, p99;
  std::vector<Located<TimePoint>> points; ///< `percentiles` or the upper ends of a histogram
  Maybe<Shape> shape;
  Maybe<double> cv;     ///< standard deviation over mean, of a log-normal
  Maybe<double> stages; ///< of an Erlang; whole, at least 1
  Maybe<Slices> slices;
};

enum class CountShape { exact, geometric };

/// `breaker`: opens when `failures` of at least `requests` calls in `window` failed.
struct Breaker {
  Maybe<Ratio> failures;
  Maybe<double> requests;
  Maybe<Duration> window, open;
};

/// What an entry of `calls` says beside its callee.
struct CallTerms {
  SourcePosition at;
  Maybe<double> perRequest;     ///< 1 unless given; times the items where `isPerItem`
  bool isPerItem = false;       ///< `per_item` was written
  double itemsMean = 1.0;       ///< of the caller's request; 1 where the count is per request
  double itemsMost = 1.0;       ///< of the largest request that the caller takes
  Maybe<CountShape> countShape; ///< exact unless given
  Maybe<Ratio> cacheHit;
  Maybe<Ratio> coalesce;     ///< share of the misses that join a load under way
  Maybe<double> batch;       ///< calls that travel as one request
  Maybe<Duration> batchWait; ///< how long a call waits for its batch to fill
  Maybe<Duration> timeout;
  Maybe<double> retries;      ///< whole
  Maybe<Duration> backoff;    ///< before each retry
  Maybe<Ratio> jitter;        ///< share of the backoff that is drawn evenly
  Maybe<Ratio> retryBudget;   ///< retries per call, at most
  Maybe<Duration> hedgeAfter; ///< a second attempt where the first has not answered by then
  std::optional<Breaker> breaker;
  Maybe<double> connections; ///< to the callee, of each replica of the caller
  Maybe<double> streams;     ///< requests that a connection carries at once; 1 unless given
  Maybe<bool> newConnection; ///< each call opens one and leaves its port behind
  Maybe<bool> optional, cancel, async;

  /// Calls per request at the mean.
  double count() const { return (perRequest ? perRequest->value : 1.0) * itemsMean; }
  /// Calls of the largest request.
  double mostCount() const { return (perRequest ? perRequest->value : 1.0) * itemsMost; }
  double hits() const { return cacheHit ? cacheHit->value.count() : 0.0; }
  double joins() const { return coalesce ? coalesce->value.count() : 0.0; }
  double batchSize() const { return batch ? batch->value : 1.0; }
  bool isOptional() const { return optional && optional->value; }
  bool isAsync() const { return async && async->value; }
};

/// `slo`: what callers were promised, which the plan reports on and does not size by.
struct Slo {
  Maybe<Duration> p50, p95, p99;
  Maybe<Ratio> success;
  Maybe<Duration> window;   ///< that `success` is counted over; 30 d unless given
  Maybe<Duration> deadline; ///< after which the whole answer is worth nothing
};

/// A limit of the catalogue that a service runs into, by its id; the rest is filled in from there.
struct NamedLimit {
  Located<std::string> id;
  std::string bounds; ///< the key that it stands for, such as `max_connections`
  std::string value;  ///< "100 connections"
  std::string source;
};

/// `sidecar`: a proxy beside each replica that calls of other services go through.
struct Sidecar {
  SourcePosition at;
  std::optional<ServiceTime> serviceTime;
  Maybe<Concurrency> maxInFlight; ///< of each, as its pool of connections to the service
  Rationale rationale;            ///< of maxInFlight
};

/// What a service says that names no other service.
struct ServiceTerms {
  Located<std::string> name;
  Contract contract;
  Deployment deployment;
  Maybe<Concurrency> poolSize; ///< `pool.size`; makes the node a pool
  Rationale poolRationale;
  Maybe<std::string> team;
  Maybe<bool> managed;          ///< somebody else runs it, so its limits are hard
  Maybe<bool> external;         ///< outside of the system
  Maybe<Rate> rateLimit;        ///< what it serves at most, fleet-wide, whatever is inside
  Maybe<double> maxConnections; ///< that it accepts, of all callers
  Maybe<double> maxStreams;     ///< that it accepts on one connection
  Maybe<Ratio> fails;           ///< share of its attempts that fail by themselves
  Items items;
  std::vector<NamedLimit> limits;
  std::optional<ServiceTime> serviceTime;
  Maybe<Duration> cpuTime; ///< the part of the service time that is CPU work
  Slo slo;
  std::vector<Located<std::string>> code;
  std::optional<Sidecar> sidecar;
  std::vector<Located<std::string>> layers; ///< what a request passes, the outermost first
};

/// `policy`: overrides of the shipped rules/policy.
struct PolicyTerms {
  Maybe<Ratio> utilization;
  Maybe<double> spareReplicas; ///< that may be lost while the rest carries the load
  Maybe<double> horizon;       ///< months that the plan looks ahead
};

} // namespace loadline::spec
