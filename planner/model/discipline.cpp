#include "planner/model/discipline.h"

#include "planner/model/caps.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace loadline::model {

namespace {

double priorityOf(const spec::ClassCap &kind) {
  return kind.priority ? kind.priority->value : 0;
}

/// Of the class that a workload's requests have here; 0 where the contract does not name it.
double priorityOf(const spec::Load &load, const spec::Contract &contract) {
  for (const spec::ClassCap &kind : contract.classes)
    if (load.className && load.className->value == kind.name.value)
      return priorityOf(kind);
  return 0;
}

Discipline disciplineOf(const spec::System &system, const spec::Contract &contract) {
  Discipline out;
  out.takesTurns = contract.takeTurns && contract.takeTurns->value;
  std::set<double, std::greater<>> priorities{0.0};
  for (const spec::ClassCap &kind : contract.classes)
    priorities.insert(priorityOf(kind));
  out.ranks = priorities.size();
  if (out.ranks == 1)
    return out;
  const auto rankOf = [&](double priority) {
    return static_cast<std::size_t>(std::distance(priorities.begin(), priorities.find(priority)));
  };
  out.usualRank = rankOf(0);
  for (const spec::Workload &workload : system.workload)
    out.rankOf.push_back(rankOf(priorityOf(workload.load, contract)));
  out.shedsLowest = contract.onExcess && contract.onExcess->value == spec::OnExcess::shed;
  if (contract.lowestEvery)
    out.lowestEvery = static_cast<std::uint64_t>(contract.lowestEvery->value);
  return out;
}

std::uint32_t tenantsAsking(const spec::Load &load, const spec::Contract &contract) {
  for (const spec::TenantCap &kind : contract.perTenant)
    if (load.tenant && load.tenant->value == kind.name.value)
      return tenantsOf(kind);
  return 1;
}

/// Workloads that name the same kind of tenants share these; each that names none is one.
void countTenants(Model &model, const spec::System &system) {
  std::map<std::string, Tenants> kinds;
  std::uint32_t next = 1; // 0 is nobody's
  for (std::size_t w = 0; w < system.workload.size(); ++w) {
    const spec::Workload &from = system.workload[w];
    const spec::Contract &contract = system.services[from.to].terms.contract;
    const std::string name = from.load.tenant ? from.load.tenant->value : "";
    const auto known = name.empty() ? kinds.end() : kinds.find(name);
    const Tenants tenants =
        known != kinds.end() ? known->second : Tenants{next, tenantsAsking(from.load, contract)};
    if (known == kinds.end())
      next += tenants.count;
    if (!name.empty())
      kinds.emplace(name, tenants);
    model.workload[w].tenants = tenants;
  }
}

} // namespace

void addDisciplines(Model &model, const spec::System &system) {
  bool areTurns = false;
  for (std::size_t s = 0; s < system.services.size(); ++s) {
    model.services[s].discipline = disciplineOf(system, system.services[s].terms.contract);
    areTurns = areTurns || model.services[s].discipline.takesTurns;
  }
  if (areTurns)
    countTenants(model, system);
}

} // namespace loadline::model
