#include "planner/solve/settle.h"

#include "planner/solve/closed_customers.h"
#include "planner/solve/times.h"
#include "planner/solve/two_moments.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace loadline::solve {

namespace {

constexpr std::size_t mostRounds = 200;

/// One use of a station by an owner.
struct Link {
  Owner *owner;
  std::size_t index;
  bool isBeside;

  const Visit &visit() const {
    return isBeside ? owner->way.besides[index] : owner->way.visits[index];
  }
  Stream &stream() const { return isBeside ? owner->besides[index] : owner->visits[index]; }
  double flow() const { return owner->flow * visit().count.mean; }
};

double squared(double x) {
  return x * x;
}

class Settling {
public:
  Settling(const model::Model &model, const Network &network) : model_(model), network_(network) {
    for (const model::Service &service : model.services) {
      state_.groupTimes.emplace_back(service.steps.size());
      for (const model::Step &step : service.steps)
        hasGroups_ = hasGroups_ || step.isParallel;
    }
    state_.stations.resize(network.stations.size());
    state_.pools.resize(network.stations.size());
    state_.sources.resize(model.workload.size());
    customers_.resize(network.stations.size());
  }

  State settle() {
    start();
    for (state_.rounds = 1; state_.rounds <= mostRounds && !state_.isSettled; ++state_.rounds) {
      change_ = 0;
      for (std::size_t t = 0; t < network_.stations.size(); ++t)
        solveInside(t);
      for (std::size_t w = 0; w < model_.workload.size(); ++w)
        sendFrom(w);
      for (std::size_t t = network_.stations.size(); t-- > 0;)
        receive(t);
      if (hasGroups_) {
        state_.groupTimes = timesOf(model_, network_, state_).groupTimes;
        makeWays();
      }
      state_.isSettled = change_ < 1e-7 && state_.rounds > 1;
    }
    return std::move(state_);
  }

private:
  // Before the first round

  void start() {
    makeWays();
    guessFlows();
    makeWays(); // with streams of these flows
    for (std::size_t t = 0; t < network_.stations.size(); ++t) {
      const Station &station = network_.stations[t];
      StationState &state = state_.stations[t];
      const double busy = state.flow * aloneAt_[t];
      state.waits = 0;
      Owner &pool = state_.pools[t];
      pool.most =
          std::min(station.workers, static_cast<std::size_t>(busy + 10 * std::sqrt(busy) + 20));
    }
  }

  void makeWays() {
    state_.ways = waysOf(model_, network_, state_.groupTimes);
    for (std::size_t t = 0; t < network_.stations.size(); ++t)
      if (!network_.stations[t].isCores)
        setWay(state_.pools[t], state_.ways[network_.stations[t].service]);
    for (std::size_t w = 0; w < model_.workload.size(); ++w)
      setWay(state_.sources[w], wayOf(model_.workload[w], network_, state_.ways));
    links_.assign(network_.stations.size(), {});
    const auto link = [&](Owner &owner) {
      for (std::size_t i = 0; i < owner.way.visits.size(); ++i)
        links_[owner.way.visits[i].station].push_back({&owner, i, false});
      for (std::size_t i = 0; i < owner.way.besides.size(); ++i)
        links_[owner.way.besides[i].station].push_back({&owner, i, true});
    };
    for (Owner &owner : state_.sources)
      link(owner);
    for (Owner &owner : state_.pools)
      link(owner);
  }

  /// Takes a way, with streams of the owner's flow; those of stations that it had before stay.
  static void setWay(Owner &owner, Way way) {
    const auto streamsFor = [&](const std::vector<Visit> &visits) {
      std::vector<Stream> out;
      for (const Visit &visit : visits) {
        out.push_back({.poisson = 0.9 * owner.flow * visit.count.mean});
        for (std::size_t i = 0; i < owner.visits.size(); ++i)
          if (owner.way.visits[i].station == visit.station && !owner.visits[i].rates.empty())
            out.back() = owner.visits[i];
        for (std::size_t i = 0; i < owner.besides.size(); ++i)
          if (owner.way.besides[i].station == visit.station && !owner.besides[i].rates.empty())
            out.back() = owner.besides[i];
      }
      return out;
    };
    std::vector<Stream> visits = streamsFor(way.visits), besides = streamsFor(way.besides);
    owner.visits = std::move(visits);
    owner.besides = std::move(besides);
    owner.way = std::move(way);
  }

  double aloneOn(const Way &way) const {
    double alone = way.delay.mean;
    for (const Visit &visit : way.visits)
      alone += visit.count.mean * aloneAt_[visit.station];
    return alone;
  }

  /// Flows as they were without waiting, but none above what a station completes.
  void guessFlows() {
    const std::size_t count = network_.stations.size();
    aloneAt_.assign(count, 0);
    for (std::size_t t = 0; t < count; ++t)
      aloneAt_[t] =
          network_.stations[t].isCores ? network_.stations[t].work : aloneOn(state_.pools[t].way);
    for (std::size_t w = 0; w < model_.workload.size(); ++w) {
      const model::Workload &workload = model_.workload[w];
      state_.sources[w].flow = workload.rate ? workload.rate->count()
                                             : static_cast<double>(workload.clients) /
                                                   std::max(1e-12, aloneOn(state_.sources[w].way));
    }
    spreadFlows();
    double fullest = 0;
    for (std::size_t t = 0; t < count; ++t)
      fullest = std::max(fullest, state_.stations[t].flow * aloneAt_[t] /
                                      static_cast<double>(network_.stations[t].workers));
    for (Owner &source : state_.sources)
      source.flow /= std::max(1.0, fullest);
    spreadFlows();
  }

  void spreadFlows() {
    for (std::size_t t = network_.stations.size(); t-- > 0;) {
      double flow = 0;
      for (const Link &link : links_[t])
        flow += link.flow();
      state_.stations[t].flow = flow;
      state_.pools[t].flow = flow;
    }
  }

  // Callees first: what completes with n inside

  std::size_t usedLinks(std::size_t t) const {
    return static_cast<std::size_t>(std::count_if(
        links_[t].begin(), links_[t].end(), [](const Link &link) { return link.flow() > 0; }));
  }

  /// The rates of a station for one of those who use it.
  std::vector<double> ratesFor(const Owner &owner, std::size_t index, bool isBeside,
                               std::size_t most) const {
    const std::size_t t = (isBeside ? owner.way.besides : owner.way.visits)[index].station;
    const StationState &station = state_.stations[t];
    if (links_[t].size() == 1 || usedLinks(t) <= 1)
      return station.rates;
    std::vector<const Stream *> others;
    for (const Link &link : links_[t])
      if (link.owner != &owner || link.index != index || link.isBeside != isBeside)
        others.push_back(&link.stream());
    const double stay = station.inside > 0 ? station.stay() : aloneAt_[t];
    return ratesBeside(station.rates, others, stay, most);
  }

  std::vector<ClosedCustomers::Place> placesOf(const Owner &owner, std::size_t most) const {
    std::vector<ClosedCustomers::Place> places;
    for (std::size_t v = 0; v < owner.way.visits.size(); ++v)
      places.push_back({owner.way.visits[v].count.mean, ratesFor(owner, v, false, most)});
    return places;
  }

  void solveInside(std::size_t t) {
    const Station &station = network_.stations[t];
    StationState &state = state_.stations[t];
    std::vector<double> alone;
    if (station.isCores) {
      for (std::size_t n = 1; n <= station.workers; ++n)
        alone.push_back(static_cast<double>(n) / station.work);
      state.variability = station.variability;
    } else {
      Owner &pool = state_.pools[t];
      customers_[t].emplace(std::max(pool.way.delay.mean, 1e-12), placesOf(pool, pool.most),
                            pool.most, std::max(pool.flow, 1e-12));
      for (std::size_t n = 1; n <= pool.most; ++n)
        alone.push_back(customers_[t]->throughput(n));
      state.variability = pool.most == station.workers ? variabilityInside(t, pool.most) : 1;
    }
    const bool isFull = alone.size() == station.workers;
    std::vector<double> arrivals = state.arrivals;
    if (arrivals.empty())
      arrivals.assign(alone.size() + 30, state.flow);
    state.rates = isFull ? conditionalRates(alone, state.variability, arrivals) : alone;
  }

  /// Of the completions of n customers who stay inside: a place that takes on more customers when
  /// there are more counts as the square of its part, and all delays are such a place.
  double variabilityInside(std::size_t t, std::size_t n) const {
    const Owner &pool = state_.pools[t];
    double delays = 1, sum = 0;
    for (std::size_t v = 0; v < pool.way.visits.size(); ++v) {
      const Visit &visit = pool.way.visits[v];
      const double part = customers_[t]->meanAt(v, n) - customers_[t]->meanAt(v, n - 1);
      delays -= part;
      sum += squared(part) * noiseOf(visit, t);
    }
    if (pool.way.delay.mean > 0)
      sum += squared(delays) * pool.way.delay.variance / squared(pool.way.delay.mean);
    return std::clamp(sum, 0.05, 100.0);
  }

  double noiseOf(const Visit &visit, std::size_t byStation) const {
    const StationState &station = state_.stations[visit.station];
    const Station &is = network_.stations[visit.station];
    const double own = visit.count.mean * state_.pools[byStation].flow;
    const double part = station.flow > 0 ? std::min(1.0, own / station.flow) : 1;
    double variability = 1 + part * (station.variability - 1);
    const model::Service &service = model_.services[is.service];
    if (is.isCores && !service.drawsSlices)
      variability *= slicesOf(service).mean; // those of one request are alike
    return variability / visit.count.mean + visit.count.variance / squared(visit.count.mean);
  }

  // Callers first: how many are there

  void sendFrom(std::size_t w) {
    Owner &source = state_.sources[w];
    const model::Workload &workload = model_.workload[w];
    if (workload.rate) {
      for (std::size_t v = 0; v < source.visits.size(); ++v)
        source.visits[v] = {.poisson = source.flow * source.way.visits[v].count.mean};
      for (std::size_t v = 0; v < source.besides.size(); ++v)
        source.besides[v] = {.poisson = source.flow * source.way.besides[v].count.mean};
      return;
    }
    source.most = static_cast<std::size_t>(workload.clients);
    const auto places = placesOf(source, source.most);
    const ClosedCustomers clients(std::max(source.way.delay.mean, 1e-12), places, source.most,
                                  std::max(source.flow, 1e-12));
    const double flow = source.most > 0 ? clients.throughput(source.most) : 0;
    note(source.flow, flow);
    source.flow = flow;
    source.numbers.assign(source.most + 1, 0.0);
    source.numbers.back() = 1;
    send(source, clients, places);
  }

  void send(Owner &owner, const ClosedCustomers &customers,
            const std::vector<ClosedCustomers::Place> &places) {
    for (std::size_t v = 0; v < owner.visits.size(); ++v)
      owner.visits[v] = streamOf(customers.shares(v, owner.numbers), places[v].rates);
    for (std::size_t v = 0; v < owner.besides.size(); ++v) {
      const auto rates = ratesFor(owner, v, true, owner.most);
      owner.besides[v] = streamOf(
          sharesBeside(owner.numbers, customers, owner.way.besides[v].count.mean, rates), rates);
    }
  }

  void receive(std::size_t t) {
    const Station &station = network_.stations[t];
    StationState &state = state_.stations[t];
    state.arrivals = arrivalsAt(t);
    if (station.places)
      state.arrivals.resize(std::min(state.arrivals.size(), station.workers + *station.places));
    const double flow = state.flow, inside = state.inside;
    countInside(station, state);
    note(flow, state.flow);
    note(inside, state.inside);
    if (station.isCores)
      return;
    Owner &pool = state_.pools[t];
    pool.flow = state.flow;
    pool.numbers.assign(pool.most + 1, 0.0);
    for (std::size_t n = 0; n < state.shares.size(); ++n)
      pool.numbers[std::min(n, pool.most)] += state.shares[n];
    send(pool, *customers_[t], placesOf(pool, pool.most));
    if (pool.most < station.workers && pool.numbers.back() > 1e-9) {
      pool.most = std::min(station.workers, 2 * pool.most);
      change_ = 1;
    }
  }

  std::vector<double> arrivalsAt(std::size_t t) {
    std::vector<const Stream *> streams;
    double poisson = 0;
    bool isPoisson = true;
    for (const Link &link : links_[t]) {
      const Stream &stream = link.stream();
      if (stream.poisson)
        poisson += *stream.poisson;
      else if (stream.rates.empty())
        continue;
      else
        isPoisson = false;
      streams.push_back(&stream);
    }
    if (isPoisson) {
      StationState &state = state_.stations[t];
      const double full = poisson / state.rates.back();
      state.isOverloaded = full >= 1 && state.rates.size() >= network_.stations[t].workers &&
                           !network_.stations[t].places;
      return std::vector<double>(lengthOf(t, full), poisson);
    }
    if (streams.size() == 1)
      return streams[0]->rates;
    const double stay = state_.stations[t].inside > 0 ? state_.stations[t].stay() : aloneAt_[t];
    return merged(streams, stay, 1500);
  }

  /// So many may be inside that matter, where arrivals take such a share of what completes.
  std::size_t lengthOf(std::size_t t, double full) const {
    const std::size_t workers =
        std::max(network_.stations[t].workers, state_.stations[t].rates.size());
    constexpr double longest = 30'000;
    const double tail = full < 1 ? std::log(1e-14) / std::log(std::max(full, 1e-3)) : longest;
    return std::min(workers, std::size_t{100'000}) +
           static_cast<std::size_t>(std::min(tail, longest)) + 10;
  }

  void note(double before, double after) {
    change_ = std::max(change_, std::abs(after - before) / std::max(std::abs(after), 1e-12));
  }

  const model::Model &model_;
  const Network &network_;
  State state_;
  std::vector<std::optional<ClosedCustomers>> customers_;
  std::vector<std::vector<Link>> links_;
  std::vector<double> aloneAt_; ///< stay without any waiting, in s
  bool hasGroups_ = false;
  double change_ = 0;
};

} // namespace

State settle(const model::Model &model, const Network &network) {
  return Settling(model, network).settle();
}

} // namespace loadline::solve
