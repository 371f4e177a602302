#pragma once

#include "planner/simulate/simulation.h"
#include "planner/solve/solution.h"

#include <optional>
#include <string>
#include <vector>

//     Solution, Simulation ── verify ──► Verification ── toText, withVerification ──► text, JSON

namespace loadline::verify {

/// One figure by both methods, counted in its unit; either may not know it.
struct Figure {
  std::string of;   ///< the service, or "workload to …"
  std::string name; ///< as in JSON: "residence_time.p99"
  std::optional<double> solved, simulated, halfWidth;
  std::string (*shown)(double); ///< with its unit

  /// The solver's over the simulator's, less 1; empty where one is unknown or the latter 0.
  std::optional<double> deviation() const;
  /// Whether the solver's figure lies in the simulator's 95 % interval.
  std::optional<bool> isWithin() const;
};

struct Verification {
  bool isSettled = false;           ///< the solver's iteration came to an end
  std::size_t rounds = 0;           ///< that it took
  std::vector<std::string> leftOut; ///< of the spec, what matters and the solver does not look at
  solve::ErrorClass expected;       ///< of the solver's figures
  std::vector<Figure> figures;
  std::vector<std::string> notes; ///< what either method takes otherwise than the spec says

  /// The solver answered all that the spec says.
  bool isAnswer() const { return isSettled && leftOut.empty(); }
};

/// Every figure that both methods know, workloads first.
Verification verify(const solve::Solution &solution, const simulate::Simulation &simulation);

std::string toText(const Verification &verification);
/// A plan's JSON with the key `verification` added.
std::string withVerification(const std::string &planJson, const Verification &verification);

} // namespace loadline::verify
