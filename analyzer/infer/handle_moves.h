#pragma once

#include "analyzer/infer/join_reach.h"

#include <vector>

// Where a handle goes that is moved: into an object that keeps it, or to the variable of the last
// round.

namespace loadline::infer {

/// The fields that a constructor puts what it is given for a parameter into.
std::vector<link::VariableId> fieldsGiven(const link::Program &program,
                                          link::FunctionId constructor, std::size_t parameter);

/// The loops around an object of the spawn's function that is made of the handle, where its class
/// has what joins and a scope ends it; nothing for any other.
std::optional<std::size_t> framesOfHolder(const Inference &inference, const Call &spawn,
                                          const std::vector<const facts::Expression *> &holders,
                                          const Collection &collection);

/// `old.join(); old = std::move(t);`: a handle is kept for one round in a variable that is older
/// than the loop, and joined there in each.
struct Rotation {
  const Call *join = nullptr;
  std::size_t frames = 0;  ///< the loops around the spawn, each of whose rounds joins one
  bool joinsFirst = false; ///< before the next one starts, or where it was just moved to
};

std::optional<Rotation> rotationOf(Inference &inference, const SpawnSite &site,
                                   const Handles &handles,
                                   const std::vector<std::string> &joinedBy);

} // namespace loadline::infer
