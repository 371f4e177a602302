#include "planner/emit/postmortem.h"

#include "base/markup.h"
#include "base/text.h"
#include "planner/emit/service_named.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace loadline::emit {

namespace {

using plan::EdgePlan;
using plan::Plan;
using plan::ServicePlan;
using units::Duration;
using units::formatted;

std::string row(const std::vector<std::string> &cells) {
  std::string text = "|";
  for (const std::string &cell : cells)
    text += fmt::format(" {} |", cell);
  return text + "\n";
}

std::string table(const std::vector<std::string> &head) {
  return row(head) + row(std::vector<std::string>(head.size(), "---"));
}

template <class Quantity>
std::string told(const std::optional<Quantity> &value) {
  return value ? formatted(*value) : "…";
}

/// The service, those that call it and those that it calls: an overrun shows in one of them and
/// begins in another.
std::vector<const ServicePlan *> around(const Plan &plan, const ServicePlan &service) {
  std::set<std::string> names{service.name};
  for (const EdgePlan &edge : plan.edges) {
    if (edge.to == service.name)
      names.insert(edge.from);
    if (edge.from == service.name)
      names.insert(edge.to);
  }
  std::vector<const ServicePlan *> found;
  for (const ServicePlan &each : plan.services)
    if (names.contains(each.name))
      found.push_back(&each);
  return found;
}

std::string impact(const ServicePlan &service) {
  std::string text = "## Impact\n\n"
                     "- Requests that failed: … of … (… %), from … to … (UTC)\n"
                     "- Who noticed, and what they saw: …\n";
  if (!service.success.objective)
    return text + "- Error budget: the spec has no `slo.success` to count it by\n";
  const Duration budget = *service.success.budget;
  text += fmt::format("- Error budget: {} of {}, at {} success. All requests failing would spend "
                      "it in {}; one in ten in {}. Spent: …\n",
                      formatted(budget), formatted(service.success.window),
                      formatted(*service.success.objective), formatted(budget),
                      formatted(budget * 10.0));
  return text;
}

std::string timeline() {
  std::string text = "\n## Timeline\n\nGive each time once (UTC, with where it is recorded): the "
                     "intervals below are differences of these rows and nothing else.\n\n" +
                     table({"", "time", "what happened", "recorded in"});
  for (const auto &[letter, event] : {std::pair{"A", "the change or load that began it"},
                                      {"B", "first request failed"},
                                      {"C", "first alert"},
                                      {"D", "somebody was paged"},
                                      {"E", "cause understood"},
                                      {"F", "mitigation in effect"},
                                      {"G", "all requests answered again"},
                                      {"H", "lasting fix in production"}})
    text += row({letter, "…", event, "…"});
  text += "\n" + table({"interval", "from", "to", "took"});
  for (const auto &[name, from, to] : {std::tuple{"to notice", "B", "C"},
                                       {"to page", "C", "D"},
                                       {"to understand", "D", "E"},
                                       {"to mitigate", "C", "F"},
                                       {"outage", "B", "G"},
                                       {"to fix", "E", "H"}})
    text += row({name, from, to, "…"});
  return text;
}

std::string bounds(const Plan &plan, const ServicePlan &service) {
  std::string text =
      "\n## The bound that was missing, or did not hold\n\n"
      "What could be inside at once, and what said so? What was inside when it failed?\n\n" +
      table({"service", "bound", "said by", "planned in flight", "callers can push, of that",
             "during it"});
  for (const ServicePlan *each : around(plan, service)) {
    const auto &declared = each->maxInFlight.declared;
    const std::string by = each->maxInFlight.declaredIn;
    text += row({escapedMarkdown(each->name), declared ? formatted(*declared) : "none",
                 by.empty() ? "nothing" : by, told(each->inFlightMean),
                 each->oversubscription ? threeDigits(each->oversubscription->count()) + "x" : "…",
                 "…"});
  }
  return text;
}

/// What the plan finds at the service or what it talks to, the worst first as the plan has them.
std::vector<const findings::Finding *> findingsAround(const Plan &plan,
                                                      const ServicePlan &service) {
  std::vector<const findings::Finding *> found;
  const auto near = around(plan, service);
  for (const findings::Finding &finding : plan.findings)
    if (std::ranges::any_of(near, [&](const ServicePlan *each) {
          return finding.message.find("'" + each->name + "'") != std::string::npos;
        }))
      found.push_back(&finding);
  return found;
}

std::string causes(const std::vector<const findings::Finding *> &findings) {
  std::string text = "\n## Root cause\n\n…\n\n## Contributing factors\n\n";
  for (const findings::Finding *finding : findings)
    text += fmt::format("- [ ] {} ({}, {})\n", escapedMarkdown(finding->message), finding->check,
                        escapedMarkdown(toString(finding->at)));
  return text + "- [ ] Was work started that nothing bounds? `loadline audit` says where: …\n"
                "- [ ] Did callers retry, and without a budget? …\n"
                "- [ ] Was one request or tenant much larger than planned? …\n"
                "- [ ] Did an alert come too late, or say too little? …\n";
}

std::string actions(const std::vector<const findings::Finding *> &findings) {
  std::string text = "\n## What went well, and where we were lucky\n\n- …\n\n## Action items\n\n" +
                     table({"priority", "action", "owner", "due", "shown done by"});
  for (const findings::Finding *finding : findings)
    text += row({finding->severity == findings::Severity::error ? "P1" : "P2",
                 "mend " + finding->check + " at " + escapedMarkdown(toString(finding->at)), "…",
                 "…", "`loadline check` no longer finds it"});
  return text +
         row({"P1", "bound what was unbounded, at its source", "…", "…", "a load test beyond it"}) +
         row({"P2", "alert on the bound before it is full (`loadline emit alerts`)", "…", "…",
              "the alert fires in a drill"}) +
         row({"P3", "hold the spec against what was measured", "…", "…",
              "`loadline plan` gives the figures of the incident"});
}

} // namespace

Result<std::string> postmortem(const plan::PlannedSpec &planned, const std::string &name) {
  const auto service = serviceNamed(planned, name);
  if (!service)
    return service.error();
  const auto findings = findingsAround(planned.plan, **service);
  return fmt::format("# Postmortem: {}, …\n\nDate: … · Severity: … · Author: … · Status: draft\n\n"
                     "## Summary\n\nTwo or three sentences that a person of another team "
                     "understands: …\n\n",
                     escapedMarkdown(name)) +
         impact(**service) + timeline() + bounds(planned.plan, **service) + causes(findings) +
         actions(findings);
}

} // namespace loadline::emit
