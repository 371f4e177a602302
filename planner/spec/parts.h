#pragma once

#include "planner/spec/syntax.h"
#include "planner/units/parse.h"

#include <utility>

// The parsers of the sections, for each other. Every one reads a node strictly and gathers errors.

namespace loadline::spec::syntax {

/// The value of a key, read by one of the parsers of planner/units.
template <class Value>
Maybe<Value> read(yaml::Reader &reader, std::string_view key,
                  Result<Value> (*parse)(std::string_view, const SourcePosition &)) {
  const auto text = reader.text(key);
  if (!text)
    return std::nullopt;
  Result<Value> value = parse(text->value, text->at);
  if (value)
    return Located<Value>{*std::move(value), text->at};
  for (const Diagnostic &error : value.error())
    reader.errors().push_back(error);
  return std::nullopt;
}

/// As `read`, but zero is an error.
template <class Value>
Maybe<Value> readPositive(yaml::Reader &reader, std::string_view key,
                          Result<Value> (*parse)(std::string_view, const SourcePosition &)) {
  Maybe<Value> value = read(reader, key, parse);
  if (!value || Value{} < value->value)
    return value;
  reader.error(value->at, std::string("'").append(key) + "' must be above 0");
  return std::nullopt;
}

/// One of an enumeration's words, in the order of its values.
template <class Enum>
Maybe<Enum> readWord(yaml::Reader &reader, std::string_view key,
                     const std::vector<std::string> &words) {
  const auto word = reader.choice(key, words);
  if (!word)
    return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word->value)
      return Located<Enum>{static_cast<Enum>(i), word->at};
  return std::nullopt;
}

/// A whole number from `least` to a billion.
Maybe<double> readCount(yaml::Reader &reader, std::string_view key, long long least);

/// A number of requests inside, whole and at least 1; or a map of it (`value`) and why it is so
/// (`because`), until when (`review`) and what in the code keeps it (`kept_by`).
Maybe<Concurrency> readBound(yaml::Reader &reader, std::string_view key, Rationale &rationale);

/// `items:` as a number, or as a map of mean and max.
Items readItems(yaml::Reader &reader);

/// The points of `percentiles` or `histogram`, where the service time has them.
void readPoints(yaml::Reader &reader, ServiceTime &time);

Maybe<Slices> readSlices(yaml::Reader &reader);

/// Ends a map whose `key` is mandatory: reports unknown keys, and the missing key unless one of the
/// unknown keys may be its misspelling.
///   example  a value of it
void finishRequiring(yaml::Reader &reader, std::string_view key, std::string_view where,
                     std::string_view example);

Contract parseContract(const yaml::Node &node, Diagnostics &errors);
/// `adaptive:` of a deployment whose limit starts at `start`.
AdaptiveLimit parseAdaptive(const yaml::Node &node, const Maybe<Concurrency> &start,
                            Diagnostics &errors);
Deployment parseDeployment(const yaml::Node &node, Diagnostics &errors);
ServiceTime parseServiceTime(const yaml::Node &node, Diagnostics &errors);
Slo parseSlo(const yaml::Node &node, Diagnostics &errors);
Step parseStep(const yaml::Node &node, Diagnostics &errors);
Service parseService(const yaml::Node::Entry &entry, Diagnostics &errors);

} // namespace loadline::spec::syntax
