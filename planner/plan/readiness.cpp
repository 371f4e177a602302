#include "planner/plan/readiness.h"

#include "base/text.h"
#include "planner/plan/unsaid.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace loadline::plan {

namespace {

using State = ReadinessItem::State;

/// A question that findings answer with no, and that is only answered with yes where nothing that
/// it asks for is left out.
struct Asked {
  std::string_view question;
  std::vector<std::string_view> checks;
  std::vector<std::string> (*missing)(const spec::System &, const Plan &);
};

const std::vector<Asked> &askedOfFindings() {
  static const std::vector<Asked> all = {
      {"every service holds the planned load at the policy's line",
       {"over-capacity", "above-line", "rate-above-contract", "too-few-replicas"},
       missingVerdicts},
      {"every service has a bound, and no queue is without limit",
       {"missing-bound", "unbounded-queue"},
       missingBounds},
      {"every bound has the memory, descriptors and threads that it lets in",
       {"bound-above-resource"},
       missingResources},
      {"no caller can push more than its callees admit",
       {"oversubscribed-edge", "oversubscribed-service", "oversubscribed-tier",
        "oversubscribed-rate", "autoscaling-oversubscribes"},
       missingOffers},
      {"connection pools of all replicas fit their servers",
       {"connections-over-limit"},
       missingConnections},
      {"every call has a timeout, and deadlines shrink down the chain",
       {"missing-timeout", "deadline-inverted", "calls-past-deadline", "timeout-below-p99",
        "deadline-at-full-load", "queue-past-deadline"},
       missingTimeouts},
      {"retries fit the deadline and do not multiply",
       {"retries-past-deadline", "retry-amplification", "eager-hedge"},
       missingRetries},
      {"published contracts are complete and can be kept",
       {"contract-incomplete", "unreachable-quota", "quota-oversold", "quota-exceeded",
        "impossible-latency", "bound-disagreement"},
       missingContracts},
      {"no tenant alone can fill a service", {"tenant-without-bound"}, missingTenants},
      {"objectives are met",
       {"slo-missed", "success-below-objective", "requests-fail"},
       missingObjectives},
      {"rolling updates and stops lose nothing",
       {"update-below-need", "grace-too-short"},
       missingUpdates},
      {"breakers can open", {"breaker-never-trips"}, missingBreakers},
      {"growth fits within the horizon", {"full-within-horizon"}, missingGrowth},
      {"bounds were looked at when they were due", {"review-overdue"}, missingReviews},
  };
  return all;
}

/// A question that the spec answers by saying something.
struct Said {
  std::string_view question, missing;
  bool (*isSaid)(const spec::Service &);
};

constexpr Said askedOfServices[] = {
    {"every service gives its time", "no service_time",
     [](const spec::Service &each) {
       return each.terms.serviceTime.has_value() || !each.steps.empty();
     }},
    {"every service says what it does on excess", "no on_excess",
     [](const spec::Service &each) {
       return each.terms.contract.onExcess.has_value() || each.terms.poolSize.has_value();
     }},
    {"every service that callers wait for has an objective", "no slo",
     [](const spec::Service &each) {
       const spec::Slo &slo = each.terms.slo;
       return slo.p50 || slo.p95 || slo.p99 || slo.success || each.terms.poolSize.has_value();
     }},
    {"every service is joined to its code", "no code",
     [](const spec::Service &each) {
       return !each.terms.code.empty() || each.terms.poolSize.has_value() ||
              each.terms.managed.has_value() || each.terms.external.has_value();
     }},
};

constexpr std::string_view toAsk[] = {
    "saturation, rejections and growth of tasks are measured and shown",
    "alerts exist on the shape of the load, and each has a runbook",
    "a load test has been past the bound, and the bound held",
    "the slow and the dead dependency have been tried",
    "the input of the largest request is capped in code",
};

ReadinessItem fromFindings(const Asked &asked, const spec::System &system, const Plan &plan) {
  ReadinessItem item{asked.question, State::yes, {}};
  for (const findings::Finding &finding : plan.findings)
    if (std::find(asked.checks.begin(), asked.checks.end(), finding.check) != asked.checks.end())
      item.because.push_back(finding.message);
  if (!item.because.empty()) {
    item.state = State::no;
    return item;
  }
  item.because = asked.missing(system, plan);
  if (!item.because.empty())
    item.state = State::unsaid;
  return item;
}

ReadinessItem fromServices(const Said &asked, const spec::System &system) {
  ReadinessItem item{asked.question, State::yes, {}};
  std::vector<std::string> names;
  for (const spec::Service &service : system.services)
    if (!asked.isSaid(service))
      names.push_back(service.name());
  if (names.empty())
    return item;
  item.state = State::unsaid;
  item.because.push_back(fmt::format("{}: {}", asked.missing, listed(names)));
  return item;
}

} // namespace

std::string_view toString(State state) {
  switch (state) {
  case State::yes:
    return "yes";
  case State::no:
    return "no";
  case State::unsaid:
    return "unsaid";
  case State::ask:
    return "ask";
  }
  return "ask";
}

std::vector<ReadinessItem> readinessOf(const spec::System &system, const Plan &plan) {
  std::vector<ReadinessItem> items;
  for (const Asked &asked : askedOfFindings())
    items.push_back(fromFindings(asked, system, plan));
  for (const Said &asked : askedOfServices)
    items.push_back(fromServices(asked, system));
  for (const std::string_view question : toAsk)
    items.push_back({question, State::ask, {}});
  return items;
}

std::string toText(const std::vector<ReadinessItem> &items) {
  constexpr std::size_t width = 100, most = 3;
  std::string text;
  const auto count = [&](State state) {
    return std::count_if(items.begin(), items.end(),
                         [&](const ReadinessItem &each) { return each.state == state; });
  };
  for (const ReadinessItem &item : items) {
    text += fmt::format("{:<6}  {}\n", toString(item.state), item.question);
    for (std::size_t i = 0; i < item.because.size() && i < most; ++i)
      text += wrapped("          " + oneLine(item.because[i]), width, 12);
    if (item.because.size() > most)
      text += fmt::format("          … and {} more\n", item.because.size() - most);
  }
  return text + fmt::format("\n{} yes, {} no, {} unsaid, {} to ask\n", count(State::yes),
                            count(State::no), count(State::unsaid), count(State::ask));
}

std::string toJsonText(const std::vector<ReadinessItem> &items) {
  nlohmann::ordered_json json = {{"schema", "loadline/readiness/v1"},
                                 {"items", nlohmann::ordered_json::array()}};
  for (const ReadinessItem &item : items) {
    std::vector<std::string> because;
    for (const std::string &each : item.because)
      because.push_back(printable(each));
    json["items"].push_back(
        {{"question", item.question}, {"state", toString(item.state)}, {"because", because}});
  }
  return json.dump(2) + "\n";
}

} // namespace loadline::plan
