#pragma once

#include "base/source_position.h"

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

/// A figure as it stands and in the scenario, both with their units.
struct Figure {
  std::string about; ///< a service, "a -> b", or "system"
  std::string name;  ///< "waiting"
  std::string before, after;
  std::string how; ///< the formula with its numbers; may be empty
};

struct Outcome {
  std::string scenario; ///< its name
  std::string kind;
  SourcePosition at;
  Verdict verdict = Verdict::holds;
  std::vector<Figure> figures;
  std::vector<std::string> conclusions; ///< sentences
};

} // namespace loadline::scenario
