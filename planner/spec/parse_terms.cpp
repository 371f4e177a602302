#include "planner/spec/parts.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

constexpr long long most = 1'000'000'000;
constexpr long long mostStages = 1000; // as good as deterministic, and a sum over them stays cheap

/// The largest p99 / mean of any log-normal: exp(z² / 2), z the 99 % quantile of the normal.
constexpr double steepestLognormal = 14.967;

const std::vector<std::string> onExcessWords = {"reject", "queue", "degrade", "shed", "throttle"};
const std::vector<std::string> balanceWords = {"shared", "random"};
const std::vector<std::string> shapeWords = {"lognormal", "exponential", "erlang", "deterministic"};
const std::vector<std::string> slicesWords = {"together", "independent"};

Cap readCap(Reader &reader) {
  Cap cap;
  cap.maxRate = readPositive(reader, "max_rate", units::parseRate);
  cap.maxInFlight = readInFlight(reader, "max_in_flight");
  return cap;
}

Maybe<Queue> readQueue(Reader &reader) {
  const Node *node = reader.node("queue");
  if (node && node->kind == Node::Kind::scalar && node->scalar == "unbounded")
    return Located<Queue>{Queue{}, node->at};
  const auto size = readCount(reader, "queue", 0);
  return size ? Maybe<Queue>({Queue{size->value}, size->at}) : std::nullopt;
}

bool has(const ServiceTime &time, Shape shape) {
  return time.shape && time.shape->value == shape;
}

/// The first thing that keeps the values of a service time from describing one distribution.
std::optional<Diagnostic> contradiction(const ServiceTime &time) {
  const bool isLognormal = !time.shape || has(time, Shape::lognormal);
  const auto only = [](const auto &value, std::string_view key, std::string_view shape) {
    return Diagnostic{value->at, fmt::format("'{}' shapes only a {} service time", key, shape),
                      fmt::format("leave it out, or write 'distribution: {}'", shape)};
  };
  if (time.p99 && !isLognormal)
    return only(time.p99, "p99", "lognormal");
  if (time.p50 && !isLognormal)
    return only(time.p50, "p50", "lognormal");
  if (time.cv && !isLognormal)
    return only(time.cv, "cv", "lognormal");
  if (time.stages && !has(time, Shape::erlang))
    return only(time.stages, "stages", "erlang");
  if (has(time, Shape::erlang) && !time.stages)
    return Diagnostic{time.shape->at, "an erlang service time needs 'stages'", "as in 'stages: 4'"};
  if (has(time, Shape::lognormal) && !time.p99 && !time.cv)
    return Diagnostic{time.shape->at, "a lognormal service time needs 'p99' or 'cv'"};
  if (time.p99 && time.cv)
    return Diagnostic{time.cv->at, "'cv' and 'p99' both give the spread", "keep one of the two"};
  if (!time.mean && !(time.p50 && time.p99))
    return Diagnostic{time.at, "service_time needs 'mean'", "or 'p50' and 'p99'"};
  return std::nullopt;
}

std::optional<Diagnostic> impossibility(const ServiceTime &time) {
  if (time.p50 && time.p99 && time.p50->value > time.p99->value)
    return Diagnostic{time.p50->at, "'p50' is above 'p99'"};
  if (!time.p99 || !time.mean)
    return std::nullopt;
  if (time.p99->value < time.mean->value)
    return Diagnostic{time.p99->at, "'p99' is below 'mean'"};
  if (time.p99->value > steepestLognormal * time.mean->value)
    return Diagnostic{time.p99->at, "'p99' is more than 14.9 times 'mean', which no log-normal has",
                      "check the units, or give 'mean' and 'cv'"};
  return std::nullopt;
}

} // namespace

Maybe<double> readCount(Reader &reader, std::string_view key, long long least) {
  const auto count = reader.integer(key, least, most);
  return count ? Maybe<double>({static_cast<double>(count->value), count->at}) : std::nullopt;
}

Maybe<Concurrency> readInFlight(Reader &reader, std::string_view key) {
  const auto count = readCount(reader, key, 1);
  return count ? Maybe<Concurrency>({Concurrency(count->value), count->at}) : std::nullopt;
}

Maybe<Slices> readSlices(Reader &reader) {
  return readWord<Slices>(reader, "slices", slicesWords);
}

void finishRequiring(Reader &reader, std::string_view key, std::string_view where) {
  const std::size_t before = reader.errors().size();
  reader.finish();
  if (reader.errors().size() == before && !reader.node(key))
    reader.error(reader.keyAt(key), fmt::format("{} needs '{}'", where, key));
}

Contract parseContract(const Node &node, Diagnostics &errors) {
  Reader reader(node, "contract", errors);
  Contract contract;
  contract.cap = readCap(reader);
  contract.onExcess = readWord<OnExcess>(reader, "on_excess", onExcessWords);
  for (const Node::Entry &entry : reader.entries("per_caller")) {
    Reader caller(entry.value, fmt::format("per_caller '{}'", entry.key), errors);
    contract.perCaller.push_back({{entry.key, entry.keyAt}, readCap(caller)});
    caller.finish();
  }
  reader.finish();
  return contract;
}

Deployment parseDeployment(const Node &node, Diagnostics &errors) {
  Reader reader(node, "deployment", errors);
  Deployment deployment;
  deployment.replicas = readCount(reader, "replicas", 1);
  deployment.maxInFlight = readInFlight(reader, "max_in_flight");
  deployment.queue = readQueue(reader);
  deployment.cpu = readPositive(reader, "cpu", units::parseCores);
  deployment.memory = readPositive(reader, "memory", units::parseBytes);
  deployment.price = read(reader, "price", units::parsePrice);
  deployment.balance = readWord<Balance>(reader, "balance", balanceWords);
  reader.finish();
  return deployment;
}

ServiceTime parseServiceTime(const Node &node, Diagnostics &errors) {
  const std::size_t before = errors.size();
  Reader reader(node, "service_time", errors);
  ServiceTime time;
  time.at = node.at;
  time.mean = read(reader, "mean", units::parseDuration);
  time.p50 = readPositive(reader, "p50", units::parseDuration);
  time.p99 = readPositive(reader, "p99", units::parseDuration);
  time.shape = readWord<Shape>(reader, "distribution", shapeWords);
  time.cv = read(reader, "cv", units::parseNumber);
  if (const auto stages = reader.integer("stages", 1, mostStages))
    time.stages = Located<double>{static_cast<double>(stages->value), stages->at};
  time.slices = readSlices(reader);
  reader.finish();
  if (errors.size() != before)
    return time;
  if (const auto wrong = contradiction(time))
    errors.push_back(*wrong);
  else if (const auto impossible = impossibility(time))
    errors.push_back(*impossible);
  return time;
}

Slo parseSlo(const Node &node, Diagnostics &errors) {
  Reader reader(node, "slo", errors);
  Slo slo;
  slo.p50 = readPositive(reader, "p50", units::parseDuration);
  slo.p95 = readPositive(reader, "p95", units::parseDuration);
  slo.p99 = readPositive(reader, "p99", units::parseDuration);
  slo.success = readPositive(reader, "success", units::parseRatio);
  reader.finish();
  return slo;
}

} // namespace loadline::spec::syntax
