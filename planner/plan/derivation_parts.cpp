#include "planner/plan/derivation_parts.h"

#include "base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace loadline::plan {

namespace {

constexpr int digits = 6;

std::string chosen(std::string_view which, const std::vector<std::string> &terms) {
  return terms.size() == 1 ? terms.front() : fmt::format("{}({})", which, fmt::join(terms, ", "));
}

} // namespace

std::string precisely(double number) {
  return significant(number, digits);
}

std::string precisely(int number) {
  return fmt::format("{}", number);
}

std::string precisely(Ratio ratio) {
  const double missing = std::abs(1 - ratio.count());
  const int nines = missing > 0 && missing < 0.1 ? static_cast<int>(-std::log10(missing)) : 0;
  return units::formatted(ratio, std::min(digits + nines, 15));
}

Input boundOf(const std::string &service, const sizing::DeclaredBound &bound) {
  return {"bound of " + service, precisely(bound.admits), bound.at,
          bound.rationale->because ? bound.rationale->because->value : std::string(bound.in)};
}

Input admittedInput(const sizing::Edge &edge, const Workings &workings) {
  const auto &bound = workings.bounds[edge.to];
  const std::string &to = workings.system.services[edge.to].name();
  if (edge.cap && edge.cap->maxInFlight && (!bound || edge.cap->maxInFlight->value < bound->admits))
    return said(fmt::format("what {} allows {}", to, workings.system.services[edge.from].name()),
                *edge.cap->maxInFlight);
  return boundOf(to, *bound);
}

Input carriedInput(const sizing::Edge &edge, const Workings &workings) {
  return {fmt::format("carried by connections to {}", workings.system.services[edge.to].name()),
          precisely(*edge.carried), edge.connectionsAt, "replicas × connections × streams"};
}

Input letThroughInput(const sizing::Edge &edge, const Workings &workings) {
  return sizing::isHeldByConnections(edge, workings.admits[edge.to])
             ? carriedInput(edge, workings)
             : admittedInput(edge, workings);
}

std::span<const sizing::Edge> edgesFrom(const Workings &workings, spec::ServiceIndex from) {
  const auto [first, last] = std::equal_range(
      workings.edges.begin(), workings.edges.end(), sizing::Edge{.from = from},
      [](const sizing::Edge &a, const sizing::Edge &b) { return a.from < b.from; });
  return {first, last};
}

void Deriving::add(std::string_view field, std::string result, std::string formula,
                   std::vector<Input> inputs, Kind kind) {
  out_.push_back({prefix_ + "." + std::string(field), std::move(formula), std::move(inputs),
                  std::move(result), kind});
}

void Deriving::addFactor(std::string_view field, const std::optional<Ratio> &figure,
                         std::string formula, std::vector<Input> inputs) {
  if (figure)
    add(field, units::formattedFactor(*figure, digits), std::move(formula), std::move(inputs));
}

void Deriving::addSaid(std::string_view field, Input input) {
  std::string result = input.value, formula = input.name;
  add(field, std::move(result), std::move(formula), {std::move(input)}, Kind::said);
}

std::string leastOf(const std::vector<std::string> &terms) {
  return chosen("min", terms);
}

std::string leastOf(const std::vector<Input> &inputs) {
  std::vector<std::string> names;
  for (const Input &input : inputs)
    names.push_back(input.name);
  return leastOf(names);
}

std::string largestOf(const std::vector<std::string> &terms) {
  return chosen("max", terms);
}

std::string sumOf(const std::vector<std::string> &terms) {
  return fmt::format("{}", fmt::join(terms, " + "));
}

void addCostPerMillion(Deriving &out, const CostPlan &cost, const std::string &rateName,
                       Rate rate) {
  out.addKnown("cost.per_million", cost.perMillion,
               "cost of all replicas / (" + rateName + " × month) × 1000000",
               {computed("cost of all replicas", *cost.declared),
                computed(rateName, rate),
                {"month", "730 h", {}, "as prices count it"}});
}

} // namespace loadline::plan
