#include "planner/plan/check_parts.h"

#include "base/text.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::plan {

using findings::Severity;
using units::formatted;

namespace {

constexpr double full = 1 + 1e-9;

const spec::Contract &contractOf(const CheckInput &input, std::size_t i) {
  return input.workings.system.services[i].terms.contract;
}

/// What a published contract leaves out. Who may use how much may be said of callers, of classes or
/// of tenants.
std::vector<std::string> missingFields(const CheckInput &input, std::size_t i) {
  const spec::Contract &contract = contractOf(input, i);
  std::vector<std::string> missing;
  const auto need = [&](bool isThere, const char *field) {
    if (!isThere)
      missing.emplace_back(field);
  };
  need(contract.cap.maxRate.has_value(), "max_rate");
  need(input.rows[i]->maxInFlight.declared.has_value(), "max_in_flight");
  need(!contract.perCaller.empty() || !contract.classes.empty() || !contract.perTenant.empty(),
       "per_caller");
  need(contract.burst.has_value(), "burst");
  need(contract.onExcess.has_value(), "on_excess");
  return missing;
}

/// Whether more fails than may, by more than rounding: 99.9% leaves what 0.1% takes.
bool failsMoreThan(Ratio objective, Ratio success) {
  constexpr double noise = 1e-14; // of a product of shares near 1
  return 1 - success.count() > (1 - objective.count()) * full + noise;
}

/// Whether its contract gives a request more time than one takes: a share can lie within either.
bool isContractSlower(const ServicePlan &row) {
  const auto &mean = row.residenceTime.mean;
  return row.impliedLatency && (!mean || *row.impliedLatency >= *mean);
}

} // namespace

Findings contractIncomplete(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Contract &contract = contractOf(input, i);
    if (!contract.published || !contract.published->value)
      continue;
    for (const std::string &field : missingFields(input, i))
      out.push_back(finding(
          "contract-incomplete", Severity::error,
          fmt::format("the published contract of '{}' misses '{}'", input.rows[i]->name, field),
          contract.at, {input.rows[i]->name, field}));
  }
  return out;
}

Findings unreachableQuota(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const bool isImplied = isContractSlower(row);
    const auto latency = isImplied ? row.impliedLatency : row.residenceTime.mean;
    if (!latency || latency->count() <= 0)
      continue;
    const auto check = [&](const std::string &who, const spec::Cap &cap) {
      if (!cap.maxRate || !cap.maxInFlight)
        return;
      const Rate reached = cap.maxInFlight->value / *latency;
      if (cap.maxRate->value / reached <= full)
        return;
      out.push_back(finding(
          "unreachable-quota", Severity::warning,
          fmt::format("'{}' grants {} {}, but its {} in flight reach only {} of it at the {} "
                      "that {}",
                      row.name, who, formatted(cap.maxRate->value),
                      formatted(cap.maxInFlight->value), formatted(reached), formatted(*latency),
                      isImplied ? "its contract implies" : "a request takes"),
          cap.maxInFlight->at, {row.name, who}));
    };
    const spec::Contract &contract = contractOf(input, i);
    for (const spec::CallerCap &caller : contract.perCaller)
      check(caller.caller.value, caller.cap);
    for (const spec::TenantCap &tenant : contract.perTenant)
      check(tenant.name.value, tenant.cap);
  }
  return out;
}

namespace {

/// A share that nobody reaches, as the service admits less in all: of each caller that has none of
/// its own, or of each tenant. What named callers and classes are promised is summed up anyway.
///   inFlight  of the share; empty where another check speaks of it
void addAboveWhole(const CheckInput &input, std::size_t i, const std::string &whose,
                   std::initializer_list<std::string_view> about, const spec::Cap &cap,
                   const spec::Maybe<units::Concurrency> &inFlight, Findings &out) {
  const auto &rate = contractOf(input, i).cap.maxRate;
  const auto &admits = input.workings.admits[i];
  std::vector<std::string> shares, wholes;
  SourcePosition at;
  if (inFlight && admits && inFlight->value > *admits * full) {
    shares.push_back(formatted(inFlight->value) + " in flight");
    wholes.push_back(formatted(*admits) + " in flight");
    at = inFlight->at;
  }
  if (cap.maxRate && rate && cap.maxRate->value > rate->value * full) {
    shares.insert(shares.begin(), formatted(cap.maxRate->value));
    wholes.insert(wholes.begin(), formatted(rate->value));
    at = cap.maxRate->at;
  }
  if (!shares.empty())
    out.push_back(finding("quota-oversold", Severity::warning,
                          fmt::format("'{}' promises {} {}, and admits {} in all",
                                      input.rows[i]->name, whose, inWords(shares), inWords(wholes)),
                          std::move(at), about));
}

void addSharesAboveWhole(const CheckInput &input, Findings &out) {
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const spec::Contract &contract = contractOf(input, i);
    const std::string &name = input.rows[i]->name;
    for (const spec::CallerCap &each : contract.perCaller)
      if (each.caller.value == "default")
        addAboveWhole(input, i, "each caller without a share of its own",
                      {name, "callers", "default"}, each.cap, each.cap.maxInFlight, out);
    for (const spec::TenantCap &each : contract.perTenant)
      addAboveWhole(input, i, fmt::format("each tenant of '{}'", each.name.value),
                    {name, "tenants", each.name.value}, each.cap, std::nullopt, out);
  }
}

} // namespace

Findings quotaOversold(const CheckInput &input) {
  Findings out;
  addSharesAboveWhole(input, out);
  for (const OversellPlan &row : input.plan.oversell) {
    std::vector<std::string> words;
    if (row.rateFactor && row.rateFactor->count() > full)
      words.push_back(fmt::format("{} ({})", formatted(*row.promisedRate),
                                  units::formattedFactor(*row.rateFactor)));
    if (row.inFlightFactor && row.inFlightFactor->count() > full)
      words.push_back(fmt::format("{} in flight ({})", formatted(*row.promisedInFlight),
                                  units::formattedFactor(*row.inFlightFactor)));
    if (words.empty())
      continue;
    // Tenants seldom come all at once; named callers and classes were each told that they may.
    const bool isUsual = row.layer == "tenants";
    out.push_back(
        finding("quota-oversold", isUsual ? Severity::note : Severity::warning,
                fmt::format("the {} of '{}' are promised {} together, more than it admits",
                            row.layer, row.service, inWords(words)),
                row.at, {row.service, row.layer}));
  }
  return out;
}

Findings tenantWithoutBound(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i)
    for (const spec::TenantCap &tenant : contractOf(input, i).perTenant) {
      const auto &bound = tenant.cap.maxInFlight;
      const auto &admits = input.workings.admits[i];
      if (bound && (!admits || bound->value <= *admits * full))
        continue;
      out.push_back(finding(
          "tenant-without-bound", Severity::warning,
          fmt::format("a tenant of '{}' may have {} in flight at '{}'{}, so that one alone can "
                      "fill it",
                      tenant.name.value, bound ? formatted(bound->value) : "any number",
                      input.rows[i]->name,
                      bound ? fmt::format(", which admits {}", formatted(*admits)) : ""),
          bound ? bound->at : tenant.name.at, {input.rows[i]->name, tenant.name.value}));
    }
  return out;
}

Findings quotaExceeded(const CheckInput &input) {
  Findings out;
  const Workings &workings = input.workings;
  for (std::size_t i = 0; i < input.rows.size() && workings.traffic.isKnown; ++i) {
    const spec::Contract &contract = contractOf(input, i);
    const auto check = [&](const std::string &name, const spec::Cap &cap, double count,
                           const char *kind, auto saidBy) {
      Rate arrives(0);
      for (std::size_t w = 0; w < workings.system.workload.size(); ++w) {
        const spec::Workload &each = workings.system.workload[w];
        if (each.to == i && saidBy(each.load) && saidBy(each.load)->value == name)
          arrives += workings.traffic.perWorkload[w];
      }
      if (!cap.maxRate || arrives <= cap.maxRate->value * count * full)
        return;
      out.push_back(
          finding("quota-exceeded", Severity::error,
                  fmt::format("workloads of the {} '{}' send '{}' {}, and its contract allows {}{}",
                              kind, name, input.rows[i]->name, formatted(arrives),
                              formatted(cap.maxRate->value * count),
                              count == 1 ? ""
                                         : fmt::format(" ({} × {})", threeDigits(count),
                                                       formatted(cap.maxRate->value))),
                  cap.maxRate->at, {input.rows[i]->name, name}));
    };
    for (const spec::TenantCap &tenant : contract.perTenant)
      check(tenant.name.value, tenant.cap, tenant.count ? tenant.count->value : 1.0, "tenant",
            [](const spec::Load &load) { return load.tenant; });
    for (const spec::ClassCap &part : contract.classes)
      check(part.name.value, part.cap, 1.0, "class",
            [](const spec::Load &load) { return load.className; });
  }
  return out;
}

Findings successBelowObjective(const CheckInput &input) {
  Findings out;
  for (const ServicePlan *row : input.rows) {
    const SuccessPlan &success = row->success;
    if (!success.success || !success.objective ||
        !failsMoreThan(*success.objective, *success.success))
      continue;
    out.push_back(finding(
        "success-below-objective", Severity::warning,
        fmt::format(
            "'{}' answers {:.6g}% of its requests as failures and timeouts stand, below its "
            "objective of {:.6g}%: {} of the {} that may fail in {}",
            row->name, success.success->count() * 100, success.objective->count() * 100,
            units::formattedFactor(success.budgetSpent.value_or(Ratio(0))),
            formatted(*success.budget), formatted(success.window)),
        success.objectiveAt, {row->name}));
  }
  return out;
}

Findings boundPastObjective(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const auto &objective = input.workings.system.services[i].terms.slo.p99;
    const auto &bound = row.maxInFlight.declared;
    if (!objective || !bound || !row.arrivalRate || *row.arrivalRate <= Rate(0))
      continue;
    const Duration reacts = *bound / *row.arrivalRate;
    const auto &alone = row.residenceTime.p99; // where that is too long, no bound mends it
    if (reacts <= objective->value * full || (alone && *alone > objective->value * full))
      continue;
    const Concurrency protects(std::floor((*row.arrivalRate * objective->value).count() * full));
    if (protects < Concurrency(1))
      continue; // so few arrive that no bound tells a slow one
    out.push_back(finding(
        "bound-past-objective", Severity::note,
        fmt::format("'{}' turns requests away once {} are inside, that is at {} when they take {} "
                    "each; a bound of {} protects its p99 objective of {}, {} protects throughput",
                    row.name, formatted(*bound), formatted(*row.arrivalRate), formatted(reacts),
                    formatted(protects), formatted(objective->value), formatted(*bound)),
        row.maxInFlight.declaredAt, {row.name}));
  }
  return out;
}

} // namespace loadline::plan
