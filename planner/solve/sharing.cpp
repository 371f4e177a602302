#include "planner/solve/sharing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace loadline::solve {

namespace {

using Weights = std::vector<double>;
constexpr std::size_t mostOwn = 500; // of a caller beside others
constexpr std::size_t mostBeside = 4000;
constexpr long double mostWeight = 1e4000L;
/// Beside the largest, of weights that only fall from it on. What they are multiplied by grows: a
/// station of five workers with 200 inside by 1e32 until twice as many are.
constexpr double unseen = 1e-60;

/// The first weight that is seen beside the largest.
std::size_t firstSeen(const Weights &weights) {
  const double least = unseen * *std::max_element(weights.begin(), weights.end());
  return static_cast<std::size_t>(
      std::find_if(weights.begin(), weights.end(), [&](double weight) { return weight >= least; }) -
      weights.begin());
}

/// φ(k) stay^k, the largest as 1.
Weights weightsOf(const Stream &stream, double stay, std::size_t most) {
  const std::size_t end = stream.poisson ? most : std::min(most, stream.rates.size());
  std::vector<long double> all{1}; // whose exponents reach far enough for 1000!
  long double largest = 1;
  for (std::size_t k = 1; k <= end; ++k) {
    const double rate = stream.poisson ? *stream.poisson : stream.rates[k - 1];
    if (rate <= 0)
      break;
    all.push_back(all.back() * rate * stay / static_cast<double>(k));
    largest = std::max(largest, all.back());
    if (all.back() < unseen * largest)
      break;
  }
  Weights out;
  for (const long double weight : all)
    out.push_back(static_cast<double>(weight / largest));
  return out;
}

Weights together(const std::vector<const Stream *> &streams, double stay, std::size_t most) {
  Weights all{1};
  double poisson = 0;
  const auto take = [&](const Weights &weights) {
    Weights out(std::min(most + 1, all.size() + weights.size() - 1), 0.0);
    const std::size_t first = firstSeen(weights);
    for (std::size_t i = firstSeen(all); i < all.size(); ++i) {
      const std::size_t end = std::min(weights.size(), out.size() - std::min(i, out.size()));
      for (std::size_t j = first; j < end; ++j)
        out[i + j] += all[i] * weights[j];
    }
    const double largest = *std::max_element(out.begin(), out.end());
    for (double &weight : out)
      weight /= largest;
    all = std::move(out);
  };
  for (const Stream *stream : streams) {
    if (stream->poisson)
      poisson += *stream->poisson;
    else if (!stream->rates.empty())
      take(weightsOf(*stream, stay, most));
  }
  if (poisson > 0)
    take(weightsOf({poisson, {}}, stay, most));
  return all;
}

/// How many of the first weights count beside others, where `own` more are inside.
std::size_t lengthThatMatters(const Weights &beside, const std::vector<long double> &alike,
                              std::size_t own) {
  constexpr long double negligible = 1e-16L;
  long double most = 0;
  for (std::size_t m = 0; m < beside.size(); ++m)
    most = std::max(most, beside[m] * alike[own + m]);
  std::size_t length = beside.size();
  while (length > 1 && beside[length - 1] * alike[own + length - 1] < negligible * most)
    --length;
  return length;
}

} // namespace

std::vector<double> merged(const std::vector<const Stream *> &streams, double stay,
                           std::size_t most) {
  const Weights all = together(streams, stay, most);
  std::vector<double> out;
  std::size_t unknown = 0; // so few are never there
  for (std::size_t n = 0; n + 1 < all.size(); ++n) {
    if (all[n] <= 0 || all[n + 1] <= 0) {
      ++unknown;
      continue;
    }
    const double rate =
        static_cast<double>(all[n + 1] / all[n]) * static_cast<double>(n + 1) / stay;
    out.insert(out.end(), std::exchange(unknown, 0) + 1, rate);
  }
  return out;
}

namespace {

/// As many of the others as there are on average with the last number of its own that was looked
/// at, goes on beside more.
void goOn(std::vector<double> &own, const std::vector<double> &rates, double others,
          std::size_t most) {
  const double last = own.back(), k = static_cast<double>(own.size());
  const auto alone = [&](double more) {
    const auto all = static_cast<std::size_t>(more + others + 0.5);
    return rates[std::clamp<std::size_t>(all, 1, rates.size()) - 1] * more / (more + others);
  };
  const double scale = last / alone(k);
  while (own.size() < most)
    own.push_back(scale * alone(static_cast<double>(own.size() + 1)));
}

/// Others beside 0, 1, 2, … of one caller.
class Together {
public:
  Together(const Weights &beside, const std::vector<long double> &alike)
      : first_(firstSeen(beside)) {
    long double largest = 0;
    for (std::size_t m = first_; m < beside.size(); ++m)
      largest = std::max(largest, beside[m] * alike[m]);
    for (std::size_t m = first_; m < beside.size(); ++m) {
      weights_.push_back(static_cast<double>(beside[m] * alike[m] / largest * high));
      sum_ += weights_.back();
    }
  }

  /// One more of the caller's own.
  ///   more  what the weight grows by with one more beside 0, 1, … others
  /// Returns how much all weights together grow.
  double addOne(const double *more) {
    const double before = sum_;
    more += first_;
    double even = 0, odd = 0; // two sums, so that each step need not wait for the one before
    const std::size_t count = weights_.size();
    for (std::size_t m = 0; m + 1 < count; m += 2) {
      even += weights_[m] *= more[m];
      odd += weights_[m + 1] *= more[m + 1];
    }
    if (count % 2 == 1)
      even += weights_.back() *= more[count - 1];
    sum_ = even + odd;
    const double grows = sum_ / before;
    if (sum_ > highest || sum_ < high / highest)
      bringTo(high);
    return grows;
  }

  /// Mean number of them.
  double others() const {
    double number = 0;
    for (std::size_t m = 0; m < weights_.size(); ++m)
      number += static_cast<double>(first_ + m) * weights_[m];
    return number / sum_;
  }

private:
  /// What is small beside few of its own may be most beside many: far above the least double.
  static constexpr double high = 1e250, highest = 1e290;

  void bringTo(double sum) {
    for (double &weight : weights_)
      weight *= sum / sum_;
    sum_ = sum;
  }

  std::size_t first_; ///< number of others that is seen at all
  std::vector<double> weights_;
  double sum_ = 0;
};

} // namespace

Others othersOf(const std::vector<const Stream *> &streams, double stay) {
  return {together(streams, stay, mostBeside), stay};
}

std::vector<double> ratesBeside(const std::vector<double> &rates, const Others &others,
                                std::size_t most) {
  Weights beside = others.weights;
  const double stay = others.stay;
  std::vector<long double> alike{1}; // n! / (stay^n Π rates)
  std::vector<double> more;          // of n + 1 over of n
  for (std::size_t n = 1; n < std::min(most, mostOwn) + beside.size() && alike.back() < mostWeight;
       ++n) {
    more.push_back(static_cast<double>(n) / (stay * rates[std::min(n, rates.size()) - 1]));
    alike.push_back(alike.back() * more.back());
  }
  const std::size_t own = std::min({most, mostOwn, alike.size() - 1});
  beside.resize(std::min(beside.size(), alike.size() - own));
  beside.resize(
      std::max(lengthThatMatters(beside, alike, 0), lengthThatMatters(beside, alike, own)));
  Together with(beside, alike);
  std::vector<double> out;
  for (std::size_t k = 1; k <= own; ++k) {
    const double rate = static_cast<double>(k) / (with.addOne(more.data() + k - 1) * stay);
    out.push_back(std::isfinite(rate) && rate > 0 ? rate
                                                  : (out.empty() ? rates.front() : out.back()));
  }
  if (!out.empty() && own == mostOwn)
    goOn(out, rates, with.others(), most);
  return out;
}

Stream streamOf(const std::vector<double> &shares, const std::vector<double> &rates) {
  Stream out;
  const double largest = *std::max_element(shares.begin(), shares.end());
  bool isPastPeak = false;
  double last = 0;
  std::size_t unknown = 0;
  for (std::size_t k = 0; k + 1 < shares.size(); ++k) {
    isPastPeak = isPastPeak || shares[k] == largest;
    if (isPastPeak && shares[k + 1] <= 1e-15 * largest)
      break;
    if (shares[k] < 1e-200) {
      ++unknown;
      continue;
    }
    last = rates[std::min(k, rates.size() - 1)] * shares[k + 1] / shares[k];
    out.rates.insert(out.rates.end(), std::exchange(unknown, 0) + 1, last);
  }
  return out;
}

void keepFlow(Stream &stream, const std::vector<double> &shares, double flow) {
  double comes = 0;
  for (std::size_t k = 0; k < stream.rates.size(); ++k)
    comes += stream.rates[k] * shares[k];
  if (comes > 0 && flow > 0)
    for (double &rate : stream.rates)
      rate *= std::clamp(flow / comes, 0.5, 2.0);
}

std::vector<double> sharesBeside(const std::vector<double> &numbers,
                                 const ClosedCustomers &customers, double visits,
                                 const std::vector<double> &rates, double awaited) {
  const double copies = std::max(1.0, std::ceil(visits - 1e-9));
  std::vector<double> out(1, numbers.empty() ? 1.0 : numbers[0]);
  double there = 0;
  for (std::size_t n = 1; n < numbers.size(); ++n) {
    if (numbers[n] < 1e-15)
      continue;
    const double population = static_cast<double>(n) * copies;
    const double flow = visits * customers.throughput(n);
    std::vector<double> shares;
    for (int pass = 0; pass < 4; ++pass) {
      const double back = flow / std::max(population - there, 0.01 * population);
      shares.assign(1, 1.0);
      double sum = 1;
      there = 0;
      for (double k = 1; k <= population && shares.back() > 1e-16 * sum; ++k) {
        const double rate = rates[std::min(static_cast<std::size_t>(k), rates.size()) - 1];
        const double comes = awaited * back * (population - k + 1) + (1 - awaited) * flow;
        shares.push_back(shares.back() * comes / rate);
        sum += shares.back();
        there += k * shares.back();
        if (sum < 1e200)
          continue;
        for (double &share : shares)
          share /= sum;
        there /= sum;
        sum = 1;
      }
      there /= sum;
      for (double &share : shares)
        share /= sum;
    }
    out.resize(std::max(out.size(), shares.size()), 0.0);
    for (std::size_t k = 0; k < shares.size(); ++k)
      out[k] += numbers[n] * shares[k];
  }
  return out;
}

} // namespace loadline::solve
