#include "planner/simulate/engine.h"

#include <algorithm>
#include <cmath>

// What becomes of replicas: crashes, updates, autoscaling; and what else happens to a service.

namespace loadline::simulate {

void Engine::scheduleHappenings() {
  for (std::uint32_t h = 0; h < run_.happenings.size(); ++h)
    calendar_.schedule(run_.happenings[h].at, EventKind::happening, {h, 0});
  if (!run_.isAutoscaled)
    return;
  for (std::uint32_t s = 0; s < model_.services.size(); ++s)
    if (const auto &scaler = model_.services[s].autoscaler)
      calendar_.schedule(scaler->every, EventKind::scaling, {s, 0});
}

void Engine::happen(const Happening &is) {
  Fleet &fleet = fleets_[is.service];
  switch (is.what) {
  case Happening::What::crash:
    return crash(is.service, is.value);
  case Happening::What::start:
    return setRunning(is.service, fleet.running + is.value);
  case Happening::What::stop:
    return setRunning(is.service, fleet.running - is.value);
  case Happening::What::slow:
    fleet.slower = is.value;
    return;
  case Happening::What::fail:
    fleet.fails = is.value;
    return;
  case Happening::What::hang:
    fleet.hangsUntil = now_ + is.lasts;
    return;
  case Happening::What::refuse:
    fleet.refusesUntil = now_ + is.lasts;
    return;
  case Happening::What::forget:
    for (const Service &service : model_.services)
      for (const Step &step : service.steps)
        for (const Call &call : step.calls)
          if (call.to == is.service)
            loads_.forget(call);
    return;
  case Happening::What::update:
    fleet.update = &is;
    fleet.old = fleet.running;
    fleet.starting = 0;
    return goOnUpdating(is.service);
  }
}

void Engine::setRunning(std::uint32_t service, double replicas) {
  fleets_[service].running = std::max(0.0, replicas);
  tally_.services[service].replicas.set(now_, fleets_[service].running);
  resize(service);
  const auto first = static_cast<std::uint32_t>(firstStation_[service]);
  for (std::uint32_t part = 0; part < stationsOf(service).size(); ++part) {
    fillSlots(first + part, service);
    fillCores(first + part);
  }
}

/// So many replicas are gone, and all who are inside of them: of one station a share by chance.
void Engine::crash(std::uint32_t service, double replicas) {
  const double before = fleets_[service].running;
  const double lost = std::min(before, replicas);
  if (lost <= 0)
    return;
  const std::size_t parts = stationsOf(service).size();
  const double left = before - lost;
  std::vector<Ticket> dead;
  for (std::uint32_t index = 0; index < requests_.places(); ++index) {
    const Request &request = requests_[index];
    if (!request.isOpen || request.service != service || isInNoService(request))
      continue;
    const bool isIn = parts > 1
                          ? static_cast<double>(request.station - firstStation_[service]) >= left
                          : random_.uniform() <= lost / before;
    if (isIn)
      dead.push_back(requests_.ticket(index));
  }
  setRunning(service, left);
  for (const Ticket &ticket : dead)
    if (requests_.isValid(ticket))
      fail(ticket.index);
}

/// Whether more are inside than the memory of the replicas that run holds.
bool Engine::isExhausted(std::uint32_t service) const {
  const auto &held = model_.services[service].heldByMemory;
  const ServiceTally &tally = tally_.services[service];
  const auto inside = static_cast<double>(tally.busy.value() + tally.waiting.value());
  return held && fleets_[service].running > 0 && inside > *held * fleets_[service].running;
}

/// Replaces as many replicas as may be missing, and as many more as may be too many.
void Engine::goOnUpdating(std::uint32_t service) {
  Fleet &fleet = fleets_[service];
  const Happening &update = *fleet.update;
  const auto all = static_cast<double>(model_.services[service].replicas);
  const double mayStop = std::min(fleet.old, fleet.running - (all - update.unavailable));
  if (mayStop >= 1) {
    fleet.old -= std::floor(mayStop);
    setRunning(service, fleet.running - std::floor(mayStop));
  }
  const double updated = fleet.running - fleet.old;
  const double mayStart =
      std::min(all - updated - fleet.starting, all + update.surge - fleet.running - fleet.starting);
  for (double started = 0; started + 1 <= mayStart; ++started) {
    ++fleet.starting;
    calendar_.schedule(now_ + update.readyAfter, EventKind::ready, {service, 0});
  }
  if (fleet.old < 1 && fleet.starting < 1)
    fleet.update = nullptr;
}

/// A replica that was started takes requests.
void Engine::onReady(std::uint32_t service) {
  Fleet &fleet = fleets_[service];
  --fleet.starting;
  setRunning(service, fleet.running + 1);
  if (fleet.update)
    goOnUpdating(service);
}

/// Holds the mean use of the last period against the target, as Kubernetes does: as many replicas
/// as would have it, none where that is within a tenth of those that run; down to the most that any
/// of the last minutes asked for.
/// Source: https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
void Engine::scale(std::uint32_t service) {
  constexpr double tolerance = 0.1;
  const model::Autoscaler &scaler = *model_.services[service].autoscaler;
  Fleet &fleet = fleets_[service];
  calendar_.schedule(now_ + scaler.every, EventKind::scaling, {service, 0});
  double room = 0;
  for (const Station &station : stationsOf(service))
    room += static_cast<double>(scaler.isOfCores ? station.cores : station.slots);
  ServiceTally &tally = tally_.services[service];
  Level &level = scaler.isOfCores ? tally.onCores : tally.busy;
  level.bring(now_);
  const double used = (level.total() - fleet.usedBefore) / scaler.every / std::max(room, 1.0);
  fleet.usedBefore = level.total();
  const double ratio = used / scaler.target;
  const double all = fleet.running + fleet.starting;
  const double asked = std::clamp(
      std::abs(ratio - 1) <= tolerance ? fleet.running : std::ceil(fleet.running * ratio - 1e-9),
      scaler.least, scaler.most);
  fleet.asked.push_back({now_, asked});
  while (fleet.asked.front().at + scaler.downAfter < now_)
    fleet.asked.pop_front();
  double most = 0;
  for (const Fleet::Asked &earlier : fleet.asked)
    most = std::max(most, earlier.replicas);
  for (double started = all; started + 1 <= asked; ++started) {
    ++fleet.starting;
    calendar_.schedule(now_ + scaler.readyAfter, EventKind::ready, {service, 0});
  }
  if (most < fleet.running && fleet.starting == 0)
    setRunning(service, most);
}

} // namespace loadline::simulate
