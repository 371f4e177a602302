#pragma once

#include "planner/plan/plan.h"

#include <string>

namespace loadline::diagram {

/// The plan's graph as a flowchart of Mermaid, which the pages of GitHub, GitLab and many wikis
/// draw where it stands in a block of code marked `mermaid`. Names are labels, never ids, and
/// nothing in them is read as Mermaid, Markdown or HTML.
std::string toMermaid(const plan::Plan &plan);

} // namespace loadline::diagram
