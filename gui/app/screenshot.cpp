#include "gui/app/screenshot.h"

#include "base/files.h"

#include <QApplication>
#include <QBuffer>
#include <QPixmap>

namespace loadline::app {

namespace {

void settle() {
  constexpr int rounds = 5; // docks, then their contents, then what fits itself to them
  for (int round = 0; round < rounds; ++round)
    QApplication::processEvents();
}

} // namespace

Diagnostics writeScreenshot(QWidget &window, const std::filesystem::path &file,
                            const std::function<bool()> &isBusy) {
  window.show();
  settle();
  while (isBusy())
    QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  settle();
  QByteArray png;
  QBuffer buffer(&png);
  if (!window.grab().save(&buffer, "PNG"))
    return {{{file.string(), 0, 0}, "the window could not be drawn", "try a smaller --size"}};
  return writeFile(file, std::string_view(png.constData(), static_cast<std::size_t>(png.size())));
}

} // namespace loadline::app
