#include "planner/scenario/all_kinds.h"

#include "base/text.h"
#include "planner/scenario/metastable.h"
#include "planner/spec/parts.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::scenario {

using spec::syntax::readPositive;
using units::formatted;

namespace {

/// The calls of the service that are retried, as one: the shortest timeout, the most retries.
std::optional<RetriedStation> stationOf(const Subject &subject, const Node &node) {
  RetriedStation out;
  bool isRetried = false;
  for (const Edge &edge : subject.callsTo(*node.service)) {
    const spec::CallTerms &terms = edge.call->terms;
    out.first += edge.rate;
    if (!terms.timeout || !terms.retries)
      continue;
    out.timeout = isRetried ? std::min(out.timeout, terms.timeout->value) : terms.timeout->value;
    out.retries = std::max(out.retries, terms.retries->value);
    if (terms.retryBudget)
      out.budget = terms.retryBudget->value;
    out.isCancelled = terms.cancel && terms.cancel->value;
    isRetried = true;
  }
  const auto used = node.used();
  const auto attempts = node.arrivals();
  if (!isRetried || out.first.count() <= 0 || !used || used->count() <= 0)
    return std::nullopt;
  out.capacity = attempts / used->count();
  const auto &queue = node.service->terms.deployment.queue;
  if (queue && queue->value.size && node.plan->maxInFlight.declared)
    out.places = *node.plan->maxInFlight.declared +
                 Concurrency(*queue->value.size * node.service->replicas());
  return out;
}

class Storm {
public:
  Storm(const RetriedStation &is, const std::string &name, const std::string &caller,
        Outcome &outcome)
      : is_(is), name_(name), caller_(caller), outcome_(outcome), states_(fixedPoints(is)) {}

  void describe(double factor) {
    add("attempts in normal times", formatted(is_.first), formatted(states_.front()),
        fmt::format("{:.3g} attempts a call", states_.front() / is_.first));
    if (states_.size() < 2) {
      const bool isOver = states_.front() >= is_.capacity;
      outcome_.verdict = isOver ? Verdict::stays : Verdict::holds;
      outcome_.conclusions.push_back(
          isOver ? "It is in the storm without any trigger: the first calls are too many."
                 : "There is one state alone: after any trigger it comes back by itself.");
      return;
    }
    outcome_.verdict = Verdict::stays;
    const Rate storm = states_.back();
    add("attempts in the storm", formatted(is_.first), formatted(storm),
        fmt::format("{} fail", formatted(failureAt(is_, storm))));
    if (states_.size() > 2)
      add("the brink", "-", formatted(states_[1]),
          fmt::format("capacity {}", formatted(is_.capacity)));
    addTrigger(factor);
    addAnswers(factor);
    addRemedies();
  }

private:
  void add(const char *what, std::string before, std::string after, std::string how) {
    outcome_.figures.push_back({name_, what, std::move(before), std::move(after), std::move(how)});
  }

  /// As much as waits when a call in the queue can't be in time: capacity × timeout.
  void addTrigger(double factor) {
    const Concurrency backlog = is_.capacity * is_.timeout;
    add("backlog that starts it", "-", formatted(backlog),
        fmt::format("{} × {}", formatted(is_.capacity), formatted(is_.timeout)));
    const Rate excess = is_.first * factor - is_.capacity;
    if (excess.count() > 0)
      add("trigger", "-",
          fmt::format("{:.3g} times the load for {}", factor, formatted(backlog / excess)),
          fmt::format("{} / ({} − {})", formatted(backlog), formatted(is_.first * factor),
                      formatted(is_.capacity)));
    add("trigger as an outage", "-", formatted(backlog / is_.first),
        fmt::format("{} / {}", formatted(backlog), formatted(is_.first)));
  }

  /// Calls that are answered in the storm, of the first ones: all but those whose attempts all
  /// fail.
  void addAnswers(double factor) {
    const double p = failureAt(is_, states_.back()).count();
    const Rate answered = is_.first * (1 - std::pow(p, is_.retries + 1));
    const Duration starts =
        is_.capacity * is_.timeout / std::max(Rate(1e-9), is_.first * factor - is_.capacity);
    outcome_.figures.push_back({caller_, "answers in the storm", formatted(is_.first),
                                formatted(answered),
                                fmt::format("a trigger of {} is long gone", formatted(starts * 2)),
                                Probe{Probe::Reads::throughputLater, caller_}});
    if (factor * is_.first.count() > is_.capacity.count())
      outcome_.trial = {Trial::What::surge, "", factor, starts * 2, starts * 2 + is_.timeout * 60};
  }

  void addRemedies() {
    std::vector<std::string> remedies;
    if (const auto budget = budgetThatHelps(is_)) {
      add("largest retry budget that removes it", "-", formatted(*budget), "of first calls");
      remedies.push_back("a retry budget of " + formatted(*budget) + " or less");
    }
    if (const auto places = placesThatHelp(is_)) {
      add("most inside that remove it", "-", formatted(*places), "shedding: the rest is refused");
      remedies.push_back("no more than " + formatted(*places) + " inside, the rest refused");
    }
    RetriedStation cancelled = is_;
    cancelled.isCancelled = true;
    if (const bool helps = !isMetastable(cancelled); !is_.isCancelled) {
      add("states with deadlines passed on", "-", fmt::format("{}", fixedPoints(cancelled).size()),
          "work of a caller that left is dropped");
      if (helps)
        remedies.push_back("deadlines that are passed on (cancel: true)");
    }
    outcome_.conclusions.push_back(fmt::format("Metastable: once {} wait at {}, each call times "
                                               "out before it is answered, is tried again, and "
                                               "the storm stays when its trigger is gone.",
                                               formatted(is_.capacity * is_.timeout), name_));
    if (!remedies.empty())
      outcome_.conclusions.push_back("Each of these alone removes it: " + inWords(remedies) + ".");
  }

  RetriedStation is_;
  std::string name_, caller_;
  Outcome &outcome_;
  std::vector<Rate> states_;
};

} // namespace

void retryStorm(const Subject &subject, yaml::Reader &reader, Outcome &outcome) {
  const auto node = subject.node(reader, "service");
  const auto factor = readPositive(reader, "factor", units::parseNumber);
  if (!node || !reader.errors().empty())
    return;
  const auto station = stationOf(subject, *node);
  if (!station)
    return reader.error(
        reader.keyAt("service"),
        fmt::format("no call to '{}' has a timeout and retries, or nothing bounds it",
                    node->plan->name));
  const std::string &caller = subject.callsTo(*node->service).front().from->name();
  Storm(*station, node->plan->name, caller, outcome).describe(factor ? factor->value : 2);
}

} // namespace loadline::scenario
