#include "planner/simulate/engine.h"

#include <algorithm>
#include <cmath>
#include <limits>

// Slots, cores, and the work that a request does itself.

namespace loadline::simulate {

/// One station a service, or one a replica where they are balanced at random.
void Engine::buildStations() {
  for (const Service &service : model_.services) {
    firstStation_.push_back(stations_.size());
    fleets_.push_back({.running = static_cast<double>(service.replicas), .asked = {}});
    const std::uint64_t parts = service.isBalancedAtRandom ? service.replicas : 1;
    for (std::uint64_t part = 0; part < parts; ++part)
      stations_.push_back({.forSlot = WaitingLine(service.discipline), .forCore = {}});
    std::vector<CapState> &caps = caps_.emplace_back();
    for (const model::Cap &cap : service.caps)
      caps.push_back({.tokens = cap.bucket ? cap.bucket->depth : 0});
  }
  for (std::uint32_t s = 0; s < model_.services.size(); ++s)
    resize(s);
}

/// Gives stations the slots and cores of the replicas that run.
void Engine::resize(std::uint32_t index) {
  const Service &service = model_.services[index];
  const std::span<Station> parts = stationsOf(index);
  const auto count = static_cast<double>(parts.size());
  for (std::size_t part = 0; part < parts.size(); ++part) {
    // Of stations that are replicas the first ones run; else the one has a share of all.
    const double share =
        parts.size() > 1
            ? std::clamp(fleets_[index].running - static_cast<double>(part), 0.0, 1.0) / count
            : fleets_[index].running / static_cast<double>(service.replicas);
    const auto shareOf = [&](std::optional<std::uint64_t> all) {
      if (!all)
        return std::numeric_limits<std::uint64_t>::max();
      const double some = std::floor(static_cast<double>(*all) * share + 1e-9);
      return static_cast<std::uint64_t>(share > 0 ? std::max(some, 1.0) : 0);
    };
    const auto slots = admits(index, parts[part], share);
    parts[part].slots = share > 0 || slots ? shareOf(slots) : 0;
    parts[part].cores = service.cores ? shareOf(service.cores) : 0;
    parts[part].places =
        service.places ? static_cast<std::uint64_t>(static_cast<double>(*service.places) * share)
        : share > 0    ? std::numeric_limits<std::uint64_t>::max()
                       : 0; // nobody is there to hold a queue
  }
  if (!service.adaptive)
    return;
  double admitted = 0;
  for (const Station &part : parts)
    admitted += static_cast<double>(part.slots);
  tally_.services[index].limit.set(now_, admitted);
}

std::span<Station> Engine::stationsOf(std::uint32_t service) {
  const std::size_t first = firstStation_[service];
  const std::size_t end =
      service + 1 < firstStation_.size() ? firstStation_[service + 1] : stations_.size();
  return std::span(stations_).subspan(first, end - first);
}

/// Comes to a service: past what holds its callers to a rate or a number, to a slot.
Engine::Entry Engine::enter(std::uint32_t index) {
  Request &request = requests_[index];
  ServiceTally &tally = tally_.services[request.service];
  request.arrived = now_;
  ++tally.arrivals;
  if (now_ < fleets_[request.service].refusesUntil) {
    ++tally.refusals;
    return Entry::refused;
  }
  if (!caps_[request.service].empty()) {
    const Entry entry = passCaps(index);
    if (entry != Entry::admitted)
      return entry;
  }
  if (run_.isMemoryFatal && isExhausted(request.service))
    calendar_.schedule(now_, EventKind::exhausted, {request.service, 0});
  return takeSlot(index);
}

/// Takes a slot, a place in the queue, or neither.
Engine::Entry Engine::takeSlot(std::uint32_t index) {
  Request &request = requests_[index];
  const Service &service = serviceOf(request);
  ServiceTally &tally = tally_.services[request.service];
  request.station = static_cast<std::uint32_t>(firstStation_[request.service]);
  if (service.isBalancedAtRandom) {
    const auto running = static_cast<std::uint64_t>(std::ceil(fleets_[request.service].running));
    request.station += static_cast<std::uint32_t>(running > 1 ? random_.next() % running : 0);
  }
  Station &station = stations_[request.station];
  if (station.busy < station.slots) {
    admit(index);
    return Entry::admitted;
  }
  const std::size_t rank = rankOf(service.discipline, request);
  if (station.waiting >= station.places && !makesPlace(station, rank)) {
    leaveCaps(request);
    return refuse(index);
  }
  request.phase = Phase::waiting;
  ++station.waiting;
  ++tally.waits;
  tally.waiting.change(now_, 1);
  station.forSlot.push(requests_.ticket(index), rank, request.origin.tenant);
  return Entry::waits;
}

/// Holds a slot from here on, and begins to work.
void Engine::admit(std::uint32_t index) {
  Request &request = requests_[index];
  const Service &service = serviceOf(request);
  ServiceTally &tally = tally_.services[request.service];
  ++stations_[request.station].busy;
  request.admitted = now_;
  ++tally.admissions;
  tally.waited += now_ - request.arrived;
  tally.busy.change(now_, 1);
  request.name = random_.next();
  std::uint64_t slices = 1; // of this request, where its work is cut and not drawn by the slice
  for (std::size_t s = 0; s < service.steps.size() && !service.drawsSlices; ++s)
    slices += service.steps[s].isParallel ? 1 : countOf(request, service.steps[s].calls[0], s);
  if (!service.drawsSlices)
    request.slice = tally.drawn.add(draw(service.work, random_)) / static_cast<double>(slices);
  prepareStep(index);
  workOn(index);
}

/// Ends a request's stay at its service, wherever it stands in it.
void Engine::leaveService(const Request &request) {
  leaveCaps(request);
  switch (request.phase) {
  case Phase::waiting:
    --stations_[request.station].waiting;
    [[fallthrough]];
  case Phase::throttled:
    tally_.services[request.service].waiting.change(now_, -1);
    return;
  case Phase::degraded:
    return;
  case Phase::running:
    leaveCore(request);
    [[fallthrough]];
  default:
    --stations_[request.station].busy;
    tally_.services[request.service].busy.change(now_, -1);
    fillSlots(request.station, request.service);
  }
}

std::size_t Engine::rankOf(const model::Discipline &discipline, const Request &request) {
  return discipline.rankOf.empty() || request.origin.workload == none
             ? discipline.usualRank
             : discipline.rankOf[request.origin.workload];
}

/// Whether one of a lower rank leaves its place in the queue. It is told so by an event of the same
/// moment: who comes is in the middle of it.
bool Engine::makesPlace(Station &station, std::size_t rank) {
  if (station.places == 0)
    return false;
  const auto last = station.forSlot.takeLast(rank, requests_);
  if (!last)
    return false;
  requests_[last->index].phase = Phase::throttled; // no longer in the queue
  --station.waiting;
  calendar_.schedule(now_, EventKind::shed, *last);
  return true;
}

void Engine::onShed(std::uint32_t index) {
  const Request &request = requests_[index];
  ServiceTally &tally = tally_.services[request.service];
  tally.waiting.change(now_, -1);
  ++tally.refusals;
  leaveCaps(request);
  refuseLate(index);
}

/// Gives free slots to those who wait for one, in the order of the discipline.
void Engine::fillSlots(std::uint32_t at, std::uint32_t service) {
  Station &station = stations_[at];
  while (station.busy < station.slots) {
    const auto next = station.forSlot.take(requests_);
    if (!next)
      return;
    --station.waiting;
    tally_.services[service].waiting.change(now_, -1);
    admit(next->index);
  }
}

/// Does the next slice: first its part on a core, then the rest.
void Engine::workOn(std::uint32_t index) {
  Request &request = requests_[index];
  const Service &service = serviceOf(request);
  if (service.drawsSlices)
    request.slice = tally_.services[request.service].drawn.add(draw(service.work, random_)) /
                    service.meanSlices;
  Station &station = stations_[request.station];
  const Fleet &fleet = fleets_[request.service];
  if (now_ < fleet.hangsUntil) {
    request.phase = Phase::delayed;
    calendar_.schedule(fleet.hangsUntil + request.slice, EventKind::delayed,
                       requests_.ticket(index));
  } else if (!service.cores) {
    request.phase = Phase::delayed;
    calendar_.schedule(now_ + request.slice * fleet.slower, EventKind::delayed,
                       requests_.ticket(index));
  } else if (station.running < station.cores) {
    takeCore(index);
  } else {
    request.phase = Phase::ready;
    station.forCore.push_back(requests_.ticket(index));
  }
}

void Engine::takeCore(std::uint32_t index) {
  Request &request = requests_[index];
  ++stations_[request.station].running;
  tally_.services[request.service].onCores.change(now_, 1);
  request.phase = Phase::running;
  const double share = serviceOf(request).cpuShare * fleets_[request.service].slower;
  calendar_.schedule(now_ + request.slice * share, EventKind::worked, requests_.ticket(index));
}

void Engine::leaveCore(const Request &request) {
  --stations_[request.station].running;
  tally_.services[request.service].onCores.change(now_, -1);
  fillCores(request.station);
}

void Engine::fillCores(std::uint32_t at) {
  Station &station = stations_[at];
  while (!station.forCore.empty() && station.running < station.cores) {
    const Ticket first = station.forCore.front();
    station.forCore.pop_front();
    if (requests_.isValid(first))
      takeCore(first.index);
  }
}

void Engine::onWorked(std::uint32_t index) {
  Request &request = requests_[index];
  leaveCore(request);
  request.phase = Phase::delayed;
  const double beside = 1 - serviceOf(request).cpuShare;
  if (beside <= 0) {
    makeCalls(index);
    return;
  }
  calendar_.schedule(now_ + request.slice * (beside * fleets_[request.service].slower),
                     EventKind::delayed, requests_.ticket(index));
}

} // namespace loadline::simulate
