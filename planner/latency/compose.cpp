#include "planner/latency/compose.h"

#include <algorithm>
#include <cmath>

namespace loadline::latency {

namespace {

constexpr double almostAll = 1 - 1e-10; // where an integral over a tail ends

double endOf(const Distribution &time) {
  return time.quantile(almostAll)->count();
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

/// A geometric number of them from 0 on, with mean `count`: none, or X and then as many again as
/// before with the share q = count / (1 + count).
Distribution geometric(const Distribution &time, double count) {
  if (!time.isSpreadKnown())
    return Distribution::meanOnly(time.mean() * count);
  const double q = count / (1 + count);
  const Moments x = time.moments();
  const double first = x.first / (1 - q);
  const double second = (x.second + 2 * x.first * q * first) / (1 - q);
  const double third = (x.third + 3 * x.second * q * first + 3 * x.first * q * second) / (1 - q);
  const Distribution some = Distribution::fitted(cumulantsOf({1.0, first, second, third}));
  return some.sometimes(q);
}

/// P(one of the calls is done by t).
double doneBy(const Calls &calls, Duration t) {
  return 1 - calls.reaching + calls.reaching * calls.each.cdf(t);
}

/// P(all of the calls are done by t), or 1 where there is none.
double allDoneBy(const Calls &calls, Duration t) {
  const double each = doneBy(calls, t);
  if (calls.isGeometric) // the generating function of the geometric
    return 1 / (1 + calls.count * (1 - each));
  const double whole = std::floor(calls.count);
  return std::pow(each, whole) * (1 - (calls.count - whole) * (1 - each));
}

/// P(at least `quorum` of the group's calls are done by t): the counts of done calls, call by call.
double quorumDoneBy(const std::vector<Calls> &group, double quorum, Duration t) {
  std::vector<double> done = {1.0}; // done[k] = P(k of those so far)
  for (const Calls &calls : group) {
    const double each = doneBy(calls, t);
    for (double left = calls.count; left > 0; --left) {
      const double yes = 1 - std::min(1.0, left) * (1 - each); // a call by chance counts as done
      done.push_back(0.0);
      for (std::size_t k = done.size() - 1; k > 0; --k)
        done[k] = done[k] * (1 - yes) + done[k - 1] * yes;
      done[0] *= 1 - yes;
    }
  }
  double enough = 0.0;
  for (std::size_t k = done.size(); k-- > 0 && static_cast<double>(k) >= quorum;)
    enough += done[k];
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
                           int cells) {
  if (group.size() == 1 && isExactlyOne(group.front()))
    return group.front().each;
  double end = 0.0, largestMean = 0.0;
  bool isSpreadKnown = true;
  std::vector<double> breaks;
  for (const Calls &calls : group) {
    largestMean = std::max(largestMean, meanInGroup(calls));
    isSpreadKnown = isSpreadKnown && calls.each.isSpreadKnown();
    if (!isSpreadKnown)
      continue;
    for (const Part &part : calls.each.parts())
      breaks.push_back(part.form == Part::Form::point ? part.mean : part.shift);
    end = std::max(end, endOf(calls.each));
  }
  if (!isSpreadKnown)
    return Distribution::meanOnly(Duration(largestMean));
  const auto tail = [&](Duration t) {
    if (quorum)
      return 1 - quorumDoneBy(group, *quorum, t);
    double allDone = 1.0;
    for (const Calls &calls : group)
      allDone *= allDoneBy(calls, t);
    return 1 - allDone;
  };
  return integrated(tail, Duration(end), std::move(breaks), cells);
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

Distribution integrated(const std::function<double(Duration)> &tail, Duration until,
                        std::vector<double> breaks, int cells) {
  const double end = until.count();
  if (end == 0.0)
    return Distribution::deterministic(Duration(0));
  constexpr double reach = 1e-9; // below this share of the end the tail is taken as one cell
  breaks.push_back(0.0);
  for (int i = 0; i <= cells; ++i) // two-point Gauss rules between
    breaks.push_back(end * std::pow(reach, 1.0 - static_cast<double>(i) / cells));
  std::sort(breaks.begin(), breaks.end());
  const double present = tail(Duration(0)); // the rest is certain to be 0
  if (present <= 0)
    return Distribution::deterministic(Duration(0));
  Moments moments{present, 0.0, 0.0, 0.0};
  for (std::size_t i = 1; i < breaks.size(); ++i) {
    if (breaks[i - 1] < 0 || breaks[i - 1] >= end)
      continue;
    const double half = (std::min(breaks[i], end) - breaks[i - 1]) / 2;
    for (const double side : {-1.0, 1.0}) {
      const double t = breaks[i - 1] + half * (1 + side / std::sqrt(3.0));
      const double beyond = tail(Duration(t));
      moments.first += half * beyond;
      moments.second += half * 2 * t * beyond;
      moments.third += half * 3 * t * t * beyond;
    }
  }
  const Distribution some = Distribution::fitted(cumulantsOf(moments));
  if (present >= 1 - 1e-12)
    return some;
  return some.sometimes(present);
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
    return slowestAtOnce(group, join.quorum, join.cells);
  Distribution all = Distribution::deterministic(Duration(0));
  for (const std::vector<Calls> &wave : waves(group, *join.limit))
    all = all + slowestAtOnce(wave, std::nullopt, join.cells);
  return all;
}

} // namespace loadline::latency
