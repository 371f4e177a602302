#pragma once

#include "planner/sizing/stack.h"

#include <optional>
#include <utility>
#include <vector>

namespace loadline::sizing {

/// The clients of closed workloads, who each wait for their answer.
struct Clients {
  bool areAny = false;
  std::vector<MaybeConcurrency> of; ///< by service: all that send to it; empty where others do too
};
Clients clientsOf(const spec::System &system);

/// What is known of a stack, by index of the service.
struct StackView {
  const spec::System &system;
  const std::vector<Edge> &edges;
  const std::vector<std::vector<std::size_t>> &incoming; ///< the edges that lead to a service
  const std::vector<int> &tierOf;
  const std::vector<MaybeConcurrency> &bounds;
  const std::vector<bool> &isEntry;
  const Clients &clients;
};

/// How many requests can be inside all of `members` together at the most, whatever their own
/// bounds: what can be in the entries times the calls that one request has on its way there at
/// once. Calls that follow each other are never made together, and clients send no further request
/// before their answer, so this can be less than what all callers of the members could offer them
/// one by one. Empty where a member is an entry or nothing limits an entry, where a call on the way
/// is not waited for, or where too many services lie on the way to look at all of them.
MaybeConcurrency mostAtOnce(const StackView &view, const std::vector<spec::ServiceIndex> &members);

/// How many requests the clients of closed workloads can have inside a service at once, whatever
/// its bound and those on the way. Empty where anything else is sent to it or to an entry on the
/// way, where a caller leaves work behind that it has given up, or where that is not known.
MaybeConcurrency mostOfClients(const StackView &view, spec::ServiceIndex service);

/// Whether a service admits all that clients can have there at once, on all ways, whatever its
/// callers' bounds would let through.
bool holdsAllClients(const StackView &view, spec::ServiceIndex service);

/// What it is the sum of, of one entry.
struct WayAtOnce {
  spec::ServiceIndex entry = 0;
  double fanOut = 0.0;      ///< calls that one request of it has inside the members at once
  MaybeConcurrency clients; ///< all that send to it, where they limit what is sent
  MaybeConcurrency inside;  ///< at once in the entry: the lesser of its bound and its clients
};
std::optional<std::vector<WayAtOnce>> waysAtOnce(const StackView &view,
                                                 const std::vector<spec::ServiceIndex> &members);

} // namespace loadline::sizing
