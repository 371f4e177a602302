#include "planner/cli/all_commands.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "planner/fit/feed.h"
#include "planner/fit/report.h"
#include "planner/loadtest/read.h"
#include "planner/plan/make_plan.h"
#include "planner/plan/plan_diff.h"
#include "planner/units/parse.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace loadline::cli {

namespace {

struct Options {
  std::vector<std::string> files, against;
  std::string tolerance = "10%";
  std::string capacity;
  std::string spec;
  fit::Tested tested;
  std::string format = "text";
  std::string output;
};

/// Files of one run, each understood by its content; `FIGURE=FILE` is a saved Prometheus query, and
/// all of those are one test.
Result<std::vector<loadtest::LoadTest>> readRun(const std::vector<std::string> &files) {
  constexpr std::size_t largest = 512u << 20;
  std::vector<loadtest::LoadTest> tests;
  std::vector<loadtest::SavedSeries> saved;
  for (const std::string &file : files) {
    const std::size_t equals = file.find('=');
    const auto figure = equals == std::string::npos
                            ? std::nullopt
                            : loadtest::figureOf(std::string_view(file).substr(0, equals));
    const std::string path = figure ? file.substr(equals + 1) : file;
    Result<std::string> text = readFile(path, largest);
    if (!text)
      return text.error();
    if (figure) {
      saved.push_back({*figure, *std::move(text), path});
      continue;
    }
    auto test = loadtest::readLoadTest(*text, path == "-" ? "<stdin>" : path);
    if (!test)
      return test.error();
    tests.push_back(*std::move(test));
  }
  if (saved.empty())
    return tests;
  auto joined = loadtest::joinSeries(saved);
  if (!joined)
    return joined.error();
  tests.push_back(*std::move(joined));
  return tests;
}

/// The plan with and without the measured figures of the service.
Result<ReportSection> fedPlan(const Options &options, const fit::Fit &fitted,
                              const policy::Policy &policy) {
  const auto planned = plan::planSpecFile(options.spec);
  if (!planned)
    return planned.error();
  const auto figures = fit::figuresFor(fitted, planned->system, options.tested);
  if (!figures)
    return figures.error();
  const auto after =
      plan::makePlan(fit::withFigures(planned->system, *figures, options.tested.service), policy,
                     plan::LoadPoint::peak);
  if (!after)
    return after.error();
  ReportSection section{.title = "In the plan of " + planned->plan.system.name};
  section.table = {{{"about"}, {"figure"}, {"as declared"}, {"as measured"}}, {}};
  for (const plan::Change &change : plan::differenceOf(planned->plan, *after).changes)
    section.table.rows.push_back({change.about, change.field,
                                  change.before.empty() ? "-" : change.before,
                                  change.after.empty() ? "-" : change.after});
  section.paragraphs = {"With these lines in the spec:"};
  std::string line;
  for (const char c : fit::specLines(*figures, options.tested.service))
    if (c == '\n')
      section.paragraphs.push_back(std::exchange(line, ""));
    else
      line += c;
  section.paragraphs.push_back(section.table.rows.empty() ? "nothing of the plan moves."
                                                          : "the plan moves:");
  return section;
}

Result<fit::FitOptions> fitOptions(const Options &options, const policy::Policy &policy) {
  fit::FitOptions out{.operateAt = policy.utilization.value};
  if (options.capacity.empty())
    return out;
  const auto capacity = units::parseRate(options.capacity, {.file = "--capacity"});
  if (!capacity)
    return capacity.error();
  if (capacity->count() <= 0)
    return Diagnostic{{.file = "--capacity"}, "must be above 0"};
  out.capacity = *capacity;
  return out;
}

ExitCode run(const Options &options) {
  const auto policy = policy::loadPolicy(dataFolder("rules"));
  if (!policy)
    return refuse(policy.error());
  const auto how = fitOptions(options, *policy);
  if (!how)
    return refuse(how.error());
  const auto tolerance = units::parseRatio(options.tolerance, {.file = "--tolerance"});
  if (!tolerance)
    return refuse(tolerance.error());
  auto tests = readRun(options.files);
  if (!tests)
    return refuse(tests.error());
  const fit::Fit fitted = fit::makeFit(*std::move(tests), *how);
  std::vector<ReportSection> sections = fit::sectionsOf(fitted);
  std::optional<fit::RunComparison> comparison;
  if (!options.against.empty()) {
    auto earlier = readRun(options.against);
    if (!earlier)
      return refuse(earlier.error());
    comparison = fit::compareRuns(fit::makeFit(*std::move(earlier), *how), fitted, *tolerance);
    sections.push_back(fit::sectionOf(*comparison));
  }
  if (!options.spec.empty()) {
    auto fed = fedPlan(options, fitted, *policy);
    if (!fed)
      return refuse(fed.error());
    sections.push_back(*std::move(fed));
  }
  ExitCode code = fitted.law ? ExitCode::clean : ExitCode::incomplete;
  const bool isViolated = fitted.overload && fitted.overload->isOpen() &&
                          fitted.overload->verdict == fit::BoundVerdict::violated;
  if ((comparison && comparison->isWorse()) || isViolated)
    code = combined(code, ExitCode::findings);
  return deliver(options.output,
                 options.format == "json"
                     ? fit::toJsonText(fitted, comparison ? &*comparison : nullptr)
                 : options.format == "markdown" ? reportMarkdown("Load test", sections)
                                                : reportText(sections),
                 code);
}

} // namespace

Run declareFit(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command
      .add_option("FILES", options->files,
                  "Results of a load test, understood by their content; FIGURE=FILE is a saved "
                  "Prometheus range query")
      ->required();
  command.add_option("--against", options->against, "Results of an earlier run to compare with");
  command.add_option("--tolerance", options->tolerance, "Change that is let pass")
      ->capture_default_str();
  command.add_option("--capacity", options->capacity,
                     "The capacity, where it is known, as 1200/s; else what the law says");
  auto *spec = command.add_option("--spec", options->spec, "A spec to plan with what was measured");
  auto *service =
      command.add_option("--service", options->tested.service, "Which of its services was tested");
  command.add_option("--replicas", options->tested.replicas, "How many replicas of it were tested")
      ->check(CLI::Range(1.0, 1e6))
      ->capture_default_str();
  spec->needs(service);
  service->needs(spec);
  addResultOptions(command, options->format, options->output, {"text", "markdown", "json"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
