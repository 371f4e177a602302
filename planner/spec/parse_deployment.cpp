#include "planner/spec/parts.h"

#include <fmt/format.h>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

const std::vector<std::string> balanceWords = {"shared", "random"};

Maybe<Queue> readQueue(Reader &reader) {
  const Node *node = reader.node("queue");
  if (node && node->kind == Node::Kind::scalar && node->scalar == "unbounded")
    return Located<Queue>{Queue{}, node->at};
  const auto size = readCount(reader, "queue", 0);
  return size ? Maybe<Queue>({Queue{size->value}, size->at}) : std::nullopt;
}

/// `replicas:` as a number, or as a map of min, current and max.
void readReplicas(Reader &reader, Deployment &deployment) {
  const Node *node = reader.node("replicas");
  if (!node || node->kind != Node::Kind::map) {
    deployment.replicas = readCount(reader, "replicas", 1);
    return;
  }
  Reader replicas(*node, "replicas", reader.errors());
  deployment.replicasMin = readCount(replicas, "min", 1);
  deployment.replicas = readCount(replicas, "current", 1);
  deployment.replicasMax = readCount(replicas, "max", 1);
  finishRequiring(replicas, "current", "replicas", "3");
  const auto inOrder = [&](const Maybe<double> &low, const Maybe<double> &high,
                           std::string_view words) {
    if (low && high && high->value < low->value)
      reader.error(high->at, std::string(words), "min ≤ current ≤ max");
  };
  inOrder(deployment.replicasMin, deployment.replicas, "'current' is below 'min'");
  inOrder(deployment.replicas, deployment.replicasMax, "'max' is below 'current'");
}

/// A whole number of replicas, or a percentage of them.
Maybe<ReplicaShare> readShare(Reader &reader, std::string_view key) {
  const Node *node = reader.node(key);
  if (node && node->kind == Node::Kind::scalar && node->scalar.ends_with('%')) {
    const auto share = read(reader, key, units::parseRatio);
    return share ? Maybe<ReplicaShare>({ReplicaShare{0.0, share->value}, share->at}) : std::nullopt;
  }
  const auto count = readCount(reader, key, 0);
  return count ? Maybe<ReplicaShare>({ReplicaShare{count->value, {}}, count->at}) : std::nullopt;
}

void readAdaptive(Reader &reader, Deployment &deployment) {
  const Node *node = reader.node("adaptive");
  if (!node)
    return;
  const AdaptiveLimit limit = parseAdaptive(*node, deployment.maxInFlight, reader.errors());
  if (!reader.node("max_in_flight"))
    reader.error(reader.keyAt("adaptive"), "'adaptive' needs 'max_in_flight'",
                 "the limit that it starts at");
  if (limit.target)
    deployment.adaptive = limit;
}

PerRequest parsePerRequest(const Node &node, Diagnostics &errors) {
  Reader reader(node, "per_request", errors);
  PerRequest each;
  each.memory = readPositive(reader, "memory", units::parseBytes);
  each.stack = readPositive(reader, "stack", units::parseBytes);
  each.descriptors = readPositive(reader, "descriptors", units::parseNumber);
  each.threads = readPositive(reader, "threads", units::parseNumber);
  reader.finish();
  return each;
}

void readMemory(Reader &reader, Deployment &deployment) {
  deployment.memory = readPositive(reader, "memory", units::parseBytes);
  deployment.baseMemory = read(reader, "base_memory", units::parseBytes);
  if (deployment.memory && deployment.baseMemory &&
      deployment.baseMemory->value >= deployment.memory->value)
    reader.error(deployment.baseMemory->at, "'base_memory' leaves nothing of 'memory' to requests");
}

} // namespace

Deployment parseDeployment(const Node &node, Diagnostics &errors) {
  Reader reader(node, "deployment", errors);
  Deployment deployment;
  readReplicas(reader, deployment);
  deployment.maxInFlight = readBound(reader, "max_in_flight", deployment.rationale);
  readAdaptive(reader, deployment);
  deployment.queue = readQueue(reader);
  deployment.cpu = readPositive(reader, "cpu", units::parseCores);
  readMemory(reader, deployment);
  deployment.descriptors = readCount(reader, "descriptors", 1);
  deployment.threads = readCount(reader, "threads", 1);
  if (const Node *each = reader.node("per_request"))
    deployment.perRequest = parsePerRequest(*each, errors);
  deployment.warmUp = read(reader, "warm_up", units::parseDuration);
  deployment.preStop = read(reader, "pre_stop", units::parseDuration);
  deployment.grace = readPositive(reader, "grace", units::parseDuration);
  deployment.surge = readShare(reader, "surge");
  deployment.unavailable = readShare(reader, "unavailable");
  const auto isNone = [](const Maybe<ReplicaShare> &share) {
    return share && share->value.count == 0.0 &&
           (!share->value.share || share->value.share->count() == 0.0);
  };
  if (isNone(deployment.surge) && isNone(deployment.unavailable))
    reader.error(deployment.unavailable->at, "'surge' and 'unavailable' are both 0",
                 "an update must add a replica first or take one away");
  deployment.price = read(reader, "price", units::parsePrice);
  deployment.balance = readWord<Balance>(reader, "balance", balanceWords);
  reader.finish();
  return deployment;
}

} // namespace loadline::spec::syntax
