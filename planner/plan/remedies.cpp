#include "planner/plan/remedies.h"

#include "planner/sizing/little.h"

#include <cmath>

namespace loadline::plan {

namespace {

/// ⌊number⌋ forgiving what rounding takes away; nothing below 1.
std::optional<double> wholeAtLeastOne(double number) {
  const double whole = std::floor(number * (1 + 1e-9));
  return whole >= 1 ? std::optional(whole) : std::nullopt;
}

} // namespace

std::optional<Remedies> remediesFor(const std::optional<Concurrency> &offered,
                                    const std::optional<Concurrency> &admitted,
                                    const std::optional<Concurrency> &callers, double fanOut,
                                    bool isManaged) {
  if (!offered || !admitted || *offered / *admitted <= 1 + 1e-9)
    return std::nullopt;
  const double fits = *admitted / *offered; // below 1
  Remedies out;
  if (callers)
    if (const auto whole = wholeAtLeastOne(callers->count() * fits))
      out.admitLess = Concurrency(*whole);
  if (!isManaged)
    out.addCapacity = Concurrency(sizing::ceiled(offered->count()));
  if (fanOut > 1)
    out.fanOutLess = wholeAtLeastOne(fanOut * fits);
  return out;
}

} // namespace loadline::plan
