#pragma once

#include "base/diagnostic.h"

#include <QWidget>

#include <filesystem>
#include <functional>

namespace loadline::app {

/// Draws the window as it would stand on a screen and writes it as PNG.
///   isBusy  whether something of it is still being worked out, which the picture waits for
Diagnostics writeScreenshot(QWidget &window, const std::filesystem::path &file,
                            const std::function<bool()> &isBusy);

} // namespace loadline::app
