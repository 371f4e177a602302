#include "planner/model/caps.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::model {

namespace {

/// The caps of one service, as its callers and workloads come upon them.
class Capped {
public:
  Capped(Model &model, const spec::System &system, std::size_t index)
      : model_(model), system_(system), terms_(system.services[index].terms), index_(index) {}

  void add() {
    addOwn();
    for (std::size_t caller = 0; caller < system_.services.size(); ++caller)
      addOfCaller(caller);
    for (std::size_t w = 0; w < system_.workload.size(); ++w)
      if (system_.workload[w].to == index_)
        addOfWorkload(system_.workload[w].load, model_.workload[w]);
    addExcess();
  }

private:
  Service &service() { return model_.services[index_]; }

  std::optional<TokenBucket> bucket(std::optional<Rate> rate) {
    if (!rate)
      return std::nullopt;
    const auto &burst = terms_.contract.burst;
    const Duration tolerated = burst ? burst->value : Duration(1);
    return TokenBucket{*rate, std::max(1.0, rate->count() * tolerated.count())};
  }

  Cap capOf(const spec::Cap &from) {
    Cap cap;
    cap.bucket = bucket(from.maxRate ? std::optional(from.maxRate->value) : std::nullopt);
    if (from.maxInFlight)
      cap.inside = static_cast<std::uint64_t>(from.maxInFlight->value.count());
    return cap;
  }

  static bool isSaid(const spec::Cap &cap) { return cap.maxRate || cap.maxInFlight; }

  /// The rate of all; how many of them may be inside is what slots are for.
  void addOwn() {
    std::optional<Rate> rate;
    for (const auto &said : {terms_.contract.cap.maxRate, terms_.rateLimit})
      if (said)
        rate = rate ? std::min(*rate, said->value) : said->value;
    if (!rate)
      return;
    service().isHeldToItsOwn = true;
    service().caps.push_back({bucket(rate), {}});
  }

  const spec::Cap *capFor(const std::string &caller) const {
    const spec::Cap *usual = nullptr;
    for (const spec::CallerCap &cap : terms_.contract.perCaller) {
      if (cap.caller.value == caller)
        return &cap.cap;
      if (cap.caller.value == "default")
        usual = &cap.cap;
    }
    return usual;
  }

  /// All entries by which one caller calls the service share its cap.
  void addOfCaller(std::size_t caller) {
    const spec::Cap *said = capFor(model_.services[caller].name);
    if (!said || !isSaid(*said))
      return;
    std::optional<std::size_t> at;
    for (Step &step : model_.services[caller].steps)
      for (Call &call : step.calls) {
        if (call.to != index_)
          continue;
        if (!at) {
          at = service().caps.size();
          service().caps.push_back(capOf(*said));
        }
        call.cap = at;
      }
  }

  void addOfWorkload(const spec::Load &load, Workload &workload) {
    for (const spec::TenantCap &tenant : terms_.contract.perTenant)
      if (load.tenant && load.tenant->value == tenant.name.value && isSaid(tenant.cap))
        workload.caps.push_back(choice(tenant.cap, tenantsOf(tenant), true));
    for (const spec::ClassCap &part : terms_.contract.classes)
      if (load.className && load.className->value == part.name.value && isSaid(part.cap))
        workload.caps.push_back(choice(part.cap, 1, false));
  }

  /// Each of `count` tenants has a cap of its own.
  CapChoice choice(const spec::Cap &from, std::uint64_t count, bool isOfTenants) {
    const CapChoice out{service().caps.size(), count, isOfTenants};
    service().caps.insert(service().caps.end(), out.count, capOf(from));
    return out;
  }

  void addExcess() {
    const auto &said = terms_.contract.onExcess;
    if (!said)
      return;
    switch (said->value) {
    case spec::OnExcess::throttle:
    case spec::OnExcess::queue:
      service().onExcess = OnExcess::wait;
      return;
    case spec::OnExcess::degrade:
      service().onExcess = OnExcess::degrade;
      return;
    case spec::OnExcess::reject:
    case spec::OnExcess::shed:
      return;
    }
  }

  Model &model_;
  const spec::System &system_;
  const spec::ServiceTerms &terms_;
  std::size_t index_;
};

} // namespace

std::uint32_t tenantsOf(const spec::TenantCap &kind) {
  constexpr double most = 100'000;
  return static_cast<std::uint32_t>(kind.count ? std::min(kind.count->value, most) : 1);
}

void addCaps(Model &model, const spec::System &system) {
  for (std::size_t s = 0; s < system.services.size(); ++s) {
    Capped(model, system, s).add();
    const bool isTold = std::any_of(model.services[s].caps.begin(), model.services[s].caps.end(),
                                    [](const Cap &cap) { return cap.bucket.has_value(); });
    if (isTold && !system.services[s].terms.contract.burst)
      model.assumptions.push_back(
          fmt::format("{}: its rates say no burst, taken as what comes in a second",
                      system.services[s].name()));
  }
}

} // namespace loadline::model
