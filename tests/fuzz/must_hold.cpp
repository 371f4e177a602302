#include "tests/fuzz/targets.h"

#include <cstdio>
#include <cstdlib>

namespace loadline::fuzz {

void mustHold(bool claim, std::string_view what) {
  if (claim)
    return;
  std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

} // namespace loadline::fuzz
