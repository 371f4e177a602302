#include "planner/latency/circle.h"

#include "planner/traffic/call_graph.h"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include <algorithm>

namespace loadline::latency {

namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Vector = Eigen::VectorXd;

/// Its caller waits as long as the callee takes, times the calls.
bool onlyAdds(const spec::Call &call, const spec::Step &step) {
  const spec::CallTerms &terms = call.terms;
  const bool isAlone = !step.isParallel || (step.calls.size() == 1 && !terms.countShape &&
                                            terms.count() == 1 && terms.hits() == 0);
  const bool isRetried = terms.retries && terms.retries->value > 0;
  return isAlone && !terms.timeout && !terms.hedgeAfter && !isRetried &&
         !traffic::isSharedBatch(terms);
}

/// I − W; nothing where a call does more than add.
std::optional<Matrix> balance(const spec::System &system,
                              std::span<const spec::ServiceIndex> members) {
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    entries.emplace_back(row, row, 1.0);
    for (const spec::Step &step : system.services[members[i]].steps)
      for (const spec::Call &call : step.calls) {
        const auto callee = std::lower_bound(members.begin(), members.end(), call.to);
        if (call.terms.isAsync() || callee == members.end() || *callee != call.to)
          continue;
        if (!onlyAdds(call, step))
          return std::nullopt;
        entries.emplace_back(row, callee - members.begin(),
                             -traffic::tripsOf(call.terms) * (1 - call.terms.hits()));
      }
  }
  const auto size = static_cast<Eigen::Index>(members.size());
  Matrix matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  matrix.makeCompressed();
  return matrix;
}

} // namespace

struct AddingCircle::Factors {
  Eigen::SparseLU<Matrix> lu;

  /// One of the cumulants of each member, moved.
  Vector moved(const Vector &before, const Vector &after) const {
    return before + lu.solve(after - before);
  }
};

std::optional<AddingCircle> AddingCircle::of(const spec::System &system,
                                             std::span<const spec::ServiceIndex> members) {
  const std::optional<Matrix> matrix = balance(system, members);
  if (!matrix)
    return std::nullopt;
  auto factors = std::make_shared<Factors>();
  factors->lu.setPivotThreshold(0.0); // pivots on the diagonal, stable for an M-matrix
  factors->lu.compute(*matrix);
  if (factors->lu.info() != Eigen::Success)
    return std::nullopt;
  // An M-matrix, whose times end, exactly where this is at least one [BermanPlemmons1979, ch. 6].
  const Vector visits = factors->lu.solve(Vector::Ones(matrix->rows()));
  if (!visits.allFinite() || visits.minCoeff() < 1 - 1e-9)
    return std::nullopt;
  return AddingCircle(std::move(factors));
}

std::vector<Distribution> AddingCircle::leap(const std::vector<Distribution> &before,
                                             const std::vector<Distribution> &after) const {
  const auto size = static_cast<Eigen::Index>(before.size());
  const auto movedBy = [&](auto cumulant) {
    Vector from(size), to(size);
    for (Eigen::Index i = 0; i < size; ++i) {
      from[i] = cumulant(before[static_cast<std::size_t>(i)]);
      to[i] = cumulant(after[static_cast<std::size_t>(i)]);
    }
    return factors_->moved(from, to);
  };
  const auto isKnown = [](const Distribution &time) { return time.isSpreadKnown(); };
  const bool isSpreadKnown = std::all_of(before.begin(), before.end(), isKnown) &&
                             std::all_of(after.begin(), after.end(), isKnown);
  const Vector means = movedBy([](const Distribution &time) { return time.mean().count(); });
  Vector variances, thirds;
  if (isSpreadKnown) {
    variances = movedBy([](const Distribution &time) { return time.cumulants().variance; });
    thirds = movedBy([](const Distribution &time) { return time.cumulants().third; });
  }
  std::vector<Distribution> out;
  for (Eigen::Index i = 0; i < size; ++i)
    out.push_back(isSpreadKnown
                      ? Distribution::fitted({means[i], std::max(0.0, variances[i]), thirds[i]})
                      : Distribution::meanOnly(Duration(means[i])));
  return out;
}

} // namespace loadline::latency
