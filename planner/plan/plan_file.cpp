#include "planner/plan/plan_file.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "planner/plan/derivations.h"
#include "planner/plan/make_plan.h"
#include "planner/plan/uncertainty.h"
#include "planner/rules/named_limits.h"
#include "planner/rules/policy.h"
#include "planner/spec/load_spec.h"

namespace loadline::plan {

Result<PlannedSpec> planSpecText(std::string_view text, const std::string &file,
                                 const PlanOptions &options) {
  const auto policy =
      policy::loadPolicy(options.rules.empty() ? dataFolder("rules") : options.rules);
  if (!policy)
    return policy.error();
  Diagnostics errors;
  Result<yaml::Node> document = spec::readDocument(text, file, errors);
  if (!document)
    return document.error();
  const std::vector<spec::Range> ranges = spec::rangesOf(*document, errors);
  Result<spec::System> system = spec::understandMiddles(*document, ranges, file, std::move(errors));
  if (!system)
    return system.error();
  limits::Catalogue catalogue;
  if (limits::namesLimits(*system)) {
    Result<limits::Catalogue> loaded =
        limits::loadLimits(options.rules.empty() ? dataFolder("rules") : options.rules);
    if (!loaded)
      return loaded.error();
    catalogue = *std::move(loaded);
    errors = limits::takeNamedLimits(*system, catalogue);
    if (!errors.empty())
      return errors;
  }
  Result<Plan> plan = makePlan(*system, *policy, options.at, options.detail, options.today,
                               rangePlans(*document, ranges, file, *policy, catalogue, options.at));
  if (!plan)
    return plan.error();
  if (options.detail == Detail::derivations)
    addRangeDerivations(*plan);
  return PlannedSpec{*std::move(system), *std::move(plan)};
}

Result<PlannedSpec> planSpecFile(const std::filesystem::path &path, const PlanOptions &options) {
  constexpr std::size_t largest = 64u << 20;
  const Result<std::string> text = readFile(path, largest);
  if (!text)
    return text.error();
  return planSpecText(*text, path == "-" ? "<stdin>" : path.string(), options);
}

Result<Plan> planFile(const std::filesystem::path &path, const PlanOptions &options) {
  Result<PlannedSpec> planned = planSpecFile(path, options);
  if (!planned)
    return planned.error();
  return std::move(planned->plan);
}

} // namespace loadline::plan
