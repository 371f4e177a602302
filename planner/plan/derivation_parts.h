#pragma once

#include "base/yaml_reader.h"
#include "planner/plan/plan.h"
#include "planner/plan/workings.h"
#include "planner/units/format.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What derivations are put together from. Figures in them have six digits, so that what is worked
// out by hand from the inputs is the result.

namespace loadline::plan {

using Input = Derivation::Input;

std::string precisely(double number);
std::string precisely(int number);
std::string precisely(Ratio ratio); ///< more digits where it is nearly 100 %
template <class Quantity>
std::string precisely(const Quantity &quantity) {
  return units::formatted(quantity, 6);
}

template <class Value>
Input computed(std::string name, const Value &value, std::string note = "computed") {
  return {std::move(name), precisely(value), {}, std::move(note)};
}
template <class Value>
Input said(std::string name, const yaml::Located<Value> &value, std::string note = "") {
  return {std::move(name), precisely(value.value), value.at, std::move(note)};
}
/// A number of the policy, with who says so.
template <class Value>
Input setting(std::string name, const policy::Setting<Value> &value) {
  return {std::move(name), precisely(value.value), value.at,
          value.source == "spec" ? "" : "default of the policy"};
}
Input boundOf(const std::string &service, const sizing::DeclaredBound &bound);
/// What the callee admits of this caller, where it says anything.
Input admittedInput(const sizing::Edge &edge, const Workings &workings);

/// The same, or what the caller's connections there carry where that is less.
Input letThroughInput(const sizing::Edge &edge, const Workings &workings);
/// What connections of all replicas carry, of an edge that keeps some.
Input carriedInput(const sizing::Edge &edge, const Workings &workings);

/// The calls of one service.
std::span<const sizing::Edge> edgesFrom(const Workings &workings, spec::ServiceIndex from);

/// Takes the derivations of one row.
class Deriving {
public:
  using Kind = Derivation::Kind;

  Deriving(std::string prefix, std::vector<Derivation> &out)
      : prefix_(std::move(prefix)), out_(out) {}

  void add(std::string_view field, std::string result, std::string formula,
           std::vector<Input> inputs, Kind kind = Kind::arithmetic);
  /// Where the figure is known, by a formula over the inputs.
  template <class Value>
  void addKnown(std::string_view field, const std::optional<Value> &figure, std::string formula,
                std::vector<Input> inputs, Kind kind = Kind::arithmetic) {
    if (figure)
      add(field, precisely(*figure), std::move(formula), std::move(inputs), kind);
  }
  /// A factor, "1.8x".
  void addFactor(std::string_view field, const std::optional<Ratio> &figure, std::string formula,
                 std::vector<Input> inputs);
  /// What the spec, or a default, says itself.
  void addSaid(std::string_view field, Input input);
  template <class Value>
  void addSaid(std::string_view field, std::string_view key, const spec::Maybe<Value> &value) {
    if (value)
      addSaid(field, said(std::string(key), *value));
  }

private:
  std::string prefix_;
  std::vector<Derivation> &out_;
};

/// "min(a, b, c)"; of one, that one.
std::string leastOf(const std::vector<Input> &inputs);
std::string leastOf(const std::vector<std::string> &terms);
std::string largestOf(const std::vector<std::string> &terms);
/// "a + b + c".
std::string sumOf(const std::vector<std::string> &terms);

/// What a million requests cost, where all replicas serve them at that rate.
///   rateName  "arrival rate", "entry rate"
void addCostPerMillion(Deriving &out, const CostPlan &cost, const std::string &rateName, Rate rate);

} // namespace loadline::plan
