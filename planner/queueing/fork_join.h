#pragma once

#include "planner/units/quantity.h"

namespace loadline::queueing {

/// Mean time until the last of `branches` calls has answered, each to a server of its own with
/// exponential service, all forked by the same Poisson arrivals. Exact for one and two branches,
/// within 5 % up to 32. Without end where arrivals reach what a server does.
///   branches  at least 1
/// Source: two branches [FlattoHahn1984]; more [NelsonTantawi1988].
units::Duration forkJoin(units::Rate arrivals, units::Duration service, int branches);

/// Mean of the slowest of `branches` independent exponential times: H_n × mean.
/// Source: [Feller1971] I.6.
units::Duration slowestExponential(units::Duration mean, int branches);

} // namespace loadline::queueing
