#include "tests/fuzz/targets.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  for (const loadline::fuzz::Target &target : loadline::fuzz::targets)
    if (target.name == LOADLINE_FUZZ_TARGET)
      target.run({reinterpret_cast<const char *>(data), size});
  return 0;
}
