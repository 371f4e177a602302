#include "planner/spec/parts.h"

#include <fmt/format.h>

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
  finishRequiring(count, "mean", "per_request");
}

Call readCall(Reader &reader) {
  Call call;
  call.terms.at = reader.at();
  if (const auto to = reader.text("to"))
    call.to = *to;
  call.terms.timeout = readPositive(reader, "timeout", units::parseDuration);
  call.terms.retries = readCount(reader, "retries", 0);
  call.terms.optional = reader.boolean("optional");
  readPerRequest(reader, call.terms);
  call.terms.cacheHit = read(reader, "cache_hit", units::parseRatio);
  call.terms.cancel = reader.boolean("cancel");
  return call;
}

void addCall(Reader &reader, Step &step) {
  Call call = readCall(reader);
  finishRequiring(reader, "to", "a call");
  if (!call.to.value.empty())
    step.calls.push_back(std::move(call));
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
  reader.finish();
  return step;
}

} // namespace loadline::spec::syntax
