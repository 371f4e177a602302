#include "planner/traffic/call_graph.h"

#include "planner/traffic/cycles.h"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include <cmath>

namespace loadline::traffic {

namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Vector = Eigen::VectorXd;

/// I − Pᵀ over the services of `members`, calls to others left out.
Matrix balance(const spec::System &system, const std::vector<spec::ServiceIndex> &members) {
  std::vector<Eigen::Index> row(system.services.size(), -1);
  for (std::size_t i = 0; i < members.size(); ++i)
    row[members[i]] = static_cast<Eigen::Index>(i);
  std::vector<Eigen::Triplet<double>> entries;
  for (const spec::ServiceIndex from : members) {
    entries.emplace_back(row[from], row[from], 1.0);
    for (const spec::Step &step : system.services[from].steps)
      for (const spec::Call &call : step.calls)
        if (row[call.to] >= 0)
          entries.emplace_back(row[call.to], row[from], -attempts(call.terms));
  }
  const auto size = static_cast<Eigen::Index>(members.size());
  Matrix matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  matrix.makeCompressed();
  return matrix;
}

/// Calls within a component die out exactly when I − Pᵀ is a nonsingular M-matrix, that is when its
/// solution for a right side of ones is at least one everywhere [BermanPlemmons1979, ch. 6, I27].
bool diesOut(const spec::System &system, const std::vector<spec::ServiceIndex> &component) {
  Eigen::SparseLU<Matrix> factors;
  factors.compute(balance(system, component));
  if (factors.info() != Eigen::Success)
    return false;
  const Vector visits = factors.solve(Vector::Ones(static_cast<Eigen::Index>(component.size())));
  constexpr double endless = 1e12; // a circle this close to 1 has no answer that double can hold
  return visits.allFinite() && visits.minCoeff() > 1.0 - 1e-9 && visits.maxCoeff() < endless;
}

std::vector<spec::ServiceIndex> all(const spec::System &system) {
  std::vector<spec::ServiceIndex> indices(system.services.size());
  for (std::size_t i = 0; i < indices.size(); ++i)
    indices[i] = i;
  return indices;
}

} // namespace

struct CallGraph::Factors {
  Eigen::SparseLU<Matrix> lu;
};

double attempts(const spec::CallTerms &call) {
  return call.count() * (1.0 - call.hits());
}

Result<CallGraph> CallGraph::of(const spec::System &system) {
  Diagnostics errors;
  for (const auto &component : components(system))
    if (isCircle(system, component) && !diesOut(system, component))
      errors.push_back(divergence(system, component));
  if (!errors.empty())
    return errors;
  auto factors = std::make_shared<Factors>();
  factors->lu.compute(balance(system, all(system)));
  assert(factors->lu.info() == Eigen::Success); // a nonsingular M-matrix, since every component is
  return CallGraph(std::move(factors));
}

std::vector<units::Rate> CallGraph::arrivals(const std::vector<units::Rate> &entering) const {
  const auto size = static_cast<Eigen::Index>(entering.size());
  Vector external(size);
  for (Eigen::Index i = 0; i < size; ++i)
    external[i] = entering[static_cast<std::size_t>(i)].count();
  const Vector solved = factors_->lu.solve(external);
  std::vector<units::Rate> rates;
  for (Eigen::Index i = 0; i < size; ++i)
    rates.emplace_back(std::max(0.0, solved[i])); // rounding alone can make it negative
  return rates;
}

} // namespace loadline::traffic
