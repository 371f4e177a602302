#include "planner/traffic/call_graph.h"

#include "planner/traffic/batches.h"
#include "planner/traffic/cycles.h"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include <algorithm>
#include <cmath>
#include <span>

namespace loadline::traffic {

namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Vector = Eigen::VectorXd;

/// Pivots stay on the diagonal, which for an M-matrix is stable.
using Factors = Eigen::SparseLU<Matrix>;

/// I − Pᵀ over the members of a circle, ascending; calls to others are left out.
Matrix balance(const spec::System &system, const AttemptsPerCall &perCall,
               std::span<const spec::ServiceIndex> members) {
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t column = 0; column < members.size(); ++column) {
    const auto to = static_cast<Eigen::Index>(column);
    entries.emplace_back(to, to, 1.0);
    forEachCall(system, members[column], perCall,
                [&](const spec::Call &call, const spec::Step &, double made) {
                  const auto row = std::lower_bound(members.begin(), members.end(), call.to);
                  if (row != members.end() && *row == call.to)
                    entries.emplace_back(row - members.begin(), to, -made);
                });
  }
  const auto size = static_cast<Eigen::Index>(members.size());
  Matrix matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  matrix.makeCompressed();
  return matrix;
}

/// The factors of a circle; nothing where its calls do not die out. They do exactly when I − Pᵀ is
/// a nonsingular M-matrix, that is when its solution for a right side of ones is at least one
/// everywhere [BermanPlemmons1979, ch. 6, I27].
std::unique_ptr<Factors> factorised(const spec::System &system, const AttemptsPerCall &perCall,
                                    std::span<const spec::ServiceIndex> circle) {
  auto factors = std::make_unique<Factors>();
  factors->setPivotThreshold(0.0);
  factors->compute(balance(system, perCall, circle));
  if (factors->info() != Eigen::Success)
    return nullptr;
  const Vector visits = factors->solve(Vector::Ones(static_cast<Eigen::Index>(circle.size())));
  constexpr double endless = 1e12; // a circle this close to 1 has no answer that double can hold
  const bool diesOut =
      visits.allFinite() && visits.minCoeff() > 1.0 - 1e-9 && visits.maxCoeff() < endless;
  return diesOut ? std::move(factors) : nullptr;
}

/// The arrivals at the members of a circle, out of those from outside of it.
void solve(const Factors &factors, std::span<const spec::ServiceIndex> members,
           std::vector<units::Rate> &rates) {
  Vector external(static_cast<Eigen::Index>(members.size()));
  for (std::size_t i = 0; i < members.size(); ++i)
    external[static_cast<Eigen::Index>(i)] = rates[members[i]].count();
  const Vector solved = factors.solve(external);
  for (std::size_t i = 0; i < members.size(); ++i)
    rates[members[i]] = units::Rate(solved[static_cast<Eigen::Index>(i)]);
}

} // namespace

/// Callers before callees, so that a pass downwards gives every rate: of a service from those of
/// its callers, of a circle from those before it by its factors. A service that no request gets to
/// has a rate of exactly 0.
struct CallGraph::Order {
  struct Arc {
    spec::ServiceIndex from, to;
    double made; ///< attempts per request of the caller
  };
  /// A service, or the members of a circle.
  struct Block {
    std::size_t members, arcs;        ///< where its own end
    std::unique_ptr<Factors> factors; ///< of a circle
  };
  std::vector<Block> blocks;
  std::vector<spec::ServiceIndex> members;
  std::vector<Arc> arcs; ///< to later blocks
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
  return SharedBatch(batchTerms(call, arrivals)).requests();
}

bool canHedge(const spec::CallTerms &call) {
  return call.hedgeAfter && !(call.timeout && call.timeout->value <= call.hedgeAfter->value);
}

Result<CallGraph> CallGraph::of(const spec::System &system, const AttemptsPerCall &perCall) {
  Diagnostics errors;
  const Components calleesFirst = components(system);
  auto order = std::make_shared<Order>();
  order->blocks.reserve(calleesFirst.size());
  order->members.reserve(system.services.size());
  for (std::size_t c = calleesFirst.size(); c-- > 0;) {
    const auto members = calleesFirst[c];
    std::unique_ptr<Factors> factors;
    if (calleesFirst.isCircle[c] && !(factors = factorised(system, perCall, members)))
      errors.push_back(divergence(system, perCall, members));
    for (const spec::ServiceIndex from : members) {
      order->members.push_back(from);
      forEachCall(system, from, perCall,
                  [&](const spec::Call &call, const spec::Step &, double made) {
                    if (!std::binary_search(members.begin(), members.end(), call.to))
                      order->arcs.push_back({from, call.to, made});
                  });
    }
    order->blocks.push_back({order->members.size(), order->arcs.size(), std::move(factors)});
  }
  if (!errors.empty())
    return errors;
  return CallGraph(std::move(order));
}

std::vector<units::Rate> CallGraph::arrivals(const std::vector<units::Rate> &entering) const {
  std::vector<units::Rate> rates = entering;
  std::size_t member = 0, arc = 0;
  for (const Order::Block &block : order_->blocks) {
    if (block.factors)
      solve(*block.factors, std::span(order_->members).subspan(member, block.members - member),
            rates);
    for (; arc < block.arcs; ++arc) {
      const Order::Arc &call = order_->arcs[arc];
      rates[call.to] += rates[call.from] * call.made;
    }
    member = block.members;
  }
  return rates;
}

} // namespace loadline::traffic
