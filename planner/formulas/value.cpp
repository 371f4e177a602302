#include "planner/formulas/value.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::formulas {

namespace {

struct Scale {
  double size;
  std::string_view name;
};

constexpr Scale times[] = {{86400, " d"}, {3600, " h"},  {60, " min"}, {1, " s"},
                           {1e-3, " ms"}, {1e-6, " µs"}, {1e-9, " ns"}};
constexpr Scale binary[] = {
    {1099511627776, " TiB"}, {1073741824, " GiB"}, {1048576, " MiB"}, {1024, " KiB"}, {1, " B"}};
constexpr Scale decimal[] = {{1e12, " TB"}, {1e9, " GB"}, {1e6, " MB"}, {1e3, " KB"}, {1, " B"}};

/// Eight significant digits, no exponent, no zeros at the end.
std::string digits(double number) {
  if (!std::isfinite(number))
    return "without limit";
  if (number == 0.0)
    return "0";
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(number))));
  std::string text = fmt::format("{:.{}f}", number, std::clamp(7 - magnitude, 0, 20));
  if (text.find('.') != std::string::npos)
    text.erase(text.find_last_not_of("0") + 1);
  if (text.ends_with('.'))
    text.pop_back();
  return text == "-0" ? "0" : text;
}

/// In the largest unit of which it is at least one.
template <std::size_t count>
std::string inLargest(double number, const Scale (&scales)[count]) {
  if (!std::isfinite(number))
    return digits(number);
  for (const Scale &scale : scales)
    if (std::abs(number) >= scale.size)
      return digits(number / scale.size) + std::string(scale.name);
  const Scale &last = number == 0.0 ? *std::find_if(std::begin(scales), std::end(scales),
                                                    [](const Scale &s) { return s.size == 1; })
                                    : scales[count - 1];
  return digits(number / last.size) + std::string(last.name);
}

/// Per second, but what is rarer than once in a hundred of them per the shortest time in which it
/// happens once.
std::string perTime(double perSecond) {
  constexpr double rare = 0.01;
  if (perSecond >= rare || perSecond <= 0)
    return digits(perSecond) + "/s";
  constexpr Scale periods[] = {{60, "/min"},        {3600, "/h"},      {86400, "/d"},
                               {7 * 86400, "/week"}, {365 * 86400, "/y"}};
  constexpr double rounding = 1e-9;
  for (const Scale &period : periods)
    if (perSecond * period.size >= 1 - rounding)
      return digits(perSecond * period.size) + std::string(period.name);
  return digits(perSecond * std::rbegin(periods)->size) + std::string(std::rbegin(periods)->name);
}

/// Whichever of 1000s and 1024s says it shorter.
std::string sized(double bytes) {
  const std::string thousands = inLargest(bytes, decimal);
  const std::string kibis = inLargest(bytes, binary);
  return kibis.size() < thousands.size() + 1 ? kibis : thousands; // kibis have an i more
}

std::string oneOf(Dimension dimension, double number) {
  if (!std::isfinite(number))
    return digits(number);
  switch (dimension) {
  case Dimension::ratio:
    return digits(number * 100) + "%";
  case Dimension::duration:
    return inLargest(number, times);
  case Dimension::moment:
    return fmt::format("{:02}:{:02}:{:02}", static_cast<long>(number / 3600),
                       static_cast<long>(std::fmod(number, 3600) / 60),
                       static_cast<long>(std::fmod(number, 60)));
  case Dimension::rate:
    return perTime(number);
  case Dimension::bytes:
    return sized(number);
  case Dimension::bandwidth:
    return sized(number) + "/s";
  case Dimension::cores:
    return digits(number) + (number == 1 ? " core" : " cores");
  case Dimension::price:
    return digits(number) + "/month";
  case Dimension::memoryPrice:
    return digits(number) + "/GB-h";
  case Dimension::corePrice:
    return digits(number) + "/core-h";
  case Dimension::dataPrice:
    return digits(number) + "/GB";
  case Dimension::truth:
    return number == 0.0 ? "no" : "yes";
  default:
    return digits(number);
  }
}

} // namespace

std::string toString(const Value &value) {
  if (value.dimension == Dimension::word)
    return value.word;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < value.numbers.size(); ++i) {
    const std::string label = i < value.labels.size() ? value.labels[i] : "";
    parts.push_back((label.empty() ? "" : label + "=") + oneOf(value.dimension, value.numbers[i]));
  }
  return listed(parts);
}

std::string_view unitOf(Dimension dimension) {
  switch (dimension) {
  case Dimension::duration:
  case Dimension::moment:
    return "s";
  case Dimension::rate:
    return "1/s";
  case Dimension::bytes:
    return "bytes";
  case Dimension::cores:
    return "cores";
  case Dimension::bandwidth:
    return "bytes/s";
  case Dimension::price:
    return "money/month";
  case Dimension::money:
    return "money";
  case Dimension::memoryPrice:
    return "money/GB-h";
  case Dimension::corePrice:
    return "money/core-h";
  case Dimension::dataPrice:
    return "money/GB";
  default:
    return "";
  }
}

} // namespace loadline::formulas
