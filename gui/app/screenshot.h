#pragma once

#include "base/diagnostic.h"

#include <QWidget>

#include <filesystem>

namespace loadline::app {

/// Draws the window as it would stand on a screen and writes it as PNG.
Diagnostics writeScreenshot(QWidget &window, const std::filesystem::path &file);

} // namespace loadline::app
