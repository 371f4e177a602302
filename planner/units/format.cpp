#include "planner/units/format.h"

#include "base/text.h"

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

/// The number in the largest unit of which it is at least one; zero and the rest in the smallest.
template <std::size_t count>
std::string inLargest(double number, const Scale (&scales)[count], std::string_view ofZero) {
  if (!std::isfinite(number))
    return "-";
  if (number == 0.0)
    return "0" + std::string(ofZero);
  constexpr double roundsUp = 0.9995; // 999.6 ms has three digits as 1 s
  for (const Scale &scale : scales)
    if (std::abs(number) >= scale.size * roundsUp)
      return threeDigits(number / scale.size) + std::string(scale.name);
  return threeDigits(number / std::rbegin(scales)->size) + std::string(std::rbegin(scales)->name);
}

} // namespace

std::string formatted(Duration time) {
  return inLargest(time.count(), times, " s");
}
std::string formatted(Rate rate) {
  return threeDigits(rate.count()) + "/s";
}
std::string formatted(Concurrency number) {
  return threeDigits(number.count());
}
std::string formatted(Ratio ratio) {
  return threeDigits(ratio.count() * 100) + "%";
}
std::string formatted(Bytes size) {
  return inLargest(size.count(), sizes, " B");
}
std::string formatted(Cores cores) {
  return threeDigits(cores.count()) + (cores == Cores(1) ? " core" : " cores");
}
std::string formatted(Price price) {
  return threeDigits(price.count()) + "/month";
}
std::string formatted(Growth growth) {
  return threeDigits(growth.count() * 100) + "%/month";
}
std::string formattedFactor(Ratio ratio) {
  return threeDigits(ratio.count()) + "x";
}

} // namespace loadline::units
