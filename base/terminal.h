#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace loadline {

enum class ColorMode { automatic, always, never };

/// Whether to colour what goes to the stream: the flag first, then NO_COLOR, then CLICOLOR_FORCE,
/// then whether the stream is a terminal.
bool wantsColor(ColorMode mode, int descriptor);

/// One line on standard error that rewrites itself, shown only on a terminal and wiped when done.
/// With `LOADLINE_PROGRESS=lines` in the environment, a line of its own each time, `[3/190] a.cpp`,
/// terminal or not: for programs that show it in their own way.
class ProgressLine {
public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine &) = delete;
  ProgressLine &operator=(const ProgressLine &) = delete;

  void show(std::size_t done, std::size_t total, std::string_view what);
  void clear();

private:
  bool isTerminal_;
  bool writesLines_;
  bool isShown_ = false;
};

} // namespace loadline
