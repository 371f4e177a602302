#pragma once

#include <initializer_list>

namespace loadline {

/// What every executable of ours returns. Where several hold, `combined` says which one is told.
enum class ExitCode { clean = 0, findings = 1, badInput = 2, incomplete = 3 };

/// Bad input before findings before incomplete before clean.
constexpr ExitCode combined(ExitCode a, ExitCode b) {
  for (const ExitCode code : {ExitCode::badInput, ExitCode::findings, ExitCode::incomplete})
    if (a == code || b == code)
      return code;
  return ExitCode::clean;
}

} // namespace loadline
