#pragma once

#include "common/event.h"

namespace notifications {

/// Sends the event to each of its recipients.
void dispatch(const Event &event);

} // namespace notifications
