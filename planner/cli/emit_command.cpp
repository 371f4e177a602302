#include "planner/cli/all_commands.h"
#include "planner/cli/spec_options.h"
#include "planner/emit/contract.h"

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
  const Result<std::string> text = emit::contractText(*planned, options.service);
  return text ? deliver(options.output, *text, ExitCode::clean) : refuse(text.error());
}

} // namespace

Run declareEmit(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command.add_option("KIND", options->kind, "contract")
      ->required()
      ->check(CLI::IsMember({"contract"}));
  options->declareOn(command);
  command.add_option("SERVICE", options->service, "The service whose contract it is")->required();
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
