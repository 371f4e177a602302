#pragma once

#include "analyzer/infer/inference.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace loadline::infer {

/// An expression that starts units.
struct SpawnSite {
  std::size_t call = 0; ///< index in BodyIndex::calls
  const rules::SpawnApi *api = nullptr;
  std::string apiName; ///< as messages name it: the rule's name, or `std::thread in
                       ///< std::vector::emplace_back`
  const Submission *submission = nullptr; ///< of a task for threads of the program's own
  bool isPassedOn = false; ///< a call of what starts the unit, which gives the handle to its caller
  std::optional<int> handlePlace; ///< of such a call: the argument that takes it, if not its result
};

/// Every spawn of the program, in program order.
std::vector<SpawnSite> findSpawnSites(const Inference &inference);

/// Every call that hands a task to threads which the program starts itself, as its own pool.
std::vector<SpawnSite> findSubmissions(const Inference &inference);

/// The calls that start the units on which functions run, themselves or through callers.
std::vector<std::size_t> spawnsThatRun(const BodyIndex &index,
                                       const std::vector<link::FunctionId> &functions);

/// How many of the loops around a spawn, from the innermost on, go round again only when it failed.
std::size_t retriedLoops(const Inference &inference, const SpawnSite &site);

/// Whether a condition that holds, or fails, can only do so where the spawn did: `pid < 0`.
bool saysThatNoneStarted(const Inference &inference, const SpawnSite &site,
                         const facts::Expression &condition, bool holds);

/// What becomes of a site's units.
struct Collection {
  enum class How { joined, detached, escapes } how = How::escapes;
  bool inFunction = false;    ///< joined before the function returns
  bool isReturned = false;    ///< the handle goes to the callers
  std::set<int> givenThrough; ///< the parameters, by their places, that the callers get it through
  bool isReplaced = false;    ///< each object keeps the last, and waits for the one before
  bool byDestructor = false;  ///< joined when the object that holds the handle is destroyed
  std::set<link::FunctionId> joinedIn; ///< other functions that join
  std::size_t keptFrames = 0;          ///< the loops that multiply: those from this index on
  std::optional<Derived> batch;        ///< joined each time that this many have started
  std::size_t batchFrames =
      0;               ///< the frames inside the round that joins them: those from this index on
  std::string limiter; ///< "join" or "batch" where collecting is what bounds
  std::vector<findings::Step> witness;
};

/// Follows the handle of a site's units through variables and containers to what joins or detaches
/// it.
Collection collectionOf(Inference &inference, const SpawnSite &site);

} // namespace loadline::infer
