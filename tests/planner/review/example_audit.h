#pragma once

#include "analyzer/findings/inventory.h"
#include "planner/plan/plan.h"

#include <string>

namespace loadline::review {

/// A spawn site at line 10 of the file.
findings::Site site(const std::string &file, findings::SiteClass siteClass, bound::Bound bound);

/// A finding at line 20 of the file.
findings::Finding finding(const std::string &file, findings::Severity severity,
                          const std::string &message);

/// The six services, `edge` with the code src/edge/** and `catalog` with src/catalog/**.
plan::Plan planWithCode();

/// A detached thread per connection in edge, tasks by data in catalog, a bench in no service.
findings::Audit audit();

} // namespace loadline::review
