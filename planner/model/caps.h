#pragma once

#include "planner/model/model.h"
#include "planner/spec/system.h"

namespace loadline::model {

/// Adds to a model of the same services and workload what contracts hold callers, tenants and
/// classes to: rates by buckets of tokens, as many of them at once as `burst` is long (a second
/// unless given), and numbers inside.
void addCaps(Model &model, const spec::System &system);

/// Tenants of a kind, as far as they are told apart.
std::uint32_t tenantsOf(const spec::TenantCap &kind);

} // namespace loadline::model
