#include "gui/canvas/painter.h"

#include "base/text.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <cmath>
#include <map>
#include <utility>

namespace loadline::canvas {

using namespace diagram;

namespace {

// As planner/diagram/svg.cpp has them.
constexpr double hatchStep = 8, hatchWidth = 1.4;
constexpr double dashLength = 6, dashGap = 4;
constexpr double fadedOpacity = 0.2;

QPointF toQPointF(Point p) {
  return {p.x, p.y};
}

QPainterPath pathOf(const Path &path) {
  QPainterPath out;
  for (const Path::Step &step : path.steps)
    switch (step.kind) {
    case Path::Step::Kind::move:
      out.moveTo(toQPointF(step.to));
      break;
    case Path::Step::Kind::line:
      out.lineTo(toQPointF(step.to));
      break;
    case Path::Step::Kind::cubic:
      out.cubicTo(toQPointF(step.control1), toQPointF(step.control2), toQPointF(step.to));
      break;
    case Path::Step::Kind::close:
      out.closeSubpath();
      break;
    }
  return out;
}

QPainterPath outlineOf(const Shape &shape) {
  if (const auto *path = std::get_if<Path>(&shape.outline))
    return pathOf(*path);
  QPainterPath out;
  if (const auto *circle = std::get_if<Circle>(&shape.outline))
    out.addEllipse(toQPointF(circle->centre), circle->radius, circle->radius);
  else if (const auto *box = std::get_if<RoundedBox>(&shape.outline))
    out.addRoundedRect(toQRectF(box->box), box->radius, box->radius);
  return out;
}

/// Lines x + y = k · step, and for a cross those of x − y too: one grid for the whole picture, as
/// the SVG's tiles make it.
void paintHatch(QPainter &painter, const QPainterPath &outline, Hatch hatch, const QColor &color) {
  painter.save();
  painter.setClipPath(outline, Qt::IntersectClip);
  painter.setPen(QPen(color, hatchWidth));
  const QRectF area = outline.boundingRect();
  const double top = area.top(), bottom = area.bottom();
  for (double k = std::floor((area.left() + top) / hatchStep) * hatchStep;
       k < area.right() + bottom; k += hatchStep)
    painter.drawLine(QPointF(k - top, top), QPointF(k - bottom, bottom));
  if (hatch == Hatch::cross)
    for (double k = std::floor((area.left() - bottom) / hatchStep) * hatchStep;
         k < area.right() - top; k += hatchStep)
      painter.drawLine(QPointF(k + top, top), QPointF(k + bottom, bottom));
  painter.restore();
}

void paintShape(QPainter &painter, const Shape &shape, Palette palette) {
  const QPainterPath outline = outlineOf(shape);
  if (shape.fill.role != Role::none)
    painter.fillPath(outline, toQColor(colorOf(shape.fill.role, palette)));
  if (shape.fill.hatch != Hatch::none)
    paintHatch(painter, outline, shape.fill.hatch, toQColor(colorOf(Role::hatch, palette)));
  if (shape.stroke.role == Role::none)
    return;
  QPen pen(toQColor(colorOf(shape.stroke.role, palette)), shape.stroke.width, Qt::SolidLine,
           Qt::FlatCap, Qt::RoundJoin);
  if (shape.stroke.isDashed)
    pen.setDashPattern(
        {dashLength / shape.stroke.width, dashGap / shape.stroke.width}); // Qt counts in pen widths
  painter.strokePath(outline, pen);
}

double leftOf(const Text &text, double width) {
  return text.anchor == Anchor::start    ? text.at.x
         : text.anchor == Anchor::middle ? text.at.x - width / 2
                                         : text.at.x - width;
}

/// The fonts of one picture: a handful, for thousands of texts.
class Fonts {
public:
  struct Face {
    QFont font;
    QFontMetricsF metrics;
  };

  const Face &of(const Text &text) {
    const auto key = std::make_pair(text.size, text.isBold);
    const auto found = faces_.find(key);
    if (found != faces_.end())
      return found->second;
    const QFont font = fontOf(text);
    return faces_.emplace(key, Face{font, QFontMetricsF(font)}).first->second;
  }

private:
  std::map<std::pair<double, bool>, Face> faces_;
};

void paintText(QPainter &painter, const Text &text, Palette palette, Fonts &fonts) {
  if (text.role == Role::none)
    return;
  const Fonts::Face &face = fonts.of(text);
  const QString words = QString::fromStdString(text.text);
  painter.setFont(face.font);
  painter.setPen(toQColor(colorOf(text.role, palette)));
  const double width =
      text.anchor == Anchor::start ? 0 : face.metrics.horizontalAdvance(words); // of no use there
  painter.drawText(QPointF(leftOf(text, width), text.at.y), words);
}

} // namespace

QColor toQColor(Color color) {
  return {color.red, color.green, color.blue};
}

QRectF toQRectF(const Box &box) {
  return {box.x, box.y, box.width, box.height};
}

QFont fontOf(const Text &text) {
  QFont font(QString::fromLatin1(fontFamily).split(QStringLiteral(", ")));
  font.setPixelSize(static_cast<int>(std::lround(text.size)));
  font.setBold(text.isBold);
  font.setHintingPreference(QFont::PreferNoHinting); // so that widths grow with the zoom
  return font;
}

QRectF textRect(const Text &text) {
  const QFontMetricsF metrics(fontOf(text));
  const double width = metrics.horizontalAdvance(QString::fromStdString(text.text));
  return {leftOf(text, width), text.at.y - metrics.ascent(), width,
          metrics.ascent() + metrics.descent()};
}

namespace {

/// On the screen the name has this size, unless the chip is too low.
constexpr double chipText = 11, chipAir = 6, leastChipText = 7;

struct ChipLook {
  Role ground, words;
  const char *mark; ///< before the name, so that nothing rests on colour alone
};

ChipLook chipLook(Role state) {
  if (state == Role::waterOver)
    return {Role::alarmFill, Role::onAlarm, "▲ "};
  if (state == Role::waterAbove)
    return {Role::warningFill, Role::onWarning, "◆ "};
  return {Role::surface, Role::text, ""};
}

/// In pixels of the screen, so that the name is as sharp as any other text.
void paintChip(QPainter &painter, const Group &group, Palette palette) {
  const QTransform transform = painter.transform();
  const QRectF box = transform.mapRect(toQRectF(group.bounds));
  const ChipLook look = chipLook(group.state);
  painter.save();
  painter.resetTransform();
  painter.setPen(QPen(toQColor(colorOf(Role::outline, palette)), box.height() < 8 ? 0.3 : 1));
  painter.setBrush(toQColor(colorOf(look.ground, palette)));
  const double radius = std::min(5.0, box.height() / 5);
  painter.drawRoundedRect(box, radius, radius);
  const double size = std::min(chipText, box.height() * 0.7);
  if (size >= leastChipText) {
    QFont font = fontOf({.size = size, .isBold = look.mark[0] != '\0'});
    painter.setFont(font);
    painter.setPen(toQColor(colorOf(look.words, palette)));
    const QString name =
        QString::fromUtf8(look.mark) + QString::fromStdString(printable(group.target.service));
    const double room = box.width() - chipAir;
    painter.drawText(box, Qt::AlignCenter,
                     QFontMetricsF(font).elidedText(name, Qt::ElideMiddle, room));
  }
  painter.restore();
}

} // namespace

void paint(QPainter &painter, const DisplayList &list, Palette palette, const QRectF &exposed,
           const IsFaded &isFaded, Grain grain) {
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  Fonts fonts;
  for (const Group &group : list.groups) {
    if (!toQRectF(group.bounds).intersects(exposed))
      continue;
    painter.setOpacity(isFaded && isFaded(group.target) ? fadedOpacity : 1);
    if (grain == Grain::chips && group.state != Role::none) {
      paintChip(painter, group, palette);
      continue;
    }
    for (const Item &item : group.items)
      if (const auto *shape = std::get_if<Shape>(&item))
        paintShape(painter, *shape, palette);
      else if (grain == Grain::whole)
        paintText(painter, std::get<Text>(item), palette, fonts);
  }
  painter.setOpacity(1);
}

void paintGlow(QPainter &painter, const Group &group, const QColor &color) {
  painter.setRenderHint(QPainter::Antialiasing);
  QColor glow = color;
  glow.setAlphaF(0.45F);
  for (const Item &item : group.items) {
    const auto *shape = std::get_if<Shape>(&item);
    const auto *path = shape ? std::get_if<Path>(&shape->outline) : nullptr;
    if (path && shape->fill.role == Role::none)
      painter.strokePath(pathOf(*path), QPen(glow, shape->stroke.width + 8, Qt::SolidLine,
                                             Qt::RoundCap, Qt::RoundJoin));
  }
}

} // namespace loadline::canvas
