#include "planner/rules/named_limits.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::limits {

namespace {

/// The key of a spec that limits of a unit stand for.
struct Meaning {
  std::string_view unit, key;
};
constexpr Meaning meanings[] = {
    {"connections", "max_connections"},
    {"streams/connection", "max_streams"},
    {"req/s", "rate_limit"},
    {"ops/s", "rate_limit"},
    {"fd", "deployment.descriptors"},
    {"threads", "deployment.threads"},
};

/// The lesser of what the spec says and of the limit.
template <class Value>
void narrow(spec::Maybe<Value> &said, Value most, const SourcePosition &at) {
  if (!said || most < said->value)
    said = yaml::Located<Value>{most, at};
}

void take(spec::ServiceTerms &terms, std::string_view key, double most, const SourcePosition &at) {
  if (key == "max_connections")
    narrow(terms.maxConnections, most, at);
  else if (key == "max_streams")
    narrow(terms.maxStreams, most, at);
  else if (key == "rate_limit")
    narrow(terms.rateLimit, units::Rate(most), at);
  else if (key == "deployment.descriptors")
    narrow(terms.deployment.descriptors, most, at);
  else
    narrow(terms.deployment.threads, most, at);
}

Diagnostic unusable(const spec::NamedLimit &named, const Limit &limit) {
  std::vector<std::string> units;
  for (const Meaning &meaning : meanings)
    units.emplace_back(meaning.unit);
  return {named.id.at,
          fmt::format("the limit '{}' is counted in {}, which bounds nothing of a service",
                      named.id.value, limit.unit.empty() ? "no unit" : "'" + limit.unit + "'"),
          "limits that do are counted in " + inWords(units)};
}

} // namespace

bool namesLimits(const spec::System &system) {
  return std::any_of(system.services.begin(), system.services.end(),
                     [](const spec::Service &service) { return !service.terms.limits.empty(); });
}

Diagnostics takeNamedLimits(spec::System &system, const Catalogue &catalogue) {
  Diagnostics errors;
  for (spec::Service &service : system.services)
    for (spec::NamedLimit &named : service.terms.limits) {
      const Result<Constraint> constraint = constraintOf(catalogue, named.id);
      if (!constraint) {
        errors.insert(errors.end(), constraint.error().begin(), constraint.error().end());
        continue;
      }
      const Limit &limit = *constraint->limit;
      const auto meaning =
          std::find_if(std::begin(meanings), std::end(meanings),
                       [&](const Meaning &each) { return each.unit == limit.unit; });
      if (meaning == std::end(meanings)) {
        errors.push_back(unusable(named, limit));
        continue;
      }
      take(service.terms, meaning->key, constraint->most, named.id.at);
      named.bounds = meaning->key;
      named.value = fmt::format("{} {}", threeDigits(constraint->most), limit.unit);
      named.source = limit.source;
    }
  return errors;
}

} // namespace loadline::limits
