#pragma once

#include "planner/model/model.h"
#include "planner/simulate/requests.h"

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace loadline::simulate {

/// Those who wait for the slots of a station, in the order of its discipline. Who left before its
/// turn stays in it as a void ticket.
class WaitingLine {
public:
  explicit WaitingLine(const model::Discipline &discipline)
      : discipline_(&discipline), ranks_(discipline.ranks) {}

  void push(Ticket ticket, std::size_t rank, std::uint32_t tenant);
  /// The next who is still there.
  std::optional<Ticket> take(const Requests &requests);
  /// Who came last of the lowest rank, where that is below `rank`; of all tenants that take turns
  /// the one whose turn is last.
  std::optional<Ticket> takeLast(std::size_t rank, const Requests &requests);

private:
  struct Rank {
    std::deque<Ticket> line; ///< where tenants take no turns
    std::unordered_map<std::uint32_t, std::deque<Ticket>> ofTenant;
    std::deque<std::uint32_t> turns;     ///< tenants who wait
    std::optional<std::uint32_t> served; ///< last; behind all who come before the next turn
  };

  std::optional<Ticket> takeFrom(Rank &rank, const Requests &requests);
  static void rejoin(Rank &rank);
  static std::optional<Ticket> takeTurn(Rank &rank, const Requests &requests);

  const model::Discipline *discipline_;
  std::vector<Rank> ranks_;
  std::uint64_t taken_ = 0;
};

} // namespace loadline::simulate
