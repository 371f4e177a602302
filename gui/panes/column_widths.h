#pragma once

#include "gui/models/table.h"

#include <vector>

namespace loadline::panes {

/// Widths of the columns of a table, in pixels; 0 for one that is left out.
///   wanted   what each needs to show all it holds
///   room     of all together
///   showsAll none is left out, whatever the room; the table scrolls
/// Where all have room, the one that stretches takes what is left. Else columns are left out in
/// the order of `givesWay`, and if that is not enough, long texts are cut.
std::vector<int> columnWidths(const std::vector<models::Column> &columns, std::vector<int> wanted,
                              int room, bool showsAll = false);

} // namespace loadline::panes
