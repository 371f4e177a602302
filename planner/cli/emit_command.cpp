#include "planner/cli/all_commands.h"
#include "planner/cli/spec_options.h"
#include "planner/emit/concurrency_objectives.h"
#include "planner/emit/contract.h"
#include "planner/emit/dashboard.h"
#include "planner/emit/objectives.h"
#include "planner/emit/postmortem.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string kind, service, output;
};

/// A document that `emit` writes, of one service or of all.
struct Kind {
  const char *name;
  bool isOfOne;
  Result<std::string> (*write)(const plan::PlannedSpec &planned, const std::string &service);
};

using Planned = plan::PlannedSpec;

const Kind kinds[] = {
    {"contract", true, emit::contractText},
    {"objectives", true, emit::concurrencyObjectives},
    {"postmortem", true, emit::postmortem},
    {"openslo", false,
     [](const Planned &p, const std::string &) { return Result(emit::openSlo(p)); }},
    {"alerts", false,
     [](const Planned &p, const std::string &) { return Result(emit::boundAlerts(p)); }},
    {"dashboard", false,
     [](const Planned &p, const std::string &) { return Result(emit::dashboard(p)); }},
};

const Kind &kindNamed(const std::string &name) {
  return *std::ranges::find_if(kinds, [&](const Kind &kind) { return kind.name == name; });
}

std::vector<std::string> namesOfKinds() {
  std::vector<std::string> names;
  for (const Kind &kind : kinds)
    names.emplace_back(kind.name);
  return names;
}

ExitCode run(const Options &options) {
  const auto planned = plan::planSpecFile(options.spec, options.planOptions());
  if (!planned)
    return refuse(planned.error());
  const Kind &kind = kindNamed(options.kind);
  if (kind.isOfOne == options.service.empty()) {
    const Diagnostic problem =
        kind.isOfOne ? Diagnostic{{},
                                  fmt::format("'emit {}' is about one service", options.kind),
                                  "name it after the spec"}
                     : Diagnostic{{},
                                  fmt::format("'emit {}' is about the whole system", options.kind),
                                  fmt::format("leave '{}' out", options.service)};
    return refuse({problem});
  }
  const Result<std::string> text = kind.write(*planned, options.service);
  return text ? deliver(options.output, *text, ExitCode::clean) : refuse(text.error());
}

} // namespace

Run declareEmit(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command
      .add_option("KIND", options->kind,
                  "contract, objectives or postmortem (of one service), openslo, alerts or "
                  "dashboard (of all)")
      ->required()
      ->check(CLI::IsMember(namesOfKinds()));
  options->declareOn(command);
  command.add_option("SERVICE", options->service, "The service that it is about");
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
