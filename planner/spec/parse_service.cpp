#include "planner/spec/parts.h"

#include <fmt/format.h>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

Maybe<Concurrency> parsePool(const Node &node, Diagnostics &errors) {
  Reader reader(node, "pool", errors);
  const Maybe<Concurrency> size = readInFlight(reader, "size");
  finishRequiring(reader, "size", "pool");
  return size;
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
    terms.poolSize = parsePool(*node, errors);
  if (const Node *node = reader.node("service_time"))
    terms.serviceTime = parseServiceTime(*node, errors);
  terms.cpuTime = readPositive(reader, "cpu_time", units::parseDuration);
  for (const Node &item : reader.items("calls"))
    service.steps.push_back(parseStep(item, errors));
  if (const Node *node = reader.node("slo"))
    terms.slo = parseSlo(*node, errors);
  terms.code = reader.texts("code");
  reader.finish();
  checkCpuTime(terms, errors);
  return service;
}

} // namespace loadline::spec::syntax
