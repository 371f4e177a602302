#include "planner/spec/parts.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

const std::vector<std::string> countWords = {"exact", "geometric"};

/// A number, or a map of `mean` and `distribution`.
void readPerRequest(Reader &reader, CallTerms &terms) {
  const Node *node = reader.node("per_request");
  if (!node || node->kind != Node::Kind::map) {
    terms.perRequest = readPositive(reader, "per_request", units::parseNumber);
    return;
  }
  Reader count(*node, "per_request", reader.errors());
  terms.perRequest = readPositive(count, "mean", units::parseNumber);
  terms.countShape = readWord<CountShape>(count, "distribution", countWords);
  finishRequiring(count, "mean", "per_request", "2.5");
}

/// `per_item`: as per_request, for each item of the caller's request.
void readPerItem(Reader &reader, CallTerms &terms) {
  const auto count = readPositive(reader, "per_item", units::parseNumber);
  if (!count)
    return;
  if (terms.perRequest)
    reader.error(count->at, "'per_item' and 'per_request' both give the count",
                 "keep one of the two");
  terms.perRequest = count;
  terms.isPerItem = true;
}

/// A number, or a map of `max`, `backoff`, `jitter` and `budget`.
void readRetries(Reader &reader, CallTerms &terms) {
  const Node *node = reader.node("retries");
  if (!node || node->kind != Node::Kind::map) {
    terms.retries = readCount(reader, "retries", 0);
    return;
  }
  Reader retries(*node, "retries", reader.errors());
  terms.retries = readCount(retries, "max", 0);
  terms.backoff = read(retries, "backoff", units::parseDuration);
  terms.jitter = read(retries, "jitter", units::parseRatio);
  terms.retryBudget = read(retries, "budget", units::parseRatio);
  finishRequiring(retries, "max", "retries", "2");
}

/// A number of calls, or a map of `size` and `wait`.
void readBatch(Reader &reader, CallTerms &terms) {
  const Node *node = reader.node("batch");
  if (!node || node->kind != Node::Kind::map) {
    terms.batch = readCount(reader, "batch", 1);
    return;
  }
  Reader batch(*node, "batch", reader.errors());
  terms.batch = readCount(batch, "size", 1);
  terms.batchWait = read(batch, "wait", units::parseDuration);
  finishRequiring(batch, "size", "batch", "20");
}

/// A delay, or a map of `after`.
void readHedge(Reader &reader, CallTerms &terms) {
  const Node *node = reader.node("hedge");
  if (!node || node->kind != Node::Kind::map) {
    terms.hedgeAfter = readPositive(reader, "hedge", units::parseDuration);
    return;
  }
  Reader hedge(*node, "hedge", reader.errors());
  terms.hedgeAfter = readPositive(hedge, "after", units::parseDuration);
  finishRequiring(hedge, "after", "hedge", "80ms");
}

Breaker parseBreaker(const Node &node, Diagnostics &errors) {
  Reader reader(node, "breaker", errors);
  Breaker breaker;
  breaker.failures = readPositive(reader, "failures", units::parseRatio);
  breaker.requests = readCount(reader, "requests", 1);
  breaker.window = readPositive(reader, "window", units::parseDuration);
  breaker.open = readPositive(reader, "open", units::parseDuration);
  finishRequiring(reader, "failures", "breaker", "50%");
  return breaker;
}

void readConnections(Reader &reader, CallTerms &terms) {
  terms.connections = readCount(reader, "connections", 1);
  terms.streams = readCount(reader, "streams", 1);
  if (terms.streams && !reader.node("connections"))
    reader.error(terms.streams->at,
                 "'streams' are those of one connection, and there is no 'connections'",
                 "as in 'connections: 1'");
  terms.newConnection = reader.boolean("new_connection");
}

Call readCall(Reader &reader) {
  Call call;
  CallTerms &terms = call.terms;
  terms.at = reader.at();
  if (const auto to = reader.text("to"))
    call.to = *to;
  terms.timeout = readPositive(reader, "timeout", units::parseDuration);
  readRetries(reader, terms);
  readHedge(reader, terms);
  terms.optional = reader.boolean("optional");
  terms.async = reader.boolean("async");
  readPerRequest(reader, terms);
  readPerItem(reader, terms);
  terms.cacheHit = read(reader, "cache_hit", units::parseRatio);
  terms.coalesce = read(reader, "coalesce", units::parseRatio);
  readBatch(reader, terms);
  if (const Node *node = reader.node("breaker"))
    terms.breaker = parseBreaker(*node, reader.errors());
  readConnections(reader, terms);
  terms.cancel = reader.boolean("cancel");
  return call;
}

void addCall(Reader &reader, Step &step) {
  Call call = readCall(reader);
  finishRequiring(reader, "to", "a call", "orders");
  if (!call.to.value.empty())
    step.calls.push_back(std::move(call));
}

/// What a parallel group says beside its calls.
void readGroup(Reader &reader, Step &step) {
  step.quorum = readCount(reader, "quorum", 1);
  step.limit = readCount(reader, "limit", 1);
  double calls = 0.0;
  for (const Call &call : step.calls)
    calls += std::ceil(call.terms.count());
  if (step.quorum && calls > 0 && step.quorum->value > calls)
    reader.error(step.quorum->at,
                 fmt::format("'quorum' is {} of {} calls", step.quorum->value, calls),
                 fmt::format("at most {}", calls));
}

} // namespace

Step parseStep(const Node &node, Diagnostics &errors) {
  Reader reader(node, "a call", errors);
  Step step;
  step.isParallel = reader.has("parallel");
  if (!step.isParallel) {
    addCall(reader, step);
    return step;
  }
  for (const Node &item : reader.items("parallel")) {
    Reader call(item, "a call", errors);
    addCall(call, step);
  }
  const Node *group = reader.node("parallel");
  if (!group || (group->kind == Node::Kind::sequence && group->items.empty()))
    reader.error(reader.keyAt("parallel"), "a parallel group needs at least one call",
                 "as in '- parallel: [ { to: catalog }, { to: auth } ]'");
  readGroup(reader, step);
  reader.finish();
  return step;
}

} // namespace loadline::spec::syntax
