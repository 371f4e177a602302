#pragma once

#include "planner/plan/plan.h"
#include "planner/plan/workings.h"

#include <optional>
#include <string_view>
#include <vector>

// The checks of a plan. To add one: its function in the *_checks.cpp of its kind, its declaration
// and row here, its page docs/checks/<id>.md, its test in tests/planner/plan.

namespace loadline::plan {

/// What a check sees: the plan but for its findings, and how it was made.
struct CheckInput {
  const Plan &plan;
  const Workings &workings;
  std::vector<const ServicePlan *> rows; ///< of plan.services, by index of the system's services
  /// The least time that any caller, or its own objective, gives each service for its whole answer.
  std::vector<std::optional<Duration>> deadlines;
};

using findings::Finding;
using Findings = std::vector<Finding>;

Findings boundDisagreement(const CheckInput &);
Findings reviewOverdue(const CheckInput &);
Findings missingBound(const CheckInput &);
Findings unboundedQueue(const CheckInput &);
Findings circularWait(const CheckInput &);
Findings overCapacityInRange(const CheckInput &);
Findings boundBelowRecommended(const CheckInput &);
Findings adaptiveLimitStalls(const CheckInput &);
Findings tooFewReplicas(const CheckInput &);

Findings overCapacity(const CheckInput &);
Findings aboveLine(const CheckInput &);
Findings rateAboveContract(const CheckInput &);
Findings sloMissed(const CheckInput &);
Findings timeoutBelowP99(const CheckInput &);
Findings unknownTime(const CheckInput &);
Findings unreachedService(const CheckInput &);

Findings oversubscribedEdge(const CheckInput &);
Findings oversubscribedService(const CheckInput &);
Findings oversubscribedTier(const CheckInput &);
Findings oversubscribedRate(const CheckInput &);
Findings impossibleLatency(const CheckInput &);

Findings contractIncomplete(const CheckInput &);
Findings unsuitedPolicy(const CheckInput &);
Findings unreachableQuota(const CheckInput &);
Findings quotaOversold(const CheckInput &);
Findings tenantWithoutBound(const CheckInput &);
Findings quotaExceeded(const CheckInput &);
Findings successBelowObjective(const CheckInput &);
Findings requestsFail(const CheckInput &);
Findings boundPastObjective(const CheckInput &);
Findings deadlineInverted(const CheckInput &);
Findings retriesPastDeadline(const CheckInput &);
Findings callsPastDeadline(const CheckInput &);
Findings missingTimeout(const CheckInput &);
Findings retryAmplification(const CheckInput &);
Findings eagerHedge(const CheckInput &);
Findings hedgePastTimeout(const CheckInput &);
Findings deadlineAtFullLoad(const CheckInput &);
Findings queuePastDeadline(const CheckInput &);
Findings boundAboveResource(const CheckInput &);
Findings connectionsOverLimit(const CheckInput &);
Findings autoscalingOversubscribes(const CheckInput &);
Findings updateBelowNeed(const CheckInput &);
Findings graceTooShort(const CheckInput &);
Findings largeReplica(const CheckInput &);
Findings layerOrder(const CheckInput &);
Findings breakerNeverTrips(const CheckInput &);
Findings fullWithinHorizon(const CheckInput &);

struct PlanCheck {
  std::string_view id;
  std::string_view summary;
  Findings (*run)(const CheckInput &);
};

inline constexpr PlanCheck allChecks[] = {
    {"over-capacity", "the planned load uses up a bound, the cores or the pool of a service",
     overCapacity},
    {"over-capacity-in-range", "some of what the spec's ranges allow fills a resource",
     overCapacityInRange},
    {"rate-above-contract", "more requests arrive than a contract allows", rateAboveContract},
    {"above-line", "a service stands above the policy's utilization", aboveLine},
    {"oversubscribed-tier", "what an entry can offer a tier is more than the tier admits",
     oversubscribedTier},
    {"oversubscribed-service", "the callers of a service together can offer more than it admits",
     oversubscribedService},
    {"oversubscribed-edge", "one caller can have more in flight at a callee than that admits",
     oversubscribedEdge},
    {"oversubscribed-rate",
     "callers can send more than the contract rate or the rate limit of the callee",
     oversubscribedRate},
    {"impossible-latency",
     "a contract implies an answer before the work for it, or that of a callee, is done",
     impossibleLatency},
    {"slo-missed", "a service takes longer than its objective says", sloMissed},
    {"timeout-below-p99", "a call is given up before the callee's slowest hundredth has answered",
     timeoutBelowP99},
    {"too-few-replicas", "the planned load needs more replicas than are declared", tooFewReplicas},
    {"missing-bound", "nothing limits how many requests a service takes in", missingBound},
    {"bound-disagreement", "two places of a spec give one service different bounds",
     boundDisagreement},
    {"bound-below-recommended", "a bound leaves less headroom than the policy asks for",
     boundBelowRecommended},
    {"adaptive-limit-stalls", "a limit that adapts falls to where its steps no longer raise it",
     adaptiveLimitStalls},
    {"circular-wait", "services that wait for each other in a circle can all be full of waiting",
     circularWait},
    {"unbounded-queue", "requests over the bound wait without limit", unboundedQueue},
    {"unknown-time", "a service says no service time, so what waits for it is unknown",
     unknownTime},
    {"contract-incomplete", "a published contract leaves out what its callers must know",
     contractIncomplete},
    {"unsuited-policy", "a full service can't do what its contract says it then does",
     unsuitedPolicy},
    {"unreachable-quota",
     "a caller or tenant is granted a rate that its share in flight can't reach", unreachableQuota},
    {"quota-oversold",
     "classes, callers or tenants are promised more together than a service admits", quotaOversold},
    {"quota-exceeded", "a workload sends more than the quota of its tenant or class",
     quotaExceeded},
    {"tenant-without-bound", "one tenant alone can fill a service", tenantWithoutBound},
    {"success-below-objective", "requests fail more often than the objective allows",
     successBelowObjective},
    {"requests-fail",
     "most of what enters the system fails, or some of it with no objective that says how much may",
     requestsFail},
    {"bound-past-objective",
     "a bound turns requests away only when they already take longer than the objective",
     boundPastObjective},
    {"deadline-inverted", "a call may take as long as the whole answer, or longer",
     deadlineInverted},
    {"retries-past-deadline", "the attempts of a call together take longer than the caller has",
     retriesPastDeadline},
    {"calls-past-deadline",
     "the calls of a request after each other take longer than there is left", callsPastDeadline},
    {"missing-timeout", "a service that is given up waits for a call without limit",
     missingTimeout},
    {"retry-amplification", "retries of several layers multiply", retryAmplification},
    {"eager-hedge", "a hedge sends more than one call in twenty twice", eagerHedge},
    {"hedge-past-timeout", "a hedge comes after the call has been given up", hedgePastTimeout},
    {"deadline-at-full-load", "a full service can't answer within its deadline",
     deadlineAtFullLoad},
    {"queue-past-deadline", "the last in a queue is answered when nobody waits for it any more",
     queuePastDeadline},
    {"bound-above-resource",
     "a bound admits more than memory, descriptors or threads have room for", boundAboveResource},
    {"connections-over-limit",
     "the connection pools of all replicas are more than the server accepts", connectionsOverLimit},
    {"autoscaling-oversubscribes",
     "at its most replicas a caller can offer more than a callee admits",
     autoscalingOversubscribes},
    {"update-below-need", "a rolling update leaves fewer replicas than the load fills",
     updateBelowNeed},
    {"grace-too-short", "a replica is killed before its last requests have been answered",
     graceTooShort},
    {"large-replica", "a replica is larger than what serves well", largeReplica},
    {"layer-order", "a layer of a service is defeated by the one around it", layerOrder},
    {"breaker-never-trips", "a breaker sees fewer calls than it needs to open", breakerNeverTrips},
    {"review-overdue", "the day by which somebody meant to look at a bound again is past",
     reviewOverdue},
    {"full-within-horizon", "growth fills a service within the horizon", fullWithinHorizon},
    {"unreached-service", "no workload gets to a service", unreachedService},
};

/// All findings, the severe first, then in the order of the table above.
Findings check(const Plan &plan, const Workings &workings);

} // namespace loadline::plan
