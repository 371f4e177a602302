#pragma once

#include "analyzer/infer/value_flow.h"

namespace loadline::infer {

/// Notes, for each function with parameters, the calls that may run it by a value that holds it
/// (`handlers[i](n)`), and the library's calls that get it together with arguments
/// (`std::bind(f, n)`, `std::invoke(f, n)`).
void notePassedArguments(const link::Program &program, const ValueFlow &flow, BodyIndex &index);

} // namespace loadline::infer
