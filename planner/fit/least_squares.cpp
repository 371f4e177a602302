#include "planner/fit/least_squares.h"

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include <array>
#include <limits>

namespace loadline::fit {

using queueing::Scalability;

namespace {

double denominator(const Scalability &law, double number) {
  return 1 + law.contention * (number - 1) + law.coherency * number * (number - 1);
}

/// Infinite where the law has a pole among the samples.
double squaresOf(const std::vector<Sample> &samples, const Scalability &law) {
  double sum = 0;
  for (const Sample &sample : samples) {
    if (denominator(law, sample.number.count()) <= 0)
      return std::numeric_limits<double>::infinity();
    const double rest =
        (sample.throughput - queueing::throughput(law, sample.number.count())).count();
    sum += rest * rest;
  }
  return sum;
}

/// The γ of least squares for given α and β, in which the law is linear.
Scalability withBestAlone(const std::vector<Sample> &samples, Scalability law) {
  law.alone = Rate(1);
  double cross = 0, square = 0;
  for (const Sample &sample : samples) {
    const double shape = queueing::throughput(law, sample.number.count()).count();
    cross += shape * sample.throughput.count();
    square += shape * shape;
  }
  law.alone = Rate(square > 0 ? cross / square : 0);
  return law;
}

/// N / X = (1 + α(N − 1) + βN(N − 1)) / γ is linear in 1/γ, α/γ and β/γ: a place to start from.
/// Weighted by X² / N, which makes its residuals those of X.
Scalability linearStart(const std::vector<Sample> &samples) {
  Eigen::MatrixX3d terms(samples.size(), 3);
  Eigen::VectorXd values(samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double n = samples[i].number.count(), x = samples[i].throughput.count();
    const double weight = x * x / n;
    terms.row(static_cast<Eigen::Index>(i)) << weight, weight * (n - 1), weight * n * (n - 1);
    values(static_cast<Eigen::Index>(i)) = weight * n / x;
  }
  const Eigen::Vector3d found = terms.colPivHouseholderQr().solve(values);
  return {Rate(1 / found(0)), found(1) / found(0), found(2) / found(0)};
}

class Search {
public:
  Search(const std::vector<Sample> &samples, const Held &held) : samples_(samples), held_(held) {
    free_.push_back(0);
    if (!held.contention)
      free_.push_back(1);
    if (!held.coherency)
      free_.push_back(2);
  }

  Minimum from(Scalability law) const {
    law.contention = held_.contention.value_or(law.contention);
    law.coherency = held_.coherency.value_or(law.coherency);
    law = withBestAlone(samples_, law);
    double squares = squaresOf(samples_, law), damping = 1e-3;
    for (int step = 0; step < 500 && damping < 1e16 && std::isfinite(squares); ++step) {
      const Scalability tried = moved(law, damping);
      const double after = squaresOf(samples_, tried);
      if (!(after <= squares)) {
        damping *= 10;
        continue;
      }
      const bool isDone = squares - after <= 1e-15 * squares && damping <= 1e-3;
      law = tried;
      squares = after;
      damping = std::max(damping / 10, 1e-12);
      if (isDone)
        break;
    }
    return {law, squares};
  }

private:
  /// A step between Newton's and steepest descent, each parameter scaled by its own curvature.
  Scalability moved(const Scalability &law, double damping) const {
    const Eigen::MatrixX3d all = derivatives(samples_, law);
    Eigen::MatrixXd terms(all.rows(), free_.size());
    for (std::size_t i = 0; i < free_.size(); ++i)
      terms.col(static_cast<Eigen::Index>(i)) = all.col(free_[i]);
    Eigen::VectorXd rests(all.rows());
    for (std::size_t i = 0; i < samples_.size(); ++i)
      rests(static_cast<Eigen::Index>(i)) =
          (samples_[i].throughput - queueing::throughput(law, samples_[i].number.count())).count();
    Eigen::MatrixXd normal = terms.transpose() * terms;
    normal.diagonal() *= 1 + damping;
    const Eigen::VectorXd step = normal.ldlt().solve(terms.transpose() * rests);
    std::array<double, 3> values = {law.alone.count(), law.contention, law.coherency};
    for (std::size_t i = 0; i < free_.size(); ++i)
      values[static_cast<std::size_t>(free_[i])] += step(static_cast<Eigen::Index>(i));
    return {Rate(values[0]), values[1], values[2]};
  }

  const std::vector<Sample> &samples_;
  const Held &held_;
  std::vector<int> free_;
};

bool isWithin(const Scalability &law) {
  return law.contention >= 0 && law.contention <= 1 && law.coherency >= 0;
}

} // namespace

Eigen::MatrixX3d derivatives(const std::vector<Sample> &samples, const Scalability &law) {
  Eigen::MatrixX3d out(samples.size(), 3);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double n = samples[i].number.count(), d = denominator(law, n);
    const double shape = n / d, fall = -law.alone.count() * n / (d * d);
    out.row(static_cast<Eigen::Index>(i)) << shape, fall * (n - 1), fall * n * (n - 1);
  }
  return out;
}

Minimum leastSquares(const std::vector<Sample> &samples, const Held &held) {
  const Search search(samples, held);
  Minimum best{{}, std::numeric_limits<double>::infinity()};
  for (const Scalability &start :
       {linearStart(samples), Scalability{Rate(1), 0.1, 0}, Scalability{Rate(1), 0.01, 0.001}}) {
    const Minimum found = search.from(start);
    if (found.squares < best.squares)
      best = found;
  }
  return best;
}

Minimum boundedLeastSquares(const std::vector<Sample> &samples, const Held &held) {
  Minimum best = leastSquares(samples, held);
  if (isWithin(best.law))
    return best;
  best.squares = std::numeric_limits<double>::infinity();
  const auto tryAt = [&](const Held &bounds) {
    const Minimum found = leastSquares(samples, bounds);
    if (isWithin(found.law) && found.squares < best.squares)
      best = found;
  };
  for (const std::optional<double> contention : {held.contention, {0.0}, {1.0}})
    for (const std::optional<double> coherency : {held.coherency, {0.0}})
      if ((!held.contention || contention == held.contention) &&
          (!held.coherency || coherency == held.coherency))
        tryAt({contention, coherency});
  return best;
}

} // namespace loadline::fit
