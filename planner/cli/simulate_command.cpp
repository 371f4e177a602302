#include "planner/cli/all_commands.h"

#include "base/terminal.h"
#include "planner/cli/happening_options.h"
#include "planner/cli/spec_options.h"
#include "planner/model/model_of.h"
#include "planner/simulate/enough.h"
#include "planner/simulate/report.h"
#include "planner/simulate/series.h"
#include "planner/simulate/simulate.h"
#include "planner/units/parse.h"

#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::uint64_t seed = 1;
  std::size_t replications = 10;
  unsigned threads = 0;
  std::string duration, warmUp; ///< as durations are written; chosen from the load where empty
  double surge = 1;             ///< factor of the load
  std::string surgeFrom = "0s", surgeLasts = "0s";
  std::vector<std::string> happenings;
  std::string series, day; ///< durations; none where empty
  bool isAutoscaled = false;
  std::string format = "text";
  std::string output;
};

Result<units::Duration> readTime(const std::string &text, const char *option,
                                 units::Duration otherwise) {
  return text.empty() ? otherwise : units::parseDuration(text, {.file = option});
}

constexpr double mostPoints = 1e6; // of a series

Result<std::vector<simulate::Happening>> readHappenings(const Options &options,
                                                        const spec::System &system) {
  std::vector<simulate::Happening> out;
  Diagnostics errors;
  for (const std::string &text : options.happenings)
    if (const auto is = parseHappening(text, system))
      out.push_back(*is);
    else
      errors.insert(errors.end(), is.error().begin(), is.error().end());
  if (!errors.empty())
    return errors;
  return out;
}

std::string written(const Options &options, const simulate::Simulation &simulation,
                    const plan::Plan &plan) {
  return options.format == "json"  ? simulate::toJsonText(simulation, plan)
         : options.format == "csv" ? simulate::seriesCsv(simulation)
                                   : simulate::toText(simulation, plan);
}

ExitCode run(const Options &options) {
  const auto planned = plan::planSpecFile(options.spec, options.planOptions());
  if (!planned)
    return refuse(planned.error());
  const auto duration =
      readTime(options.duration, "--duration", simulate::enoughFor(planned->plan));
  if (!duration)
    return refuse(duration.error());
  const auto warmUp = readTime(options.warmUp, "--warm-up", *duration / 10);
  if (!warmUp)
    return refuse(warmUp.error());
  if (duration->count() <= 0)
    return refuse({{{.file = "--duration"}, "must be above 0"}});
  const auto surgeFrom = readTime(options.surgeFrom, "--surge-from", {});
  const auto surgeLasts = readTime(options.surgeLasts, "--surge-lasts", {});
  if (!surgeFrom || !surgeLasts)
    return refuse(surgeFrom ? surgeLasts.error() : surgeFrom.error());
  const auto series = readTime(options.series, "--series", {});
  const auto day = readTime(options.day, "--day", {});
  if (!series || !day)
    return refuse(series ? day.error() : series.error());
  if (options.format == "csv" && series->count() <= 0)
    return refuse({{{.file = "--format"}, "CSV is the time series", "give --series 1s"}});
  if (series->count() > 0 &&
      *duration / *series * static_cast<double>(planned->system.services.size()) > mostPoints)
    return refuse({{{.file = "--series"}, "more than a million points", "give a longer time"}});
  const auto happenings = readHappenings(options, planned->system);
  if (!happenings)
    return refuse(happenings.error());
  const model::Model model = model::modelOf(planned->system, options.planOptions().at);
  ProgressLine progress;
  const auto simulation = simulate::simulate(
      model,
      {.seed = options.seed,
       .replications = options.replications,
       .warmUp = *warmUp,
       .duration = *duration,
       .threads = options.threads,
       .surge = {.from = *surgeFrom, .until = *surgeFrom + *surgeLasts, .factor = options.surge},
       .happenings = *happenings,
       .isAutoscaled = options.isAutoscaled,
       .dayLasts = *day,
       .sampled = *series},
      {.progress = [&](std::size_t done, std::size_t total) {
        progress.show(done, total, "replications");
      }});
  progress.clear();
  if (!simulation)
    return refuse(simulation.error());
  return deliver(options.output, written(options, *simulation, planned->plan), ExitCode::clean);
}

} // namespace

Run declareSimulate(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command.add_option("--seed", options->seed, "Names the random numbers")->capture_default_str();
  command.add_option("--replications", options->replications, "Independent runs")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command.add_option("--duration", options->duration,
                     "Simulated time of each run; unless given, of up to 200,000 requests");
  command.add_option("--warm-up", options->warmUp,
                     "Simulated time before it that is not counted; a tenth of it unless given");
  command
      .add_option(
          "--surge", options->surge,
          "Open loads times this for a while; with a warm-up past it, the figures show what "
          "it leaves")
      ->check(CLI::Range(0.001, 1e6))
      ->capture_default_str();
  command.add_option("--surge-from", options->surgeFrom, "When it begins, the warm-up included")
      ->capture_default_str();
  command.add_option("--surge-lasts", options->surgeLasts, "How long it lasts")
      ->capture_default_str();
  command
      .add_option("--happens", options->happenings,
                  "\"60s crash gateway 2\": at that moment crash, start or stop replicas, slow (by "
                  "a factor), fail (a share), hang or refuse (for a time), forget (caches in front "
                  "of it) or update; may be given several times")
      ->allow_extra_args(false);
  command.add_flag("--autoscale", options->isAutoscaled,
                   "Let autoscalers start and stop replicas between min and max");
  command.add_option("--day", options->day,
                     "Let loads follow their 'day', which passes in this time");
  command.add_option("--series", options->series,
                     "Also show what happened in each piece of this length");
  command.add_option("--threads", options->threads, "Changes no figure; 0 takes all processors")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  addResultOptions(command, options->format, options->output, {"text", "json", "csv"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
