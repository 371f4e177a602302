#pragma once

#include "planner/plan/plan_file.h"

#include <string>

namespace loadline::emit {

/// A dashboard of Grafana (a document to import) that shows the bounds of a spec in use: what is in
/// flight by service, how full each replica and each bound is, how many calls requests make at
/// once, the tenants with most inside, and in-flight against rate. Queries are in PromQL on
/// `in_flight` (labels `service`, `instance`, `tenant`), `requests_total` (`service`) and
/// `calls_per_request_bucket`; the data source is chosen where it is imported.
std::string dashboard(const plan::PlannedSpec &planned);

} // namespace loadline::emit
