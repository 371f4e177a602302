#pragma once

namespace loadline::canvas {

/// Makes every canvas tell screen readers its nodes as children, with name, place and a press
/// action. Call once, before the first canvas is made.
void installAccessibility();

} // namespace loadline::canvas
