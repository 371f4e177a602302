#pragma once

#include "planner/plan/plan.h"

#include <cmath>
#include <map>
#include <string>
#include <vector>

// What a reader works out by hand from a derivation: its printed inputs in the place of their
// names.

namespace loadline::plan {

constexpr double nothing = HUGE_VAL;

/// A printed figure in base units: "26.4 ms" is 0.0264, "70%" 0.7, "1.8x" 1.8; `nothing` of text
/// that is none.
inline double figure(const std::string &text) {
  const std::map<std::string, double> units = {
      {"", 1},         {"/s", 1},       {"x", 1},        {"%", 0.01},    {" s", 1},
      {" ms", 1e-3},   {" µs", 1e-6},   {" ns", 1e-9},   {" min", 60},   {" h", 3600},
      {" d", 86400},   {" core", 1},    {" cores", 1},   {"/month", 1},  {" B", 1},
      {" Ki", 0x1p10}, {" Mi", 0x1p20}, {" Gi", 0x1p30}, {" Ti", 0x1p40}};
  char *end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const auto unit = units.find(end);
  return end == text.c_str() || unit == units.end() ? nothing : number * unit->second;
}

/// The value of an arithmetic derivation; `nothing` where its formula is no expression over the
/// names of its inputs.
double workedOut(const Derivation &derivation);

/// P(X <= time) of the mixture that the inputs of a derivation describe.
double shareUpTo(const Derivation &derivation, double time);

} // namespace loadline::plan
