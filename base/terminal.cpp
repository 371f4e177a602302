#include "base/terminal.h"

#include "base/text.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace loadline {

bool wantsColor(ColorMode mode, int descriptor) {
  if (mode != ColorMode::automatic)
    return mode == ColorMode::always;
  const auto isSet = [](const char *name) {
    const char *value = std::getenv(name);
    return value && *value;
  };
  if (isSet("NO_COLOR"))
    return false;
  return isSet("CLICOLOR_FORCE") || ::isatty(descriptor);
}

ProgressLine::ProgressLine()
    : isTerminal_(::isatty(STDERR_FILENO)), writesLines_([] {
        const char *wanted = std::getenv("LOADLINE_PROGRESS");
        return wanted && std::string_view(wanted) == "lines";
      }()) {}
ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::show(std::size_t done, std::size_t total, std::string_view what) {
  if (writesLines_) {
    fmt::print(stderr, "[{}/{}] {}\n", done, total, oneLine(what));
    std::fflush(stderr);
  }
  if (writesLines_ || !isTerminal_)
    return;
  fmt::print(stderr, "\r\033[K[{}/{}] {}", done, total, elided(printable(what), 70));
  std::fflush(stderr);
  isShown_ = true;
}

void ProgressLine::clear() {
  if (isShown_)
    fmt::print(stderr, "\r\033[K");
  isShown_ = false;
}

} // namespace loadline
