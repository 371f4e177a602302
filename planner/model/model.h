#pragma once

#include "planner/model/drawn_time.h"
#include "planner/units/quantity.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

//     System ── modelOf ──► Model ─┬─ simulate ──► Simulation
//                                  └─ solve ─────► Solution
//
// What simulator and solver know of a system: no spec, no positions, every default filled in.

namespace loadline::model {

using units::Concurrency;
using units::Rate;
using units::Ratio;

/// A rate that is kept by a bucket of tokens: as many as `depth` may come at once.
struct TokenBucket {
  Rate rate;
  double depth = 1;
};

/// What a service holds some of its callers to.
struct Cap {
  std::optional<TokenBucket> bucket;
  std::optional<std::uint64_t> inside;
};

/// How those who wait for a slot are served.
struct Discipline {
  std::vector<std::size_t> rankOf; ///< by workload that a request is made for: 0 is served first
  std::size_t usualRank = 0;       ///< of what is made for none
  std::size_t ranks = 1;
  bool takesTurns = false;  ///< tenants of one rank
  bool shedsLowest = false; ///< who finds the queue full takes the place of a lower rank
  std::optional<std::uint64_t> lowestEvery; ///< so many-th served is of the lowest rank that waits
};

/// What becomes of who is over a cap. A number inside that is reached is never waited for.
enum class OnExcess { refuse, wait, degrade };

/// One of a service's caps, by chance: the first of them, and how many there are.
struct CapChoice {
  std::size_t first = 0;
  std::uint64_t count = 1;
  bool isOfTenants = false; ///< the first is the first tenant's, and so on
};

/// Tenants that a workload's requests are of, any as likely. All workloads count in one series.
struct Tenants {
  std::uint32_t first = 0, count = 1;
};

/// A controller that looks at how much is used and starts and stops replicas.
struct Autoscaler {
  double least = 1, most = 1; ///< replicas
  double target = 0.7;        ///< of what there is, used
  bool isOfCores = false;     ///< else it looks at slots
  Duration every{15}, readyAfter{0}, downAfter{300};
};

/// A limit that each replica moves by how long it takes to answer who holds a slot.
struct AdaptiveLimit {
  double start = 1, least = 1, most = 1; ///< slots of a replica
  Duration target{0};                    ///< mean time from slot to answer
  Duration every{1};
  double low = 0.8, high = 1.1; ///< of the target: below the limit is raised, above lowered
  double increase = 1.1, decrease = 0.9;
  bool roundsUp = false; ///< raised limits, else they are cut; lowered ones always are

  /// The limit after a period whose answers took `mean`.
  double after(double limit, Duration mean) const;
};

/// How often a request makes a call.
struct Count {
  double mean = 1;          ///< exact: its whole part, and one more with the rest as the chance
  bool isGeometric = false; ///< from 0 on

  bool isCertain() const { return !isGeometric && mean == static_cast<double>(least()); }
  std::uint64_t least() const { return isGeometric ? 0 : static_cast<std::uint64_t>(mean); }
  /// The count that a uniform number in (0, 1] stands for.
  std::uint64_t of(double uniform) const;
};

/// A circuit breaker. Closed it counts the calls that begin in a window, and those of them that
/// fail in it; open it refuses all; after `open` one call at a time is let through, and closes it
/// or not.
struct Breaker {
  double failures = 0.5; ///< share of the calls of a window that opens it
  double requests = 10;  ///< that a window needs before it may
  Duration window{0};    ///< then the counts start anew
  Duration open{0};
};

/// Calls of several requests that travel as one. Those of a request come together, and where there
/// is no room for all of them the rest begins the next batch.
struct Batch {
  std::uint64_t size = 1;       ///< calls that fill it
  Count calls;                  ///< of a request, at least 1
  std::optional<Duration> wait; ///< until it leaves though it is not full; it waits on where empty
};

/// A cache of keys, each asked for as often as any other. A key that was loaded is answered at once
/// until its time is over.
struct Cache {
  std::uint64_t keys = 1;
  Duration lives{0};
};

struct Call {
  std::size_t to = 0; ///< index of Model::services
  Count count;
  double hits = 0;            ///< the share that a cache answers at once
  std::optional<Cache> cache; ///< instead of that share
  double joins = 0; ///< the share of misses that wait for a load under way, if there is one
  std::optional<Batch> batch;
  std::optional<Duration> timeout;
  std::optional<Duration> hedgeAfter; ///< a second attempt where the first has no answer by then
  std::uint64_t retries = 0;          ///< attempts after the first
  Duration backoff{0};                ///< from a failure to the next attempt
  double jitter = 0;                  ///< the share of it that is drawn evenly, from none to all
  std::optional<Breaker> breaker;
  std::optional<double> retryBudget; ///< retries for each first attempt, at most
  bool isOptional = false;
  std::optional<std::size_t> cap; ///< of the callee, that this caller is held to
  bool isAsync = false;           ///< the caller goes on at once
  bool isCancelled = false;       ///< the callee stops when its caller leaves
};

/// Steps follow each other. A step that is not parallel holds one call and makes its count one
/// after the other; a parallel one makes all its calls at once.
struct Step {
  bool isParallel = false;
  std::optional<std::uint64_t> quorum; ///< answers of a group that are enough; all where empty
  std::optional<std::uint64_t> limit;  ///< calls of a group at once; all where empty
  std::vector<Call> calls;
};

/// A station of slots, each held from admission to answer. A request works, makes a call (or a
/// parallel group), works, … and works once more after the last.
struct Service {
  std::string name;
  std::optional<std::uint64_t> slots;  ///< unlimited where empty; where a limit adapts, the most
  std::optional<std::uint64_t> places; ///< of the queue for a slot; unlimited where empty
  DrawnTime work;                      ///< a request's whole own work
  bool drawsSlices = false;   ///< each slice is drawn by itself, else the whole work is cut evenly
  double meanSlices = 1;      ///< 1 + mean number of places where calls are made
  std::uint64_t replicas = 1; ///< that the slots, places and cores belong to
  bool isBalancedAtRandom = false;       ///< each replica is a station of its own
  std::optional<AdaptiveLimit> adaptive; ///< of each replica; there are slots then
  std::optional<Autoscaler> autoscaler;
  std::optional<double> heldByMemory; ///< requests that the memory of one replica holds
  std::vector<Cap> caps;
  bool isHeldToItsOwn = false; ///< the first cap is for all
  OnExcess onExcess = OnExcess::refuse;
  Discipline discipline;
  std::optional<std::uint64_t> cores; ///< of all replicas, first come, first served
  double cpuShare = 0;                ///< of each slice, worked first and on a core
  double fails = 0;                   ///< share of requests that fail when their work is done
  std::vector<Step> steps;
};

/// From a share of the day on, the share of the rate that comes.
struct DayPart {
  double from = 0, factor = 1;
};

/// Open (Poisson) where a rate is given; else that many clients who think between requests.
struct Workload {
  std::size_t to = 0;
  std::optional<Rate> rate;
  std::uint64_t clients = 0;
  DrawnTime think;
  std::vector<DayPart> day;       ///< of an open one, ascending; each until the next
  std::vector<CapChoice> caps;    ///< of the service, that it is held to
  std::optional<Tenants> tenants; ///< where some service serves them in turns
};

struct Model {
  std::vector<Service> services;
  std::vector<Workload> workload;
  std::vector<std::string> assumptions; ///< what the spec leaves open, and what was taken
  std::vector<std::string> leftOut;     ///< what the spec says and the simulation does not do
};

} // namespace loadline::model
