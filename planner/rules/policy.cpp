#include "planner/rules/policy.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "base/yaml_reader.h"
#include "planner/units/parse.h"

#include <fmt/format.h>

#include <map>
#include <vector>

namespace loadline::policy {

namespace {

using yaml::Node;
using yaml::Reader;

/// The settings of a file by name; each of them is set once.
class Settings {
public:
  Settings(Policy &policy, Diagnostics &errors) : policy_(policy), errors_(errors) {}

  void read(const Node &node) {
    Reader reader(node, "a policy", errors_);
    const auto name = reader.choice("policy", names);
    const auto value = reader.text("value");
    const auto source = reader.text("source");
    for (const char *key : {"policy", "value", "source"})
      reader.required(key);
    reader.finish();
    if (!name || !value || !source)
      return;
    if (const auto [before, isNew] = lines_.emplace(name->value, name->at.line); !isNew)
      errors_.push_back({name->at, fmt::format("policy '{}' is set twice", name->value),
                         fmt::format("it stands on line {} already", before->second)});
    else
      set(name->value, *value, source->value);
  }

  void checkComplete(const SourcePosition &at) {
    for (const std::string &name : names)
      if (errors_.empty() && !lines_.contains(name))
        errors_.push_back({at, fmt::format("the policy '{}' is not set", name)});
  }

private:
  static inline const std::vector<std::string> names = {
      "utilization", "spare_replicas", "horizon",       "ephemeral_ports",
      "time_wait",   "replica_cpu",    "replica_memory"};

  template <class Value>
  void take(Setting<Value> &setting, const yaml::Located<std::string> &text,
            const std::string &source,
            Result<Value> (*parse)(std::string_view, const SourcePosition &)) {
    if (const Result<Value> value = parse(text.value, text.at))
      setting = {*value, text.at, source};
    else
      errors_.insert(errors_.end(), value.error().begin(), value.error().end());
  }

  void set(const std::string &name, const yaml::Located<std::string> &text,
           const std::string &source) {
    if (name == "utilization") {
      take(policy_.utilization, text, source, units::parseRatio);
      if (errors_.empty() && policy_.utilization.value == units::Ratio(0))
        errors_.push_back({text.at, "a utilization of 0 leaves room for no request"});
    } else if (name == "time_wait") {
      take(policy_.timeWait, text, source, units::parseDuration);
    } else if (name == "replica_cpu") {
      take(policy_.replicaCpu, text, source, units::parseCores);
    } else if (name == "replica_memory") {
      take(policy_.replicaMemory, text, source, units::parseBytes);
    } else {
      take(name == "horizon"          ? policy_.horizon
           : name == "spare_replicas" ? policy_.spareReplicas
                                      : policy_.ephemeralPorts,
           text, source, units::parseNumber);
    }
  }

  Policy &policy_;
  Diagnostics &errors_;
  std::map<std::string, int, std::less<>> lines_;
};

} // namespace

Result<Policy> parsePolicy(std::string_view text, const std::string &file) {
  const Result<Node> document = yaml::parseYaml(text, file);
  if (!document)
    return document.error();
  if (document->kind != Node::Kind::sequence)
    return Diagnostic{document->at, fmt::format("a policy file must be a list, not {}",
                                                yaml::describe(*document))};
  Diagnostics errors;
  Policy policy;
  Settings settings(policy, errors);
  for (const Node &node : document->items)
    settings.read(node);
  settings.checkComplete(document->at);
  if (!errors.empty())
    return errors;
  return policy;
}

Result<Policy> loadPolicy(const std::filesystem::path &rulesFolder) {
  if (rulesFolder.empty())
    return missingData("rules");
  const std::filesystem::path path = rulesFolder / "policy" / "default.yaml";
  const Result<std::string> text = readFile(path);
  if (!text)
    return text.error();
  Result<Policy> policy = parsePolicy(*text, path.string());
  if (policy) // plans cite it by a name that is the same on every machine
    for (SourcePosition *at :
         {&policy->utilization.at, &policy->spareReplicas.at, &policy->horizon.at,
          &policy->ephemeralPorts.at, &policy->timeWait.at, &policy->replicaCpu.at,
          &policy->replicaMemory.at})
      at->file = "rules/policy/default.yaml";
  return policy;
}

Policy overridden(Policy policy, const spec::PolicyTerms &terms) {
  if (terms.utilization)
    policy.utilization = {terms.utilization->value, terms.utilization->at, "spec"};
  if (terms.spareReplicas)
    policy.spareReplicas = {terms.spareReplicas->value, terms.spareReplicas->at, "spec"};
  if (terms.horizon)
    policy.horizon = {terms.horizon->value, terms.horizon->at, "spec"};
  return policy;
}

} // namespace loadline::policy
