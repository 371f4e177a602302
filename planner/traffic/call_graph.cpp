#include "planner/traffic/call_graph.h"

#include "planner/traffic/batches.h"
#include "planner/traffic/cycles.h"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include <algorithm>
#include <cmath>

namespace loadline::traffic {

namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Vector = Eigen::VectorXd;

/// I − Pᵀ over the services of `members`, calls to others left out.
Matrix balance(const spec::System &system, const AttemptsPerCall &perCall,
               const std::vector<spec::ServiceIndex> &members) {
  std::vector<Eigen::Index> row(system.services.size(), -1);
  for (std::size_t i = 0; i < members.size(); ++i)
    row[members[i]] = static_cast<Eigen::Index>(i);
  std::vector<Eigen::Triplet<double>> entries;
  for (const spec::ServiceIndex from : members) {
    entries.emplace_back(row[from], row[from], 1.0);
    forEachCall(system, from, perCall,
                [&](const spec::Call &call, const spec::Step &, double made) {
                  if (row[call.to] >= 0)
                    entries.emplace_back(row[call.to], row[from], -made);
                });
  }
  const auto size = static_cast<Eigen::Index>(members.size());
  Matrix matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  matrix.makeCompressed();
  return matrix;
}

/// Calls within a component die out exactly when I − Pᵀ is a nonsingular M-matrix, that is when its
/// solution for a right side of ones is at least one everywhere [BermanPlemmons1979, ch. 6, I27].
bool diesOut(const spec::System &system, const AttemptsPerCall &perCall,
             const std::vector<spec::ServiceIndex> &component) {
  Eigen::SparseLU<Matrix> factors;
  factors.compute(balance(system, perCall, component));
  if (factors.info() != Eigen::Success)
    return false;
  const Vector visits = factors.solve(Vector::Ones(static_cast<Eigen::Index>(component.size())));
  constexpr double endless = 1e12; // a circle this close to 1 has no answer that double can hold
  return visits.allFinite() && visits.minCoeff() > 1.0 - 1e-9 && visits.maxCoeff() < endless;
}

/// Callers before callees, but for circles: so ordered, I − Pᵀ is block lower triangular.
std::vector<spec::ServiceIndex>
callersFirst(const std::vector<std::vector<spec::ServiceIndex>> &calleesFirst) {
  std::vector<spec::ServiceIndex> order;
  for (const auto &component : calleesFirst)
    order.insert(order.end(), component.begin(), component.end());
  std::reverse(order.begin(), order.end());
  return order;
}

} // namespace

/// Pivots stay on the diagonal: for an M-matrix that is stable; outside circles it fills nothing in
/// and is plain substitution, so that a service which no request gets to has a rate of exactly 0.
struct CallGraph::Factors {
  std::vector<spec::ServiceIndex> order;
  Eigen::SparseLU<Matrix, Eigen::NaturalOrdering<int>> lu;
};

double attempts(const spec::CallTerms &call) {
  const double made = isSharedBatch(call) ? call.count() / call.batchSize() : tripsOf(call);
  return made * (1.0 - call.hits()) * (1.0 - call.joins());
}

bool isSharedBatch(const spec::CallTerms &call) {
  return std::max(1.0, call.count()) < call.batchSize();
}

double tripsOf(const spec::CallTerms &call) {
  const double count = call.count(), size = call.batchSize();
  if (isSharedBatch(call))
    return std::min(1.0, count);
  if (size == 1 || call.countShape)
    return count / size;
  constexpr double rounding = 1e-9;
  const double whole = std::floor(count + rounding), rest = std::max(0.0, count - whole);
  const auto batches = [size](double calls) { return std::ceil(calls / size - rounding); };
  return (1 - rest) * batches(whole) + rest * batches(whole + 1);
}

double requestsInBatch(const spec::CallTerms &call, units::Rate arrivals) {
  return sharedBatch(call, arrivals).requests;
}

bool canHedge(const spec::CallTerms &call) {
  return call.hedgeAfter && !(call.timeout && call.timeout->value <= call.hedgeAfter->value);
}

Result<CallGraph> CallGraph::of(const spec::System &system, const AttemptsPerCall &perCall) {
  Diagnostics errors;
  const auto calleesFirst = components(system);
  for (const auto &component : calleesFirst)
    if (isCircle(system, component) && !diesOut(system, perCall, component))
      errors.push_back(divergence(system, perCall, component));
  if (!errors.empty())
    return errors;
  auto factors = std::make_shared<Factors>();
  factors->order = callersFirst(calleesFirst);
  factors->lu.setPivotThreshold(0.0);
  factors->lu.compute(balance(system, perCall, factors->order));
  assert(factors->lu.info() == Eigen::Success); // a nonsingular M-matrix, since every component is
  return CallGraph(std::move(factors));
}

std::vector<units::Rate> CallGraph::arrivals(const std::vector<units::Rate> &entering) const {
  const std::vector<spec::ServiceIndex> &order = factors_->order;
  Vector external(static_cast<Eigen::Index>(order.size()));
  for (std::size_t row = 0; row < order.size(); ++row)
    external[static_cast<Eigen::Index>(row)] = entering[order[row]].count();
  const Vector solved = factors_->lu.solve(external);
  std::vector<units::Rate> rates(order.size());
  for (std::size_t row = 0; row < order.size(); ++row)
    rates[order[row]] = units::Rate(solved[static_cast<Eigen::Index>(row)]);
  return rates;
}

} // namespace loadline::traffic
