#pragma once

#include "gui/theme/theme.h"

#include <QString>

namespace loadline::theme {

/// What a palette can't say: hairlines, paddings, flat buttons and headers.
QString styleSheet(const Colors &colors);

} // namespace loadline::theme
