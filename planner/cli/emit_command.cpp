#include "planner/cli/all_commands.h"
#include "planner/cli/spec_options.h"
#include "planner/emit/concurrency_objectives.h"
#include "planner/emit/contract.h"
#include "planner/emit/objectives.h"

#include <fmt/format.h>

#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string kind, service, output;
};

ExitCode run(const Options &options) {
  const auto planned = plan::planSpecFile(options.spec, options.planOptions());
  if (!planned)
    return refuse(planned.error());
  const bool isOfOne = options.kind == "contract" || options.kind == "objectives";
  if (isOfOne == options.service.empty()) {
    const Diagnostic problem =
        isOfOne ? Diagnostic{{},
                             fmt::format("'emit {}' is about one service", options.kind),
                             "name it after the spec"}
                : Diagnostic{{},
                             fmt::format("'emit {}' is about the whole system", options.kind),
                             fmt::format("leave '{}' out", options.service)};
    return refuse({problem});
  }
  const Result<std::string> text = options.kind == "openslo"  ? emit::openSlo(*planned)
                                   : options.kind == "alerts" ? emit::boundAlerts(*planned)
                                   : options.kind == "objectives"
                                       ? emit::concurrencyObjectives(*planned, options.service)
                                       : emit::contractText(*planned, options.service);
  return text ? deliver(options.output, *text, ExitCode::clean) : refuse(text.error());
}

} // namespace

Run declareEmit(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command
      .add_option("KIND", options->kind,
                  "contract or objectives (of one service), openslo or alerts (of all)")
      ->required()
      ->check(CLI::IsMember({"contract", "objectives", "openslo", "alerts"}));
  options->declareOn(command);
  command.add_option("SERVICE", options->service, "The service that it is about");
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
