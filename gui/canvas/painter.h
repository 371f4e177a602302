#pragma once

#include "planner/diagram/display_list.h"
#include "planner/diagram/palette.h"

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>

#include <functional>

// The display list on any device that QPainter draws to. Shapes and texts stand where the list puts
// them, so that this is the picture that the SVG shows.

namespace loadline::canvas {

QColor toQColor(diagram::Color color);
QRectF toQRectF(const diagram::Box &box);

/// The font of a text of the list, figures of one width.
QFont fontOf(const diagram::Text &text);
/// Where the glyphs of the text are, by the metrics of the font that draws them.
QRectF textRect(const diagram::Text &text);

/// How much of a group is drawn: all of it, or of a service a chip with its name on how it stands,
/// and no other words, where those would be too small to read.
enum class Grain { whole, chips };

using IsFaded = std::function<bool(const diagram::Target &)>;

/// Draws the groups that meet `exposed`, in the list's own coordinates.
///   isFaded  what stands back; nothing where it is empty
void paint(QPainter &painter, const diagram::DisplayList &list, diagram::Palette palette,
           const QRectF &exposed, const IsFaded &isFaded = {}, Grain grain = Grain::whole);

/// A soft light under the lines of the group.
void paintGlow(QPainter &painter, const diagram::Group &group, const QColor &color);

} // namespace loadline::canvas
