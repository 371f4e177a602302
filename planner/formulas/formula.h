#pragma once

#include "planner/formulas/variable.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace loadline::formulas {

/// Between a dynamic value and the type that a formula is written on.
template <class Type>
struct Kind;

template <class Type, Dimension dim>
struct CountedKind {
  static constexpr Dimension dimension = dim;
  static constexpr bool isList = false;
  static Type item(const Value &value, std::size_t i) { return Type(value.numbers[i]); }
  static Type from(const Value &value) { return item(value, 0); }
  static Value to(Type result) {
    if constexpr (requires { result.count(); })
      return {dim, {result.count()}};
    else
      return {dim, {static_cast<double>(result)}};
  }
};

template <>
struct Kind<double> : CountedKind<double, Dimension::number> {};
template <>
struct Kind<units::Concurrency> : CountedKind<units::Concurrency, Dimension::number> {};
template <>
struct Kind<units::Ratio> : CountedKind<units::Ratio, Dimension::ratio> {};
template <>
struct Kind<units::Duration> : CountedKind<units::Duration, Dimension::duration> {};
template <>
struct Kind<units::Rate> : CountedKind<units::Rate, Dimension::rate> {};
template <>
struct Kind<units::Bytes> : CountedKind<units::Bytes, Dimension::bytes> {};
template <>
struct Kind<units::Cores> : CountedKind<units::Cores, Dimension::cores> {};
template <>
struct Kind<units::Price> : CountedKind<units::Price, Dimension::price> {};
template <>
struct Kind<Bandwidth> : CountedKind<Bandwidth, Dimension::bandwidth> {};
template <>
struct Kind<Money> : CountedKind<Money, Dimension::money> {};
template <>
struct Kind<MemoryPrice> : CountedKind<MemoryPrice, Dimension::memoryPrice> {};
template <>
struct Kind<CorePrice> : CountedKind<CorePrice, Dimension::corePrice> {};
template <>
struct Kind<DataPrice> : CountedKind<DataPrice, Dimension::dataPrice> {};
template <>
struct Kind<Moment> : CountedKind<Moment, Dimension::moment> {};
template <>
struct Kind<bool> : CountedKind<bool, Dimension::truth> {};

template <>
struct Kind<Any> {
  static constexpr Dimension dimension = Dimension::any;
  static constexpr bool isList = false;
  static Any item(const Value &value, std::size_t i) { return {value.numbers[i], value.dimension}; }
  static Any from(const Value &value) { return item(value, 0); }
  static Value to(Any result) { return {result.dimension, {result.count}}; }
};

template <>
struct Kind<std::string> {
  static constexpr Dimension dimension = Dimension::word;
  static constexpr bool isList = false;
  static std::string from(const Value &value) { return value.word; }
  static Value to(std::string result) { return {Dimension::word, {}, {}, std::move(result)}; }
};

template <class Item>
struct Kind<List<Item>> {
  static constexpr Dimension dimension = Kind<Item>::dimension;
  static constexpr bool isList = true;
  static List<Item> from(const Value &value) {
    List<Item> list{{}, value.labels};
    for (std::size_t i = 0; i < value.numbers.size(); ++i)
      list.items.push_back(Kind<Item>::item(value, i));
    return list;
  }
};

inline constexpr std::size_t mostInputs = 6;

/// What a formula takes or gives, for the test that holds the tables together.
struct Slot {
  std::string_view name = {};
  Dimension dimension = Dimension::number;
  bool isList = false;
};

/// One relation: the result as a function of its inputs.
struct Formula {
  Slot result;
  std::string_view expression; ///< right-hand side, for people: "rate × time"
  std::array<Slot, mostInputs> inputs;
  std::size_t inputCount;
  Value (*evaluate)(const std::vector<const Value *> &inputs);
  std::string_view domain = {}; ///< what it takes where that is not all: the reason of a refusal

  /// For a function that gives no number (NaN) outside of what `text` says.
  constexpr Formula within(std::string_view text) const {
    Formula copy = *this;
    copy.domain = text;
    return copy;
  }
};

namespace detail {

template <class Function, class Signature>
struct Call;

template <class Function, class Result, class... Arguments>
struct Call<Function, Result (Function::*)(Arguments...) const> {
  static constexpr std::size_t arity = sizeof...(Arguments);
  static constexpr Dimension dimension = Kind<Result>::dimension;

  static Value evaluate(const std::vector<const Value *> &inputs) {
    return apply(inputs, std::index_sequence_for<Arguments...>{});
  }
  template <std::size_t... i>
  static Value apply(const std::vector<const Value *> &inputs, std::index_sequence<i...>) {
    return Kind<Result>::to(Function{}(Kind<std::remove_cvref_t<Arguments>>::from(*inputs[i])...));
  }
  static constexpr std::array<Slot, mostInputs> slots(const std::string_view *names) {
    std::array<Slot, mostInputs> out{};
    std::size_t i = 0;
    ((out[i] = {names[i], Kind<std::remove_cvref_t<Arguments>>::dimension,
                Kind<std::remove_cvref_t<Arguments>>::isList},
      ++i),
     ...);
    return out;
  }
};

} // namespace detail

/// `function` is a lambda without captures on the types of planner/units; its parameters take the
/// inputs in their order, so that a formula with wrong units does not compile.
template <std::size_t count, class Function>
constexpr Formula formula(std::string_view result, std::string_view expression,
                          const std::string_view (&inputs)[count], Function) {
  using Call = detail::Call<Function, decltype(&Function::operator())>;
  static_assert(Call::arity == count, "a formula names as many inputs as its function takes");
  return {{result, Call::dimension}, expression, Call::slots(inputs), count, &Call::evaluate};
}

} // namespace loadline::formulas
