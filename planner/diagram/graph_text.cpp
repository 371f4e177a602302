#include "planner/diagram/graph_text.h"

#include "base/text.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <unordered_map>

namespace loadline::diagram {

namespace {

using Ids = std::unordered_map<std::string_view, std::string>;

std::vector<std::string> lines(std::initializer_list<std::string> texts) {
  constexpr std::size_t longest = 120;
  std::vector<std::string> out;
  for (const std::string &text : texts)
    if (!text.empty())
      out.push_back(elided(oneLine(text), longest));
  return out;
}

GraphNode nodeOf(const plan::ServicePlan &service, const std::string &id) {
  const bool isBad =
      service.verdict == plan::Verdict::overCapacity || service.verdict == plan::Verdict::aboveLine;
  const std::string figures =
      fmt::format("{} / {} in flight, {}", inWords(service.inFlightMean),
                  inWords(service.maxInFlight.declared), inWords(service.utilization));
  return {.id = id,
          .kind = service.kind,
          .verdict = service.verdict,
          .lines = lines({service.name, figures, isBad ? inWords(service.verdict) : ""})};
}

std::vector<std::string> membersOf(const plan::TierPlan &tier, const Ids &ids) {
  std::vector<std::string> out;
  for (const std::string &member : tier.members)
    if (const auto found = ids.find(member); found != ids.end())
      out.push_back(found->second);
  return out;
}

} // namespace

Graph graphOf(const plan::Plan &plan) {
  Ids ids;
  Graph graph;
  graph.name = elided(oneLine(plan.system.name), 120);
  for (std::size_t i = 0; i < plan.services.size(); ++i) {
    const auto placed = ids.emplace(plan.services[i].name, fmt::format("n{}", i)).first;
    graph.nodes.push_back(nodeOf(plan.services[i], placed->second));
  }
  for (const plan::TierPlan &tier : plan.tiers)
    graph.tiers.push_back(membersOf(tier, ids));
  for (std::size_t i = 0; i < plan.edges.size(); ++i) {
    const plan::EdgePlan &edge = plan.edges[i];
    const auto from = ids.find(edge.from), to = ids.find(edge.to);
    if (to == ids.end())
      continue;
    const std::string entry = fmt::format("entry{}", i);
    if (from == ids.end())
      graph.nodes.push_back({.id = entry, .isEntry = true, .lines = lines({edge.from})});
    const bool alarms = isOversubscribed(edge.oversubscription);
    graph.edges.push_back(
        {.from = from == ids.end() ? entry : from->second,
         .to = to->second,
         .lines = lines({inWords(edge.rate), alarms ? timesInWords(*edge.oversubscription) : ""}),
         .isOversubscribed = alarms,
         .isOptional = edge.isOptional});
  }
  return graph;
}

std::string quoted(const std::vector<std::string> &lines, std::string_view lineBreak,
                   const std::function<std::string(char)> &escaped) {
  std::string out = "\"";
  for (const std::string &text : lines) {
    if (out.size() > 1)
      out += lineBreak;
    for (const char c : text)
      out += escaped(c);
  }
  return out + "\"";
}

} // namespace loadline::diagram
