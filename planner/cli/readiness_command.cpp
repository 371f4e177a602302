#include "planner/cli/all_commands.h"
#include "planner/cli/spec_options.h"
#include "planner/plan/readiness.h"

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string format = "text";
  std::string output;
};

ExitCode run(const Options &options) {
  const auto planned = plan::planSpecFile(options.spec, options.planOptions());
  if (!planned)
    return refuse(planned.error());
  const auto items = plan::readinessOf(planned->system, planned->plan);
  const bool isReady =
      std::none_of(items.begin(), items.end(), [](const plan::ReadinessItem &item) {
        return item.state == plan::ReadinessItem::State::no;
      });
  return deliver(options.output,
                 options.format == "json" ? plan::toJsonText(items) : plan::toText(items),
                 isReady ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declareReadiness(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  addResultOptions(command, options->format, options->output, {"text", "json"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
