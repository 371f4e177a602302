#pragma once

#include <string_view>

namespace loadline::fuzz {

// Each takes any bytes, and aborts with a message when something that must be true of them is not.
void fuzzAudit(
    std::string_view bytes); ///< what reads as an audit is written and read back the same
void fuzzBound(std::string_view bytes); ///< what reads as a bound is written and read back the same
void fuzzFilter(std::string_view bytes);   ///< a filter that reads back as itself, or a message
void fuzzFormula(std::string_view bytes);  ///< figures that are numbers, or a message
void fuzzLimits(std::string_view bytes);   ///< limits with a source, each once, or a message
void fuzzLoadtest(std::string_view bytes); ///< figures that are finite, or a message
void fuzzScenario(std::string_view bytes); ///< what becomes of a system, or a message
void fuzzSpec(std::string_view bytes);     ///< a plan whose figures are finite, or a message
void fuzzYaml(
    std::string_view bytes); ///< a tree within its limits with places inside the text, or a message

struct Target {
  std::string_view name;
  void (*run)(std::string_view);
};

inline constexpr Target targets[] = {
    {"audit", fuzzAudit},       {"bound", fuzzBound},   {"filter", fuzzFilter},
    {"formula", fuzzFormula},   {"limits", fuzzLimits}, {"loadtest", fuzzLoadtest},
    {"scenario", fuzzScenario}, {"spec", fuzzSpec},     {"yaml", fuzzYaml}};

/// Stops the program when a claim does not hold, also where asserts are compiled out.
void mustHold(bool claim, std::string_view what);

} // namespace loadline::fuzz
