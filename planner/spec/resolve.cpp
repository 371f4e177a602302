#include "planner/spec/resolve.h"

#include "base/text.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>

namespace loadline::spec {

namespace {

/// The services by name, and the errors about names that are none.
class Names {
public:
  Names(const syntax::Spec &spec, Diagnostics &errors) : errors_(errors) {
    for (const syntax::Service &service : spec.services) {
      index_.emplace(service.terms.name.value, names_.size());
      names_.push_back(service.terms.name.value);
    }
  }

  std::optional<ServiceIndex> find(const Located<std::string> &name, std::string_view what) const {
    if (const auto found = index_.find(name.value); found != index_.end())
      return found->second;
    const std::string near = nearest(name.value, names_);
    errors_.push_back(
        {name.at, fmt::format("{} '{}', which is no service of this spec", what, name.value),
         near.empty() ? choices(name.value) : fmt::format("did you mean '{}'?", near)});
    return std::nullopt;
  }

private:
  std::string choices(const std::string &name) const {
    constexpr std::size_t listed = 12;
    if (names_.size() > listed)
      return fmt::format("add '{}:' below 'services'", name);
    return fmt::format("one of {}; or add '{}:' below 'services'", inWords(names_), name);
  }

  std::vector<std::string> names_;
  std::map<std::string, ServiceIndex, std::less<>> index_;
  Diagnostics &errors_;
};

Service resolveService(const syntax::Service &in, const Names &names) {
  Service service{in.terms, {}};
  for (const syntax::Step &step : in.steps) {
    Step resolved{step.isParallel, step.quorum, step.limit, {}};
    for (const syntax::Call &call : step.calls)
      if (const auto to = names.find(call.to, fmt::format("'{}' calls", service.name())))
        resolved.calls.push_back({*to, call.to.at, call.terms});
    if (!resolved.calls.empty())
      service.steps.push_back(std::move(resolved));
  }
  for (const CallerCap &cap : in.terms.contract.perCaller)
    if (cap.caller.value != "default")
      names.find(cap.caller, "per_caller names");
  return service;
}

} // namespace

System resolve(const syntax::Spec &spec, const std::string &file, Diagnostics &errors) {
  const Names names(spec, errors);
  System system;
  system.file = file;
  system.name = spec.system ? spec.system->value : std::filesystem::path(file).stem().string();
  system.policy = spec.policy;
  system.slices = spec.slices;
  for (const syntax::Workload &workload : spec.workload)
    if (!workload.to.value.empty())
      if (const auto to = names.find(workload.to, "the workload goes to"))
        system.workload.push_back({*to, workload.to.at, workload.load});
  for (const syntax::Service &service : spec.services)
    system.services.push_back(resolveService(service, names));
  return system;
}

} // namespace loadline::spec
