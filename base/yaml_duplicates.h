#pragma once

#include "base/yaml.h"

namespace loadline::yaml {

/// As parseYaml, but duplicate keys are added to `duplicates`. The first of each is kept, and the
/// others apart from it, so that the rest of the document can be looked at too.
Result<Node> parseYaml(std::string_view text, const std::string &file, Diagnostics &duplicates,
                       const Limits &limits = {});

} // namespace loadline::yaml
