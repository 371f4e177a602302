#include "planner/curve/load_curve.h"

#include "planner/changes/change.h"
#include "planner/model/model_of.h"
#include "planner/solve/solve.h"

#include <algorithm>

namespace loadline::curve {

namespace {

constexpr double beyond = 1.15; // of what the system holds: how it ends is part of the picture
constexpr double unknownReach = 3;
constexpr double farthest = 4; // times what the system holds: past it the planned load is a speck

/// Whether it is a promise, which sends requests away and lets no time grow.
bool isPromise(const plan::LimitPlan &limit) {
  return !limit.of.empty() || limit.constraint == plan::Constraint::contract ||
         limit.constraint == plan::Constraint::rateLimit;
}

/// The load at which the first resource is full, as a factor of the planned one; contracts left
/// out.
std::optional<double> resourceFactor(const plan::Plan &plan) {
  const auto &system = plan.system;
  if (!system.arrivalRate || system.arrivalRate->count() <= 0)
    return {};
  std::optional<Rate> least;
  for (const plan::LimitPlan &limit : system.limits)
    if (!isPromise(limit))
      least = std::min(least.value_or(limit.maxRate), limit.maxRate);
  return least ? std::optional(*least / *system.arrivalRate) : std::nullopt;
}

Point pointOf(const Level &level, const std::string &service) {
  Point point{.factor = level.factor};
  if (const solve::ServiceSolution *of = level.solution.find(service)) {
    point.throughput = of->throughput;
    point.mean = of->residence.mean;
    point.p50 = of->residence.p50;
    point.p99 = of->residence.p99;
    point.inFlight = of->inFlight;
  }
  return point;
}

/// By the constraint that is used most.
std::optional<double> loadLineOf(const plan::ServicePlan &service, units::Ratio policy) {
  double used = 0;
  for (const plan::ConstraintPlan &constraint : service.constraints)
    used = std::max(used, constraint.used.count());
  if (used == 0 && service.utilization)
    used = service.utilization->count();
  return used > 0 ? std::optional(policy.count() / used) : std::nullopt;
}

/// Throughput / mean time, or 0 where one of them is not known.
double powerOf(const Point &p) {
  return p.throughput && p.mean && p.mean->count() > 0 ? p.throughput->count() / p.mean->count()
                                                       : 0.0;
}

/// Whether time grows beyond a point, or has no end there: where only throughput stays, another
/// service keeps the load away.
bool growsBeyond(const Point &from, const Point &last) {
  return !last.mean || last.mean->count() > 1.01 * from.mean->count();
}

void findKnee(LoadCurve &curve) {
  const auto &points = curve.points;
  const auto best =
      std::max_element(points.begin(), points.end(),
                       [](const auto &a, const auto &b) { return powerOf(a) < powerOf(b); });
  if (points.size() < 3 || powerOf(*best) <= 0 || best == points.begin())
    return;
  if (growsBeyond(*best, points.back()))
    curve.knee = best->factor;
  else
    curve.isKneeBeyond = true;
}

std::vector<Limit> limitsOf(const plan::Plan &plan, double largest) {
  std::vector<Limit> limits;
  if (!plan.system.arrivalRate || plan.system.arrivalRate->count() <= 0)
    return limits;
  for (const plan::LimitPlan &limit : plan.system.limits)
    if (const double factor = limit.maxRate / *plan.system.arrivalRate; factor <= largest)
      limits.push_back({factor, limit.service, limit.constraint});
  std::stable_sort(limits.begin(), limits.end(),
                   [](const Limit &a, const Limit &b) { return a.factor < b.factor; });
  return limits;
}

} // namespace

double heldFactor(const plan::Plan &plan) {
  const auto &system = plan.system;
  if (!system.maxRate || !system.arrivalRate || system.arrivalRate->count() <= 0)
    return unknownReach / beyond;
  return std::max(*system.maxRate / *system.arrivalRate, 1.0);
}

std::vector<double> factorsFor(const plan::Plan &plan, int count) {
  const double held = heldFactor(plan);
  const double full = resourceFactor(plan).value_or(held);
  const double last = std::clamp(full, held, farthest * held) * beyond, first = last / 20;
  std::vector<double> factors;
  for (int i = 0; i < count; ++i)
    factors.push_back(first + (last - first) * i / std::max(count - 1, 1));
  return factors;
}

Level levelAt(const spec::System &system, traffic::LoadPoint at, double factor) {
  const spec::System loaded =
      changes::changed(system, {{changes::Change::Kind::load, "", factor}}).system;
  return {factor, solve::solve(model::modelOf(loaded, at))};
}

Sweep sweep(const spec::System &system, const plan::Plan &plan, int count,
            const std::function<bool()> &mayGoOn) {
  Sweep out;
  for (const double factor : factorsFor(plan, count)) {
    if (!mayGoOn())
      break;
    out.levels.push_back(levelAt(system, plan.at, factor));
  }
  return out;
}

LoadCurve curveOf(const Sweep &sweep, const plan::Plan &plan, const std::string &service) {
  LoadCurve out{.service = service};
  for (const Level &level : sweep.levels)
    out.points.push_back(pointOf(level, service));
  if (const plan::ServicePlan *of = plan.find(service)) {
    out.planned = of->arrivalRate;
    out.bound = of->maxInFlight.declared;
    out.loadLine = loadLineOf(*of, plan.policyUtilization);
  }
  findKnee(out);
  if (!out.points.empty())
    out.limits = limitsOf(plan, out.points.back().factor);
  return out;
}

} // namespace loadline::curve
