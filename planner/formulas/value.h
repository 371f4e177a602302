#pragma once

#include "planner/units/quantity.h"

#include <string>
#include <string_view>
#include <vector>

// What a calculator reckons with: numbers whose dimension is known only when the program runs. The
// formulas themselves are written on types that the compiler checks (formula.h).

namespace loadline::formulas {

enum class Dimension {
  number,      ///< a plain number, or a number of requests, pods, ports…
  ratio,       ///< 1 is 100 %
  duration,    ///< seconds
  rate,        ///< per second
  bytes,       ///< memory
  cores,       ///< processors
  bandwidth,   ///< bytes per second
  price,       ///< money per month
  money,       ///< money
  memoryPrice, ///< money per GB and hour, a GB being 10^9 bytes
  corePrice,   ///< money per core and hour
  dataPrice,   ///< money per GB
  moment,      ///< seconds since some origin, as the time of a day
  truth,       ///< yes or no
  word,        ///< a name
  any          ///< of an input: number, ratio, duration, rate or size, as it is written
};

using Bandwidth = units::Quantity<struct BytesPerSecond>;
using Money = units::Quantity<struct Currency>;
using MemoryPrice = units::Quantity<struct MoneyPerGigabyteHour>;
using CorePrice = units::Quantity<struct MoneyPerCoreHour>;
using DataPrice = units::Quantity<struct MoneyPerGigabyte>;
using Moment = units::Quantity<struct SecondsSinceOrigin>;

/// A number of whatever dimension its user gave it.
struct Any {
  double count = 0.0;
  Dimension dimension = Dimension::number;
};

/// Several of a kind; each may carry a name, as in `auth=100,catalog=150`.
template <class Item>
struct List {
  std::vector<Item> items;
  std::vector<std::string> labels; ///< as many; "" for one without a name
};

/// A quantity of a calculator: one number, several (a list), or a word.
struct Value {
  Dimension dimension = Dimension::number;
  std::vector<double> numbers;
  std::vector<std::string> labels; ///< of a list, as many as `numbers`
  std::string word;                ///< of the dimension `word`

  double number() const { return numbers.front(); }
};

/// "1200/s", "20.48 ms", "yes": eight significant digits, always with the unit. What has no end is
/// "without limit".
std::string toString(const Value &value);

/// The unit of `Value::numbers`, for programs: "s", "1/s", "bytes"; "" for plain numbers.
std::string_view unitOf(Dimension dimension);

} // namespace loadline::formulas
