#include "planner/plan/remedies.h"

#include "planner/sizing/little.h"

#include <algorithm>
#include <cmath>

namespace loadline::plan {

using spec::ServiceIndex;

namespace {

constexpr double full = 1 + 1e-9;

bool isTooMuch(const std::optional<Concurrency> &offered,
               const std::optional<Concurrency> &admitted) {
  return offered && admitted && *offered > *admitted * full;
}

/// ⌊number⌋ forgiving what rounding takes away; nothing below `least`.
std::optional<double> wholeAtLeast(double least, double number) {
  const double whole = std::floor(number * full);
  return whole >= least ? std::optional(whole) : std::nullopt;
}

/// Bounds that are made less together, each in proportion.
struct Bounds {
  double sum = 0.0;
  double least = HUGE_VAL;

  void add(Concurrency bound) {
    sum += bound.count();
    least = std::min(least, bound.count());
  }
  /// All of them at that share; nothing where one would admit nothing.
  std::optional<Concurrency> at(double share) const {
    const auto whole = wholeAtLeast(1, sum * share);
    if (!whole || std::floor(least * (*whole / sum) * full) < 1)
      return std::nullopt;
    return Concurrency(*whole);
  }
};

/// The largest share of 1 with which what is offered fits, for offers that grow with it; nothing
/// where none does.
template <class Offered>
std::optional<double> fittingShare(Offered offered, Concurrency admitted) {
  const auto fits = [&](double share) { return offered(share) <= admitted * (1 + 1e-12); };
  const double proportional = admitted / offered(1.0);
  if (fits(proportional) && !fits(proportional * full))
    return proportional; // nothing on the way keeps it from growing evenly
  double low = 0.0, high = 1.0;
  if (!fits(low))
    return std::nullopt;
  for (int step = 0; step < 50; ++step) {
    const double middle = (low + high) / 2;
    (fits(middle) ? low : high) = middle;
  }
  return low;
}

std::optional<Concurrency> scaled(const std::optional<Concurrency> &bound, double share) {
  return bound ? std::optional(*bound * share) : std::nullopt;
}

/// The bounds of the entries from which calls lead to a tier; of all of them in a system too large
/// to look at each way.
Bounds entriesTo(const Workings &workings, const sizing::Tier &tier) {
  constexpr std::size_t large = 500; // services
  const std::size_t count = workings.system.services.size();
  std::vector<bool> leads(count, count > large);
  std::vector<ServiceIndex> open = tier.members;
  while (!open.empty() && count <= large) {
    const ServiceIndex to = open.back();
    open.pop_back();
    for (const std::size_t e : workings.incoming[to]) {
      const sizing::Edge &edge = workings.edges[e];
      const int from = workings.tierOf[edge.from];
      if (edge.isAsync || from < 0 || from >= workings.tierOf[to] || leads[edge.from])
        continue;
      leads[edge.from] = true;
      if (!workings.isEntry[edge.from]) // what an entry lets in does not depend on its callers
        open.push_back(edge.from);
    }
  }
  Bounds out;
  for (ServiceIndex i = 0; i < count; ++i)
    if (leads[i] && workings.isEntry[i] && workings.admits[i])
      out.add(*workings.admits[i]);
  return out;
}

/// Requests that a connection of the edge carries at once, of the call that has most on one.
double streamsOf(const spec::System &system, const sizing::Edge &edge) {
  double most = 1.0;
  const auto &accepted = system.services[edge.to].terms.maxStreams;
  for (const spec::Step &step : system.services[edge.from].steps)
    for (const spec::Call &call : step.calls) {
      const auto &said = call.terms.streams ? call.terms.streams : accepted;
      if (call.to == edge.to && said)
        most = std::max(most, accepted ? std::min(said->value, accepted->value) : said->value);
    }
  return most;
}

} // namespace

bool isManaged(const spec::Service &service) {
  return (service.terms.managed && service.terms.managed->value) ||
         (service.terms.external && service.terms.external->value);
}

std::optional<Remedies> edgeRemedies(const Workings &workings, const sizing::Edge &edge) {
  const auto &bound = workings.admits[edge.from];
  const auto admitted = sizing::admittedBy(edge, workings.admits[edge.to]);
  const double replicas = workings.system.services[edge.from].replicas();
  const auto offered = sizing::offeredBy(edge, bound, replicas);
  if (!isTooMuch(offered, admitted))
    return std::nullopt;
  Remedies out;
  if (bound && !edge.isAsync) {
    if (const auto less = wholeAtLeast(1, *admitted / Concurrency(edge.parallel)))
      out.admitLess = Concurrency(*less);
    if (edge.parallel > 1)
      out.fanOutLess = wholeAtLeast(1, *admitted / *bound);
  }
  if (edge.channels > 0)
    out.fewerConnections =
        wholeAtLeast(1, admitted->count() / (replicas * streamsOf(workings.system, edge)));
  if (!isManaged(workings.system.services[edge.to]))
    out.addCapacity = Concurrency(sizing::ceiled(offered->count()));
  return out;
}

std::optional<Remedies> serviceRemedies(const Workings &workings, ServiceIndex service) {
  const auto &admitted = workings.admits[service];
  const auto offered = [&](double share) -> std::optional<Concurrency> {
    Concurrency sum = workings.clients.of[service].value_or(Concurrency(0));
    for (const std::size_t e : workings.incoming[service]) {
      const sizing::Edge &edge = workings.edges[e];
      const auto by = sizing::offeredBy(edge, scaled(workings.admits[edge.from], share));
      if (!by)
        return std::nullopt;
      sum += *by;
    }
    return sum;
  };
  const auto all = offered(1.0);
  if (!isTooMuch(all, admitted))
    return std::nullopt;
  Bounds callers;
  for (const std::size_t e : workings.incoming[service])
    if (const sizing::Edge &edge = workings.edges[e]; workings.admits[edge.from] && !edge.isAsync)
      callers.add(*workings.admits[edge.from]);
  Remedies out;
  if (callers.sum > 0)
    if (const auto share = fittingShare([&](double of) { return offered(of).value(); }, *admitted))
      out.admitLess = callers.at(*share);
  if (!isManaged(workings.system.services[service]))
    out.addCapacity = Concurrency(sizing::ceiled(all->count()));
  return out;
}

std::vector<std::optional<Remedies>> tierRemedies(const Workings &workings,
                                                  const std::vector<sizing::Tier> &tiers) {
  std::vector<std::optional<Remedies>> out(tiers.size());
  const sizing::EntryOffers offers(workings.edges, workings.tierOf, workings.admits,
                                   workings.isEntry);
  // where all grow evenly one look is enough; else it is many, of which a large system has no time
  constexpr std::size_t large = 500;
  const bool isLarge = workings.system.services.size() > large;
  for (std::size_t t = 0; t < tiers.size(); ++t) {
    const sizing::Tier &tier = tiers[t];
    if (!isTooMuch(tier.offered, tier.admitted))
      continue;
    out[t].emplace();
    if (std::any_of(tier.members.begin(), tier.members.end(), [&](ServiceIndex member) {
          return !isManaged(workings.system.services[member]);
        }))
      out[t]->addCapacity = Concurrency(sizing::ceiled(tier.offered->count()));
    const Bounds entries = entriesTo(workings, tier);
    if (!(entries.sum > 0) || (isLarge && !offers.areProportional()))
      continue;
    if (offers.areProportional())
      out[t]->admitLess = entries.at(*tier.admitted / *tier.offered);
    else if (const auto share = fittingShare(
                 [&](double of) { return offers.toMembers(tier.members, of); }, *tier.admitted))
      out[t]->admitLess = entries.at(*share);
  }
  return out;
}

} // namespace loadline::plan
