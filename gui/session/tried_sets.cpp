#include "gui/session/tried_sets.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "planner/plan/make_plan.h"
#include "planner/rules/policy.h"

namespace loadline::session {

namespace {

constexpr std::size_t largestFile = std::size_t{1} << 20;

TriedSet triedSet(const Documents &documents, changes::ChangeSet set,
                  const policy::Policy &policy) {
  TriedSet out{.set = std::move(set)};
  const spec::System system = changes::changed(*documents.system, out.set.changes).system;
  Result<plan::Plan> plan =
      plan::makePlan(system, policy, documents.plan->at, plan::Detail::figures);
  if (plan)
    out.plan = std::make_shared<const plan::Plan>(*std::move(plan));
  else
    out.refusal = toString(plan.error());
  return out;
}

} // namespace

void trySets(Documents &documents) {
  documents.sets.clear();
  if (!documents.system || documents.specPath.empty())
    return;
  const std::filesystem::path file = changes::changeSetsFile(documents.specPath);
  documents.problems.erase(file);
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    return;
  const Result<std::string> text = readFile(file, largestFile);
  auto sets = text ? changes::parseChangeSets(*text, file.string())
                   : Result<std::vector<changes::ChangeSet>>(text.error());
  const auto policy = policy::loadPolicy(dataFolder("rules"));
  if (!sets || !policy) {
    documents.problems[file] = sets ? policy.error() : sets.error();
    return;
  }
  for (changes::ChangeSet &set : *sets)
    documents.sets.push_back(triedSet(documents, std::move(set), *policy));
}

Diagnostics writeSets(const std::filesystem::path &spec,
                      const std::vector<changes::ChangeSet> &sets) {
  const std::filesystem::path file = changes::changeSetsFile(spec);
  if (!sets.empty())
    return writeFile(file, changes::toText(sets));
  std::error_code error;
  std::filesystem::remove(file, error);
  return error ? Diagnostics{{{file.string(), 0, 0}, error.message(), ""}} : Diagnostics{};
}

} // namespace loadline::session
