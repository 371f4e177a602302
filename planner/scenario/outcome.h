#pragma once

#include "base/source_position.h"
#include "planner/units/quantity.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::scenario {

/// How a system fares in a scenario.
///   holds  nothing is beyond its capacity, and nothing runs out
///   breaks something is, or does
///   stays  it breaks and does not come back when the cause is gone
enum class Verdict { holds, breaks, stays };
std::string_view toString(Verdict verdict);

/// What of a simulation shows a figure: of a service, from the moment on when it happens.
struct Probe {
  enum class Reads {
    insideAtEnd,      ///< when what happens is over
    waitingAtEnd,     ///< the same less `level` that have a slot
    untilInside,      ///< time until `level` are inside
    emptyAfter,       ///< time from its end until no more than `level` are
    untilReplicas,    ///< time until fewer than `level` run
    replicasLeft,     ///< at the end
    refusedMeanwhile, ///< share of arrivals
    throughputLater,  ///< in the last quarter of the watched time
    arrivalsLater
  };
  Reads reads = Reads::insideAtEnd;
  std::string service;
  double level = 0;
};

/// What happens in a simulation of the scenario.
struct Trial {
  enum class What {
    hang,  ///< the service answers nothing for so long
    surge, ///< all open loads times `amount` for so long
    crash  ///< `amount` replicas of the service are gone, and who runs out of memory goes, too
  };
  What what = What::surge;
  std::string service; ///< of a surge empty
  double amount = 0;
  units::Duration lasts{0}, watched{0}; ///< from its beginning
};

/// A figure as it stands and in the scenario, both with their units.
struct Figure {
  std::string about; ///< a service, "a -> b", or "system"
  std::string name;  ///< "waiting"
  std::string before, after;
  std::string how;                 ///< the formula with its numbers; may be empty
  std::optional<Probe> probe = {}; ///< what would show it
  std::string simulated = {};      ///< what did; empty where nothing has
};

struct Outcome {
  std::string scenario; ///< its name
  std::string kind;
  SourcePosition at;
  Verdict verdict = Verdict::holds;
  std::vector<Figure> figures;
  std::vector<std::string> conclusions; ///< sentences
  std::optional<Trial> trial = {};      ///< how to see it happen
};

} // namespace loadline::scenario
