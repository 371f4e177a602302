#pragma once

#include "base/result.h"

#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

// A small language to choose rows by:
//
//     util > 0.8 and team = pay            fields, by their name or its beginning
//     p99 >= 200ms or (verdict != fits and not owner ~ shop)
//     gateway "over capacity"              words that some field holds; all of them
//
//     either   := all (`or` all)*
//     all      := one ((`and`)? one)*
//     one      := `not` one | `(` either `)` | field operator value | word
//     operator := = != < <= > >= ~         ~ is "holds"; = of a text takes * for any letters

namespace loadline::filter {

/// What a field's figures are, which says how a value is written: `80%` or `0.8`, `200ms`, `5k/s`.
enum class Measure { text, number, share, duration, rate };

struct Field {
  std::string name; ///< lower case, a word
  Measure measure = Measure::text;
};

/// What a row has in a field: its text and, where it is no text, its figure in seconds, requests
/// per second, or of one. NaN is "unknown".
struct Value {
  std::string_view text;
  double number = std::numeric_limits<double>::quiet_NaN();
};

enum class Operator { equal, unequal, less, atMost, more, atLeast, holds };

/// A filter as a tree. `all` without parts lets everything through.
struct Filter {
  enum class Kind { all, either, no, word, comparison } kind = Kind::all;
  std::vector<Filter> parts; ///< of all, either and no

  std::size_t field = 0; ///< of a comparison: index in the fields
  std::string name;      ///< and its name
  Operator op = Operator::equal;
  Measure measure = Measure::text;
  std::string text;    ///< of a word and a comparison: the value as it was written
  double number = 0.0; ///< of a comparison with a figure; NaN for `unknown`
};

/// The filter, or what is wrong with it; the column of the place counts bytes from 1. Nesting
/// deeper than 100 is refused.
Result<Filter> parseFilter(std::string_view text, const std::vector<Field> &fields);

/// In the shortest form that reads back as the same filter.
std::string toString(const Filter &filter);

/// Whether a row passes. Letters compare without their case, `_` as a blank. A comparison with what
/// is unknown fails, but for `= unknown`.
///   fields   how many there are; a word is looked for in all
///   valueOf  of the row, by the index of the field
bool matches(const Filter &filter, std::size_t fields,
             const std::function<Value(std::size_t field)> &valueOf);

} // namespace loadline::filter
