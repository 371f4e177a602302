#include "planner/rules/policy.h"

#include "base/files.h"
#include "base/yaml_reader.h"
#include "planner/units/parse.h"

#include <fmt/format.h>

#include <optional>

namespace loadline::policy {

namespace {

using yaml::Node;
using yaml::Reader;

void readSetting(const Node &node, std::optional<Setting<units::Ratio>> &utilization,
                 Diagnostics &errors) {
  Reader reader(node, "a policy", errors);
  const auto name = reader.choice("policy", {"utilization"});
  const auto value = reader.text("value");
  const auto source = reader.text("source");
  for (const char *key : {"policy", "value", "source"})
    reader.required(key);
  reader.finish();
  if (!name || !value || !source)
    return;
  const auto ratio = units::parseRatio(value->value, value->at);
  if (!ratio)
    errors.insert(errors.end(), ratio.error().begin(), ratio.error().end());
  else if (*ratio == units::Ratio(0))
    errors.push_back({value->at, "a utilization of 0 leaves room for no request"});
  else if (utilization)
    errors.push_back({name->at, fmt::format("policy '{}' is set twice", name->value),
                      fmt::format("it stands on line {} already", utilization->at.line)});
  else
    utilization = Setting<units::Ratio>{*ratio, value->at, source->value};
}

} // namespace

Result<Policy> parsePolicy(std::string_view text, const std::string &file) {
  const Result<Node> document = yaml::parseYaml(text, file);
  if (!document)
    return document.error();
  if (document->kind != Node::Kind::sequence)
    return Diagnostic{document->at, fmt::format("a policy file must be a list, not {}",
                                                yaml::describe(*document))};
  Diagnostics errors;
  std::optional<Setting<units::Ratio>> utilization;
  for (const Node &node : document->items)
    readSetting(node, utilization, errors);
  if (errors.empty() && !utilization)
    errors.push_back({document->at, "the policy 'utilization' is not set"});
  if (!errors.empty())
    return errors;
  return Policy{*utilization};
}

Result<Policy> loadPolicy(const std::filesystem::path &rulesFolder) {
  if (rulesFolder.empty())
    return Diagnostic{
        {}, "the rules were not found", "set LOADLINE_DATA to the folder that holds rules/"};
  const std::filesystem::path path = rulesFolder / "policy" / "default.yaml";
  const Result<std::string> text = readFile(path);
  if (!text)
    return text.error();
  Result<Policy> policy = parsePolicy(*text, path.string());
  if (policy) // plans cite it by a name that is the same on every machine
    policy->utilization.at.file = "rules/policy/default.yaml";
  return policy;
}

Policy overridden(Policy policy, const spec::PolicyTerms &terms) {
  if (terms.utilization)
    policy.utilization = {terms.utilization->value, terms.utilization->at, "spec"};
  return policy;
}

} // namespace loadline::policy
