#include "planner/latency/compose.h"

#include "planner/latency/quantile.h"

#include <algorithm>
#include <cmath>

namespace loadline::latency {

namespace {

/// Where all but 1e-10 of a part lies below, which an integral over its tail need not go past.
double endOf(const Part &part) {
  constexpr double deviations = 6.361; // of a normal
  const double rare = -std::log(1e-10);
  switch (part.form) {
  case Part::Form::point:
    return part.shift + part.mean;
  case Part::Form::uniform:
    return part.shift + std::min(part.below, 2 * part.mean);
  case Part::Form::erlang: { // P(Y > (k + √(2 k t) + t) of its k stages) <= exp(−t) [Boucheron2013]
    const double stages = part.stages;
    const double most = stages == 1 ? rare : stages + std::sqrt(2 * stages * rare) + rare;
    return part.shift + std::min(part.below, part.mean / stages * most);
  }
  case Part::Form::lognormal: {
    const double cv = part.deviation / part.mean;
    const double s = std::sqrt(std::log1p(cv * cv));
    return part.shift + std::min(part.below, part.mean * std::exp(s * deviations - s * s / 2));
  }
  }
  return part.shift;
}

double endOf(const Distribution &time) {
  double end = 0.0;
  for (const Part &part : time.parts())
    end = std::max(end, endOf(part));
  return end;
}

/// One call, the caches in front of it applied.
Distribution one(const Calls &calls) {
  if (calls.reaching == 1 || (calls.each.isCertain() && calls.each.mean().count() == 0))
    return calls.each;
  return calls.each.sometimes(calls.reaching);
}

/// `count` of them, one after the other; whole.
Distribution repeated(const Distribution &time, double count) {
  constexpr double few = 8; // beyond, the sum is smooth whatever its terms are
  if (count > few || !time.isSpreadKnown())
    return time.isSpreadKnown() ? Distribution::fitted(count * time.cumulants())
                                : Distribution::meanOnly(time.mean() * count);
  Distribution all = Distribution::deterministic(Duration(0));
  for (double i = 0; i < count; ++i)
    all = all + time;
  return all;
}

/// All of a geometric number of them, given that there is one at least: X and then as many again
/// as before with the share q. Of exponentials it is an exponential.
Moments someOf(const Distribution &time, double q) {
  const Moments x = time.moments();
  const double first = x.first / (1 - q);
  const double second = (x.second + 2 * x.first * q * first) / (1 - q);
  const double third = (x.third + 3 * x.second * q * first + 3 * x.first * q * second) / (1 - q);
  return {1.0, first, second, third};
}

/// A geometric number of them from 0 on, with mean `count`: none, one, two, or more, whose sum is
/// the nearer to an exponential the more they are [Kalashnikov1997].
Distribution geometric(const Distribution &time, double count) {
  if (!time.isSpreadKnown())
    return Distribution::meanOnly(time.mean() * count);
  const double q = count / (1 + count);
  const Cumulants some = cumulantsOf(someOf(time, q));
  const Part &only = time.parts().front();
  if (time.parts().size() == 1 && only.form == Part::Form::erlang && only.stages == 1 &&
      only.shift == 0 && !only.isCut())
    return Distribution::exponential(Duration(some.mean)).sometimes(q);
  const Distribution two = time + time;
  const Cumulants all = two.cumulants() + some;
  const double deviation = std::sqrt(all.variance);
  const Distribution more =
      deviation < all.mean
          ? Distribution::exponential(Duration(deviation)).later(Duration(all.mean - deviation))
          : Distribution::fitted(all);
  return Distribution::mixture({{1 - q, Distribution::deterministic(Duration(0))},
                                {(1 - q) * q, time},
                                {(1 - q) * q * q, two},
                                {q * q * q, more}});
}

/// Calls of a group, whose times are asked for often.
struct Entry {
  const Calls &calls;
  Cdf cdf;
};

/// P(one of the calls is done by t).
double doneBy(const Entry &entry, Duration t) {
  const double reaching = entry.calls.reaching;
  return 1 - reaching + reaching * entry.cdf(t.count());
}

/// P(all of the calls are done by t), or 1 where there is none.
double allDoneBy(const Entry &entry, Duration t) {
  return allOf(doneBy(entry, t), entry.calls.count, entry.calls.isGeometric);
}

/// P(one of the calls is answered by t): what is given up ends last.
double answeredBy(const Entry &entry, Duration t) {
  const Calls &calls = entry.calls;
  const double sent = (1 - calls.failing) * std::min(entry.cdf(t.count()), 1 - calls.givenUp);
  return 1 - calls.reaching + calls.reaching * sent;
}

/// P(at least `quorum` of the group's calls are answered by t, or all of them are done): the counts
/// of answered calls, call by call. A call that is not made, by chance, counts as answered.
double quorumDoneBy(const std::vector<Entry> &group, double quorum, Duration t) {
  std::vector<double> answered = {1.0}; // [k] = P(k of those so far)
  std::vector<double> allDone = {1.0};  // the same, and those so far are all done
  for (const Entry &entry : group) {
    const double yes = answeredBy(entry, t), done = doneBy(entry, t);
    for (double left = entry.calls.count; left > 0; --left) {
      const double made = std::min(1.0, left), each = 1 - made * (1 - yes);
      addCall(answered, each, 1 - each);
      addCall(allDone, each, made * std::max(0.0, done - yes));
    }
  }
  double enough = 0.0;
  for (std::size_t k = 0; k < answered.size(); ++k)
    enough += static_cast<double>(k) >= quorum ? answered[k] : allDone[k];
  return std::min(1.0, enough);
}

bool isExactlyOne(const Calls &calls) {
  return !calls.isGeometric && calls.count == 1 && calls.reaching == 1;
}

double meanInGroup(const Calls &calls) {
  const double longest = std::max(1.0, std::floor(calls.count));
  return calls.each.mean().count() * std::min(1.0, calls.count) *
         (longest > 1 ? 1.0 : calls.reaching);
}

/// The end of a group that leaves all at once.
Distribution slowestAtOnce(const std::vector<Calls> &group, const std::optional<double> &quorum,
                           const Closeness &closeness) {
  if (group.size() == 1 && isExactlyOne(group.front()))
    return group.front().each;
  double end = 0.0, largestMean = 0.0;
  bool isSpreadKnown = true;
  Tail tail;
  for (const Calls &calls : group) {
    largestMean = std::max(largestMean, meanInGroup(calls));
    isSpreadKnown = isSpreadKnown && calls.each.isSpreadKnown();
    if (!isSpreadKnown)
      continue;
    follow(calls.each, Duration(0), tail);
    end = std::max(end, endOf(calls.each));
  }
  if (!isSpreadKnown)
    return Distribution::meanOnly(Duration(largestMean));
  std::vector<Entry> entries;
  for (const Calls &calls : group)
    entries.push_back({calls, Cdf(calls.each.parts())});
  tail.above = [&](Duration t) {
    if (quorum)
      return 1 - quorumDoneBy(entries, *quorum, t);
    double allDone = 1.0;
    for (const Entry &entry : entries)
      allDone *= allDoneBy(entry, t);
    return 1 - allDone;
  };
  tail.end = Duration(end);
  return integrated(tail, closeness);
}

/// The group cut into waves of at most `limit` calls, in order.
std::vector<std::vector<Calls>> waves(const std::vector<Calls> &group, double limit) {
  std::vector<std::vector<Calls>> out(1);
  double room = limit;
  for (Calls calls : group)
    for (double left = calls.count; left > 0;) {
      if (room <= 0) {
        out.emplace_back();
        room = limit;
      }
      calls.count = std::min(left, room);
      out.back().push_back(calls);
      room -= std::ceil(calls.count);
      left -= calls.count;
    }
  return out;
}

} // namespace

void addCall(std::vector<double> &counts, double yes, double no) {
  counts.push_back(0.0);
  for (std::size_t k = counts.size() - 1; k > 0; --k)
    counts[k] = counts[k] * no + counts[k - 1] * yes;
  counts[0] *= no;
}

double allOf(double each, double count, bool isGeometric) {
  if (count == 1 && !isGeometric)
    return each;
  if (isGeometric) // its generating function
    return 1 / (1 + count * (1 - each));
  const double whole = std::floor(count);
  return std::pow(each, whole) * (1 - (count - whole) * (1 - each));
}

Distribution inSequence(const Calls &calls) {
  const Distribution each = one(calls);
  if (calls.isGeometric)
    return geometric(each, calls.count);
  const double whole = std::floor(calls.count);
  const double rest = calls.count - whole;
  const Distribution all = repeated(each, whole);
  if (rest == 0)
    return all;
  return all + each.sometimes(rest);
}

Distribution sum(const std::vector<Distribution> &parts) {
  Distribution all = Distribution::deterministic(Duration(0));
  for (const Distribution &part : parts)
    all = all + part;
  return all;
}

Distribution slowest(const std::vector<Calls> &group, const Join &join) {
  double count = 0.0;
  for (const Calls &calls : group)
    count += std::ceil(calls.count);
  if (!join.limit || count <= *join.limit)
    return slowestAtOnce(group, join.quorum, join.closeness);
  Distribution all = Distribution::deterministic(Duration(0));
  for (const std::vector<Calls> &wave : waves(group, *join.limit))
    all = all + slowestAtOnce(wave, std::nullopt, join.closeness);
  return all;
}

} // namespace loadline::latency
