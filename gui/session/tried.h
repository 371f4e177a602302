#pragma once

#include "gui/session/documents.h"
#include "planner/changes/change.h"
#include "planner/plan/make_plan.h"
#include "planner/rules/policy.h"

namespace loadline::session {

/// The documents with the plan of the changed system in place of the plan as it stands, which is
/// kept beside it; without changes as they stand. Calls that then feed themselves are an error.
Result<Documents> tried(Documents documents, const changes::Changes &changes,
                        const policy::Policy &policy,
                        plan::Detail detail = plan::Detail::derivations);

} // namespace loadline::session
