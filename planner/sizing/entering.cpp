#include "planner/sizing/entering.h"

#include "planner/sizing/closed_loads.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace loadline::sizing {

using latency::Residence;
using spec::System;
using units::Rate;

namespace {

std::vector<Rate> ratesOf(const std::vector<Edge> &edges, const std::vector<Rate> &arrivals) {
  std::vector<Rate> rates;
  rates.reserve(edges.size());
  for (const Edge &edge : edges)
    rates.push_back(arrivals[edge.from] * edge.attempts);
  return rates;
}

/// Rates by service, by edge and by workload.
struct Loads {
  const std::vector<Rate> &arrivals, &perEdge, &perWorkload;
};

/// Calls `visit(service, ceiling, load)` for the caps of the classes and tenants that workloads
/// belong to: of all tenants of a kind together, taken to send alike.
template <class Visit>
void forEachCapOfWorkloads(const System &system, const std::vector<Residence> &residences,
                           Visit visit) {
  std::vector<spec::ServiceIndex> entered;
  for (const spec::Workload &workload : system.workload)
    if (workload.load.className || workload.load.tenant)
      entered.push_back(workload.to);
  std::sort(entered.begin(), entered.end());
  entered.erase(std::unique(entered.begin(), entered.end()), entered.end());
  for (const spec::ServiceIndex to : entered) {
    const auto add = [&](const std::string &name, const spec::Cap &cap, double count, auto said) {
      for (Ceiling ceiling : ceilings(cap, residences[to], name)) {
        ceiling.rate = ceiling.rate * count;
        if (ceiling.inFlight)
          ceiling.inFlight = *ceiling.inFlight * count;
        visit(to, ceiling, [&system, &name, to, said](const Loads &loads) {
          Rate sum(0);
          for (std::size_t w = 0; w < system.workload.size(); ++w)
            if (const auto &of = system.workload[w].load.*said;
                system.workload[w].to == to && of && of->value == name)
              sum += loads.perWorkload[w];
          return sum;
        });
      }
    };
    const spec::Contract &contract = system.services[to].terms.contract;
    for (const spec::ClassCap &part : contract.classes)
      add(part.name.value, part.cap, 1.0, &spec::Load::className);
    for (const spec::TenantCap &tenant : contract.perTenant)
      add(tenant.name.value, tenant.cap, tenant.count ? tenant.count->value : 1.0,
          &spec::Load::tenant);
  }
}

/// Calls `visit(service, ceiling, load)` for the caps that callees set their callers and for those
/// that workloads keep to.
template <class Visit>
void forEachCap(const System &system, const std::vector<Edge> &edges,
                const std::vector<Residence> &residences, Visit visit) {
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if (const spec::Cap *cap = edges[e].cap)
      for (const Ceiling &ceiling :
           ceilings(*cap, residences[edges[e].to], system.services[edges[e].from].name()))
        visit(edges[e].to, ceiling, [e](const Loads &loads) { return loads.perEdge[e]; });
  }
  forEachCapOfWorkloads(system, residences, visit);
}

/// Calls `visit(service, ceiling, load)` for every constraint of services and for all caps.
template <class Visit>
void forEachCeiling(const System &system, const CeilingsByService &ceilingsOf,
                    const std::vector<Edge> &edges, const std::vector<Residence> &residences,
                    Visit visit) {
  for (spec::ServiceIndex i = 0; i < system.services.size(); ++i)
    for (const Ceiling &ceiling : ceilingsOf[i])
      visit(i, ceiling, [i](const Loads &loads) { return loads.arrivals[i]; });
  forEachCap(system, edges, residences, visit);
}

/// Requests that one connection to each service carries at once: as many as it takes, else as its
/// callers say, else one.
std::vector<double> streamsOf(const System &system, const std::vector<Edge> &edges) {
  std::vector<double> streams(system.services.size(), 1.0);
  for (const Edge &edge : edges)
    if (edge.connections > 0)
      streams[edge.to] = std::max(streams[edge.to], edge.channels / edge.connections);
  for (spec::ServiceIndex i = 0; i < streams.size(); ++i)
    if (const auto &most = system.services[i].terms.maxStreams)
      streams[i] = most->value;
  return streams;
}

/// The closed workloads, by index of System::workload.
struct Closed {
  std::vector<std::size_t> workloads;
  std::vector<ClosedLoad> loads;
};

/// Nothing where the round of one is not known; `traffic` says why.
std::optional<Closed> closedOf(const System &system, const std::vector<Residence> &residences,
                               Traffic &traffic) {
  Closed out;
  for (std::size_t w = 0; w < system.workload.size(); ++w) {
    const spec::Workload &workload = system.workload[w];
    if (!workload.load.isClosed())
      continue;
    const Residence &residence = residences[workload.to];
    const units::Duration think =
        workload.load.thinkTime ? workload.load.thinkTime->value : units::Duration(0);
    traffic.isKnown = residence.time && (think + residence.time->mean()).count() > 0;
    if (!traffic.isKnown) {
      traffic.unknownBecause =
          residence.time ? "clients neither think nor wait" : residence.unknownBecause;
      return std::nullopt;
    }
    out.workloads.push_back(w);
    out.loads.push_back(
        {units::Concurrency(workload.load.clients->value), think + residence.time->mean()});
  }
  return out;
}

/// The loads that workloads put on a system which send so much; the others send nothing.
struct SentLoads {
  std::vector<Rate> arrivals, perEdge, perWorkload;

  SentLoads(const System &system, const traffic::CallGraph &graph, const std::vector<Edge> &edges,
            std::vector<Rate> sent)
      : perWorkload(std::move(sent)) {
    std::vector<Rate> entering(system.services.size());
    for (std::size_t w = 0; w < perWorkload.size(); ++w)
      entering[system.workload[w].to] += perWorkload[w];
    arrivals = graph.arrivals(entering);
    perEdge = ratesOf(edges, arrivals);
  }
  Loads all() const { return {arrivals, perEdge, perWorkload}; }
};

/// A constraint that the closed workloads ask too much of.
struct Overfull {
  double share = 1.0; ///< of what they send, that fits
  Rate room;
  std::function<Rate(const Loads &)> load;
};

/// What the open workloads leave to the closed ones.
class Sharing {
public:
  Sharing(const System &system, const CeilingsByService &ceilingsOf,
          const traffic::CallGraph &graph, const std::vector<Edge> &edges,
          const std::vector<Residence> &residences, const SentLoads &open)
      : system_(system), ceilingsOf_(ceilingsOf), graph_(graph), edges_(edges),
        residences_(residences), open_(open) {}

  /// What each closed workload sends: waits grow at one constraint after the other that is asked
  /// for too much. In the end all of them give up alike what rounding leaves.
  SentLoads of(const Closed &closed) const {
    constexpr std::size_t mostConstraints = 50;
    std::vector<SharedConstraint> full;
    for (;;) {
      const SentLoads sent = sending(closed, ratesOf(closed.loads, full), 1.0);
      const Overfull worst = mostAsked(sent);
      if (worst.share >= 1 - 1e-9 || full.size() == mostConstraints)
        return sending(closed, ratesOf(closed.loads, full), worst.share);
      full.push_back({worst.room, {}});
      for (const std::size_t w : closed.workloads)
        full.back().visits.push_back(visitsOf(w, worst));
    }
  }

private:
  SentLoads sending(const Closed &closed, const std::vector<Rate> &rates, double share) const {
    std::vector<Rate> perWorkload(system_.workload.size());
    for (std::size_t i = 0; i < rates.size(); ++i)
      perWorkload[closed.workloads[i]] = rates[i] * share;
    return {system_, graph_, edges_, std::move(perWorkload)};
  }

  Overfull mostAsked(const SentLoads &sent) const {
    Overfull worst;
    forEachCeiling(system_, ceilingsOf_, edges_, residences_,
                   [&](spec::ServiceIndex, const Ceiling &ceiling, auto load) {
                     const Rate left = std::max(Rate(0), ceiling.rate - load(open_.all()));
                     const Rate wanted = load(sent.all());
                     if (wanted > Rate(0) && left / wanted < worst.share)
                       worst = {left / wanted, left, load};
                   });
    return worst;
  }

  double visitsOf(std::size_t workload, const Overfull &constraint) const {
    std::vector<Rate> one(system_.workload.size());
    one[workload] = Rate(1);
    return constraint.load(SentLoads(system_, graph_, edges_, std::move(one)).all()).count();
  }

  const System &system_;
  const CeilingsByService &ceilingsOf_;
  const traffic::CallGraph &graph_;
  const std::vector<Edge> &edges_;
  const std::vector<Residence> &residences_;
  const SentLoads &open_;
};

} // namespace

CeilingsByService ceilingsByService(const System &system, const policy::Policy &policy,
                                    const std::vector<Edge> &edges,
                                    const std::vector<Residence> &residences) {
  CeilingsByService out;
  out.reserve(system.services.size());
  const std::vector<double> streams = streamsOf(system, edges);
  for (spec::ServiceIndex i = 0; i < system.services.size(); ++i)
    out.push_back(ceilings(system.services[i].terms, residences[i], streams[i]));
  for (const Edge &edge : edges) {
    if (edge.attempts <= 0)
      continue;
    for (Ceiling &ceiling :
         ceilings(edge, system.services[edge.from].replicas(), residences[edge.to], policy)) {
      ceiling.rate = ceiling.rate / edge.attempts;
      out[edge.from].push_back(std::move(ceiling));
    }
  }
  return out;
}

Traffic solveTraffic(const System &system, const CeilingsByService &ceilingsOf,
                     const traffic::CallGraph &graph, const std::vector<Edge> &edges,
                     const std::vector<Residence> &residences, traffic::LoadPoint at) {
  Traffic traffic;
  traffic.perWorkload.resize(system.workload.size());
  for (std::size_t w = 0; w < system.workload.size(); ++w)
    if (!system.workload[w].load.isClosed())
      traffic.perWorkload[w] = traffic::openRate(system.workload[w].load, at);
  const auto closed = closedOf(system, residences, traffic);
  if (!closed)
    return traffic;
  const SentLoads open(system, graph, edges, traffic.perWorkload);
  traffic.arrivals = open.arrivals;
  if (!closed->loads.empty()) {
    const SentLoads sent = Sharing(system, ceilingsOf, graph, edges, residences, open).of(*closed);
    for (const std::size_t w : closed->workloads)
      traffic.perWorkload[w] = sent.perWorkload[w];
    for (std::size_t i = 0; i < traffic.arrivals.size(); ++i)
      traffic.arrivals[i] += sent.arrivals[i];
  }
  traffic.perEdge = ratesOf(edges, traffic.arrivals);
  const auto isNumber = [](Rate rate) { return std::isfinite(rate.count()); };
  if (!std::all_of(traffic.arrivals.begin(), traffic.arrivals.end(), isNumber) ||
      !std::all_of(traffic.perEdge.begin(), traffic.perEdge.end(), isNumber)) {
    traffic.isKnown = false;
    traffic.unknownBecause = "the calls multiply beyond all numbers";
  }
  return traffic;
}

std::vector<CapUse> capUses(const System &system, const std::vector<Edge> &edges,
                            const std::vector<Residence> &residences, const Traffic &traffic) {
  std::vector<CapUse> out;
  const Loads loads{traffic.arrivals, traffic.perEdge, traffic.perWorkload};
  forEachCap(system, edges, residences,
             [&](spec::ServiceIndex service, const Ceiling &ceiling, auto load) {
               out.push_back({service, ceiling, load(loads)});
             });
  return out;
}

namespace {

/// Which fills up first; of equals, but for rounding, the first by name.
bool fillsBefore(const System &system, const Bottleneck &a, const Bottleneck &b) {
  const auto rounded = [](double scale) { // to 12 digits
    int exponent = 0;
    const double part = std::frexp(scale, &exponent);
    return std::isfinite(scale) ? std::ldexp(std::round(std::ldexp(part, 40)), exponent - 40)
                                : scale;
  };
  const double scaleOfA = rounded(a.scale), scaleOfB = rounded(b.scale);
  if (scaleOfA != scaleOfB)
    return scaleOfA < scaleOfB;
  const int byName = system.services[a.service].name().compare(system.services[b.service].name());
  return byName != 0 ? byName < 0 : a.ceiling.of < b.ceiling.of;
}

} // namespace

std::vector<Bottleneck> bottlenecks(const System &system, const CeilingsByService &ceilingsOf,
                                    const std::vector<Edge> &edges,
                                    const std::vector<Residence> &residences,
                                    const Traffic &traffic) {
  constexpr std::size_t most = 10;
  std::vector<Bottleneck> first;
  forEachCeiling(
      system, ceilingsOf, edges, residences,
      [&](spec::ServiceIndex service, const Ceiling &ceiling, auto load) {
        const Rate carried = load(Loads{traffic.arrivals, traffic.perEdge, traffic.perWorkload});
        if (carried <= Rate(0))
          return;
        const double scale = ceiling.rate / carried;
        if (first.size() == most && scale > first.back().scale * (1 + 1e-9))
          return;
        Bottleneck each{scale, service, ceiling};
        const auto after = std::upper_bound(
            first.begin(), first.end(), each,
            [&](const Bottleneck &a, const Bottleneck &b) { return fillsBefore(system, a, b); });
        first.insert(after, std::move(each));
        first.resize(std::min(first.size(), most));
      });
  return first;
}

} // namespace loadline::sizing
