#include "gui/canvas/picture_file.h"

#include "base/files.h"
#include "base/text.h"
#include "gui/canvas/painter.h"
#include "gui/models/file_kinds.h"
#include "planner/diagram/svg.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>

namespace loadline::canvas {

namespace {

using diagram::DisplayList;
using diagram::Palette;

constexpr double pixelsToOne = 2;
constexpr double mostPixels = 12000; // of a side; a larger picture is drawn smaller
constexpr double pointsPerPixel = 0.75;

std::string svgOf(const DisplayList &list, Palette palette) {
  return toSvg(list,
               {.theme = palette == Palette::dark ? diagram::Theme::dark : diagram::Theme::light});
}

void paintWhole(QPainter &painter, const DisplayList &list, Palette palette, double scale) {
  const QRectF whole(0, 0, list.size.width, list.size.height);
  painter.scale(scale, scale);
  painter.fillRect(whole, toQColor(colorOf(diagram::Role::canvas, palette)));
  paint(painter, list, palette, whole);
}

std::string pngOf(const DisplayList &list, Palette palette) {
  const double longest = std::max({list.size.width, list.size.height, 1.0});
  const double scale = std::min(pixelsToOne, mostPixels / longest);
  QImage image(std::max(1, static_cast<int>(std::ceil(list.size.width * scale))),
               std::max(1, static_cast<int>(std::ceil(list.size.height * scale))),
               QImage::Format_RGB32);
  image.fill(toQColor(colorOf(diagram::Role::canvas, palette)));
  QPainter painter(&image);
  paintWhole(painter, list, palette, scale);
  painter.end();
  QByteArray bytes;
  QBuffer buffer(&bytes);
  image.save(&buffer, "PNG");
  return bytes.toStdString();
}

/// The moment of writing, which is no part of the picture. Its length stays: the table of the file
/// counts bytes.
void forgetMoment(QByteArray &pdf) {
  static const QByteArray key = "/CreationDate (D:";
  const qsizetype start = pdf.indexOf(key);
  if (start < 0)
    return;
  static const QByteArray epoch = "19700101000000";
  pdf.replace(start + key.size(), epoch.size(), epoch);
}

std::string pdfOf(const DisplayList &list, Palette palette) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setTitle(QString::fromStdString(list.title));
    writer.setCreator(QStringLiteral("Loadline"));
    writer.setPageSize(QPageSize(QSizeF(std::max(list.size.width, 1.0) * pointsPerPixel,
                                        std::max(list.size.height, 1.0) * pointsPerPixel),
                                 QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    paintWhole(painter, list, palette, writer.width() / std::max(list.size.width, 1.0));
  }
  forgetMoment(bytes);
  return bytes.toStdString();
}

struct Kind {
  const char *ending;
  std::string (*write)(const DisplayList &, Palette);
};

constexpr Kind kinds[] = {{"svg", svgOf}, {"png", pngOf}, {"pdf", pdfOf}};

} // namespace

std::vector<std::string> pictureEndings() {
  return models::endingsOf(kinds);
}

Diagnostics writePicture(const DisplayList &list, Palette palette,
                         const std::filesystem::path &file) {
  if (const Kind *kind = models::kindOf(kinds, file))
    return writeFile(file, kind->write(list, palette));
  return {{{file.string(), 0, 0},
           "a picture can't be written in this format",
           "end the name in one of: " + inWords(pictureEndings())}};
}

} // namespace loadline::canvas
