#include "planner/traffic/cycles.h"

#include "base/text.h"
#include "planner/traffic/call_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace loadline::traffic {

using spec::ServiceIndex;
using spec::System;

namespace {

struct Arc {
  ServiceIndex from, to;
  double attempts; ///< of all calls together
  SourcePosition at;
};

std::vector<Arc> arcsFrom(const System &system, const AttemptsPerCall &perCall, ServiceIndex from) {
  std::map<ServiceIndex, Arc> arcs;
  forEachCall(system, from, perCall, [&](const spec::Call &call, const spec::Step &, double made) {
    arcs.try_emplace(call.to, Arc{from, call.to, 0.0, call.toAt}).first->second.attempts += made;
  });
  std::vector<Arc> out;
  for (auto &[to, arc] : arcs)
    out.push_back(std::move(arc));
  return out;
}

/// Tarjan's algorithm with its call stack as data, since a chain of services may be long.
class Tarjan {
public:
  explicit Tarjan(const System &system)
      : number_(system.services.size(), -1), low_(number_), onStack_(number_.size()) {
    for (const spec::Service &service : system.services) {
      firstOf_.push_back(callees_.size());
      for (const spec::Step &step : service.steps)
        for (const spec::Call &call : step.calls)
          callees_.push_back(call.to);
    }
    firstOf_.push_back(callees_.size());
  }

  Components run() {
    for (ServiceIndex root = 0; root < number_.size(); ++root)
      if (number_[root] < 0)
        visit(root);
    return std::move(components_);
  }

private:
  struct Frame {
    ServiceIndex at;
    std::size_t next; ///< of `callees_`
  };

  void enter(ServiceIndex at) {
    number_[at] = low_[at] = counter_++;
    stack_.push_back(at);
    onStack_[at] = true;
    frames_.push_back({at, firstOf_[at]});
  }

  void leave() {
    const ServiceIndex at = frames_.back().at;
    frames_.pop_back();
    if (!frames_.empty())
      low_[frames_.back().at] = std::min(low_[frames_.back().at], low_[at]);
    if (low_[at] != number_[at])
      return;
    const auto first = std::prev(std::find(stack_.rbegin(), stack_.rend(), at).base());
    std::sort(first, stack_.end());
    for (auto member = first; member != stack_.end(); ++member)
      onStack_[*member] = false;
    components_.members.insert(components_.members.end(), first, stack_.end());
    components_.ends.push_back(components_.members.size());
    components_.isCircle.push_back(std::distance(first, stack_.end()) > 1 || callsItself(at));
    stack_.erase(first, stack_.end());
  }

  bool callsItself(ServiceIndex at) const {
    const auto by = [&](std::size_t i) {
      return callees_.begin() + static_cast<std::ptrdiff_t>(firstOf_[i]);
    };
    return std::find(by(at), by(at + 1), at) != by(at + 1);
  }

  void visit(ServiceIndex root) {
    enter(root);
    while (!frames_.empty()) {
      Frame &frame = frames_.back();
      if (frame.next == firstOf_[frame.at + 1]) {
        leave();
        continue;
      }
      const ServiceIndex callee = callees_[frame.next++];
      if (number_[callee] < 0)
        enter(callee);
      else if (onStack_[callee])
        low_[frame.at] = std::min(low_[frame.at], number_[callee]);
    }
  }

  std::vector<ServiceIndex> callees_; ///< of all services, one after the other
  std::vector<std::size_t> firstOf_;  ///< by service, and the end
  std::vector<int> number_, low_;
  std::vector<char> onStack_;
  std::vector<ServiceIndex> stack_;
  std::vector<Frame> frames_;
  Components components_;
  int counter_ = 0;
};

/// A circle whose calls multiply to at least one, by Bellman-Ford on their logarithms. There may be
/// none: several circles, each dying out alone, can feed each other.
std::optional<std::vector<Arc>> growingCircle(const std::vector<Arc> &arcs, std::size_t services) {
  std::vector<double> gain(services, 0.0);
  std::vector<const Arc *> best(services, nullptr);
  const Arc *last = nullptr;
  constexpr double slack = 1e-9; // so that a product of exactly one counts as growing
  for (std::size_t round = 0; round <= services; ++round) {
    last = nullptr;
    for (const Arc &arc : arcs) {
      const double through = gain[arc.from] + std::log(arc.attempts) + slack;
      if (through <= gain[arc.to] + slack / 2)
        continue;
      gain[arc.to] = through;
      best[arc.to] = last = &arc;
    }
    if (!last)
      return std::nullopt;
  }
  ServiceIndex on = last->to;
  for (std::size_t step = 0; step < services && best[on]; ++step)
    on = best[on]->from; // now surely on the circle
  std::vector<Arc> circle;
  for (ServiceIndex at = on; circle.empty() || at != on; at = best[at]->from) {
    if (!best[at])
      return std::nullopt;
    circle.push_back(*best[at]);
  }
  std::reverse(circle.begin(), circle.end());
  return circle;
}

/// "a -> b -> a"; a long circle cut in its middle.
std::string roundOf(const System &system, const std::vector<Arc> &circle) {
  constexpr std::size_t most = 10;
  std::string path = system.services[circle.front().from].name();
  for (std::size_t i = 0; i < circle.size(); ++i)
    if (circle.size() <= most || i < most / 2 || i + 1 == circle.size())
      path += " -> " + system.services[circle[i].to].name();
    else if (i == most / 2)
      path += " -> …";
  return path;
}

/// "1.2 times as many calls as the one before"
std::string growthInWords(double growth) {
  const std::string times = threeDigits(growth);
  return times == "1" ? "as many calls as the one before"
                      : times + " times as many calls as the one before";
}

/// Growth per round of calls: the spectral radius of P, by power iteration on P + 1, which has one
/// dominant eigenvalue whatever the period of the circles.
double growthPerRound(const std::vector<Arc> &arcs, std::span<const ServiceIndex> members,
                      std::size_t services) {
  std::vector<double> visits(services, 0.0);
  for (const ServiceIndex member : members)
    visits[member] = 1.0;
  double growth = 1.0;
  for (int round = 0; round < 500; ++round) {
    std::vector<double> next = visits;
    for (const Arc &arc : arcs)
      next[arc.to] += visits[arc.from] * arc.attempts;
    growth = *std::max_element(next.begin(), next.end());
    for (double &value : next)
      value /= growth;
    visits = std::move(next);
  }
  return growth - 1.0;
}

} // namespace

Components components(const System &system) {
  return Tarjan(system).run();
}

Diagnostic divergence(const System &system, const AttemptsPerCall &perCall,
                      std::span<const ServiceIndex> component) {
  std::vector<Arc> arcs;
  for (const ServiceIndex from : component)
    for (Arc &arc : arcsFrom(system, perCall, from))
      if (arc.attempts > 0 && std::binary_search(component.begin(), component.end(), arc.to))
        arcs.push_back(std::move(arc));
  const std::string hint =
      perCall.empty()
          ? "lower 'per_request' or raise 'cache_hit' on it until a round makes less than one call"
          : "retries and hedges are in it: lower 'retries', give it a 'budget', or raise the "
            "timeout";
  if (const auto circle = growingCircle(arcs, system.services.size())) {
    const auto first = std::min_element(circle->begin(), circle->end(),
                                        [](const Arc &a, const Arc &b) { return a.at < b.at; });
    std::vector<Arc> ordered(first, circle->end());
    ordered.insert(ordered.end(), circle->begin(), first);
    double amplification = 1.0;
    for (const Arc &arc : ordered)
      amplification *= arc.attempts;
    const auto steepest = std::max_element( // the first among equals
        ordered.begin(), ordered.end(),
        [](const Arc &a, const Arc &b) { return a.attempts < b.attempts; });
    return {steepest->at,
            fmt::format("the calls {} never end: each round makes {}", roundOf(system, ordered),
                        growthInWords(amplification)),
            hint};
  }
  std::vector<std::string> names;
  for (const ServiceIndex member : component)
    names.push_back(system.services[member].name());
  const auto steepest = std::max_element(
      arcs.begin(), arcs.end(), [](const Arc &a, const Arc &b) { return a.attempts < b.attempts; });
  return {steepest->at,
          fmt::format("the calls among {} never end: each round makes {}", listed(names),
                      growthInWords(growthPerRound(arcs, component, system.services.size()))),
          hint};
}

} // namespace loadline::traffic
