#include "planner/diagram/palette.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::diagram {
namespace {

/// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(Color color) {
  const auto linear = [](std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double contrast(Role front, Role back, Palette palette) {
  const double a = luminance(colorOf(front, palette)), b = luminance(colorOf(back, palette));
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
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

INSTANTIATE_TEST_SUITE_P(Both, Palettes, testing::Values(Palette::light, Palette::dark));

TEST(Palette, WaterIsOrangeAndVermilionOfOkabeAndIto) {
  EXPECT_EQ(colorOf(Role::waterAbove, Palette::light), (Color{0xE6, 0x9F, 0x00}));
  EXPECT_EQ(colorOf(Role::waterOver, Palette::light), (Color{0xD5, 0x5E, 0x00}));
}

} // namespace
} // namespace loadline::diagram
