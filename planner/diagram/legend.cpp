#include "planner/diagram/legend.h"

#include "planner/diagram/gauge.h"
#include "planner/diagram/pen.h"

namespace loadline::diagram {

namespace {

constexpr double margin = 14, rowHeight = 30, sampleWidth = 58, textLeft = 86, textWidth = 320;
constexpr plan::Ratio limit{0.7};

using Draw = void (*)(Group &, const Box &);

void drawWater(Group &group, const Box &place, double level, plan::Verdict verdict) {
  drawGauge(group, place, plan::Ratio(level), limit, verdict);
}

void calls(Group &group, const Box &place, double offset, Role role, bool isDashed) {
  const double y = place.centre().y + offset;
  drawPath(group, Path().moveTo({place.x, y}).lineTo({place.right(), y}), {},
           {.role = role, .width = 2, .isDashed = isDashed});
}

struct Row {
  const char *text;
  Draw draw;
};

constexpr Row rows[] = {
    {"below the load line: it fits",
     [](Group &g, const Box &b) { drawWater(g, b, 0.4, plan::Verdict::fits); }},
    {"above the load line: headroom is gone",
     [](Group &g, const Box &b) { drawWater(g, b, 0.85, plan::Verdict::aboveLine); }},
    {"over capacity: it can't be served",
     [](Group &g, const Box &b) { drawWater(g, b, 1, plan::Verdict::overCapacity); }},
    {"where the water stood before a value was tried",
     [](Group &g, const Box &b) {
       drawGauge(g, b, plan::Ratio(0.3), limit, plan::Verdict::fits, plan::Ratio(0.5));
     }},
    {"a call; thicker with its rate",
     [](Group &g, const Box &b) { calls(g, b, 0, Role::edge, false); }},
    {"an optional call", [](Group &g, const Box &b) { calls(g, b, 0, Role::edge, true); }},
    {"callers can offer more than it admits",
     [](Group &g, const Box &b) {
       calls(g, b, -2.5, Role::alarm, false);
       calls(g, b, 2.5, Role::alarm, false);
     }},
    {"outside our control",
     [](Group &g, const Box &b) {
       drawBox(g, b, 6, {.role = Role::surface},
               {.role = Role::outline, .width = 1.25, .isDashed = true});
     }},
    {"findings in its code, the worst in the colour",
     [](Group &g, const Box &b) {
       drawBadge(g, {b.x, b.centre().y}, "2", Alarm::warning, true);
     }},
};

} // namespace

DisplayList legend() {
  DisplayList out;
  out.title = "legend";
  out.description = "what the marks of the picture mean";
  double y = margin;
  for (const Row &row : rows) {
    Group group;
    group.name = row.text;
    row.draw(group, {margin, y + 4, sampleWidth, rowHeight - 10});
    write(group, {textLeft, y + rowHeight / 2 + 3}, row.text, {.size = 12}, textWidth);
    out.groups.push_back(finished(std::move(group)));
    y += rowHeight;
  }
  out.size = {textLeft + textWidth + margin, y + margin};
  return out;
}

} // namespace loadline::diagram
