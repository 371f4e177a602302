#pragma once

#include "planner/record/record.h"

#include <string>

namespace loadline::record {

/// The lines of one entry, each with its line end.
///   indent   columns before the dash
std::string entryText(const Decision &decision, std::size_t indent, std::string_view lineEnd);

/// How a file begins that holds no decision yet.
std::string headText(std::string_view lineEnd);

} // namespace loadline::record
