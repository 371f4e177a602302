#pragma once

#include "planner/units/quantity.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace loadline::simulate {

using units::Duration;

/// Index of a request, and which of those that used its place one after the other.
struct Ticket {
  std::uint32_t index = 0;
  std::uint32_t generation = 0;
};

enum class EventKind : std::uint8_t {
  arrival,
  worked,
  delayed,
  expiry,
  retry,
  hedge,
  curtailed, ///< an answer with less
  entry,     ///< of a throttled request
  shed,      ///< who lost its place in a queue
  happening,
  scaling,
  ready,
  exhausted, ///< memory of a service
  adapting,  ///< of a limit; the ticket is a service and one of its stations
  departure, ///< of a batch that is not full
  loss,      ///< of a load that could not begin
};

struct Event {
  Duration at{0};
  std::uint64_t order = 0; ///< of scheduling, which breaks ties; the kind in its lowest bits
  Ticket ticket;           ///< of a request or a load, or the index of a workload

  EventKind kind() const { return static_cast<EventKind>(order & 15); }
};

/// Events in order of time, those of the same time in order of scheduling: a binary heap.
class Calendar {
public:
  void schedule(Duration at, EventKind kind, Ticket ticket) {
    events_.push_back({at, scheduled_++ << 4 | static_cast<std::uint64_t>(kind), ticket});
    std::push_heap(events_.begin(), events_.end(), Later{});
  }
  bool isEmpty() const { return events_.empty(); }
  const Event &next() const { return events_.front(); }
  Event take() {
    std::pop_heap(events_.begin(), events_.end(), Later{});
    const Event event = events_.back();
    events_.pop_back();
    return event;
  }

private:
  struct Later { // a type, so that the heap's loops take it in
    bool operator()(const Event &a, const Event &b) const {
      // Without branches, which a processor could not foresee.
      const int isSame = a.at == b.at, isBehind = a.order > b.order;
      return (static_cast<int>(a.at > b.at) | (isSame & isBehind)) != 0;
    }
  };

  std::vector<Event> events_;
  std::uint64_t scheduled_ = 0;
};

} // namespace loadline::simulate
