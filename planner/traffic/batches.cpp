#include "planner/traffic/batches.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace loadline::traffic {

using units::Duration;
using units::Rate;

namespace {

/// Beyond this many a Poisson number is less than once in 10^15.
double hardlyMoreThan(double mean) {
  return mean + 9 * std::sqrt(mean) + 30;
}

/// E of a function of a Poisson number, given by its values; further ones are the last. Of an
/// infinite mean it is the last.
double expected(const std::vector<double> &values, double mean) {
  if (!std::isfinite(mean))
    return values.back();
  const double last = static_cast<double>(values.size() - 1);
  const double lowest = std::max(0.0, std::floor(mean - 9 * std::sqrt(mean) - 30));
  if (lowest >= last)
    return values.back();
  if (mean <= 0)
    return values.front();
  double chance = std::exp(lowest * std::log(mean) - mean - std::lgamma(lowest + 1));
  double sum = 0.0, left = 1.0;
  for (double n = lowest; n < last && n <= hardlyMoreThan(mean); ++n) {
    sum += chance * values[static_cast<std::size_t>(n)];
    left -= chance;
    chance *= mean / (n + 1);
  }
  return sum + std::max(0.0, left) * values.back();
}

/// P(N >= n) of a Poisson number, for n up to `most`.
std::vector<double> reaching(double mean, std::size_t most) {
  std::vector<double> out(most + 1, 1.0);
  if (!std::isfinite(mean))
    return out;
  std::vector<double> chances(most + 1, 0.0);
  double below = 0.0;
  for (std::size_t n = 0; n <= most; ++n) {
    const auto number = static_cast<double>(n);
    out[n] = std::max(0.0, 1 - below);
    below += mean > 0 ? std::exp(number * std::log(mean) - mean - std::lgamma(number + 1))
                      : static_cast<double>(n == 0);
  }
  return out;
}

/// How many calls are in a batch, by chance: `mass` from `least` on.
struct Contents {
  std::size_t least = 1;
  std::vector<double> mass;

  double total() const { return std::accumulate(mass.begin(), mass.end(), 0.0); }
  std::size_t most() const { return least + mass.size() - 1; }
  /// Without what can't be, so that a certain number is one entry.
  Contents trimmed() && {
    const auto isSome = [](double each) { return each > 0; };
    mass.erase(std::find_if(mass.rbegin(), mass.rend(), isSome).base(), mass.end());
    const auto first = std::find_if(mass.begin(), mass.end(), isSome);
    least += static_cast<std::size_t>(first - mass.begin());
    mass.erase(mass.begin(), first);
    return std::move(*this);
  }
};

/// A batch and its requests, small enough to be counted one by one.
struct Counted {
  std::size_t size = 1, calls = 1;
  double more = 0.0;     ///< the chance of one more call
  double together = 1.0; ///< requests that are counted as one

  /// Of a batch that a request opens.
  Contents fresh() const {
    return {calls, more > 0 ? std::vector{1 - more, more} : std::vector{1.0}};
  }
};

Counted countedOf(const BatchTerms &terms, double meanwhile) {
  constexpr double rounding = 1e-9;
  const double whole = std::floor(terms.calls + rounding);
  const bool isWhole = terms.calls - whole <= rounding;
  const double come = std::max(hardlyMoreThan(meanwhile), 1.2 * meanwhile);
  const double size = std::min(terms.size, std::ceil((whole + (isWhole ? 0 : 1)) * (come + 1)));
  const double most = isWhole ? 1e4 : 500, finest = isWhole ? 1000 : 100;
  if (size > most * terms.calls)
    return {static_cast<std::size_t>(most), 1, 0.0, size / terms.calls / most};
  const long step = isWhole ? std::gcd(static_cast<long>(whole), static_cast<long>(size)) : 1;
  const double scale = std::max(static_cast<double>(step), terms.calls / finest);
  const double calls = terms.calls / scale, kept = std::floor(calls + rounding);
  const double more = calls - kept > rounding ? calls - kept : 0.0;
  return {static_cast<std::size_t>(std::ceil(size / scale - rounding)),
          static_cast<std::size_t>(kept), more, 1.0};
}

/// Batches, summed over what they open with.
struct Openings {
  double count = 0.0;
  std::vector<double> open;     ///< still open after n further requests
  std::vector<double> complete; ///< hold all of the calls of the n-th of them

  explicit Openings(std::size_t most) : open(most), complete(most) {}

  /// From one opening on; gives back what begins the next one.
  ///   comes  P(the n-th further request comes before the batch has waited long enough)
  Contents add(Contents now, const Counted &counted, const std::vector<double> &comes) {
    Contents over{1, std::vector<double>(counted.calls + 1, 0.0)};
    count += now.total();
    for (std::size_t n = 0; n < open.size() && !now.mass.empty(); ++n) {
      complete[n] += now.total();
      if (now.most() == counted.size)
        now.mass.pop_back(); // full, and gone
      open[n] += now.total();
      now = further(now, counted);
      for (; !now.mass.empty() && now.most() > counted.size; now.mass.pop_back())
        over.mass[now.most() - counted.size - 1] += now.mass.back() * comes[n + 1];
    }
    return std::move(over).trimmed();
  }

private:
  /// With the calls of one more request.
  static Contents further(const Contents &now, const Counted &counted) {
    Contents next{now.least + counted.calls, now.mass};
    if (counted.more == 0 || now.mass.empty())
      return next;
    next.mass.push_back(0.0);
    for (std::size_t i = next.mass.size(); i-- > 0;)
      next.mass[i] =
          next.mass[i] * (1 - counted.more) + (i > 0 ? next.mass[i - 1] * counted.more : 0.0);
    return next;
  }
};

/// [j] is the mass of j + 1.
Eigen::VectorXd vectorOf(const Contents &contents, Eigen::Index size) {
  Eigen::VectorXd out = Eigen::VectorXd::Zero(size);
  for (std::size_t i = 0; i < contents.mass.size(); ++i)
    out[static_cast<Eigen::Index>(contents.least + i) - 1] = contents.mass[i];
  return out;
}

/// How often batches open with what was left over, of each number of calls, for every one that a
/// request opens: v = over + T v, where a column of T is what is left over of one that opens so.
///   over  what is left over of those that requests open
Contents allLeftOver(const Contents &over, const Counted &counted,
                     const std::vector<double> &comes) {
  const auto most = static_cast<Eigen::Index>(counted.calls + 1);
  Eigen::MatrixXd balance = Eigen::MatrixXd::Identity(most, most);
  Openings apart(comes.size() - 2);
  for (Eigen::Index j = 0; j < most; ++j)
    balance.col(j) -=
        vectorOf(apart.add({static_cast<std::size_t>(j + 1), {1.0}}, counted, comes), most);
  const Eigen::VectorXd all = balance.partialPivLu().solve(vectorOf(over, most));
  return {1, std::vector<double>(all.begin(), all.end())};
}

} // namespace

BatchTerms batchTerms(const spec::CallTerms &call, Rate arrivals) {
  const double making = std::min(1.0, call.count()) * (1 - call.hits()) * (1 - call.joins());
  BatchTerms out{call.batchSize(), std::max(1.0, call.count()), std::nullopt, arrivals * making};
  if (call.batchWait)
    out.wait = call.batchWait->value;
  return out;
}

SharedBatch::SharedBatch(const BatchTerms &terms) : wait_(terms.wait) {
  if (!(terms.requests > Rate(0))) {
    atEnd_ = wait_ ? 1.0 : 0.0;
    mean_ = longest_ = wait_.value_or(Duration(0));
    open_ = remaining_ = {0.0};
    return;
  }
  const double asked = wait_ ? terms.requests.count() * wait_->count() : HUGE_VAL;
  const Counted counted = countedOf(terms, asked);
  rate_ = terms.requests / counted.together;
  const double meanwhile = asked / counted.together;
  const std::size_t most = (counted.size + counted.calls - 1) / counted.calls + 1;
  const std::vector<double> comes = reaching(meanwhile, most + 1);

  Openings own(most), leftOver(most);
  Contents next = own.add(counted.fresh(), counted, comes);
  if (counted.more > 0 && next.total() > 0)
    leftOver.add(allLeftOver(next, counted, comes), counted, comes);
  else
    for (constexpr double negligible = 1e-9; next.total() > negligible;)
      next = leftOver.add(next, counted, comes); // until some number of requests fills one exactly
  const double openings = own.count + leftOver.count;

  std::vector<double> open(most + 1, 0.0);
  remaining_.assign(most + 1, 0.0);
  each_ = 0.0;
  double waited = 0.0; // Σ (n + 1) a_n P(N(w) >= n + 2), of a random batch
  for (std::size_t n = most; n-- > 0;) {
    open[n] = (own.open[n] + leftOver.open[n]) / openings;
    remaining_[n] = remaining_[n + 1] + open[n];
    each_ += (own.complete[n] + leftOver.complete[n]) / openings * comes[n];
    waited += static_cast<double>(n + 1) * open[n] * comes[n + 2];
  }
  requests_ = each_ * counted.together;
  atEnd_ = expected(open, meanwhile);
  later_ = expected(remaining_, meanwhile);
  const double atWait = wait_ ? wait_->count() * atEnd_ : 0.0;
  mean_ = Duration((atWait + waited / rate_.count()) / each_);

  if (leftOver.count > 0) {
    split_ = leftOver.count / openings / each_;
    open_ = leftOver.open;
    for (double &each : open_)
      each /= leftOver.count;
    open_.push_back(0.0);
  }
  const auto fills = static_cast<double>(most);
  constexpr double rare = 25; // a sum of n is above n + √(2 n t) + t with e^−t [Boucheron2013]
  longest_ = Duration((fills + std::sqrt(2 * fills * rare) + rare) / rate_.count());
  if (wait_)
    longest_ = std::min(longest_, *wait_);
}

double SharedBatch::above(Duration t) const {
  if (wait_ && t >= *wait_)
    return 0.0;
  const double before = expected(remaining_, (rate_ * t).count()) - later_;
  return std::clamp((atEnd_ + before) / each_, 0.0, 1.0);
}

double SharedBatch::aboveOfSplit(Duration t) const {
  return wait_ && t >= *wait_ ? 0.0 : expected(open_, (rate_ * t).count());
}

} // namespace loadline::traffic
