#pragma once

#include <string_view>

namespace loadline::report {

std::string_view htmlStyle();  ///< of the page of an inventory
std::string_view htmlScript(); ///< sorts its table

} // namespace loadline::report
