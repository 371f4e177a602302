#include "planner/solve/places.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace loadline::solve {

std::vector<const Stream *> othersThan(const Settling &all, const Owner &owner, std::size_t index,
                                       bool isBeside) {
  const std::size_t t = (isBeside ? owner.way.besides : owner.way.visits)[index].station;
  std::vector<const Stream *> others;
  for (const Link &link : all.links[t])
    if ((link.owner != &owner || link.index != index || link.isBeside != isBeside) &&
        link.flow() > 0)
      others.push_back(&link.stream());
  return others;
}

std::vector<std::vector<double>> ratesFor(const Settling &all, const Owner &owner,
                                          std::size_t index, bool isBeside,
                                          const std::vector<Rates> &kinds) {
  const std::size_t t = (isBeside ? owner.way.besides : owner.way.visits)[index].station;
  const std::vector<const Stream *> streams = othersThan(all, owner, index, isBeside);
  const std::optional<Others> others =
      streams.empty() ? std::nullopt : std::optional(othersOf(streams, all.stayAt(t)));
  std::vector<std::vector<double>> out;
  for (const Rates kind : kinds) {
    const std::vector<double> &rates = all.state.stations[t].*kind;
    out.push_back(others ? ratesBeside(rates, *others, owner.most) : rates);
  }
  return out;
}

std::vector<Places> placesOf(const Settling &all, const Owner &owner,
                             const std::vector<Rates> &kinds) {
  std::vector<Places> places(kinds.size());
  for (std::size_t v = 0; v < owner.way.visits.size(); ++v) {
    std::vector<std::vector<double>> rates = ratesFor(all, owner, v, false, kinds);
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
      places[kind].push_back({owner.way.visits[v].count.mean, std::move(rates[kind])});
  }
  return places;
}

ClosedCustomers customersOf(const Owner &owner, const Places &places) {
  return {std::max(owner.way.delay.mean, 1e-12), places, owner.most, std::max(owner.flow, 1e-12)};
}

} // namespace loadline::solve
