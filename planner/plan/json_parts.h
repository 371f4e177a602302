#pragma once

#include "planner/plan/plan.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

// Values of a plan as JSON: what is not known is null.

namespace loadline::plan {

using Json = nlohmann::ordered_json;

/// Twelve significant digits: more than any input has, and no noise of the last bit.
Json number(double value);
Json number(const std::optional<int> &count);
Json number(const std::optional<double> &value);
template <class Quantity>
Json number(const std::optional<Quantity> &quantity) {
  return quantity ? number(quantity->count()) : Json();
}

/// null for "".
Json word(const std::string &text);
Json position(const SourcePosition &at);

Json toJson(const ConstraintPlan &constraint);
Json toJson(const GrowthPlan &growth);
Json toJson(const SuccessPlan &success);
Json toJson(const CostPlan &cost);
Json toJson(const std::optional<Remedies> &remedies);
Json toJson(const LimitPlan &limit);
Json toJson(const BudgetPlan &budget);
Json toJson(const OversellPlan &oversell);
Json toJson(const TeamPlan &team);
Json toJson(const ScalingPlan &scaling);
Json toJson(const RangePlan &range);
Json toJson(const WayStep &step);
Json toJson(const std::optional<SignalPlan> &signal);
Json toJson(const TierPlan &tier);
Json toJson(const EdgePlan &edge);
Json toJson(const BurstPlan &burst);
Json toJson(const DayStretch &stretch);
Json toJson(const DayPlan &day);
Json toJson(const BoundCostPlan &cost);

template <class Item>
Json listOf(const std::vector<Item> &items) {
  Json out = Json::array();
  for (const Item &item : items)
    out.push_back(toJson(item));
  return out;
}

} // namespace loadline::plan
