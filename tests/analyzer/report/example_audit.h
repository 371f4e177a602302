#pragma once

#include "analyzer/findings/inventory.h"

namespace loadline {

/// A thread per accepted connection, as an audit would tell it, and a pool that is safe.
findings::Audit echoServerAudit();

} // namespace loadline
