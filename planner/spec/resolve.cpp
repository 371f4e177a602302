#include "planner/spec/resolve.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
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
    if (names_.empty() || names_.size() > listed)
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

/// The items of the requests that enter a service, each workload's by its rate at peak; those of
/// the service where its workloads say none. The largest request of any is the largest.
Items itemsOf(const System &system, ServiceIndex service, Diagnostics &errors) {
  Items items = system.services[service].terms.items;
  double weights = 0.0, sum = 0.0, most = 0.0;
  std::size_t entering = 0;
  bool isClosed = false;
  const Items *said = nullptr;
  for (const Workload &workload : system.workload) {
    if (workload.to != service)
      continue;
    ++entering;
    const Load &load = workload.load;
    isClosed = isClosed || load.isClosed();
    const Items &each = load.items.mean ? load.items : system.services[service].terms.items;
    said = load.items.mean ? &load.items : said;
    if (!each.mean || (!load.rate && !load.isClosed()))
      continue;
    const double weight = load.peak   ? load.peak->value.count()
                          : load.rate ? load.rate->value.count()
                                      : load.clients->value;
    weights += weight;
    sum += weight * each.mean->value;
    most = std::max(most, each.max ? each.max->value : each.mean->value);
  }
  if (!said || weights == 0)
    return items;
  if (entering > 1 && isClosed && sum / weights != said->mean->value)
    errors.push_back({said->mean->at,
                      "workloads of different 'items' enter one service, and one of them is closed",
                      "give the items at the service"});
  items.mean = Located<double>{sum / weights, said->mean->at};
  items.max = Located<double>{most, said->mean->at};
  return items;
}

/// Calls that count per item are as many as the service's requests hold items.
void spreadItems(System &system, Diagnostics &errors) {
  for (ServiceIndex i = 0; i < system.services.size(); ++i) {
    Service &service = system.services[i];
    const Items items = itemsOf(system, i, errors);
    service.terms.items = items;
    for (Step &step : service.steps)
      for (Call &call : step.calls) {
        if (!call.terms.isPerItem)
          continue;
        if (!items.mean)
          errors.push_back({call.terms.perRequest->at,
                            fmt::format("'per_item' needs the 'items' of service '{}'",
                                        service.terms.name.value),
                            "as in 'items: { mean: 20, max: 500 }' beside 'calls'"});
        else {
          call.terms.itemsMean = items.mean->value;
          call.terms.itemsMost = items.max ? items.max->value : items.mean->value;
        }
      }
  }
}

/// The tenant or class of a workload is one that the contract of the service knows.
template <class Caps>
void checkQuota(const Maybe<std::string> &name, const Caps &caps, const char *key,
                const std::string &service, Diagnostics &errors) {
  if (!name)
    return;
  std::vector<std::string> names;
  for (const auto &cap : caps)
    names.push_back(cap.name.value);
  if (std::find(names.begin(), names.end(), name->value) != names.end())
    return;
  const std::string near = nearest(name->value, names);
  errors.push_back(
      {name->at, fmt::format("the contract of '{}' has no '{}' in '{}'", service, name->value, key),
       near.empty() ? fmt::format("add it to '{}' of the contract", key)
                    : fmt::format("did you mean '{}'?", near)});
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
  spreadItems(system, errors);
  for (const Workload &workload : system.workload) {
    const Service &service = system.services[workload.to];
    const Contract &contract = service.terms.contract;
    checkQuota(workload.load.tenant, contract.perTenant, "per_tenant", service.name(), errors);
    checkQuota(workload.load.className, contract.classes, "classes", service.name(), errors);
  }
  return system;
}

} // namespace loadline::spec
