#include "planner/spec/parts.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

void readPool(const Node &node, ServiceTerms &terms, Diagnostics &errors) {
  Reader reader(node, "pool", errors);
  terms.poolSize = readBound(reader, "size", terms.poolRationale);
  finishRequiring(reader, "size", "pool", "20");
}

void readLimits(Reader &reader, ServiceTerms &terms) {
  terms.team = reader.text("team");
  terms.managed = reader.boolean("managed");
  terms.external = reader.boolean("external");
  terms.rateLimit = readPositive(reader, "rate_limit", units::parseRate);
  terms.maxConnections = readCount(reader, "max_connections", 1);
  terms.maxStreams = readCount(reader, "max_streams", 1);
  terms.fails = read(reader, "fails", units::parseRatio);
  terms.items = readItems(reader);
  for (auto &id : reader.texts("limits"))
    terms.limits.push_back({std::move(id), "", "", ""});
}

Sidecar readSidecar(const Node &node, Diagnostics &errors) {
  Reader reader(node, "sidecar", errors);
  Sidecar sidecar;
  sidecar.at = node.at;
  if (const Node *time = reader.required("service_time"))
    sidecar.serviceTime = parseServiceTime(*time, errors);
  sidecar.maxInFlight = readBound(reader, "max_in_flight", sidecar.rationale);
  reader.finish();
  return sidecar;
}

/// What may stand in `layers`.
const std::vector<std::string> &layerNames() {
  static const std::vector<std::string> names = {"metrics", "rate_limit", "shedding", "deadline",
                                                 "cache",   "coalescing", "retry",    "hedge",
                                                 "bound",   "breaker",    "timeout",  "pool"};
  return names;
}

void readLayers(Reader &reader, ServiceTerms &terms) {
  terms.layers = reader.texts("layers");
  for (std::size_t i = 0; i < terms.layers.size(); ++i) {
    const auto &[name, at] = terms.layers[i];
    const auto isName = [&wanted = name](const auto &other) { return other == wanted; };
    if (std::none_of(layerNames().begin(), layerNames().end(), isName)) {
      const std::string near = nearest(name, layerNames());
      reader.error(at, fmt::format("'{}' is no layer", name),
                   near.empty() ? "one of " + inWords(layerNames())
                                : fmt::format("did you mean '{}'?", near));
    }
    for (std::size_t before = 0; before < i; ++before)
      if (terms.layers[before].value == name)
        reader.error(at, fmt::format("the layer '{}' stands there twice", name));
  }
}

void checkCpuTime(const ServiceTerms &terms, Diagnostics &errors) {
  if (terms.cpuTime && terms.serviceTime && terms.serviceTime->mean &&
      terms.cpuTime->value > terms.serviceTime->mean->value)
    errors.push_back({terms.cpuTime->at, "'cpu_time' is above the mean of 'service_time'",
                      "it is the part of the service time that is CPU work"});
}

} // namespace

Service parseService(const Node::Entry &entry, Diagnostics &errors) {
  Reader reader(entry.value, fmt::format("service '{}'", entry.key), errors);
  Service service;
  ServiceTerms &terms = service.terms;
  terms.name = {entry.key, entry.keyAt};
  if (const Node *node = reader.node("contract"))
    terms.contract = parseContract(*node, errors);
  if (const Node *node = reader.node("deployment"))
    terms.deployment = parseDeployment(*node, errors);
  if (const Node *node = reader.node("pool"))
    readPool(*node, terms, errors);
  if (const Node *node = reader.node("service_time"))
    terms.serviceTime = parseServiceTime(*node, errors);
  terms.cpuTime = readPositive(reader, "cpu_time", units::parseDuration);
  for (const Node &item : reader.items("calls"))
    service.steps.push_back(parseStep(item, errors));
  readLimits(reader, terms);
  if (const Node *node = reader.node("slo"))
    terms.slo = parseSlo(*node, errors);
  terms.code = reader.texts("code");
  if (const Node *node = reader.node("sidecar"))
    terms.sidecar = readSidecar(*node, errors);
  readLayers(reader, terms);
  reader.finish();
  checkCpuTime(terms, errors);
  return service;
}

} // namespace loadline::spec::syntax
