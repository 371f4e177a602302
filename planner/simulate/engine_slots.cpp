#include "planner/simulate/engine.h"

// Slots, cores, and the work that a request does itself.

namespace loadline::simulate {

Engine::Entry Engine::enter(std::uint32_t index) {
  Request &request = requests_[index];
  const Service &service = serviceOf(request);
  Station &station = stations_[request.service];
  ServiceTally &tally = tally_.services[request.service];
  request.arrived = now_;
  ++tally.arrivals;
  if (!service.slots || station.busy < *service.slots) {
    admit(index);
    return Entry::admitted;
  }
  if (service.places && station.waiting >= *service.places) {
    ++tally.refusals;
    return Entry::refused;
  }
  request.phase = Phase::waiting;
  ++station.waiting;
  ++tally.waits;
  tally.waiting.change(now_, 1);
  station.forSlot.push_back(requests_.ticket(index));
  return Entry::waits;
}

/// Takes a slot and begins to work.
void Engine::admit(std::uint32_t index) {
  Request &request = requests_[index];
  const Service &service = serviceOf(request);
  ServiceTally &tally = tally_.services[request.service];
  ++stations_[request.service].busy;
  ++tally.admissions;
  tally.waited += now_ - request.arrived;
  tally.busy.change(now_, 1);
  request.name = random_.next();
  std::uint64_t slices = 1; // of this request, where its work is cut and not drawn by the slice
  for (std::size_t s = 0; s < service.steps.size() && !service.drawsSlices; ++s)
    slices += service.steps[s].isParallel ? 1 : countOf(request, service.steps[s].calls[0], s);
  if (!service.drawsSlices)
    request.slice = draw(service.work, random_) / static_cast<double>(slices);
  prepareStep(index);
  workOn(index);
}

/// Gives a slot back, and to the first who waits for one.
void Engine::leaveSlot(std::uint32_t service) {
  Station &station = stations_[service];
  --station.busy;
  tally_.services[service].busy.change(now_, -1);
  while (!station.forSlot.empty()) {
    const Ticket first = station.forSlot.front();
    station.forSlot.pop_front();
    if (!requests_.isValid(first))
      continue;
    --station.waiting;
    tally_.services[service].waiting.change(now_, -1);
    admit(first.index);
    return;
  }
}

/// Does the next slice: first its part on a core, then the rest.
void Engine::workOn(std::uint32_t index) {
  Request &request = requests_[index];
  const Service &service = serviceOf(request);
  if (service.drawsSlices)
    request.slice = draw(service.work, random_) / service.meanSlices;
  Station &station = stations_[request.service];
  if (!service.cores) {
    request.phase = Phase::delayed;
    calendar_.schedule(now_ + request.slice, EventKind::delayed, requests_.ticket(index));
  } else if (station.running < *service.cores) {
    takeCore(index);
  } else {
    request.phase = Phase::ready;
    station.forCore.push_back(requests_.ticket(index));
  }
}

void Engine::takeCore(std::uint32_t index) {
  Request &request = requests_[index];
  ++stations_[request.service].running;
  tally_.services[request.service].onCores.change(now_, 1);
  request.phase = Phase::running;
  calendar_.schedule(now_ + request.slice * serviceOf(request).cpuShare, EventKind::worked,
                     requests_.ticket(index));
}

void Engine::leaveCore(std::uint32_t service) {
  Station &station = stations_[service];
  --station.running;
  tally_.services[service].onCores.change(now_, -1);
  while (!station.forCore.empty()) {
    const Ticket first = station.forCore.front();
    station.forCore.pop_front();
    if (!requests_.isValid(first))
      continue;
    takeCore(first.index);
    return;
  }
}

void Engine::onWorked(std::uint32_t index) {
  const std::uint32_t service = requests_[index].service;
  leaveCore(service);
  Request &request = requests_[index];
  const double beside = 1 - model_.services[service].cpuShare;
  if (beside <= 0) {
    makeCalls(index);
    return;
  }
  request.phase = Phase::delayed;
  calendar_.schedule(now_ + request.slice * beside, EventKind::delayed, requests_.ticket(index));
}

} // namespace loadline::simulate
