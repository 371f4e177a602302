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
    share.parallel += step.isParallel ? std::ceil(count) : 1.0;
    share.parallelMean += (step.isParallel ? count : std::min(1.0, count)) * reaching;
    share.expectedCalls += (step.isParallel ? std::min(1.0, count) : count) * reaching;
  }
  if (step.isParallel) // together they last as long as one
    share.expectedCalls = std::min(1.0, share.expectedCalls);
  return share;
}

void add(Edge &edge, const spec::Step &step, const spec::Call &call, int group) {
  edge.attempts += traffic::attempts(call.terms);
  edge.isOptional = edge.isOptional && call.terms.isOptional();
  if (step.isParallel && !edge.isParallel)
    edge.parallelGroup = group;
  edge.isParallel = edge.isParallel || step.isParallel;
}

std::vector<Edge> edgesFrom(const spec::System &system, spec::ServiceIndex from) {
  std::vector<Edge> out;
  std::map<spec::ServiceIndex, std::size_t> row;
  int group = 0;
  for (const spec::Step &step : system.services[from].steps) {
    group += step.isParallel ? 1 : 0;
    std::map<spec::ServiceIndex, StepShare> shares;
    for (const spec::Call &call : step.calls) {
      const auto [found, isNew] = row.try_emplace(call.to, out.size());
      if (isNew)
        out.push_back({.from = from, .to = call.to, .at = call.toAt});
      add(out[found->second], step, call, group);
      shares.try_emplace(call.to, shareOf(step, call.to));
    }
    for (const auto &[to, share] : shares) {
      Edge &edge = out[row[to]];
      edge.parallel = std::max(edge.parallel, share.parallel);
      edge.parallelMean = std::max(edge.parallelMean, share.parallelMean);
      edge.expectedCalls += share.expectedCalls;
    }
  }
  return out;
}

} // namespace

std::vector<Edge> edges(const spec::System &system) {
  std::vector<Edge> out;
  for (spec::ServiceIndex from = 0; from < system.services.size(); ++from)
    for (Edge &edge : edgesFrom(system, from))
      out.push_back(std::move(edge));
  return out;
}

} // namespace loadline::sizing
