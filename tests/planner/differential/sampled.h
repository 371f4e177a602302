#pragma once

#include <cstdint>
#include <cstdlib>

namespace loadline::differential {

/// Whether all is to be run of what otherwise is a sample (`scripts/test --full`).
inline bool runsAll() {
  return std::getenv("LOADLINE_TEST_FULL") != nullptr;
}

} // namespace loadline::differential
