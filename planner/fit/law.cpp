#include "planner/fit/law.h"

#include "planner/fit/least_squares.h"
#include "planner/fit/student.h"

#include <Eigen/LU>
#include <Eigen/QR>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace loadline::fit {

using queueing::Scalability;

namespace {

/// How far above the least the sum of squares may lie at a parameter's 95 % limits.
double allowedSquares(double least, std::size_t freedom) {
  const double t = studentQuantile(0.975, static_cast<double>(freedom));
  return least * (1 + t * t / static_cast<double>(freedom));
}

/// The largest value of a parameter that starts at `from` for which the squares stay allowed.
template <class SquaresAt>
double furthest(double from, double step, double most, double allowed, SquaresAt squaresAt) {
  double low = from, high = from + step;
  while (high < most && squaresAt(high) <= allowed) {
    low = high;
    high = from + 2 * (high - from);
  }
  if (high >= most && squaresAt(most) <= allowed)
    return most;
  high = std::min(high, most);
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (squaresAt(middle) <= allowed ? low : high) = middle;
  }
  return low;
}

class Fitting {
public:
  explicit Fitting(const std::vector<Sample> &samples)
      : samples_(samples), least_(boundedLeastSquares(samples)) {
    fitted_.law = least_.law;
    fitted_.contentionAtBound = least_.law.contention <= 0 || least_.law.contention >= 1;
    fitted_.coherencyAtBound = least_.law.coherency <= 0;
    fitted_.freedom = samples.size() - 3;
    fitted_.error =
        Rate(std::sqrt(least_.squares / static_cast<double>(samples.size() - freeCount())));
  }

  FittedLaw result() {
    fitted_.explained = explained();
    setIntervals();
    setPeak();
    return fitted_;
  }

private:
  std::size_t freeCount() const {
    return 3 - (fitted_.contentionAtBound ? 1 : 0) - (fitted_.coherencyAtBound ? 1 : 0);
  }

  Ratio explained() const {
    double sum = 0, squares = 0;
    for (const Sample &sample : samples_)
      sum += sample.throughput.count();
    const double mean = sum / static_cast<double>(samples_.size());
    for (const Sample &sample : samples_)
      squares += (sample.throughput.count() - mean) * (sample.throughput.count() - mean);
    return Ratio(squares > 0 ? std::max(0.0, 1 - least_.squares / squares) : 0.0);
  }

  /// Variances and covariances of the free parameters; 0 for those at a bound.
  Eigen::Matrix3d covariance() const {
    std::vector<int> free = {0};
    if (!fitted_.contentionAtBound)
      free.push_back(1);
    if (!fitted_.coherencyAtBound)
      free.push_back(2);
    const Eigen::MatrixX3d all = derivatives(samples_, least_.law);
    Eigen::MatrixXd terms(all.rows(), free.size());
    for (std::size_t i = 0; i < free.size(); ++i)
      terms.col(static_cast<Eigen::Index>(i)) = all.col(free[i]);
    // Scaled to ones on the diagonal: β's column is larger than γ's by many powers of ten.
    const Eigen::VectorXd scale = terms.colwise().norm();
    const Eigen::MatrixXd normal = scale.cwiseInverse().asDiagonal() * (terms.transpose() * terms) *
                                   scale.cwiseInverse().asDiagonal();
    const Eigen::MatrixXd inverse = scale.cwiseInverse().asDiagonal() * normal.inverse().eval() *
                                    scale.cwiseInverse().asDiagonal();
    Eigen::Matrix3d out = Eigen::Matrix3d::Zero();
    for (std::size_t i = 0; i < free.size(); ++i)
      for (std::size_t j = 0; j < free.size(); ++j)
        out(free[i], free[j]) =
            inverse(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) *
            fitted_.error.count() * fitted_.error.count();
    return out;
  }

  void setIntervals() {
    covariance_ = covariance();
    t_ = studentQuantile(0.975, static_cast<double>(samples_.size() - freeCount()));
    const auto around = [&](int parameter, double value) {
      const double half = t_ * std::sqrt(covariance_(parameter, parameter));
      return Interval{value - half, value + half};
    };
    const double allowed = allowedSquares(least_.squares, fitted_.freedom);
    const auto squaresAtContention = [&](double at) {
      return boundedLeastSquares(samples_, {.contention = at}).squares;
    };
    const auto squaresAtCoherency = [&](double at) {
      return boundedLeastSquares(samples_, {.coherency = at}).squares;
    };
    fitted_.alone = around(0, least_.law.alone.count());
    fitted_.contention = around(1, least_.law.contention);
    fitted_.coherency = around(2, least_.law.coherency);
    if (least_.law.contention <= 0)
      fitted_.contention = {0, furthest(0, 1e-6, 1, allowed, squaresAtContention)};
    else if (least_.law.contention >= 1)
      fitted_.contention = {
          1 - furthest(0, 1e-6, 1, allowed, [&](double at) { return squaresAtContention(1 - at); }),
          1};
    fitted_.contention = {std::max(fitted_.contention.low, 0.0),
                          std::min(fitted_.contention.high, 1.0)};
    fitted_.coherency.low = std::max(fitted_.coherency.low, 0.0);
    if (fitted_.coherencyAtBound)
      fitted_.coherency = {0, furthest(0, 1e-9, 1e6, allowed, squaresAtCoherency)};
  }

  void setPeak() {
    const double without = boundedLeastSquares(samples_, {.coherency = 0}).squares;
    if (fitted_.coherencyAtBound || least_.law.contention >= 1 ||
        without <= allowedSquares(least_.squares, fitted_.freedom))
      return;
    const double number = queueing::peakNumber(least_.law);
    // Of ln N = (ln(1 − α) − ln β) / 2, which is nearer to normal than N.
    const double toContention = fitted_.contentionAtBound ? 0 : -0.5 / (1 - least_.law.contention);
    const Eigen::Vector3d slope(0, toContention, -0.5 / least_.law.coherency);
    const double half = t_ * std::sqrt(slope.dot(covariance_ * slope));
    double least = std::numeric_limits<double>::infinity(), largest = 0;
    for (const Sample &sample : samples_) {
      least = std::min(least, sample.number.count());
      largest = std::max(largest, sample.number.count());
    }
    fitted_.peak = Peak{Concurrency(number),
                        queueing::throughput(least_.law, number),
                        {number * std::exp(-half), number * std::exp(half)},
                        number >= least && number <= largest};
  }

  const std::vector<Sample> &samples_;
  Minimum least_;
  FittedLaw fitted_;
  Eigen::Matrix3d covariance_ = Eigen::Matrix3d::Zero();
  double t_ = 0;
};

Diagnostic refusal(std::string why, std::string hint) {
  return {{}, "the data do not support a fit: " + std::move(why), std::move(hint)};
}

/// Throughput that grows faster than the number, beyond what chance explains.
bool isSuperlinear(const std::vector<Sample> &samples, const Minimum &bounded) {
  const Minimum free = leastSquares(samples, {});
  if (free.law.contention >= 0 || free.law.alone.count() <= 0)
    return false;
  const double most = allowedSquares(free.squares, samples.size() - 3);
  return bounded.squares > most && bounded.squares > free.squares * (1 + 1e-9);
}

/// By how much the sum of squares falls when a sample is left out, of each: r² / (1 − h), h its
/// leverage.
std::vector<double> squaresExplainedBy(const std::vector<Sample> &samples, const Scalability &law) {
  const Eigen::MatrixX3d terms = derivatives(samples, law);
  const Eigen::MatrixX3d scaled = terms * terms.colwise().norm().cwiseInverse().asDiagonal();
  const Eigen::Matrix3d inverse =
      (scaled.transpose() * scaled).completeOrthogonalDecomposition().pseudoInverse();
  std::vector<double> out;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto row = scaled.row(static_cast<Eigen::Index>(i));
    const double leverage = std::min(row.dot(inverse * row.transpose()), 1 - 1e-9);
    const double rest =
        (samples[i].throughput - queueing::throughput(law, samples[i].number.count())).count();
    out.push_back(rest * rest / (1 - leverage));
  }
  return out;
}

} // namespace

Result<FittedLaw> fitLaw(const std::vector<Sample> &samples) {
  std::set<double> levels;
  for (const Sample &sample : samples)
    levels.insert(sample.number.count());
  if (levels.size() < 4)
    return refusal(fmt::format("{} different numbers in flight, and the law has three parameters",
                               levels.size()),
                   "measure at least four levels, from one to past the knee");
  const Minimum bounded = boundedLeastSquares(samples);
  if (!std::isfinite(bounded.squares) || bounded.law.alone.count() <= 0)
    return refusal("no law comes near the points", "");
  if (isSuperlinear(samples, bounded))
    return refusal("throughput grows faster than the number in flight",
                   "a warm-up inside the measurement, or a cache that fills, looks like that");
  FittedLaw fitted = Fitting(samples).result();
  if (fitted.contention.low <= 0 && fitted.contention.high >= 1)
    return refusal("any contention from 0 to 1 is within the noise",
                   "measure longer, and at more levels");
  return fitted;
}

std::vector<std::size_t> outliersOf(const std::vector<Sample> &samples) {
  constexpr std::size_t fewest = 8;
  std::vector<Sample> left = samples;
  std::vector<std::size_t> index(samples.size()), removed;
  for (std::size_t i = 0; i < index.size(); ++i)
    index[i] = i;
  std::size_t outliers = 0;
  const std::size_t most =
      samples.size() < fewest ? 0 : std::min<std::size_t>(samples.size() / 4, 50);
  while (removed.size() < most) {
    const Minimum all = boundedLeastSquares(left);
    const std::vector<double> shares = squaresExplainedBy(left, all.law);
    const auto worst =
        static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
    const double without = std::max(all.squares - shares[worst], 0.0);
    // A deleted residual, squared and over the variance of the others, is Student's t squared.
    const double freedom = static_cast<double>(left.size()) - 4;
    const double t = std::sqrt(shares[worst] / std::max(without / freedom, 1e-300));
    removed.push_back(index[worst]);
    if (t > studentQuantile(1 - 0.05 / (2 * static_cast<double>(left.size())), freedom))
      outliers = removed.size();
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(worst));
    index.erase(index.begin() + static_cast<std::ptrdiff_t>(worst));
  }
  removed.resize(outliers);
  std::sort(removed.begin(), removed.end());
  return removed;
}

} // namespace loadline::fit
