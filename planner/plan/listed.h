#pragma once

#include <string>
#include <vector>

namespace loadline::plan {

/// "a, b and c"; a long list is cut: "a, b, c, … (900 in all)".
std::string listed(const std::vector<std::string> &names);

} // namespace loadline::plan
