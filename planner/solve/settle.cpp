#include "planner/solve/settle.h"

#include "planner/solve/pace.h"
#include "planner/solve/rhythm.h"
#include "planner/solve/times.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace loadline::solve {

namespace {

constexpr std::size_t mostRounds = 200;
constexpr std::size_t mostArrivals = 4000; // inside, where several callers come together

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

/// Of one more customer of those who send, how much is here: what the arrival theorem says.
double restraint(const StationState &state) {
  return std::clamp(state.inside - state.seen, 0.0, 1.0);
}

using Rates = std::vector<double> StationState::*;

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
      const bool isQuiet = change_ < 1e-5 && state_.rounds > 1;
      if (hasGroups_ && (isQuiet || state_.rounds % 3 == 1)) // which costs more than a round
        retimeGroups();
      state_.isSettled = isQuiet && change_ < 1e-5;
    }
    constexpr double mostUnrest = 0.02;
    if (!state_.isSettled && change_ < mostUnrest) {
      state_.isSettled = true;
      state_.unrest = change_;
    }
    return std::move(state_);
  }

private:
  /// What goes back and forth with the stations for long is taken over in ever smaller parts.
  void retimeGroups() {
    constexpr std::size_t patience = 30;
    groups_.isLate = state_.rounds > patience;
    const double part = groups_.isLate ? static_cast<double>(patience) / (2.0 * state_.rounds) : 1;
    const std::vector<std::vector<GroupTime>> before =
        std::exchange(state_.groupTimes, timesOf(model_, network_, state_, groups_).groupTimes);
    for (std::size_t s = 0; s < before.size(); ++s)
      for (std::size_t g = 0; g < before[s].size(); ++g) {
        GroupTime &now = state_.groupTimes[s][g];
        note(before[s][g].mean, now.mean);
        if (groups_.isLate)
          now.longer = std::lerp(before[s][g].longer, now.longer, part);
      }
    makeWays();
  }

  // Before the first round

  void start() {
    if (hasGroups_)
      retimeGroups();
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
        takeWay(state_.pools[t], state_.ways[network_.stations[t].service]);
    for (std::size_t w = 0; w < model_.workload.size(); ++w)
      takeWay(state_.sources[w], wayOf(model_.workload[w], network_, state_.ways));
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

  double stayAt(std::size_t t) const {
    return state_.stations[t].inside > 0 ? state_.stations[t].stay() : aloneAt_[t];
  }

  std::vector<const Stream *> othersThan(const Owner &owner, std::size_t index,
                                         bool isBeside) const {
    const std::size_t t = (isBeside ? owner.way.besides : owner.way.visits)[index].station;
    std::vector<const Stream *> others;
    for (const Link &link : links_[t])
      if ((link.owner != &owner || link.index != index || link.isBeside != isBeside) &&
          link.flow() > 0)
        others.push_back(&link.stream());
    return others;
  }

  /// The rates of a station for one of those who use it; `kinds` of them.
  std::vector<std::vector<double>> ratesFor(const Owner &owner, std::size_t index, bool isBeside,
                                            const std::vector<Rates> &kinds) const {
    const std::size_t t = (isBeside ? owner.way.besides : owner.way.visits)[index].station;
    const std::vector<const Stream *> streams = othersThan(owner, index, isBeside);
    const std::optional<Others> others =
        streams.empty() ? std::nullopt : std::optional(othersOf(streams, stayAt(t)));
    std::vector<std::vector<double>> out;
    for (const Rates kind : kinds) {
      const std::vector<double> &rates = state_.stations[t].*kind;
      out.push_back(others ? ratesBeside(rates, *others, owner.most) : rates);
    }
    return out;
  }

  using Places = std::vector<ClosedCustomers::Place>;
  /// What an owner visits, with rates of each kind.
  std::vector<Places> placesOf(const Owner &owner, const std::vector<Rates> &kinds) const {
    std::vector<Places> places(kinds.size());
    for (std::size_t v = 0; v < owner.way.visits.size(); ++v) {
      std::vector<std::vector<double>> rates = ratesFor(owner, v, false, kinds);
      for (std::size_t kind = 0; kind < kinds.size(); ++kind)
        places[kind].push_back({owner.way.visits[v].count.mean, std::move(rates[kind])});
    }
    return places;
  }

  static ClosedCustomers customersOf(const Owner &owner, const Places &places) {
    return {std::max(owner.way.delay.mean, 1e-12), places, owner.most, std::max(owner.flow, 1e-12)};
  }

  static void solveOwner(Owner &owner, Places places) {
    owner.places = std::move(places);
    owner.customers.emplace(customersOf(owner, owner.places));
  }

  static std::vector<double> throughputsOf(const ClosedCustomers &customers) {
    std::vector<double> out;
    for (std::size_t n = 1; n <= customers.most(); ++n)
      out.push_back(customers.throughput(n));
    return out;
  }

  void solveInside(std::size_t t) {
    const Station &station = network_.stations[t];
    StationState &state = state_.stations[t];
    if (station.isCores) {
      state.plain.clear();
      for (std::size_t n = 1; n <= station.workers; ++n)
        state.plain.push_back(static_cast<double>(n) / station.work);
      state.alone = state.plain;
      state.variability = station.variability;
    } else {
      solveSlots(t);
    }
    state.rates = damped(state.rates,
                         withRhythm(state.alone, station.workers, state.plain.back(),
                                    {.variability = state.variability,
                                     .pressure = state.pressure,
                                     .restraint = restraint(state),
                                     .single = station.single}),
                         state.part);
  }

  void solveSlots(std::size_t t) {
    Owner &pool = state_.pools[t];
    StationState &state = state_.stations[t];
    std::vector<Places> places = placesOf(pool, {&StationState::rates, &StationState::plain});
    const ClosedCustomers plain = customersOf(pool, places[1]);
    solveOwner(pool, std::move(places[0]));
    state.alone = throughputsOf(*pool.customers);
    state.plain = throughputsOf(plain);
    state.variabilities.clear();
    for (std::size_t n = 1; n < pool.most; n *= 2)
      state.variabilities.emplace_back(n, variabilityInside(t, plain, n));
    state.variabilities.emplace_back(pool.most, variabilityInside(t, plain, pool.most));
    state.variability =
        pool.most == network_.stations[t].workers ? state.variabilities.back().second : 1;
  }

  /// Of the completions of n customers who stay inside: a place that takes on more customers when
  /// there are more counts as the square of its part, and all delays are such a place.
  double variabilityInside(std::size_t t, const ClosedCustomers &customers, std::size_t n) const {
    const Owner &pool = state_.pools[t];
    double parts = 0, sum = 0;
    const double delays =
        pool.way.delay.mean * (customers.throughput(n) - (n > 1 ? customers.throughput(n - 1) : 0));
    const auto add = [&](double part, double noise) {
      parts += std::max(0.0, part);
      sum += squared(std::max(0.0, part)) * noise;
    };
    for (std::size_t v = 0; v < pool.way.visits.size(); ++v) {
      const double there = customers.meanAt(v, n);
      add(there - customers.meanAt(v, n - 1), noiseOf(pool.way.visits[v], t, there));
    }
    if (pool.way.delay.mean > 0)
      add(delays, pool.way.delay.variance / squared(pool.way.delay.mean));
    return parts > 0 ? std::clamp(sum / squared(parts), 0.01, 1e4) : 1;
  }

  /// Of the time that visits take of one request, while so many of a station's are there.
  double noiseOf(const Visit &visit, std::size_t byStation, double there) const {
    const StationState &station = state_.stations[visit.station];
    const Station &is = network_.stations[visit.station];
    const double own = visit.count.mean * state_.pools[byStation].flow;
    const double part = station.flow > 0 ? std::min(1.0, own / station.flow) : 1;
    const double all = there + (1 - part) * station.inside; // others' too
    double variability = 1 + part * (station.variabilityWith(all) - 1);
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
      source.flow = workload.rate->count();
      for (std::size_t v = 0; v < source.visits.size(); ++v)
        source.visits[v] = {.poisson = source.flow * source.way.visits[v].count.mean};
      for (std::size_t v = 0; v < source.besides.size(); ++v)
        source.besides[v] = {.poisson = source.flow * source.way.besides[v].count.mean};
      return;
    }
    source.most = static_cast<std::size_t>(workload.clients);
    solveOwner(source, std::move(placesOf(source, {&StationState::rates})[0]));
    for (std::size_t known = 0; source.customers->mostKnown() < source.most;) {
      if (source.customers->mostKnown() <= std::exchange(known, source.customers->mostKnown()))
        break;
      source.flow = source.customers->throughput(known); // nearer to what all of them do
      source.customers.emplace(customersOf(source, source.places));
    }
    const double flow = source.most > 0 ? source.customers->throughput(source.most) : 0;
    note(source.flow, flow);
    source.flow = flow;
    source.numbers.assign(source.most + 1, 0.0);
    source.numbers.back() = 1;
    send(source);
  }

  void send(Owner &owner) {
    const ClosedCustomers &customers = *owner.customers;
    for (std::size_t v = 0; v < owner.visits.size(); ++v) {
      const std::vector<double> shares = customers.shares(v, owner.numbers);
      owner.visits[v] = streamOf(shares, owner.places[v].rates);
      keepFlow(owner.visits[v], shares, owner.flow * owner.way.visits[v].count.mean);
    }
    for (std::size_t v = 0; v < owner.besides.size(); ++v) {
      const auto rates = ratesFor(owner, v, true, {&StationState::rates})[0];
      const Visit &visit = owner.way.besides[v];
      const double visits = visit.count.mean;
      const auto shares = sharesBeside(owner.numbers, customers, visits, rates, visit.kept);
      owner.besides[v] = streamOf(shares, rates);
      keepFlow(owner.besides[v], shares, owner.flow * visits);
    }
  }

  void receive(std::size_t t) {
    const Station &station = network_.stations[t];
    StationState &state = state_.stations[t];
    state.arrivals = damped(state.arrivals, arrivalsAt(t), state.part);
    const double whenFull =
        station.places && state.arrivals.size() > station.workers + *station.places
            ? state.arrivals[station.workers + *station.places]
            : 0;
    if (station.places)
      state.arrivals.resize(std::min(state.arrivals.size(), station.workers + *station.places));
    const double flow = state.flow, inside = state.inside;
    state.isOverloaded = areEndless(t) && !state.arrivals.empty() &&
                         state.arrivals.back() >= state.plain.back() * (1 - 1e-6);
    countInside(station, state);
    state.refused = whenFull * state.shares.back();
    note(flow, state.flow, state.part);
    note(inside, state.inside, state.part);
    setPace(state, state.inside - inside, state_.rounds);
    if (station.isCores)
      return;
    Owner &pool = state_.pools[t];
    pool.flow = state.flow;
    pool.numbers = slotsHeld(state, pool.most);
    state.held = 0;
    for (std::size_t n = 0; n <= pool.most; ++n)
      state.held += static_cast<double>(n) * pool.numbers[n];
    if (!state.isOverloaded)
      state.waited = std::max(0.0, state.inside - state.held) / std::max(state.flow, 1e-300);
    send(pool);
    if (pool.most < station.workers && pool.numbers.back() > 1e-9) {
      pool.most = std::min(station.workers, 2 * pool.most);
      change_ = 1;
    }
  }

  /// However many are inside, more arrive.
  bool areEndless(std::size_t t) const {
    return !network_.stations[t].places &&
           std::any_of(links_[t].begin(), links_[t].end(),
                       [](const Link &link) { return link.stream().poisson.has_value(); });
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
    if (isPoisson)
      return std::vector<double>(lengthOf(t, poisson / state_.stations[t].plain.back()), poisson);
    if (streams.size() == 1)
      return streams[0]->rates;
    return merged(streams, stayAt(t), mostArrivals);
  }

  /// So many may be inside that matter, where arrivals take such a share of what completes.
  std::size_t lengthOf(std::size_t t, double full) const {
    const std::size_t workers =
        std::max(network_.stations[t].workers, state_.stations[t].rates.size());
    constexpr double longest = 5000;
    const double tail = full < 1 ? std::log(1e-14) / std::log(std::max(full, 1e-3)) : longest;
    return std::min(workers, std::size_t{100'000}) +
           static_cast<std::size_t>(std::min(tail, longest)) + 10;
  }

  /// A figure changed, by such a part of what it would have.
  void note(double before, double after, double part = 1) {
    const double whole = std::abs(after - before) / part;
    change_ = std::max(change_, whole / std::max(std::abs(after), 1e-12));
  }

  const model::Model &model_;
  const Network &network_;
  State state_;
  std::vector<std::vector<Link>> links_;
  std::vector<double> aloneAt_; ///< stay without any waiting, in s
  GroupCache groups_;
  bool hasGroups_ = false;
  double change_ = 0;
};

} // namespace

State settle(const model::Model &model, const Network &network) {
  return Settling(model, network).settle();
}

} // namespace loadline::solve
