#include "planner/plan/blame.h"

#include "planner/latency/success.h"
#include "planner/plan/first_of.h"
#include "planner/traffic/call_graph.h"

#include <algorithm>
#include <map>
#include <string>

namespace loadline::plan {

namespace {

using spec::ServiceIndex;

/// How often a call fails the requests of its caller.
struct Loss {
  const spec::Call *call = nullptr;
  double share = 0.0; ///< of the caller's requests, alone
};

/// What goes wrong with the requests of a service, part by part.
class Losses {
public:
  Losses(const Workings &workings, ServiceIndex of) {
    const spec::Service &service = workings.system.services[of];
    const latency::Residence &residence = workings.residences[of];
    own_ = service.terms.fails ? service.terms.fails->value.count() : 0.0;
    double others = 1 - own_; // succeed with all but the groups of which some suffice
    std::size_t next = 0;
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls) {
        const latency::CallResult &result = residence.calls[next++];
        if (workings.tierOf[call.to] <= workings.tierOf[of])
          continue;
        const double loss =
            step.quorum ? result.failure * (1 - call.terms.hits()) * traffic::tripsOf(call.terms)
                        : 1 - latency::successOf(call.terms, result);
        (step.quorum ? ofQuorums_ : calls_).push_back({&call, loss});
        others *= step.quorum ? 1.0 : 1 - loss;
      }
    addQuorums(others > 0 ? std::max(0.0, 1 - residence.success / others) : 0.0);
  }

  double own() const { return own_; }
  const std::vector<Loss> &calls() const { return calls_; }
  double all() const {
    double sum = own_;
    for (const Loss &loss : calls_)
      sum += loss.share;
    return sum;
  }

private:
  /// Shares what the groups fail together among their calls as often as each of these fails.
  void addQuorums(double loss) {
    double sum = 0.0;
    for (const Loss &each : ofQuorums_)
      sum += each.share;
    for (const Loss &each : ofQuorums_)
      if (sum > 0)
        calls_.push_back({each.call, loss * each.share / sum});
  }

  double own_ = 0.0;
  std::vector<Loss> calls_, ofQuorums_;
};

/// Of the attempts of a call that fail, those that are given up before an answer.
double lateShare(const spec::Call &call, const latency::Residence &callee) {
  if (!call.terms.timeout || !callee.time)
    return 0.0;
  const double failing = 1 - callee.success;
  const double late = (1 - failing) * (1 - callee.time->cdf(call.terms.timeout->value));
  return late > 0 ? late / (failing + late) : 0.0;
}

/// Whether one is to be named before the other.
bool isWorse(const Cause &a, const Cause &b, const spec::System &system) {
  const auto nameOf = [&](const Cause &cause) {
    return system.services[cause.service].name() +
           (cause.caller ? '\n' + system.services[*cause.caller].name() : "");
  };
  return comesFirst(a.share, nameOf(a), b.share, nameOf(b));
}

} // namespace

Causes causesOf(const Workings &workings, ServiceIndex entry) {
  Causes out;
  const auto add = [&](const Cause &cause) {
    if (cause.share <= 0)
      return;
    out.isAnyFailing = out.isAnyFailing || !cause.caller;
    if (!out.largest || isWorse(cause, *out.largest, workings.system))
      out.largest = cause;
  };
  std::vector<double> share(workings.system.services.size(), 0.0); // of the failures, by service
  share[entry] = 1.0;
  for (const ServiceIndex at : workings.order) { // callers first
    if (share[at] <= 0)
      continue;
    const Losses losses(workings, at);
    const double all = losses.all();
    if (all <= 0)
      continue;
    add({at, std::nullopt, share[at] * losses.own() / all});
    std::map<ServiceIndex, double> late; // by callee, over all calls to it
    for (const Loss &loss : losses.calls()) {
      const double here = share[at] * loss.share / all;
      const double given = lateShare(*loss.call, workings.residences[loss.call->to]);
      late[loss.call->to] += here * given;
      share[loss.call->to] += here * (1 - given);
    }
    for (const auto &[to, given] : late)
      add({to, at, given});
  }
  return out;
}

} // namespace loadline::plan
