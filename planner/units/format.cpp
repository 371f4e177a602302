#include "planner/units/format.h"

#include "base/text.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <string_view>

namespace loadline::units {

namespace {

struct Scale {
  double size;
  std::string_view name;
};

constexpr Scale times[] = {{86400, " d"}, {3600, " h"},  {60, " min"}, {1, " s"},
                           {1e-3, " ms"}, {1e-6, " µs"}, {1e-9, " ns"}};
constexpr Scale sizes[] = {
    {1099511627776, " Ti"}, {1073741824, " Gi"}, {1048576, " Mi"}, {1024, " Ki"}, {1, " B"}};

std::string written(double number, int digits) {
  return digits == 3 ? threeDigits(number) : significant(number, digits);
}

/// The number in the largest unit of which it is at least one; zero and the rest in the smallest.
template <std::size_t count>
std::string inLargest(double number, const Scale (&scales)[count], std::string_view ofZero,
                      int digits) {
  if (!std::isfinite(number))
    return "-";
  if (number == 0.0)
    return "0" + std::string(ofZero);
  const double roundsUp = 1 - 0.5 * std::pow(10, -digits); // 999.6 ms has three digits as 1 s
  for (const Scale &scale : scales)
    if (std::abs(number) >= scale.size * roundsUp)
      return written(number / scale.size, digits) + std::string(scale.name);
  return written(number / std::rbegin(scales)->size, digits) +
         std::string(std::rbegin(scales)->name);
}

} // namespace

std::string formatted(Duration time, int digits) {
  return inLargest(time.count(), times, " s", digits);
}
std::string formatted(Rate rate, int digits) {
  const std::string text = written(rate.count(), digits);
  if (text == "0" && rate > Rate(0)) // what is let through is little, and not none
    return fmt::format("less than 1e-{}/s", digits + 9);
  return text + "/s";
}
std::string formatted(Concurrency number, int digits) {
  return written(number.count(), digits);
}
std::string formatted(Ratio ratio, int digits) {
  return written(ratio.count() * 100, digits) + "%";
}
std::string formatted(Bytes size, int digits) {
  return inLargest(size.count(), sizes, " B", digits);
}
std::string formatted(Cores cores, int digits) {
  return written(cores.count(), digits) + (cores == Cores(1) ? " core" : " cores");
}
std::string formatted(Price price, int digits) {
  return written(price.count(), digits) + "/month";
}
std::string formatted(Growth growth, int digits) {
  return written(growth.count() * 100, digits) + "%/month";
}
std::string formattedFactor(Ratio ratio, int digits) {
  return written(ratio.count(), digits) + "x";
}

} // namespace loadline::units
