#include "planner/diagram/by_team.h"

#include <algorithm>
#include <map>

namespace loadline::diagram {

namespace {

using plan::EdgePlan;
using plan::ServicePlan;

template <class Unit>
void addTo(std::optional<units::Quantity<Unit>> &sum,
           const std::optional<units::Quantity<Unit>> &value) {
  if (value)
    sum = sum ? *sum + *value : *value;
}

template <class Value>
void takeLarger(std::optional<Value> &largest, const std::optional<Value> &value) {
  if (value && (!largest || *largest < *value))
    largest = value;
}

/// fits < above the line < over capacity; what is unknown hides nothing that is known.
int badness(plan::Verdict verdict) {
  return verdict == plan::Verdict::unknown ? -1 : static_cast<int>(verdict);
}

void addMember(ServicePlan &box, const ServicePlan &member) {
  addTo(box.inFlightMean, member.inFlightMean);
  takeLarger(box.utilization, member.utilization);
  takeLarger(box.cpuUtilization, member.cpuUtilization);
  if (badness(member.verdict) > badness(box.verdict))
    box.verdict = member.verdict;
  if (member.tier >= 0)
    box.tier = box.tier < 0 ? member.tier : std::min(box.tier, member.tier);
}

/// One call for all between the same two boxes.
void addCall(EdgePlan &all, const EdgePlan &call) {
  addTo(all.rate, call.rate);
  all.isOptional = all.isOptional && call.isOptional;
  all.isAsynchronous = all.isAsynchronous && call.isAsynchronous;
  all.isParallel = false; // a bracket would join calls of several members
  all.parallelGroup = 0;
  if (!call.oversubscription ||
      (all.oversubscription && *call.oversubscription <= *all.oversubscription))
    return;
  all.oversubscription = call.oversubscription;
  all.offeredInFlight = call.offeredInFlight;
  all.admittedInFlight = call.admittedInFlight;
}

class Merger {
public:
  Merger(const plan::Plan &plan, const std::set<std::string> &teams) : plan_(plan), out_(plan) {
    for (const ServicePlan &service : plan.services)
      if (!service.team.empty() && teams.count(service.team) > 0)
        boxes_[service.name] = boxOf(service.team);
  }

  plan::Plan merged() {
    mergeServices();
    mergeEdges();
    for (plan::TierPlan &tier : out_.tiers)
      mergeMembers(tier.members);
    return std::move(out_);
  }

private:
  std::string nameOf(const std::string &service) const {
    const auto found = boxes_.find(service);
    return found == boxes_.end() ? service : found->second;
  }

  void mergeServices() {
    out_.services.clear();
    std::map<std::string, std::size_t> places;
    for (const ServicePlan &service : plan_.services) {
      const std::string name = nameOf(service.name);
      if (name == service.name) {
        out_.services.push_back(service);
        continue;
      }
      const auto [place, isNew] = places.emplace(name, out_.services.size());
      if (isNew)
        out_.services.push_back({.name = name, .at = service.at, .tier = -1, .team = service.team});
      addMember(out_.services[place->second], service);
    }
  }

  void mergeEdges() {
    out_.edges.clear();
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (const EdgePlan &edge : plan_.edges) {
      EdgePlan moved = edge;
      moved.from = nameOf(edge.from);
      moved.to = nameOf(edge.to);
      const bool isMoved = moved.from != edge.from || moved.to != edge.to;
      if (isMoved && moved.from == moved.to)
        continue; // within the team
      if (isMoved)
        addArrivals(moved);
      const auto [place, isNew] =
          places.emplace(std::pair(moved.from, moved.to), out_.edges.size());
      if (isNew || !isMoved)
        out_.edges.push_back(std::move(moved));
      else
        addCall(out_.edges[place->second], moved);
    }
  }

  void addArrivals(const EdgePlan &edge) {
    for (ServicePlan &service : out_.services)
      if (service.name == edge.to && plan_.find(service.name) == nullptr)
        addTo(service.arrivalRate, edge.rate);
  }

  void mergeMembers(std::vector<std::string> &members) const {
    std::vector<std::string> merged;
    for (const std::string &member : members)
      if (std::find(merged.begin(), merged.end(), nameOf(member)) == merged.end())
        merged.push_back(nameOf(member));
    members = std::move(merged);
  }

  const plan::Plan &plan_;
  plan::Plan out_;
  std::map<std::string, std::string> boxes_; ///< by service: the box that it stands in
};

} // namespace

std::vector<std::string> teamsOf(const plan::Plan &plan) {
  std::vector<std::string> teams;
  for (const ServicePlan &service : plan.services)
    if (!service.team.empty() && std::find(teams.begin(), teams.end(), service.team) == teams.end())
      teams.push_back(service.team);
  return teams;
}

std::string boxOf(const std::string &team) {
  return "team " + team;
}

plan::Plan byTeam(const plan::Plan &plan, const std::set<std::string> &teams) {
  return Merger(plan, teams).merged();
}

} // namespace loadline::diagram
