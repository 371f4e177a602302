#include "planner/solve/owner.h"

namespace loadline::solve {

void takeWay(Owner &owner, Way way) {
  const auto streamOf = [&](const Visit &visit) {
    for (std::size_t i = 0; i < owner.visits.size(); ++i)
      if (owner.way.visits[i].station == visit.station && !owner.visits[i].rates.empty())
        return owner.visits[i];
    for (std::size_t i = 0; i < owner.besides.size(); ++i)
      if (owner.way.besides[i].station == visit.station && !owner.besides[i].rates.empty())
        return owner.besides[i];
    return Stream{.poisson = 0.9 * owner.flow * visit.count.mean};
  };
  std::vector<Stream> visits, besides;
  for (const Visit &visit : way.visits)
    visits.push_back(streamOf(visit));
  for (const Visit &visit : way.besides)
    besides.push_back(streamOf(visit));
  owner.visits = std::move(visits);
  owner.besides = std::move(besides);
  owner.way = std::move(way);
}

} // namespace loadline::solve
