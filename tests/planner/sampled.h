#pragma once

#include <cstdint>
#include <cstdlib>

namespace loadline {

/// Whether all is to be run of what otherwise is a sample (`scripts/test --full`). Sanitizers,
/// under which it would take days, see the sample.
inline bool runsAll() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return false;
#endif
  return std::getenv("LOADLINE_TEST_FULL") != nullptr;
}

} // namespace loadline
