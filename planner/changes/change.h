#pragma once

#include "planner/spec/edit.h"
#include "planner/spec/system.h"

#include <string>
#include <vector>

// What if: a system with some of its values changed.
//
//     System + Changes ── changed ──► System (to be planned as any other)
//                            └──────► edits of the spec that say the same

namespace loadline::changes {

/// One value that is tried. Of one kind and service there is one at a time.
struct Change {
  enum class Kind {
    load,      ///< × value, of every workload
    latency,   ///< × value, of the service's own time
    fanOut,    ///< × value, of the calls that a request of the service makes
    replicas,  ///< = value, whole
    bound,     ///< = value, whole, fleet-wide: of contract, deployment and pool where they have one
    cacheHits, ///< = value, 0 to 1, of every call to the service
    down       ///< each attempt fails at once; the value says nothing
  };
  Kind kind = Kind::load;
  std::string service; ///< "" of the load
  double value = 1.0;

  friend bool operator==(const Change &, const Change &) = default;
};

using Changes = std::vector<Change>;

/// The changes with this one in place of the one of its kind and service; without it where it
/// leaves everything as it is (a factor of 1).
Changes with(Changes changes, const Change &change);

/// "load × 3", "store: bound 40": for lists and names.
std::string inWords(const Change &change);

struct Changed {
  spec::System system;
  std::vector<spec::ValueEdit> edits; ///< what to write into the spec, and where
  std::vector<std::string> unwritten; ///< what no value of the spec can say, a sentence each
};

/// Services that the system does not have are left out.
Changed changed(const spec::System &system, const Changes &changes);

} // namespace loadline::changes
