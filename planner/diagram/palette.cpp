#include "planner/diagram/palette.h"

#include <cassert>

namespace loadline::diagram {

namespace {

struct Look {
  Role role;
  const char *name;
  std::uint32_t light, dark; // 0xRRGGBB
};

// Okabe and Ito: sky blue 56B4E9, orange E69F00, vermilion D55E00, blue 0072B2, purple CC79A7.
// Where a text or a line needs more contrast than the hue gives, the same hue is darker (or
// lighter).
constexpr Look looks[] = {
    {Role::canvas, "canvas", 0xF7F9FB, 0x12181F},
    {Role::surface, "surface", 0xFFFFFF, 0x1C242D},
    {Role::outline, "outline", 0xAEBAC6, 0x4A5866},
    {Role::text, "text", 0x1B2530, 0xE8EDF2},
    {Role::mutedText, "muted-text", 0x566370, 0xA3B0BD},
    {Role::rule, "rule", 0xE1E7ED, 0x2A343F},
    {Role::hull, "hull", 0xEDF1F5, 0x2B3641},
    {Role::waterBelow, "water-below", 0x8CCBEF, 0x3A8FC4},
    {Role::waterAbove, "water-above", 0xE69F00, 0xE69F00},
    {Role::waterOver, "water-over", 0xD55E00, 0xD55E00},
    {Role::hatch, "hatch", 0xFFFFFF, 0x1C242D},
    {Role::loadLine, "load-line", 0x1B2530, 0xE8EDF2},
    {Role::edge, "edge", 0x7C8A98, 0x7F8E9D},
    {Role::alarm, "alarm", 0xB54A00, 0xFF8A45},
    {Role::alarmFill, "alarm-fill", 0xB54A00, 0xFF8A45},
    {Role::onAlarm, "on-alarm", 0xFFFFFF, 0x1B1206},
    {Role::warning, "warning", 0x8A5A00, 0xF0B53A},
    {Role::warningFill, "warning-fill", 0xF2B233, 0xE69F00},
    {Role::onWarning, "on-warning", 0x1F1600, 0x1F1600},
    {Role::noteFill, "note-fill", 0xD9E2EA, 0x3A4754},
    {Role::onNote, "on-note", 0x1B2530, 0xE8EDF2},
    {Role::selection, "selection", 0xA9477F, 0xE79CC6},
};

const Look &lookOf(Role role) {
  for (const Look &look : looks)
    if (look.role == role)
      return look;
  assert(false && "Role::none has no look");
  return looks[0];
}

} // namespace

Color colorOf(Role role, Palette palette) {
  const std::uint32_t rgb = palette == Palette::light ? lookOf(role).light : lookOf(role).dark;
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xFF),
          static_cast<std::uint8_t>(rgb & 0xFF)};
}

const char *nameOf(Role role) {
  return lookOf(role).name;
}

} // namespace loadline::diagram
