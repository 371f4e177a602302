#include "base/text.h"
#include "planner/cli/all_commands.h"
#include "planner/cli/spec_options.h"
#include "planner/diagram/bound_stack.h"
#include "planner/diagram/dashboard.h"
#include "planner/diagram/dot.h"
#include "planner/diagram/load_curve.h"
#include "planner/diagram/mermaid.h"
#include "planner/diagram/svg.h"
#include "planner/diagram/text_stack.h"
#include "planner/review/audit_file.h"
#include "planner/review/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string format = "svg";
  std::string output;
  std::string audit;
  std::string label = "rate";
  std::string curve;
  bool isDashboard = false;
  bool isDark = false;
};

diagram::EdgeLabel labelOf(const std::string &name) {
  return name == "in-flight"          ? diagram::EdgeLabel::inFlight
         : name == "oversubscription" ? diagram::EdgeLabel::oversubscription
         : name == "p99"              ? diagram::EdgeLabel::p99
                                      : diagram::EdgeLabel::rate;
}

/// The badges of the picture, from the audit if one is given.
Result<diagram::Options> pictureOptions(const Options &options, const plan::Plan &plan) {
  diagram::Options out{.edgeLabel = labelOf(options.label)};
  if (options.audit.empty())
    return out;
  const Result<findings::Audit> audit = review::auditFile(options.audit);
  if (!audit)
    return audit.error();
  const Result<review::Review> review = review::joined(plan, *audit);
  if (!review)
    return review.error();
  out.codeFindings = review::codeFindings(plan, *audit, *review);
  return out;
}

std::string svgOf(const Options &options, const diagram::DisplayList &picture) {
  return diagram::toSvg(picture,
                        {.theme = options.isDark ? diagram::Theme::dark : diagram::Theme::light});
}

std::string drawn(const Options &options, const plan::Plan &plan, const diagram::Options &picture) {
  if (options.format == "dot")
    return diagram::toDot(plan);
  if (options.format == "mermaid")
    return diagram::toMermaid(plan);
  if (options.format == "text")
    return diagram::toText(plan);
  return svgOf(options, diagram::boundStack(plan, picture));
}

Diagnostic noSuchService(const plan::Plan &plan, const std::string &name) {
  std::vector<std::string> names;
  for (const plan::ServicePlan &service : plan.services)
    names.push_back(service.name);
  const std::string near = nearest(name, names);
  return {{plan.file, 0, 0},
          fmt::format("no service '{}' in this spec", name),
          near.empty() ? "" : fmt::format("did you mean '{}'?", near)};
}

/// As many loads as the window solves.
constexpr int curveLevels = 24;

ExitCode runCurve(const Options &options) {
  const Result<plan::PlannedSpec> read = plan::planSpecFile(options.spec, options.planOptions());
  if (!read)
    return refuse(read.error());
  if (!read->plan.find(options.curve))
    return refuse({noSuchService(read->plan, options.curve)});
  const curve::Sweep sweep = curve::sweep(read->system, read->plan, curveLevels);
  return deliver(
      options.output,
      svgOf(options, diagram::loadCurve(curve::curveOf(sweep, read->plan, options.curve))),
      ExitCode::clean);
}

ExitCode run(const Options &options) {
  if (!options.curve.empty())
    return runCurve(options);
  const Result<plan::Plan> plan = plan::planFile(options.spec, options.planOptions());
  if (!plan)
    return refuse(plan.error());
  if (options.isDashboard)
    return deliver(options.output, svgOf(options, diagram::dashboard(*plan)), ExitCode::clean);
  const Result<diagram::Options> picture = pictureOptions(options, *plan);
  if (!picture)
    return refuse(picture.error());
  const bool isClean = std::none_of(plan->findings.begin(), plan->findings.end(), isViolation);
  return deliver(options.output, drawn(options, *plan, *picture),
                 isClean ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declareDiagram(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command.add_option("--format", options->format, "svg, dot, mermaid or text")
      ->check(CLI::IsMember({"svg", "dot", "mermaid", "text"}))
      ->capture_default_str();
  command.add_option("--label", options->label, "What stands on the edges of the SVG")
      ->check(CLI::IsMember({"rate", "in-flight", "oversubscription", "p99"}))
      ->capture_default_str();
  command.add_flag("--dark", options->isDark, "Draw the SVG in dark colours");
  command.add_option("--audit", options->audit,
                     "Count the findings of this audit (JSON of loadline audit) on the services");
  command
      .add_option("--curve", options->curve,
                  "Draw how this service answers as the load grows, as SVG")
      ->type_name("SERVICE")
      ->excludes("--format")
      ->excludes("--label")
      ->excludes("--audit");
  command
      .add_flag("--dashboard", options->isDashboard, "Draw six views of what is in flight, as SVG")
      ->excludes("--curve")
      ->excludes("--format")
      ->excludes("--label")
      ->excludes("--audit");
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
