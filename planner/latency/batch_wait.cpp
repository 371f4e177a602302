#include "planner/latency/batch_wait.h"

#include "planner/latency/compose.h"
#include "planner/latency/tail.h"

namespace loadline::latency {

namespace {

using traffic::SharedBatch;

/// The wait with that tail.
template <class Above>
Distribution waitOf(const SharedBatch &batch, Above above) {
  if (!(batch.longest() > Duration(0)))
    return Distribution::deterministic(Duration(0));
  Tail tail{.above = above, .end = batch.longest(), .jumps = {}, .breaks = {}};
  if (batch.wait())
    tail.jumps.push_back(batch.wait()->count());
  constexpr int steps = 64; // it bends where the batch is full, which the logarithmic grid misses
  for (int step = 1; step < steps; ++step)
    tail.breaks.push_back(batch.longest().count() * step / steps);
  return integrated(tail);
}

} // namespace

Distribution inBatch(const Distribution &time, const SharedBatch &batch) {
  constexpr double negligible = 1e-9; // of the requests
  const double split = batch.split();
  if (split < negligible || time.isCertain())
    return waitOf(batch, [&](Duration t) { return batch.above(t); }) + time;
  const Distribution second =
      waitOf(batch, [&](Duration t) { return batch.aboveOfSplit(t); }) + time;
  const Distribution both = slowest({{.each = time}, {.each = second}});
  if (1 - split < negligible)
    return both;
  const auto whole = [&](Duration t) {
    return std::max(0.0, batch.above(t) - split * batch.aboveOfSplit(t)) / (1 - split);
  };
  return Distribution::mixture({{1 - split, waitOf(batch, whole) + time}, {split, both}});
}

} // namespace loadline::latency
