#include "planner/latency/attempts.h"

#include "planner/latency/compose.h"

#include <algorithm>
#include <cmath>

namespace loadline::latency {

namespace {

constexpr double almostAll = 1 - 1e-12; // what lies above is never seen

/// The first of X and of a second attempt that starts `after` the first.
Distribution hedged(const Distribution &time, Duration after) {
  const double early = time.cdf(after);
  if (early > almostAll)
    return time;
  const auto bothLate = [&](Duration t) { // given that the first is late
    return (1 - time.cdf(after + t)) / (1 - early) * (1 - time.cdf(t));
  };
  const Distribution late = integrated(bothLate, *time.quantile(almostAll)).later(after);
  if (early <= 0)
    return late;
  return Distribution::mixture({{early, time.upTo(after)}, {1 - early, late}});
}

/// How one attempt ends.
struct Ending {
  double failure = 0.0;
  Distribution succeeded, failed; ///< time until then; where it can't happen, any
};

Ending ending(const Distribution &time, const Attempts &attempts) {
  const double inTime = attempts.timeout && time.isSpreadKnown() ? time.cdf(*attempts.timeout) : 1;
  const double answered = 1 - attempts.failing;
  if (inTime > almostAll) {
    const Distribution each = attempts.timeout ? cut(time, *attempts.timeout) : time;
    return {attempts.failing, each, each};
  }
  const Distribution late = Distribution::deterministic(*attempts.timeout);
  if (inTime <= 0)
    return {1.0, late, late};
  const Distribution prompt = time.upTo(*attempts.timeout);
  const double failure = 1 - answered * inTime;
  const Distribution failed = Distribution::mixture(
      {{attempts.failing * inTime / failure, prompt}, {(1 - inTime) / failure, late}});
  return {failure, prompt, failed};
}

/// Retries follow failures until one attempt succeeds or none is left.
Distribution timeWithRetries(const Ending &one, const Attempts &attempts) {
  std::vector<std::pair<double, Distribution>> choices;
  Distribution lost = Distribution::deterministic(Duration(0));
  double reaching = 1.0;
  constexpr double tail = 1e-12; // what comes after is too rare to be seen
  for (double k = 0; k <= attempts.retries && reaching > tail; ++k) {
    const bool isLast = k + 1 > attempts.retries || reaching * one.failure <= tail;
    choices.emplace_back(reaching * (1 - one.failure), lost + one.succeeded);
    if (isLast)
      choices.emplace_back(reaching * one.failure, lost + one.failed);
    lost = lost + one.failed.later(attempts.backoff);
    reaching *= one.failure;
  }
  return Distribution::mixture(choices);
}

} // namespace

Distribution cut(const Distribution &time, Duration limit) {
  if (!time.isSpreadKnown())
    return Distribution::meanOnly(std::min(time.mean(), limit));
  const double inTime = time.cdf(limit);
  if (inTime > almostAll)
    return time;
  const Distribution late = Distribution::deterministic(limit);
  if (inTime <= 0)
    return late;
  return Distribution::mixture({{inTime, time.upTo(limit)}, {1 - inTime, late}});
}

Outcome outcome(const Distribution &callee, const Attempts &attempts) {
  const bool isPrompt =
      !attempts.timeout || (callee.isSpreadKnown() && callee.cdf(*attempts.timeout) > almostAll);
  if (isPrompt && !attempts.hedgeAfter && attempts.failing <= 0)
    return {callee}; // nothing to do about it
  double perAttempt = 1.0;
  Distribution time = callee;
  if (attempts.hedgeAfter && callee.isSpreadKnown()) {
    perAttempt = 2 - callee.cdf(*attempts.hedgeAfter);
    time = hedged(callee, *attempts.hedgeAfter);
  }
  const Ending one = ending(time, attempts);
  Outcome out{one.succeeded, perAttempt, one.failure};
  if (one.failure <= 0)
    return out;
  const double endless = attempts.retries + 1; // where every attempt fails
  const double answered = 1 - one.failure;
  double made = endless; // 1 + f + f² + …, without cancellation where nearly all fail
  if (answered > 0)
    made = -std::expm1(endless * std::log1p(-answered)) / answered;
  if (attempts.budget)
    made = 1 + std::min(made - 1, *attempts.budget);
  out.attempts = perAttempt * made;
  out.failure = std::pow(one.failure, endless);
  out.time = timeWithRetries(one, attempts);
  return out;
}

} // namespace loadline::latency
