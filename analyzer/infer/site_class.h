#pragma once

#include "analyzer/findings/inventory.h"
#include "analyzer/rules/rules.h"

#include <string>
#include <vector>

namespace loadline::infer {

/// "thread", "process", "task", "coroutine" or "pool": what an API starts.
std::string unitOf(const rules::SpawnApi &api);

/// How much a site's bound and what collects its units threaten.
findings::SiteClass classOf(const findings::Site &site);

/// Each step once, in order, and no more than a reader follows.
std::vector<findings::Step> distinct(std::vector<findings::Step> steps);

} // namespace loadline::infer
