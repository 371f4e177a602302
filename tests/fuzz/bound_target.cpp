#include "analyzer/bound/bound.h"
#include "tests/fuzz/targets.h"

namespace loadline::fuzz {

void fuzzBound(std::string_view bytes) {
  const Result<bound::Bound> first = bound::parseBound(bytes);
  if (!first)
    return mustHold(!first.error().empty() && !toString(first.error()).empty(),
                    "a refusal says why");
  const Result<bound::Bound> second = bound::parseBound(toString(*first));
  mustHold(second.has_value(), "the text of a bound is a bound");
  mustHold(*second == *first, "a bound reads back as the same bound");
  mustHold(second->kind() == first->kind(), "and is of the same kind");
}

} // namespace loadline::fuzz
