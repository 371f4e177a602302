#include "planner/spec/parts.h"

#include <fmt/format.h>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

/// `rate:` as one rate, or as a map of baseline, peak and growth.
void readRate(Reader &reader, Load &load) {
  const Node *node = reader.node("rate");
  if (!node || node->kind != Node::Kind::map) {
    load.rate = readPositive(reader, "rate", units::parseRate);
    return;
  }
  Reader rate(*node, "rate", reader.errors());
  load.rate = readPositive(rate, "baseline", units::parseRate);
  load.peak = readPositive(rate, "peak", units::parseRate);
  load.growth = read(rate, "growth", units::parseGrowth);
  finishRequiring(rate, "baseline", "rate", "100/s");
  if (load.rate && load.peak && load.peak->value < load.rate->value)
    reader.error(load.peak->at, "'peak' is below 'baseline'",
                 "the baseline is the rate of a quiet hour, the peak that of the busiest");
}

void readBurst(Reader &reader, Load &load) {
  const Node *node = reader.node("burst");
  if (!node)
    return;
  Reader burst(*node, "burst", reader.errors());
  load.burstFactor = read(burst, "factor", units::parseNumber);
  load.burstLasts = readPositive(burst, "lasts", units::parseDuration);
  finishRequiring(burst, "factor", "burst", "3");
  if (load.burstFactor && load.burstFactor->value < 1)
    reader.error(load.burstFactor->at, "'factor' must be at least 1", "it multiplies the rate");
}

/// `day:` as shares of the peak by hour.
void readDay(Reader &reader, Load &load) {
  for (const Node::Entry &entry : reader.entries("day")) {
    const Result<Duration> from = units::parseHour(entry.key, entry.keyAt);
    const Result<Ratio> share = units::parseRatio(entry.value.scalar, entry.value.at);
    for (const Diagnostics *errors : {&from.error(), &share.error()})
      for (const Diagnostic &error : *errors)
        reader.errors().push_back(error);
    if (!from || !share)
      continue;
    if (!load.day.empty() && *from <= load.day.back().value.from)
      reader.error(entry.keyAt, "the hours of 'day' must go up");
    load.day.push_back({{*from, *share}, entry.keyAt});
  }
}

/// Open or closed, one of the two. A key without a value counts as absent.
void checkKind(Reader &reader, Diagnostics &errors) {
  const bool isOpen = reader.node("rate") != nullptr;
  const bool isClosed = reader.node("clients") != nullptr;
  if (isOpen && isClosed)
    errors.push_back({reader.keyAt("clients"), "a workload has a rate or clients, not both",
                      "write two entries for an open and a closed load"});
  else if (!isOpen && !isClosed)
    errors.push_back({reader.at(), "a workload needs 'rate' or 'clients'", "as in 'rate: 1200/s'"});
  else if (isOpen && reader.node("think_time"))
    errors.push_back(
        {reader.keyAt("think_time"), "'think_time' belongs to 'clients', not to a rate"});
  else if (isClosed && reader.node("day"))
    errors.push_back({reader.keyAt("day"), "'day' belongs to a rate, not to 'clients'"});
  else if (isClosed && reader.node("burst"))
    errors.push_back({reader.keyAt("burst"), "'burst' belongs to a rate, not to 'clients'"});
}

Workload parseWorkload(const Node &node, Diagnostics &errors) {
  const std::size_t before = errors.size();
  Reader reader(node, "a workload", errors);
  Workload workload;
  workload.load.at = node.at;
  if (const auto to = reader.text("to"))
    workload.to = *to;
  readRate(reader, workload.load);
  readBurst(reader, workload.load);
  readDay(reader, workload.load);
  workload.load.tenant = reader.text("tenant");
  workload.load.className = reader.text("class");
  workload.load.items = readItems(reader);
  workload.load.clients = readCount(reader, "clients", 1);
  workload.load.thinkTime = read(reader, "think_time", units::parseDuration);
  finishRequiring(reader, "to", "a workload", "edge");
  if (errors.size() == before)
    checkKind(reader, errors);
  return workload;
}

PolicyTerms parsePolicy(const Node &node, Diagnostics &errors) {
  Reader reader(node, "policy", errors);
  PolicyTerms policy;
  policy.utilization = readPositive(reader, "utilization", units::parseRatio);
  policy.spareReplicas = readCount(reader, "spare_replicas", 0);
  policy.horizon = readCount(reader, "horizon", 0);
  reader.finish();
  return policy;
}

void readServices(Reader &reader, Spec &spec) {
  for (const Node::Entry &entry : reader.entries("services")) {
    if (entry.key == "workload" || entry.key == "default" || entry.key.empty())
      reader.error(entry.keyAt, fmt::format("'{}' can't be the name of a service", entry.key),
                   "edges from outside and per-caller defaults are called so");
    spec.services.push_back(parseService(entry, reader.errors()));
  }
  if (const Node *services = reader.node("services"))
    for (const Node::Entry &entry : services->again)
      parseService(entry, reader.errors()); // for what is wrong in it, too
}

void checkNotEmpty(Reader &reader, const Spec &spec) {
  if (spec.services.empty())
    reader.error(reader.keyAt("services"), "a spec needs 'services' with at least one service");
  if (spec.workload.empty())
    reader.error(reader.keyAt("workload"), "a spec needs 'workload' with at least one entry",
                 "as in '- { to: edge, rate: 1200/s }'");
}

} // namespace

Spec parseSpec(const Node &document, Diagnostics &errors) {
  const std::size_t before = errors.size();
  Reader reader(document, "a spec", errors);
  Spec spec;
  spec.at = document.at;
  reader.node("extends"); // followed and taken out before; one of the keys all the same
  const auto version = reader.integer("loadline", 1, 1);
  spec.system = reader.text("system");
  for (const Node &item : reader.items("workload"))
    spec.workload.push_back(parseWorkload(item, errors));
  readServices(reader, spec);
  if (const Node *node = reader.node("policy"))
    spec.policy = parsePolicy(*node, errors);
  spec.slices = readSlices(reader);
  reader.finish();
  if (errors.size() != before)
    return spec;
  checkNotEmpty(reader, spec);
  if (!version)
    reader.error(document.at, "a spec needs 'loadline: 1'",
                 "the version of its grammar, as the first line");
  return spec;
}

} // namespace loadline::spec::syntax
