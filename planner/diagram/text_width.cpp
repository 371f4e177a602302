#include "planner/diagram/text_width.h"

#include "base/text.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace loadline::diagram {

namespace {

/// Advances of ' ' to '~' in thousandths of the font size: DejaVu Sans 2.37 (hmtx table), and for
/// the few letters that are wider in Verdana (I, J, r, t, 1-9 in bold) that font's.
constexpr std::array<std::uint16_t, 95> regular = {
    318,  401, 460, 838, 636, 1076, 780, 275, 454, 454, 636, 838, 364, 454, 364, 454,
    636,  636, 636, 636, 636, 636,  636, 636, 636, 636, 454, 454, 838, 838, 838, 546,
    1000, 684, 686, 698, 771, 632,  575, 776, 752, 421, 455, 693, 557, 863, 748, 788,
    603,  788, 696, 684, 616, 732,  684, 989, 685, 616, 685, 454, 454, 454, 838, 636,
    636,  613, 635, 550, 635, 615,  352, 635, 634, 278, 344, 592, 278, 974, 634, 612,
    635,  635, 427, 521, 394, 634,  592, 818, 592, 592, 525, 636, 454, 636, 838};
constexpr std::array<std::uint16_t, 95> bold = {
    348,  456, 587, 867, 711, 1272, 872, 332,  543, 543, 711, 867, 380, 480,  380, 689,
    711,  711, 711, 711, 711, 711,  711, 711,  711, 711, 402, 402, 867, 867,  867, 617,
    1000, 776, 762, 734, 830, 683,  683, 821,  837, 546, 555, 775, 637, 995,  847, 850,
    733,  850, 782, 720, 682, 812,  774, 1129, 771, 737, 725, 543, 689, 543,  867, 711,
    711,  675, 716, 593, 716, 678,  435, 716,  712, 343, 403, 671, 343, 1058, 713, 687,
    716,  716, 498, 595, 478, 712,  652, 979,  669, 652, 597, 712, 543, 712,  867};

/// Outside ASCII: the widest glyph of the block in DejaVu Sans; CJK and what like it is one em wide
/// in every font.
double emWidth(std::uint32_t codePoint, bool isBold) {
  if (codePoint >= ' ' && codePoint <= '~')
    return (isBold ? bold : regular)[codePoint - ' '] / 1000.0;
  if (codePoint < 0x1C4)
    return isBold ? 1.2 : 1.1;
  if (codePoint >= 0x250 && codePoint < 0x530)
    return isBold ? 1.4 : 1.2;
  if (codePoint == 0x2026 || (codePoint >= 0x2190 && codePoint < 0x2200) ||
      (codePoint >= 0x2E80 && codePoint < 0xFFF0 && !(codePoint >= 0xFB00 && codePoint < 0xFE00)))
    return 1.0;
  return 1.9;
}

/// The first code point and its length in bytes; text that is not UTF-8 counts byte by byte.
std::pair<std::uint32_t, std::size_t> firstCodePoint(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  const std::size_t length = byte(0) < 0xC0 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (length == 1 || length > text.size())
    return {byte(0), 1};
  std::uint32_t codePoint = byte(0) & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    codePoint = codePoint << 6 | (byte(i) & 0x3F);
  return {codePoint, length};
}

} // namespace

double textWidth(std::string_view text, double size, bool isBold) {
  double ems = 0;
  while (!text.empty()) {
    const auto [codePoint, length] = firstCodePoint(text);
    ems += emWidth(codePoint, isBold);
    text.remove_prefix(length);
  }
  return ems * size;
}

std::string fitted(std::string_view text, double size, bool isBold, double width) {
  constexpr std::size_t longest =
      2000; // bytes that any width could show; the rest need not be read
  const std::string line = oneLine(text.substr(0, longest));
  if (text.size() <= longest && textWidth(line, size, isBold) <= width)
    return line;
  const double room = width - textWidth("…", size, isBold);
  double taken = 0;
  std::size_t end = 0;
  while (end < line.size()) {
    const auto [codePoint, length] = firstCodePoint(std::string_view(line).substr(end));
    taken += emWidth(codePoint, isBold) * size;
    if (taken > room)
      break;
    end += length;
  }
  return line.substr(0, end) + "…";
}

std::string fittedName(std::string_view text, double size, bool isBold, double width) {
  constexpr std::size_t longest = 2000;
  constexpr double shareOfEnd = 0.4;
  const std::string line = oneLine(text.substr(0, longest));
  if (text.size() > longest || textWidth(line, size, isBold) <= width)
    return fitted(text, size, isBold, width);
  const auto isInside = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  std::string end;
  for (std::size_t from = line.size(); from > 0;) {
    do
      --from;
    while (from > 0 && isInside(line[from])); // to the beginning of a code point
    if (textWidth(std::string_view(line).substr(from), size, isBold) > shareOfEnd * width)
      break;
    end = line.substr(from);
  }
  return fitted(line.substr(0, line.size() - end.size()) + "…", size, isBold,
                width - textWidth(end, size, isBold)) +
         end;
}

} // namespace loadline::diagram
