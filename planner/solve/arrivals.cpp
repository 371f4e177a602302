#include "planner/solve/arrivals.h"

#include "planner/solve/inside.h"
#include "planner/solve/pace.h"
#include "planner/solve/places.h"
#include "planner/solve/restraint.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace loadline::solve {

namespace {

double squared(double x) {
  return x * x;
}

constexpr std::size_t mostArrivals = 4000; // inside, where several callers come together

void send(const Settling &all, Owner &owner) {
  const ClosedCustomers &customers = *owner.customers;
  for (std::size_t v = 0; v < owner.visits.size(); ++v) {
    const std::vector<double> shares = customers.shares(v, owner.numbers);
    owner.visits[v] = streamOf(shares, owner.places[v].rates);
    keepFlow(owner.visits[v], shares, owner.flow * owner.way.visits[v].count.mean);
  }
  for (std::size_t v = 0; v < owner.besides.size(); ++v) {
    const auto rates = ratesFor(all, owner, v, true, {&StationState::rates})[0];
    const Visit &visit = owner.way.besides[v];
    const double visits = visit.count.mean;
    const auto shares = sharesBeside(owner.numbers, customers, visits, rates, visit.kept);
    owner.besides[v] = streamOf(shares, rates);
    keepFlow(owner.besides[v], shares, owner.flow * visits);
  }
}

/// However many are inside, more arrive.
bool areEndless(const Settling &all, std::size_t t) {
  return !all.network.stations[t].places &&
         std::any_of(all.links[t].begin(), all.links[t].end(),
                     [](const Link &link) { return link.stream().poisson.has_value(); });
}

/// So many may be inside that matter, where arrivals take such a share of what completes.
std::size_t lengthOf(const Settling &all, std::size_t t, double full) {
  const std::size_t workers =
      std::max(all.network.stations[t].workers, all.state.stations[t].rates.size());
  constexpr double longest = 5000;
  const double tail = full < 1 ? std::log(1e-14) / std::log(std::max(full, 1e-3)) : longest;
  return std::min(workers, std::size_t{100'000}) +
         static_cast<std::size_t>(std::min(tail, longest)) + 10;
}

std::vector<double> arrivalsAt(const Settling &all, std::size_t t) {
  std::vector<const Stream *> streams;
  double poisson = 0;
  bool isPoisson = true;
  for (const Link &link : all.links[t]) {
    const Stream &stream = link.stream();
    if (stream.poisson)
      poisson += *stream.poisson;
    else if (stream.rates.empty())
      continue;
    else
      isPoisson = false;
    streams.push_back(&stream);
  }
  if (isPoisson)
    return std::vector<double>(lengthOf(all, t, poisson / all.state.stations[t].plain.back()),
                               poisson);
  if (streams.size() == 1)
    return streams[0]->rates;
  return merged(streams, all.stayAt(t), mostArrivals);
}

/// When calls that are made beside others come is known roughly, and how many of them come exactly:
/// the flow that their callers have.
void keepFlowBeside(Settling &all, std::size_t t, std::vector<double> &arrivals) {
  StationState &state = all.state.stations[t];
  const std::vector<Link> &links = all.links[t];
  if (all.network.stations[t].places || areEndless(all, t) || state.flow <= 0 ||
      std::none_of(links.begin(), links.end(), [](const Link &link) { return link.isBeside; }))
    return;
  double wanted = 0;
  for (const Link &link : links)
    wanted += link.flow();
  const double step = std::clamp(wanted / state.flow, 0.8, 1.25);
  state.toFlow = std::clamp(state.toFlow * step, 0.5, 2.0);
  for (double &rate : arrivals)
    rate *= state.toFlow;
}

/// Chance that somebody waits above for slots of those who call the station.
double heldBackAbove(const Settling &all, std::size_t t) {
  double flow = 0, held = 0;
  for (const Link &link : all.links[t]) {
    flow += link.flow();
    held += link.flow() * link.owner->holdsBack;
  }
  return flow > 0 ? held / flow : 0;
}

void count(Settling &all, std::size_t t) {
  const Station &station = all.network.stations[t];
  StationState &state = all.state.stations[t];
  constexpr double isBursty = 5;
  const std::optional<Bursts> bursts = burstsAt(all, t);
  if (!bursts && state.variability > isBursty && state.pressure > 0 && !areEndless(all, t)) {
    countRestrained(all, t);
    return;
  }
  if (bursts)
    state.rates = damped(state.rates, bursts->rates, state.part);
  countInside(station, state);
  if (bursts && bursts->waitSquare > 1) {
    const latency::Cumulants usual = state.waitFor(state.endings, 1);
    if (usual.variance > 0)
      state.spread = (bursts->waitSquare - 1) * squared(usual.mean) / usual.variance;
  }
  state.restraint = restraintOf(state);
}

} // namespace

void sendFrom(Settling &all, std::size_t w) {
  Owner &source = all.state.sources[w];
  const model::Workload &workload = all.model.workload[w];
  if (workload.rate) {
    source.flow = workload.rate->count();
    for (std::size_t v = 0; v < source.visits.size(); ++v)
      source.visits[v] = {.poisson = source.flow * source.way.visits[v].count.mean};
    for (std::size_t v = 0; v < source.besides.size(); ++v)
      source.besides[v] = {.poisson = source.flow * source.way.besides[v].count.mean};
    return;
  }
  source.most = static_cast<std::size_t>(workload.clients);
  source.places = std::move(placesOf(all, source, {&StationState::rates})[0]);
  source.customers.emplace(customersOf(source, source.places));
  for (std::size_t known = 0; source.customers->mostKnown() < source.most;) {
    if (source.customers->mostKnown() <= std::exchange(known, source.customers->mostKnown()))
      break;
    source.flow = source.customers->throughput(known); // nearer to what all of them do
    source.customers.emplace(customersOf(source, source.places));
  }
  const double flow = source.most > 0 ? source.customers->throughput(source.most) : 0;
  all.note(source.flow, flow);
  source.flow = flow;
  source.numbers.assign(source.most + 1, 0.0);
  source.numbers.back() = 1;
  send(all, source);
}

void receive(Settling &all, std::size_t t) {
  const Station &station = all.network.stations[t];
  StationState &state = all.state.stations[t];
  std::vector<double> arrivals = arrivalsAt(all, t);
  if (all.state.rounds > 1)
    keepFlowBeside(all, t, arrivals);
  state.arrivals = damped(state.arrivals, std::move(arrivals), state.part);
  const double whenFull =
      station.places && state.arrivals.size() > station.workers + *station.places
          ? state.arrivals[station.workers + *station.places]
          : 0;
  if (station.places)
    state.arrivals.resize(std::min(state.arrivals.size(), station.workers + *station.places));
  const double flow = state.flow, inside = state.inside;
  state.isOverloaded = areEndless(all, t) && !state.arrivals.empty() &&
                       state.arrivals.back() >= state.plain.back() * (1 - 1e-6);
  state.heldBack = heldBackAbove(all, t);
  count(all, t);
  state.refused = whenFull * state.shares.back();
  all.note(flow, state.flow, state.part);
  all.note(inside, state.inside, state.part);
  setPace(state, state.inside - inside, all.state.rounds);
  if (station.isCores)
    return;
  Owner &pool = all.state.pools[t];
  pool.flow = state.flow;
  pool.numbers = slotsHeld(state, pool.most);
  const double isFull = pool.most == station.workers ? pool.numbers.back() : 0;
  pool.holdsBack = 1 - (1 - isFull) * (1 - state.heldBack);
  send(all, pool);
  if (pool.most < station.workers && pool.numbers.back() > 1e-9) {
    pool.most = std::min(station.workers, 2 * pool.most);
    all.change = 1;
  }
}

} // namespace loadline::solve
