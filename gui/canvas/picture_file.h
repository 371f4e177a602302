#pragma once

#include "base/diagnostic.h"
#include "planner/diagram/display_list.h"
#include "planner/diagram/palette.h"

#include <QByteArray>

#include <filesystem>

namespace loadline::canvas {

/// The endings that writePicture knows: "svg", "png", "pdf".
std::vector<std::string> pictureEndings();

/// Writes the list as the ending of the name says: SVG as `loadline diagram` does, PNG at two
/// pixels to one, PDF on one page of the picture's size. Equal lists give equal bytes.
Diagnostics writePicture(const diagram::DisplayList &list, diagram::Palette palette,
                         const std::filesystem::path &file);

} // namespace loadline::canvas
