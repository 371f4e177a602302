#pragma once

#include "planner/model/model.h"
#include "planner/simulate/calendar.h"

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace loadline::simulate {

using model::Call;
using model::Model;
using model::Service;
using model::Step;
using model::Workload;

inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// Where a request stands.
enum class Phase : std::uint8_t {
  pausing,   ///< refused before it got in, until its next attempt
  joined,    ///< in no service: waits for a load that others wait for, too
  throttled, ///< until there is a token for it
  degraded,  ///< over a cap: is answered at once with less
  waiting,   ///< for a slot
  ready,     ///< holds a slot, waits for a core
  running,   ///< on a core
  delayed,   ///< works without a core
  calling,   ///< waits for its calls
};

/// How far a parallel group has come.
struct GroupState {
  const Step *step = nullptr; ///< none where the request is in no group
  std::uint32_t at = 0;       ///< position of the step; its counts follow from it
  std::uint32_t made = 0, answered = 0;
  std::uint32_t mayFail = 0; ///< calls that a quorum can still do without
};

/// Whom a request is made for, by however many calls.
struct Origin {
  std::uint32_t workload = none;
  std::uint32_t tenant = 0; ///< 0 is nobody
};

/// One attempt at a service, from its arrival to its answer.
struct Request {
  using Caps = std::array<std::uint32_t, 3>; ///< of its service, that it is held to

  std::uint32_t generation = 0;
  std::uint32_t service = 0;
  std::uint32_t station = 0; ///< whose slot it holds or waits for
  Caps caps = {none, none, none};
  std::uint32_t workload = none; ///< that asked, for one that entered
  Origin origin;
  std::uint32_t parent = none;                ///< that waits for it; none also once it has left
  std::uint32_t firstChild = none;            ///< of the calls that it waits for
  std::uint32_t next = none, previous = none; ///< other children of the same parent
  std::uint32_t twin = none; ///< the other of a hedged pair; the first answer counts
  std::uint32_t load = none; ///< that it makes for all who joined it
  std::uint32_t retriesLeft = 0;
  const Call *call = nullptr;          ///< that its parent makes by it
  std::uint32_t breakerGeneration = 0; ///< of the breaker when the attempt began
  Phase phase = Phase::pausing;
  bool isOpen = true;   ///< else its place is free
  bool isAlone = false; ///< made for nobody who waits, and tried again all the same
  std::uint32_t step = 0;
  std::uint32_t callsLeft = 0; ///< to make one after the other in this step
  std::uint32_t pending = 0;   ///< calls that it waits for
  GroupState group;
  std::uint64_t name = 0; ///< its random counts follow from it
  Duration arrived{0};
  Duration admitted{0}; ///< when it got its slot
  Duration slice{0};    ///< the next piece of own work
};

inline bool isInNoService(const Request &request) {
  return request.phase == Phase::pausing || request.phase == Phase::joined;
}

/// All requests that are inside, in places that are used again. Places move: hold no reference
/// over `open`.
class Requests {
public:
  std::uint32_t open();
  /// Ends a request that has no children; tickets to it are void from here on.
  void close(std::uint32_t index);

  Request &operator[](std::uint32_t index) { return all_[index]; }
  Ticket ticket(std::uint32_t index) const { return {index, all_[index].generation}; }
  bool isValid(Ticket ticket) const { return all_[ticket.index].generation == ticket.generation; }
  std::size_t places() const { return all_.size(); }
  std::size_t inside() const { return all_.size() - free_.size(); }

  void attach(std::uint32_t child, std::uint32_t parent);
  /// Its parent no longer waits for it.
  void detach(std::uint32_t child);

private:
  std::vector<Request> all_;
  std::vector<std::uint32_t> free_;
};

} // namespace loadline::simulate
