#pragma once

#include "analyzer/findings/finding.h"
#include "planner/diagram/display_list.h"
#include "planner/plan/plan.h"

#include <map>
#include <string>
#include <vector>

namespace loadline::diagram {

class LayerOrder;

/// What stands on the edges.
enum class EdgeLabel { rate, inFlight, oversubscription, p99 };

/// What an audit found in the code of one service.
struct CodeFindings {
  int count = 0;
  findings::Severity worst = findings::Severity::note;
};

struct Options {
  EdgeLabel edgeLabel = EdgeLabel::rate;
  std::map<std::string, CodeFindings>
      codeFindings;               ///< by service; only those with a count above 0 show
  std::vector<std::string> trail; ///< services along the path of the selected finding, in order
  /// The plan as it stands where the picture is of other values that are tried: by service, what
  /// its utilization was. Drawn as a dashed water line.
  std::map<std::string, plan::Ratio> ghosts;
  bool hasTitle = true;        ///< the system's name and a line that sums it up
  LayerOrder *order = nullptr; ///< kept by who draws the same system again and again
};

/// The picture of a plan: services in columns by tier, what each admits, what its callers offer.
/// Any plan gives a picture: none of services, cycles, and services that nothing calls included.
/// Near-linear in services and edges.
DisplayList boundStack(const plan::Plan &plan, const Options &options = {});

} // namespace loadline::diagram
