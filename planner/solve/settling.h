#pragma once

#include "planner/model/model.h"
#include "planner/solve/network.h"
#include "planner/solve/state.h"

#include <vector>

//     guess ──► solveInside, callees first ──► sendFrom, receive, callers first ──► …
//
// What the rounds of `settle` work on.

namespace loadline::solve {

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

struct Settling {
  const model::Model &model;
  const Network &network;
  State state;
  Queues queues = Queues::restrained;
  std::vector<std::vector<Link>> links{}; ///< by station; of owners in `state`
  std::vector<double> aloneAt{};          ///< by station, stay without any waiting, in s
  double change = 0; ///< the largest of a figure in this round, as a share of it

  double stayAt(std::size_t station) const;
  /// A figure changed, by such a part of what it would have.
  void note(double before, double after, double part = 1);
};

/// Ways of all owners from what is known of the groups, and the links that follow.
void makeWays(Settling &all);

} // namespace loadline::solve
