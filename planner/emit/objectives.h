#pragma once

#include "planner/plan/plan_file.h"

#include <string>

namespace loadline::emit {

/// The objectives of all services in the form of OpenSLO v1 (https://openslo.com), a document for
/// each service and each objective: the share that succeeds, and the shares within p50, p95 and
/// p99. Queries are in PromQL on `requests_total` and `request_duration_seconds_bucket` with the
/// label `service`.
std::string openSlo(const plan::PlannedSpec &planned);

/// Alert rules of Prometheus for every bound and pool of the spec: nearly full while requests wait,
/// and waits that grow; where none can wait, nearly full while they are rejected, or answered with
/// less. On `in_flight`, `waiting` and `wait_seconds_sum` with the label `service`, and on
/// `requests_total` with that and the `outcome` rejected or degraded.
std::string boundAlerts(const plan::PlannedSpec &planned);

} // namespace loadline::emit
