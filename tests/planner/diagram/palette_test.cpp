#include "planner/diagram/palette.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace loadline::diagram {
namespace {

/// Of light, 0 to 1.
double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(Color color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double contrast(Role front, Role back, Palette palette) {
  const double a = luminance(colorOf(front, palette)), b = luminance(colorOf(back, palette));
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

/// What eyes without long-wave or medium-wave cones make of linear red, green and blue
/// [VienotBrettelMollon1999].
constexpr Matrix protanope{{{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}}};
constexpr Matrix deuteranope{
    {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}}};
constexpr Matrix trichromat{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

double dot(const Vector &a, const Vector &b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/// CIE L*a*b*, in which a distance of about 2 is just seen.
Vector seen(Role role, Palette palette, const Matrix &eyes) {
  const Color color = colorOf(role, palette);
  const Vector light{linear(color.red), linear(color.green), linear(color.blue)};
  Vector rgb;
  for (std::size_t i = 0; i < 3; ++i)
    rgb[i] = std::max(0.0, dot(eyes[i], light));
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f(dot({0.4124, 0.3576, 0.1805}, rgb) / 0.9505);
  const double y = f(dot({0.2126, 0.7152, 0.0722}, rgb));
  const double z = f(dot({0.0193, 0.1192, 0.9505}, rgb) / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const Vector &a, const Vector &b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

class Palettes : public testing::TestWithParam<Palette> {};

TEST_P(Palettes, TextsHaveAContrastOfAtLeastFourAndAHalf) {
  for (const Role text : {Role::text, Role::mutedText, Role::alarm, Role::warning})
    for (const Role ground : {Role::canvas, Role::surface})
      EXPECT_GE(contrast(text, ground, GetParam()), 4.5)
          << nameOf(text) << " on " << nameOf(ground);
}

TEST_P(Palettes, BadgesHaveAContrastOfAtLeastFourAndAHalf) {
  EXPECT_GE(contrast(Role::onAlarm, Role::alarmFill, GetParam()), 4.5);
  EXPECT_GE(contrast(Role::onWarning, Role::warningFill, GetParam()), 4.5);
  EXPECT_GE(contrast(Role::onNote, Role::noteFill, GetParam()), 4.5);
}

TEST_P(Palettes, LinesOfMeaningHaveAContrastOfAtLeastThree) {
  for (const Role line : {Role::edge, Role::alarm, Role::selection})
    EXPECT_GE(contrast(line, Role::canvas, GetParam()), 3) << nameOf(line);
  EXPECT_GE(contrast(Role::loadLine, Role::hull, GetParam()), 3);
}

TEST_P(Palettes, WaterIsToldApartByEyesThatMissColours) {
  constexpr Role roles[] = {Role::hull, Role::waterBelow, Role::waterAbove, Role::waterOver};
  for (const Matrix &eyes : {trichromat, protanope, deuteranope})
    for (const Role &one : roles)
      for (const Role *other = roles; other != &one; ++other)
        EXPECT_GT(distance(seen(one, GetParam(), eyes), seen(*other, GetParam(), eyes)), 15)
            << nameOf(one) << " and " << nameOf(*other);
}

TEST_P(Palettes, OrangeAndVermilionAreNearerToEachOtherForEyesThatMissColours) {
  const auto apart = [&](const Matrix &eyes) { // or the test above would prove nothing
    return distance(seen(Role::waterAbove, GetParam(), eyes),
                    seen(Role::waterOver, GetParam(), eyes));
  };
  EXPECT_LT(apart(deuteranope), 0.8 * apart(trichromat));
  EXPECT_LT(apart(protanope), 0.9 * apart(trichromat));
}

INSTANTIATE_TEST_SUITE_P(Both, Palettes, testing::Values(Palette::light, Palette::dark));

TEST(Palette, WaterIsOrangeAndVermilionOfOkabeAndIto) {
  EXPECT_EQ(colorOf(Role::waterAbove, Palette::light), (Color{0xE6, 0x9F, 0x00}));
  EXPECT_EQ(colorOf(Role::waterOver, Palette::light), (Color{0xD5, 0x5E, 0x00}));
}

} // namespace
} // namespace loadline::diagram
