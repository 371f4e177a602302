#pragma once

#include "base/result.h"
#include "planner/formulas/variable.h"

#include <string>
#include <string_view>

namespace loadline::formulas {

/// A value as people write it, of the variable's dimension: `1200/s`, `100 req/s`, `5/week`,
/// `80ms`, `1h30m`, `10 wk`, `70%`, `16KB`, `512Mi`, `500m` cores, `0.005/GB-h`, `14:23`, `1e6`,
/// `10k`. A list has commas between its items; an item may carry a name (`auth=100`) and a count
/// (`7x200`). Negative numbers, zeros where they have no meaning, and other units are errors that
/// name `option`.
Result<Value> readValue(const Variable &variable, std::string_view text, const std::string &option);

} // namespace loadline::formulas
