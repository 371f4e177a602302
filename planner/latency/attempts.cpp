#include "planner/latency/attempts.h"

#include "planner/latency/compose.h"

#include <algorithm>
#include <cmath>

namespace loadline::latency {

namespace {

constexpr double almostAll = 1 - 1e-12; // what lies above is never seen
constexpr double negligible = 1e-12;    // share of calls

/// One of them by chance, with shares that need not add up to 1; at once where there is none.
Distribution oneOf(std::vector<std::pair<double, Distribution>> choices) {
  double all = 0.0;
  for (const auto &[share, choice] : choices)
    all += share;
  for (auto &[share, choice] : choices)
    share /= all;
  return choices.empty() ? Distribution::deterministic(Duration(0))
                         : Distribution::mixture(choices);
}

/// How one attempt ends.
struct Ending {
  double failure = 0.0;
  Distribution succeeded, failed; ///< time until then; where it can't happen, any
};

/// A call that is hedged and late, in the time since its hedge.
struct Pair {
  const Distribution &time;
  Duration after; ///< the first attempt, when the second begins
  double early;   ///< of the first, answered before
  double answered;

  double first(Duration t) const { return (time.cdf(after + t) - early) / (1 - early); }
  double second(Duration t) const { return time.cdf(t); }
  /// P(one of them has succeeded by then).
  double succeeded(Duration t) const {
    return 1 - (1 - answered * first(t)) * (1 - answered * second(t));
  }
  /// P(both have failed by then).
  double failed(Duration t) const { return (1 - answered) * (1 - answered) * first(t) * second(t); }
};

/// Of those that end so by `end`, when; the hedge's share of the time in front.
Distribution endOf(const Pair &pair, Duration end, double (Pair::*by)(Duration) const) {
  const double all = (pair.*by)(end);
  Tail tail{.above = [&](Duration t) { return std::max(0.0, 1 - (pair.*by)(t) / all); },
            .end = end};
  follow(pair.time, Duration(0), tail);
  follow(pair.time, -pair.after, tail);
  return integrated(tail).later(pair.after);
}

/// The first attempt and, where it has no answer by then, a second one: the first success counts, a
/// failure of one is none while the other is under way, and both are given up at the timeout.
Ending hedgedEnding(const Distribution &time, const Attempts &attempts) {
  const double failing = attempts.failing;
  const Pair pair{time, *attempts.hedgeAfter, time.cdf(*attempts.hedgeAfter), 1 - failing};
  const Duration end =
      attempts.timeout ? *attempts.timeout - pair.after : *time.quantile(almostAll);
  const double late = 1 - pair.early, saved = late * pair.succeeded(end),
               lost = late * pair.failed(end),
               givenUp = attempts.timeout ? std::max(0.0, late - saved - lost) : 0.0;
  std::vector<std::pair<double, Distribution>> succeeded, failed;
  const auto add = [](auto &to, double share, auto made) {
    if (share > negligible)
      to.emplace_back(share, made());
  };
  const auto early = [&] { return time.upTo(pair.after); };
  add(succeeded, pair.early * pair.answered, early);
  add(succeeded, saved, [&] { return endOf(pair, end, &Pair::succeeded); });
  add(failed, pair.early * failing, early);
  add(failed, lost, [&] { return endOf(pair, end, &Pair::failed); });
  add(failed, givenUp, [&] { return Distribution::deterministic(*attempts.timeout); });
  const double failure = pair.early * failing + lost + givenUp;
  return {failure, oneOf(std::move(succeeded)), oneOf(std::move(failed))};
}

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

/// 1 + x + … + xⁿ⁻¹, without cancellation where x is nearly 1.
double geometricSum(double x, double n) {
  return x < 1 ? -std::expm1(n * std::log(x)) / (1 - x) : n;
}

/// Of the attempts that fail and could be made again, those that the budget has a retry for, taken
/// as any of them by chance: with it all calls together make no more than the budget of them.
double shareRetried(double failure, const Attempts &attempts) {
  const double most = attempts.retries + 1;
  if (!attempts.budget || geometricSum(failure, most) <= 1 + *attempts.budget)
    return 1.0;
  double low = 0.0, high = failure; // of failures times the share
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (geometricSum(middle, most) > 1 + *attempts.budget ? high : low) = middle;
  }
  return low / failure;
}

/// Retries follow that share of the failures until one attempt succeeds or none is left.
Distribution timeWithRetries(const Ending &one, const Attempts &attempts, double retried) {
  std::vector<std::pair<double, Distribution>> choices;
  Distribution lost = Distribution::deterministic(Duration(0));
  double reaching = 1.0;
  constexpr double tail = 1e-12; // what comes after is too rare to be seen
  for (double k = 0; k <= attempts.retries && reaching > tail; ++k) {
    const double again = reaching * one.failure * retried;
    const bool isLast = k + 1 > attempts.retries || again <= tail;
    choices.emplace_back(reaching * (1 - one.failure), lost + one.succeeded);
    if (isLast || retried < 1)
      choices.emplace_back(reaching * one.failure - (isLast ? 0.0 : again), lost + one.failed);
    lost = lost + one.failed.later(attempts.backoff);
    reaching = again;
  }
  return Distribution::mixture(choices);
}

/// How long the callee has an attempt inside that leaves when its caller does. That one of a hedged
/// pair leaves when the other is answered is not counted, so that this is an upper bound there.
Distribution heldBy(const Distribution &callee, const Attempts &attempts, bool isHedged) {
  if (!attempts.timeout)
    return callee;
  const Distribution first = cut(callee, *attempts.timeout);
  if (!isHedged)
    return first;
  const double late = 1 - callee.cdf(*attempts.hedgeAfter);
  const Distribution second = cut(callee, *attempts.timeout - *attempts.hedgeAfter);
  return Distribution::mixture({{1 / (1 + late), first}, {late / (1 + late), second}});
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

bool hedges(const Distribution &callee, const Attempts &attempts) {
  return attempts.hedgeAfter && callee.isSpreadKnown() &&
         !(attempts.timeout && *attempts.timeout <= *attempts.hedgeAfter) &&
         callee.cdf(*attempts.hedgeAfter) <= almostAll;
}

Outcome outcome(const Distribution &callee, const Attempts &attempts) {
  const bool isPrompt =
      !attempts.timeout || (callee.isSpreadKnown() && callee.cdf(*attempts.timeout) > almostAll);
  const bool isHedged = hedges(callee, attempts);
  if (isPrompt && !isHedged && attempts.failing <= 0)
    return {callee}; // nothing to do about it
  const Ending one = isHedged ? hedgedEnding(callee, attempts) : ending(callee, attempts);
  Outcome out{one.succeeded, isHedged ? 2 - callee.cdf(*attempts.hedgeAfter) : 1.0, one.failure};
  if (attempts.isCancelled && !isPrompt)
    out.held = heldBy(callee, attempts, isHedged);
  if (one.failure <= 0)
    return out;
  const double retried = shareRetried(one.failure, attempts);
  const double made = geometricSum(one.failure * retried, attempts.retries + 1);
  out.attempts *= made;
  // each call ends with one success or none, so that those are the successes of all attempts
  out.failure =
      retried < 1 ? 1 - made * (1 - one.failure) : std::pow(one.failure, attempts.retries + 1);
  out.time = timeWithRetries(one, attempts, retried);
  return out;
}

} // namespace loadline::latency
