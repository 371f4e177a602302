#pragma once

#include "planner/spec/syntax.h"

namespace loadline::spec {

/// Puts a node of its own in front of every service that has a `sidecar`, and sends the calls of
/// other services through it: `orders-sidecar`, with as many replicas as the service, its time and
/// its bound. Quotas of callers are kept by the sidecar, which is what knows them. Workloads enter
/// at the service itself. That a service has the name of a sidecar is an error.
void addSidecars(syntax::Spec &spec, Diagnostics &errors);

} // namespace loadline::spec
