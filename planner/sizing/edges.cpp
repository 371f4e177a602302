#include "planner/sizing/edges.h"

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

StepShare shareOf(const spec::Step &step, spec::ServiceIndex to) {
  StepShare share;
  for (const spec::Call &call : step.calls) {
    if (call.to != to)
      continue;
    const double reaching = 1 - call.terms.hits();
    const double count = call.terms.count();
    const double most = std::ceil(call.terms.mostCount() / call.terms.batchSize());
    share.parallel += (step.isParallel ? most : 1.0) * (call.terms.hedgeAfter ? 2.0 : 1.0);
    share.parallelMean += (step.isParallel ? count : std::min(1.0, count)) * reaching;
    share.expectedCalls += (step.isParallel ? std::min(1.0, count) : count) * reaching;
  }
  if (step.limit)
    share.parallel = std::min(share.parallel, step.limit->value);
  if (step.isParallel) // together they last as long as one
    share.expectedCalls = std::min(1.0, share.expectedCalls);
  return share;
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

std::vector<Edge> edgesFrom(const spec::System &system, const traffic::AttemptsPerCall &perCall,
                            spec::ServiceIndex from) {
  std::vector<Edge> out;
  std::map<spec::ServiceIndex, std::size_t> row;
  int group = 0;
  const spec::Step *last = nullptr;
  traffic::forEachCall(
      system, from, perCall, [&](const spec::Call &call, const spec::Step &step, double made) {
        group += step.isParallel && &step != last ? 1 : 0;
        last = &step;
        const auto [found, isNew] = row.try_emplace(call.to, out.size());
        if (isNew)
          out.push_back({.from = from, .to = call.to, .at = call.toAt});
        add(out[found->second], step, call, system.services[call.to].terms, made, group);
      });
  for (const spec::Step &step : system.services[from].steps) {
    std::map<spec::ServiceIndex, StepShare> shares;
    for (const spec::Call &call : step.calls)
      shares.try_emplace(call.to, shareOf(step, call.to));
    for (const auto &[to, share] : shares) {
      Edge &edge = out[row[to]];
      edge.parallel = std::max(edge.parallel, share.parallel);
      edge.parallelMean = std::max(edge.parallelMean, share.parallelMean);
      edge.expectedCalls += share.expectedCalls;
    }
  }
  for (Edge &edge : out)
    if (edge.channels > 0)
      edge.carried = units::Concurrency(edge.channels * system.services[from].replicas());
  return out;
}

} // namespace

std::vector<Edge> edges(const spec::System &system, const traffic::AttemptsPerCall &perCall) {
  std::vector<Edge> out;
  for (spec::ServiceIndex from = 0; from < system.services.size(); ++from)
    for (Edge &edge : edgesFrom(system, perCall, from))
      out.push_back(std::move(edge));
  return out;
}

std::optional<units::Concurrency>
offeredBy(const Edge &edge, const std::optional<units::Concurrency> &bound, double replicas) {
  std::optional<units::Concurrency> offered;
  if (bound && !edge.isAsync) // an answer that nobody waits for holds no place at the caller
    offered = *bound * edge.parallel;
  if (edge.channels > 0) {
    const units::Concurrency carried(edge.channels * replicas);
    offered = offered ? std::min(*offered, carried) : carried;
  }
  return offered;
}

} // namespace loadline::sizing
