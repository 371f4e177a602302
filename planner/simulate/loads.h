#pragma once

#include "planner/simulate/requests.h"

#include <unordered_map>
#include <vector>

namespace loadline::simulate {

/// One call to a callee that several requests wait for: a batch, or a load that others joined.
struct Load {
  std::uint32_t generation = 0;
  const Call *call = nullptr;
  std::vector<Ticket> joined; ///< the requests that wait; some may have left
  std::uint64_t calls = 0;    ///< that travel in it, those of nobody who waits included
  std::uint64_t key = 0;      ///< of a cache that is loaded
  std::size_t place = 0;      ///< among the loads under way
};

/// What the requests that make one entry of calls share.
struct Sharing {
  std::vector<std::uint32_t> underWay; ///< loads that can be joined
  std::uint32_t filling = none;        ///< the batch that has not left
  std::vector<Duration> lives;         ///< by key, until when the cache holds it
  std::vector<Ticket> loadedBy;        ///< by key, the last load that was begun
};

/// All loads, in places that are used again, and what is shared by the entries of calls.
class Loads {
public:
  std::uint32_t open(const Call &call);
  void close(std::uint32_t index);
  Load &operator[](std::uint32_t index) { return all_[index]; }
  Ticket ticket(std::uint32_t index) const { return {index, all_[index].generation}; }
  bool isValid(Ticket ticket) const { return all_[ticket.index].generation == ticket.generation; }
  Sharing &of(const Call &call) { return sharing_[&call]; }
  /// Forgets all that the cache of these calls holds.
  void forget(const Call &call);

private:
  std::vector<Load> all_;
  std::vector<std::uint32_t> free_;
  std::unordered_map<const Call *, Sharing> sharing_;
};

} // namespace loadline::simulate
