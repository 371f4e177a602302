#include "planner/sizing/edges.h"

#include "planner/sizing/ceilings.h"
#include "planner/traffic/call_graph.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace loadline::sizing {

namespace {

/// What one step adds to an edge.
struct StepShare {
  double parallel = 0.0, parallelMean = 0.0, expectedCalls = 0.0;
};

void add(StepShare &share, const spec::Step &step, const spec::CallTerms &call) {
  const double reaching = 1 - call.hits();
  const double count = traffic::tripsOf(call);
  share.parallel += callsAtOnce(step, call);
  share.parallelMean += (step.isParallel ? count : std::min(1.0, count)) * reaching;
  share.expectedCalls += (step.isParallel ? std::min(1.0, count) : count) * reaching;
}

void add(Edge &edge, const spec::Step &step, StepShare share) {
  if (step.limit)
    share.parallel = std::min(share.parallel, step.limit->value);
  if (step.isParallel) // together they last as long as one
    share.expectedCalls = std::min(1.0, share.expectedCalls);
  edge.parallel = std::max(edge.parallel, share.parallel);
  edge.parallelMean = std::max(edge.parallelMean, share.parallelMean);
  edge.expectedCalls += share.expectedCalls;
}

/// A number of connections holds where every call says one; calls that say none may open any.
void addConnections(Edge &edge, const spec::CallTerms &call, const spec::ServiceTerms &callee,
                    double made, bool isFirst) {
  if (call.newConnection && call.newConnection->value)
    edge.newConnections += made;
  if (!call.connections || (!isFirst && edge.connections == 0)) {
    edge.connections = edge.channels = 0.0;
    return;
  }
  double streams = 1.0; // as many as the call says, no more than the callee takes
  if (call.streams && callee.maxStreams)
    streams = std::min(call.streams->value, callee.maxStreams->value);
  else if (const auto &said = call.streams ? call.streams : callee.maxStreams)
    streams = said->value;
  edge.connections = std::max(edge.connections, call.connections->value);
  edge.channels = std::max(edge.channels, call.connections->value * streams);
  edge.connectionsAt = call.connections->at;
}

void add(Edge &edge, const spec::Step &step, const spec::Call &call,
         const spec::ServiceTerms &callee, double made, int group) {
  addConnections(edge, call.terms, callee, made, edge.attempts == 0.0);
  edge.attempts += made;
  edge.isOptional = edge.isOptional && call.terms.isOptional();
  edge.isAsync = edge.isAsync || call.terms.isAsync();
  if (step.isParallel && !edge.isParallel)
    edge.parallelGroup = group;
  edge.isParallel = edge.isParallel || step.isParallel;
}

std::optional<units::Concurrency> carriedBy(const Edge &edge, double replicas) {
  return edge.channels > 0 ? std::optional(units::Concurrency(edge.channels * replicas))
                           : std::nullopt;
}

std::optional<units::Concurrency> offered(const Edge &edge,
                                          const std::optional<units::Concurrency> &bound,
                                          const std::optional<units::Concurrency> &carried) {
  if (!bound || edge.isAsync) // an answer that nobody waits for holds no place at the caller
    return carried;
  return std::min(*bound * edge.parallel, carried.value_or(*bound * edge.parallel));
}

/// The edges of one service after the other; which row is whose is looked up, not searched for.
class Edges {
public:
  Edges(const spec::System &system, const traffic::AttemptsPerCall &perCall)
      : system_(system), perCall_(perCall), rowOf_(system.services.size(), none) {}

  void addFrom(spec::ServiceIndex from) {
    const std::size_t first = edges_.size();
    int group = 0;
    const spec::Step *last = nullptr;
    traffic::forEachCall(
        system_, from, perCall_, [&](const spec::Call &call, const spec::Step &step, double made) {
          group += step.isParallel && &step != last ? 1 : 0;
          last = &step;
          add(row(from, call), step, call, system_.services[call.to].terms, made, group);
        });
    for (const spec::Step &step : system_.services[from].steps)
      addShares(step);
    for (std::size_t e = first; e < edges_.size(); ++e) {
      Edge &edge = edges_[e];
      edge.carried = carriedBy(edge, system_.services[from].replicas());
      rowOf_[edge.to] = none;
    }
  }

  std::vector<Edge> take() { return std::move(edges_); }

private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  Edge &row(spec::ServiceIndex from, const spec::Call &call) {
    if (rowOf_[call.to] == none) {
      rowOf_[call.to] = edges_.size();
      edges_.push_back({.from = from, .to = call.to, .at = call.toAt});
      edges_.back().cap = capFor(system_.services[call.to].terms, system_.services[from].name());
    }
    return edges_[rowOf_[call.to]];
  }

  void addShares(const spec::Step &step) {
    if (step.calls.size() == 1) { // nearly every step
      StepShare share;
      add(share, step, step.calls.front().terms);
      add(edges_[rowOf_[step.calls.front().to]], step, share);
      return;
    }
    std::map<std::size_t, StepShare> shares; // by edge
    for (const spec::Call &call : step.calls)
      add(shares[rowOf_[call.to]], step, call.terms);
    for (const auto &[edge, share] : shares)
      add(edges_[edge], step, share);
  }

  const spec::System &system_;
  const traffic::AttemptsPerCall &perCall_;
  std::vector<Edge> edges_;
  std::vector<std::size_t> rowOf_; ///< by callee, of the caller at hand
};

} // namespace

double callsAtOnce(const spec::Step &step, const spec::CallTerms &call) {
  const double batches = call.mostCount() / call.batchSize();
  const bool isShared = call.batch && batches < 1; // a full batch holds calls of several requests
  // one that leaves when it has waited need not be full: each request may be alone in its own
  const bool isPart = isShared && !call.batchWait;
  const double most = isPart ? batches : std::ceil(batches);
  const double atOnce = step.isParallel ? most : isPart ? batches : 1.0;
  return atOnce * (traffic::canHedge(call) ? 2.0 : 1.0);
}

std::vector<Edge> edges(const spec::System &system, const traffic::AttemptsPerCall &perCall) {
  Edges out(system, perCall);
  for (spec::ServiceIndex from = 0; from < system.services.size(); ++from)
    out.addFrom(from);
  return out.take();
}

std::optional<units::Concurrency>
offeredBy(const Edge &edge, const std::optional<units::Concurrency> &bound, double replicas) {
  return offered(edge, bound, carriedBy(edge, replicas));
}

std::optional<units::Concurrency> offeredBy(const Edge &edge,
                                            const std::optional<units::Concurrency> &bound) {
  return offered(edge, bound, edge.carried);
}

std::optional<units::Concurrency> admittedBy(const Edge &edge,
                                             const std::optional<units::Concurrency> &bound) {
  if (!edge.cap || !edge.cap->maxInFlight)
    return bound;
  const units::Concurrency allowed = edge.cap->maxInFlight->value;
  return bound ? std::min(*bound, allowed) : allowed;
}

bool isHeldByConnections(const Edge &edge, const std::optional<units::Concurrency> &bound) {
  const auto admitted = admittedBy(edge, bound);
  return edge.carried && (!admitted || *edge.carried < *admitted);
}

std::optional<units::Concurrency> letThrough(const Edge &edge,
                                             const std::optional<units::Concurrency> &bound) {
  const auto least = isHeldByConnections(edge, bound) ? edge.carried : admittedBy(edge, bound);
  return least ? std::optional(*least / edge.parallel) : std::nullopt;
}

const spec::Maybe<units::Rate> *rateAdmitted(const Edge &edge, const spec::ServiceTerms &callee) {
  const spec::Maybe<units::Rate> *least = nullptr;
  const auto add = [&](const spec::Maybe<units::Rate> &rate) {
    if (rate && (!least || rate->value < (*least)->value))
      least = &rate;
  };
  add(callee.contract.cap.maxRate);
  if (edge.cap)
    add(edge.cap->maxRate);
  add(callee.rateLimit);
  return least;
}

std::optional<units::Rate> rateOffered(const Edge &edge, const spec::System &system,
                                       const std::optional<units::Concurrency> &inFlight,
                                       const std::optional<units::Duration> &time) {
  if (const auto &rate = system.services[edge.from].terms.contract.cap.maxRate)
    return rate->value * edge.attempts;
  if (!system.services[edge.to].terms.rateLimit || !inFlight || !time || time->count() <= 0)
    return std::nullopt;
  return *inFlight / *time;
}

} // namespace loadline::sizing
