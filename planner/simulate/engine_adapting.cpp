#include "planner/simulate/engine.h"

#include <algorithm>
#include <cmath>

// Limits that adapt. Replicas of one station share a limit: they take from one queue, so their
// answers take alike. It moves in steps of a replica's whole slots, as each by itself would.

namespace loadline::simulate {

/// Slots of all replicas as far as this station's limit goes. Replicas that start anew start with
/// the limit that was declared.
std::optional<std::uint64_t> Engine::admits(std::uint32_t index, Station &station,
                                            double share) const {
  const Service &service = model_.services[index];
  if (!service.adaptive)
    return service.slots;
  if (share > 0 && station.slots == 0)
    station.limit = service.adaptive->start;
  const double all = station.limit * static_cast<double>(service.replicas);
  return std::min(*service.slots, static_cast<std::uint64_t>(all));
}

/// The first answer of a period makes sure that the limit is looked at when the period ends: where
/// nothing is answered it stays, and no event is spent on it.
void Engine::noteAnswer(const Request &request) {
  const auto &limit = serviceOf(request).adaptive;
  if (!limit || request.phase == Phase::degraded)
    return;
  Station &station = stations_[request.station];
  if (station.answered++ == 0) {
    const Duration end = limit->every * (std::floor(now_ / limit->every) + 1);
    calendar_.schedule(end, EventKind::adapting, {request.service, request.station});
  }
  station.heldByAnswered += now_ - request.admitted;
}

/// Who is inside stays where the limit is now below them.
void Engine::adapt(std::uint32_t service, std::uint32_t at) {
  Station &station = stations_[at];
  const Duration mean = station.heldByAnswered / static_cast<double>(station.answered);
  station.limit = model_.services[service].adaptive->after(station.limit, mean);
  station.answered = 0;
  station.heldByAnswered = Duration(0);
  resize(service);
  fillSlots(at, service);
}

} // namespace loadline::simulate
