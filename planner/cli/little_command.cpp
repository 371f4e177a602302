#include "planner/cli/all_commands.h"

#include "base/install_paths.h"
#include "planner/rules/policy.h"
#include "planner/sizing/little.h"
#include "planner/units/format.h"
#include "planner/units/parse.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <optional>

namespace loadline::cli {

namespace {

using units::formatted;

struct Options {
  std::string rate, time, inFlight, utilization;
};

constexpr std::string_view source = "source: J. D. C. Little, A Proof for the Queuing Formula L = "
                                    "λW, Operations Research 9 (1961)\n";

/// What was given, read; errors name the option.
struct Given {
  std::optional<units::Rate> rate;
  std::optional<units::Duration> time;
  std::optional<units::Concurrency> inFlight;
  policy::Policy policy;
};

template <class Value>
std::optional<Value> read(const std::string &text, const char *option,
                          Result<Value> (*parse)(std::string_view, const SourcePosition &),
                          Diagnostics &errors) {
  if (text.empty())
    return std::nullopt;
  const Result<Value> value = parse(text, {option, 0, 0});
  if (value && Value{} < *value)
    return *value;
  if (value)
    errors.push_back({{option, 0, 0}, "it must be above 0"});
  else
    errors.insert(errors.end(), value.error().begin(), value.error().end());
  return std::nullopt;
}

std::string inputs(const Given &given) {
  std::string text;
  if (given.rate)
    text += fmt::format("  λ = {}  rate (given)\n", formatted(*given.rate));
  if (given.time)
    text += fmt::format("  W = {}  time (given)\n", formatted(*given.time));
  if (given.inFlight)
    text += fmt::format("  L = {}  in flight (given)\n", formatted(*given.inFlight));
  return text;
}

std::string answer(const Given &given) {
  if (given.rate && given.time) {
    const auto &utilization = given.policy.utilization;
    const units::Concurrency inside = *given.rate * *given.time;
    return fmt::format(
        "L = λ · W\n{}  L = {} requests in flight\n\nbound = ⌈L / utilization⌉\n  utilization = {} "
        " ({})\n  bound = {}\n",
        inputs(given), formatted(inside), formatted(utilization.value),
        utilization.source == "spec" ? "given" : "policy: " + toString(utilization.at),
        formatted(sizing::recommendedBound(*given.rate, *given.time, utilization.value)));
  }
  if (given.rate)
    return fmt::format("W = L / λ\n{}  W = {}\n", inputs(given),
                       formatted(*given.inFlight / *given.rate));
  return fmt::format("λ = L / W\n{}  λ = {}\n", inputs(given),
                     formatted(*given.inFlight / *given.time));
}

ExitCode run(const Options &options) {
  Diagnostics errors;
  Given given;
  given.rate = read(options.rate, "--rate", units::parseRate, errors);
  given.time = read(options.time, "--time", units::parseDuration, errors);
  if (const auto inside = read(options.inFlight, "--in-flight", units::parseNumber, errors))
    given.inFlight = units::Concurrency(*inside);
  const auto utilization = read(options.utilization, "--utilization", units::parseRatio, errors);
  const auto policy = policy::loadPolicy(dataFolder("rules"));
  if (!policy)
    errors.insert(errors.end(), policy.error().begin(), policy.error().end());
  if (!errors.empty())
    return refuse(errors);
  given.policy = *policy;
  if (utilization)
    given.policy.utilization = {*utilization, {}, "spec"};
  if (given.rate.has_value() + given.time.has_value() + given.inFlight.has_value() != 2)
    return refuse(
        {{{}, "give two of --rate, --time and --in-flight", "the third follows from them"}});
  return deliver("-", answer(given) + std::string(source), ExitCode::clean);
}

} // namespace

Run declareLittle(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command.add_option("--rate", options->rate, "Requests per time, as 1200/s");
  command.add_option("--time", options->time, "How long one stays, as 80ms");
  command.add_option("--in-flight", options->inFlight, "Requests inside at once, as 96");
  command.add_option("--utilization", options->utilization, "How full a bound may be, as 70%");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
