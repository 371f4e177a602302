#pragma once

#include "planner/cli/command.h"
#include "planner/formulas/calculator.h"

#include <string>
#include <vector>

namespace loadline::cli {

/// The command of a calculator: an option for each input, `--format` and `-o`.
Run declareCalculator(CLI::App &command, const formulas::Calculator &calculator);

std::vector<std::string> calculatorNames();

/// The page of a calculator, or "" where none has that name.
std::string calculatorPage(const std::string &name);

} // namespace loadline::cli
