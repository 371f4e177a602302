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

  bool isClosed() const { return clients.has_value(); }
};

/// What a promise or a cap allows at most.
struct Cap {
  Maybe<Rate> maxRate;
  Maybe<Concurrency> maxInFlight;
};

enum class OnExcess { reject, queue, degrade, shed, throttle };

struct CallerCap {
  Located<std::string> caller; ///< a service, or "default"
  Cap cap;
};

/// `contract`: fleet-wide.
struct Contract {
  Cap cap;
  Maybe<OnExcess> onExcess;
  std::vector<CallerCap> perCaller;
};

/// `queue`: places per replica, without limit where `size` is empty.
struct Queue {
  std::optional<double> size;
};

enum class Balance { shared, random };

/// `deployment`: per replica, but for the number of replicas.
struct Deployment {
  Maybe<double> replicas; ///< whole, at least 1
  Maybe<Concurrency> maxInFlight;
  Maybe<Queue> queue;
  Maybe<Cores> cpu;
  Maybe<Bytes> memory;
  Maybe<Price> price;
  Maybe<Balance> balance;
};

enum class Shape { lognormal, exponential, erlang, deterministic };
enum class Slices { together, independent };

/// `service_time`: a request's whole own work.
struct ServiceTime {
  SourcePosition at;
  Maybe<Duration> mean, p50, p99;
  Maybe<Shape> shape;
  Maybe<double> cv;     ///< standard deviation over mean, of a log-normal
  Maybe<double> stages; ///< of an Erlang; whole, at least 1
  Maybe<Slices> slices;
};

enum class CountShape { exact, geometric };

/// What an entry of `calls` says beside its callee.
struct CallTerms {
  SourcePosition at;
  Maybe<double> perRequest;     ///< 1 unless given
  Maybe<CountShape> countShape; ///< exact unless given
  Maybe<Ratio> cacheHit;
  Maybe<Duration> timeout;
  Maybe<double> retries; ///< whole
  Maybe<bool> optional, cancel;

  double count() const { return perRequest ? perRequest->value : 1.0; }
  double hits() const { return cacheHit ? cacheHit->value.count() : 0.0; }
  bool isOptional() const { return optional && optional->value; }
};

/// `slo`: what callers were promised, which the plan reports on and does not size by.
struct Slo {
  Maybe<Duration> p50, p95, p99;
  Maybe<Ratio> success;
};

/// What a service says that names no other service.
struct ServiceTerms {
  Located<std::string> name;
  Contract contract;
  Deployment deployment;
  Maybe<Concurrency> poolSize; ///< `pool.size`; makes the node a pool
  std::optional<ServiceTime> serviceTime;
  Maybe<Duration> cpuTime; ///< the part of the service time that is CPU work
  Slo slo;
  std::vector<Located<std::string>> code;
};

/// `policy`: overrides of the shipped rules/policy.
struct PolicyTerms {
  Maybe<Ratio> utilization;
};

} // namespace loadline::spec
