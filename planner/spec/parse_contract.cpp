#include "planner/spec/parts.h"

#include <fmt/format.h>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

const std::vector<std::string> onExcessWords = {"reject", "queue", "degrade", "shed", "throttle"};

Cap readCap(Reader &reader) {
  Cap cap;
  cap.maxRate = readPositive(reader, "max_rate", units::parseRate);
  cap.maxInFlight = readBound(reader, "max_in_flight", cap.rationale);
  return cap;
}

void readClasses(Reader &reader, Contract &contract) {
  for (const Node::Entry &entry : reader.entries("classes")) {
    Reader part(entry.value, fmt::format("class '{}'", entry.key), reader.errors());
    ClassCap cap{{entry.key, entry.keyAt}, readCap(part), {}};
    cap.priority = readCount(part, "priority", 0);
    contract.classes.push_back(std::move(cap));
    part.finish();
  }
}

void readTenants(Reader &reader, Contract &contract) {
  for (const Node::Entry &entry : reader.entries("per_tenant")) {
    Reader tenant(entry.value, fmt::format("per_tenant '{}'", entry.key), reader.errors());
    TenantCap cap{{entry.key, entry.keyAt}, readCount(tenant, "count", 1), readCap(tenant), {}};
    cap.state = readPositive(tenant, "state", units::parseBytes);
    contract.perTenant.push_back(std::move(cap));
    tenant.finish();
  }
}

} // namespace

Contract parseContract(const Node &node, Diagnostics &errors) {
  Reader reader(node, "contract", errors);
  Contract contract;
  contract.at = node.at;
  contract.cap = readCap(reader);
  contract.onExcess = readWord<OnExcess>(reader, "on_excess", onExcessWords);
  contract.burst = readPositive(reader, "burst", units::parseDuration);
  contract.retryAfter = readPositive(reader, "retry_after", units::parseDuration);
  contract.published = reader.boolean("published");
  contract.takeTurns = reader.boolean("take_turns");
  contract.lowestEvery = readCount(reader, "lowest_every", 2);
  for (const Node::Entry &entry : reader.entries("per_caller")) {
    Reader caller(entry.value, fmt::format("per_caller '{}'", entry.key), errors);
    contract.perCaller.push_back({{entry.key, entry.keyAt}, readCap(caller)});
    caller.finish();
  }
  readClasses(reader, contract);
  readTenants(reader, contract);
  reader.finish();
  return contract;
}

} // namespace loadline::spec::syntax
