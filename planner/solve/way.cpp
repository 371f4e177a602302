#include "planner/solve/way.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

void merge(std::vector<Visit> &into, const std::vector<Visit> &from, const Count &count) {
  if (from.empty() || count.mean <= 0)
    return;
  std::vector<Visit> out;
  out.reserve(into.size() + from.size());
  auto a = into.begin();
  auto b = from.begin();
  while (a != into.end() || b != from.end()) {
    if (b == from.end() || (a != into.end() && a->station < b->station)) {
      out.push_back(*a++);
      continue;
    }
    Visit visit{b->station, nested(count, b->count), b->kept};
    ++b;
    if (a != into.end() && a->station == visit.station) {
      const double all = visit.count.mean + a->count.mean;
      if (all > 0)
        visit.kept += (a->kept - visit.kept) * a->count.mean / all;
      visit.count.mean += a->count.mean;
      visit.count.variance += a->count.variance;
      ++a;
    }
    out.push_back(visit);
  }
  into = std::move(out);
}

/// Adds a way that is gone so often, one after the other.
void add(Way &into, const Way &from, const Count &count) {
  const Sum delay = sumOf(count, from.delay);
  into.delay.mean += delay.mean;
  into.delay.variance += delay.variance;
  merge(into.visits, from.visits, count);
  merge(into.besides, from.besides, count);
}

/// Adds one that is gone while others are, and that is over when its caller goes on, or not.
void addBeside(Way &into, const Way &from, const Count &count, bool isKept) {
  std::vector<Visit> visits = from.visits;
  for (Visit &visit : visits)
    visit.kept = isKept ? 1 : 0;
  merge(into.besides, visits, count);
  merge(into.besides, from.besides, count);
}

class WayMaker {
public:
  WayMaker(const model::Model &model, const Network &network,
           const std::vector<std::vector<GroupTime>> &groupTimes)
      : model_(model), network_(network), groupTimes_(groupTimes), ways_(model.services.size()) {}

  std::vector<Way> make() {
    for (const std::size_t s : network_.servicesCalleesFirst)
      ways_[s] = wayOf(s);
    return std::move(ways_);
  }

private:
  Way wayOf(std::size_t s) {
    const model::Service &service = model_.services[s];
    const Count slices = slicesOf(service);
    const double mean = service.work.mean.count(), variability = service.work.variability();
    const double beside = network_.coresOf[s] ? mean * (1 - service.cpuShare) : mean;
    const double piece = beside / slices.mean;
    Way way{.delay = service.drawsSlices ? sumOf(slices, {piece, piece * piece * variability})
                                         : Sum{beside, beside * beside * variability}};
    if (network_.coresOf[s])
      merge(way.visits, {{*network_.coresOf[s], slices}}, {1, 0});
    for (std::size_t step = 0; step < service.steps.size(); ++step)
      if (service.steps[step].isParallel)
        addGroup(way, s, step);
      else if (service.steps[step].calls.front().isAsync)
        addBeside(way, callTo(service.steps[step].calls.front().to),
                  countOf(service.steps[step].calls.front()), false);
      else
        add(way, callTo(service.steps[step].calls.front().to),
            countOf(service.steps[step].calls.front()));
    return way;
  }

  void addGroup(Way &way, std::size_t s, std::size_t step) {
    const std::vector<Branch> branches = branchesOf(model_.services[s].steps[step]);
    const GroupTime &time = groupTimes_[s][step];
    for (std::size_t b = 0; b < branches.size(); ++b) {
      const Branch &branch = branches[b];
      const double q = branch.presence;
      const Way call = callTo(branch.to);
      double aside = branch.copies;
      if (b == time.slowest) {
        add(way, call, {q, q * (1 - q)});
        aside -= 1;
      }
      if (aside > 0)
        addBeside(way, call, {aside * q, aside * q * (1 - q)}, true);
    }
    way.delay.mean += time.longer;
    way.delay.variance += time.variance;
    for (const model::Call &call : model_.services[s].steps[step].calls)
      if (call.isAsync)
        addBeside(way, callTo(call.to), countOf(call), false);
  }

  /// A call to a service: a visit to its slots, or its way.
  Way callTo(std::size_t s) const {
    if (!network_.slotsOf[s])
      return ways_[s];
    Way way;
    way.visits.push_back({*network_.slotsOf[s], {1, 0}});
    return way;
  }

  const model::Model &model_;
  const Network &network_;
  const std::vector<std::vector<GroupTime>> &groupTimes_;
  std::vector<Way> ways_;
};

} // namespace

Sum sumOf(const Count &count, const Sum &each) {
  return {count.mean * each.mean,
          count.mean * each.variance + count.variance * each.mean * each.mean};
}

Count nested(const Count &outer, const Count &each) {
  const Sum sum = sumOf(outer, {each.mean, each.variance});
  return {sum.mean, sum.variance};
}

Count timesMade(const model::Call &call) {
  const double mean = call.count.mean, part = mean - std::floor(mean);
  return {mean, call.count.isGeometric ? mean * (1 + mean) : part * (1 - part)};
}

Count countOf(const model::Call &call) {
  const double passes = 1 - call.hits;
  return nested(timesMade(call), {passes, passes * call.hits});
}

Count slicesOf(const model::Service &service) {
  Count slices{1, 0};
  for (const model::Step &step : service.steps) {
    const Count places = step.isParallel ? Count{1, 0} : timesMade(step.calls.front());
    slices.mean += places.mean;
    slices.variance += places.variance;
  }
  return slices;
}

std::vector<Branch> branchesOf(const model::Step &group) {
  std::vector<Branch> out;
  for (const model::Call &call : group.calls) {
    const double whole = std::floor(call.count.mean), part = call.count.mean - whole;
    if (call.isAsync)
      continue; // nobody waits for it
    if (whole > 0 && call.hits < 1)
      out.push_back({call.to, 1 - call.hits, whole});
    if (part > 0 && call.hits < 1)
      out.push_back({call.to, part * (1 - call.hits), 1});
  }
  return out;
}

std::vector<Way> waysOf(const model::Model &model, const Network &network,
                        const std::vector<std::vector<GroupTime>> &groupTimes) {
  return WayMaker(model, network, groupTimes).make();
}

Way wayOf(const model::Workload &workload, const Network &network, const std::vector<Way> &ways) {
  const double think = workload.rate ? 0 : workload.think.mean.count();
  Way way{.delay = {think, think * think * workload.think.variability()}};
  Way request;
  if (network.slotsOf[workload.to])
    request.visits.push_back({*network.slotsOf[workload.to], {1, 0}});
  add(way, network.slotsOf[workload.to] ? request : ways[workload.to], {1, 0});
  return way;
}

} // namespace loadline::solve
