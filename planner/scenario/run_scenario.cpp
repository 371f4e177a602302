#include "planner/scenario/run_scenario.h"

#include "planner/scenario/all_kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace loadline::scenario {

namespace {

std::vector<std::string> kindNames() {
  std::vector<std::string> out;
  for (const Kind &kind : allKinds)
    out.emplace_back(kind.key);
  return out;
}

/// The kind that the document names; an error where it is none or several.
const Kind *kindOf(yaml::Reader &reader) {
  const Kind *found = nullptr;
  for (const Kind &kind : allKinds) {
    if (!reader.node(kind.key) && !reader.has(kind.key))
      continue;
    if (found)
      reader.error(reader.keyAt(kind.key), fmt::format("'{}' beside '{}'", kind.key, found->key),
                   "one thing happens in a scenario; write two files");
    found = &kind;
  }
  return found;
}

} // namespace

Result<Outcome> runScenario(std::string_view text, const std::string &file,
                            const plan::PlannedSpec &planned, const policy::Policy &policy) {
  constexpr yaml::Limits limits = {.bytes = 1u << 20, .nodes = 10'000, .depth = 20};
  const auto document = yaml::parseYaml(text, file, limits);
  if (!document)
    return document.error();
  Diagnostics errors;
  yaml::Reader reader(*document, "a scenario", errors);
  Outcome outcome;
  const auto name = reader.text("scenario");
  const Kind *kind = kindOf(reader);
  reader.finish();
  if (errors.empty() && !kind)
    errors.push_back({document->at, "nothing happens in this scenario",
                      fmt::format("give one of {}", fmt::join(kindNames(), ", "))});
  if (!errors.empty())
    return errors;
  outcome.scenario = name ? name->value : std::string(kind->summary);
  outcome.kind = kind->key;
  outcome.at = reader.keyAt(kind->key);
  const yaml::Node *what = reader.required(kind->key);
  if (!what)
    return errors;
  yaml::Reader keys(*what, std::string(kind->key), errors);
  kind->run(Subject(planned, policy), keys, outcome);
  const auto lacking = static_cast<std::ptrdiff_t>(errors.size());
  keys.finish();
  // A key that nobody knows is often the misspelling of one that lacks: it is told first.
  std::rotate(errors.begin(), errors.begin() + lacking, errors.end());
  if (!errors.empty())
    return errors;
  return outcome;
}

} // namespace loadline::scenario
